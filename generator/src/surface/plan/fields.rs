//! Fields of structs.

use serde_json::Value;

use crate::api::{Additional, Constraints, Docs, Object, PatternMembers, Property, Scalar, Shape, TypeId};
use crate::surface::{Field, FieldPresence, PatternField, RustType, Struct};

use super::Context;
use super::deprecation::deprecation;
use super::docs::{add_untold, described, paragraphs, untold};
use super::ident::{Scope, plain, snake, with_signs};
use super::names::is_plain;
use super::nearest::{Distance, distance, nearest_first};

/// Names that a struct with a constructor and setters has itself.
const CONSTRUCTIBLE: &[&str] = &["new", "clone"];

/// Hands out field names, and keeps those that setters add free.
pub(super) struct FieldNames(Scope);

impl FieldNames {
    pub(super) fn new(constructible: bool) -> Self {
        Self(if constructible { Scope::with(CONSTRUCTIBLE) } else { Scope::default() })
    }

    /// What a member would be called that has this name on the wire.
    fn wanted(&self, wire_name: &str) -> String {
        let name = snake(wire_name);
        if self.0.has(&name) { with_signs(wire_name) } else { name }
    }

    pub(super) fn claim(&mut self, wanted: &str, presence: FieldPresence) -> String {
        let null = |name: &str| format!("{}_null", plain(name));
        let mut wanted = wanted.to_owned();
        while presence == FieldPresence::Nullable && !self.0.has(&wanted) && self.0.has(&null(&wanted)) {
            wanted.push('_');
        }
        let name = self.0.claim(&wanted);
        if presence == FieldPresence::Nullable {
            self.0.claim(&null(&name));
        }
        name
    }
}

impl Context<'_> {
    /// The struct of an object that travels as JSON.
    pub(super) fn structure(&self, id: TypeId, object: &Object) -> Struct {
        let constructible = self.api.get(id).is_some_and(|ty| ty.direction.request);
        let mut names = FieldNames::new(constructible);
        let distance = |property: &Property| self.distance(&property.wire_name, &property.origin.pointer);
        let fields = nearest_first(&object.properties, distance, |property| self.field(id, property, &mut names));
        let patterns = object.patterns.iter().map(|members| self.pattern_field(members, &mut names)).collect();
        let extra = match object.additional {
            Additional::Typed(value) => Some(self.ty(value)),
            Additional::Unmentioned if self.settings.keep_unknown => Some(RustType::Value),
            Additional::Unmentioned | Additional::Forbidden => None,
        };
        let extra_name = names.claim("extra", FieldPresence::Required);
        let from_field = constructible && self.is_variant_of_body(id) && has_one_argument(&fields);
        Struct { fields, patterns, extra, extra_name, extra_part: None, constructible, from_field }
    }

    /// How far the name of a member or parameter in the document is from that in Rust; one that was chosen is that.
    pub(super) fn distance(&self, wire_name: &str, pointer: &str) -> Distance {
        if self.pins.get(pointer).is_some() { Distance::None } else { distance(wire_name) }
    }

    fn field(&self, owner: TypeId, property: &Property, names: &mut FieldNames) -> Field {
        let constant = self.constant(property.ty.id);
        let mut ty = self.held_bare(owner, property.ty.id);
        if ty == RustType::String && self.is_secret(&property.origin.pointer) {
            ty = RustType::Secret;
        }
        self.hint_at_secret(property, &ty);
        let nullable = property.ty.nullable && !matches!(ty, RustType::Value | RustType::Unit);
        let presence = self.presence(owner, property, nullable);
        let preset = !property.required && constant.is_some() && self.wire.is_tag(owner, &property.wire_name);
        let rust_name =
            self.pins.get(&property.origin.pointer).map_or_else(|| names.wanted(&property.wire_name), snake);
        Field {
            rust_name: names.claim(&rust_name, presence),
            wire_name: property.wire_name.clone(),
            ty,
            presence,
            constant,
            preset,
            part: None,
            docs: self.field_docs(owner, property),
            deprecated: deprecation(&property.docs),
        }
    }

    /// The field of members whose names match a pattern, called after what those begin with.
    fn pattern_field(&self, members: &PatternMembers, names: &mut FieldNames) -> PatternField {
        let PatternMembers { pattern, ty, docs } = members;
        let start: String =
            pattern.trim_start_matches('^').chars().take_while(|c| c.is_alphanumeric() || "_-".contains(*c)).collect();
        let is_literal = pattern.starts_with('^') && start.contains(char::is_alphabetic);
        let wanted = if is_literal { snake(&start) } else { "members".to_owned() };
        let about = format!("Members whose names match `{pattern}`.");
        let own = self.limits(ty.id, None);
        let shown = if pattern.contains('`') { "Members of some names.".to_owned() } else { about };
        let mut said = paragraphs(&self.said_with_type(docs, ty.id), &shown);
        if !said.contains(&shown) {
            said.push(shown);
        }
        said.extend(own);
        said.extend(self.about_items(ty.id, 0));
        PatternField {
            rust_name: names.claim(&wanted, FieldPresence::Required),
            pattern: pattern.clone(),
            ty: self.ty(*ty),
            docs: said,
        }
    }

    /// What is said about a member, and what its type does not show.
    pub(super) fn field_docs(&self, owner: TypeId, property: &Property) -> Vec<String> {
        let said = self.said_with_type(&property.docs, property.ty.id);
        let mut docs = described(&said, &property.wire_name);
        let default = property.default.as_ref().filter(|_| self.constant(property.ty.id).is_none());
        let default = untold(default, &docs);
        docs.extend(self.limits(property.ty.id, default));
        self.say_constant(property.ty.id, &mut docs);
        docs.extend(self.about_items(property.ty.id, 0));
        docs.extend(self.one_way(owner, property).map(str::to_owned));
        if docs.is_empty() {
            docs.push(format!("`{}`", property.wire_name));
        }
        docs
    }

    /// What is said about items and values that have no type of their own.
    pub(super) fn about_items(&self, id: TypeId, depth: usize) -> Option<String> {
        let inner = match self.api.get(id).map(|ty| &ty.shape)? {
            Shape::Array(item) => vec![(item.id, "Each item".to_owned())],
            Shape::Map(value) => vec![(value.id, "Each value".to_owned())],
            Shape::Tuple(tuple) if is_plain(tuple) => {
                let items = tuple.items.iter().enumerate();
                items.map(|(index, item)| (item.id, format!("Item {}", index + 1))).collect()
            }
            _ => return None,
        };
        let said: Vec<String> =
            inner.into_iter().filter_map(|(inner, which)| self.about(inner, &which, depth)).collect();
        (!said.is_empty()).then(|| said.join("\n\n"))
    }

    /// What is said about `which` items, of the type `id`, unless it has documentation of its own.
    fn about(&self, id: TypeId, which: &str, depth: usize) -> Option<String> {
        if depth > 4 || self.names.of(id).is_some() {
            return None;
        }
        let mut said = described(&self.api.get(id)?.docs, "");
        self.say_constant(id, &mut said);
        let said = said.join("\n\n");
        let below = self.about_items(id, depth + 1);
        match (said.is_empty(), below) {
            (true, below) => below,
            (false, None) => Some(format!("{which}: {said}")),
            (false, Some(below)) => Some(format!("{which}: {said}\n\n{below}")),
        }
    }

    /// What is said at a place, and of its type where that has no documentation of its own.
    pub(super) fn said_with_type(&self, docs: &Docs, id: TypeId) -> Docs {
        let mut said = docs.clone();
        let Some(own) = self.api.get(id).map(|ty| ty.docs.description.trim()) else { return said };
        let place = said.description.trim();
        if place.is_empty() || (self.names.of(id).is_none() && own.contains(place)) {
            own.clone_into(&mut said.description);
        } else if self.names.of(id).is_none() && !place.contains(own) {
            said.description = format!("{place}\n\n{own}");
        }
        said
    }

    /// What is said about a member that travels one way only, of a type that travels both ways.
    fn one_way(&self, owner: TypeId, property: &Property) -> Option<&'static str> {
        let direction = self.api.get(owner)?.direction;
        match (direction.request && direction.response, property.read_only, property.write_only) {
            (true, true, false) => Some("Only in answers: the API sets it."),
            (true, false, true) => Some("Only in requests: the API does not give it back."),
            _ => None,
        }
    }

    /// Says which value a type has where it has but one.
    pub(super) fn say_constant(&self, id: TypeId, docs: &mut Vec<String>) {
        if let Some(constant) = self.constant(id).filter(|constant| !constant.contains('`')) {
            add_untold(docs, &format!("Always `{constant}`."));
        }
    }

    /// The only value of a type: the string itself, or the JSON of another scalar.
    pub(super) fn constant(&self, id: TypeId) -> Option<String> {
        match &self.api.get(id)?.shape {
            Shape::Enum(values) => match values.as_slice() {
                [only] => Some(only.value.as_str().map_or_else(|| only.value.to_string(), str::to_owned)),
                _ => None,
            },
            Shape::Scalar(Scalar::Boolean(Some(value))) => Some(Value::Bool(*value).to_string()),
            Shape::Scalar(Scalar::Null) => Some(Value::Null.to_string()),
            Shape::Scalar(Scalar::Integer(_) | Scalar::Number(_)) | Shape::Map(_) | Shape::Array(_) => {
                let only = only_value(&self.api.get(id)?.constraints)?;
                Some(only.as_str().map_or_else(|| only.to_string(), str::to_owned))
            }
            _ => None,
        }
    }
}

/// The only value that is allowed, where a type does not show it.
fn only_value(constraints: &Constraints) -> Option<&Value> {
    constraints.keywords.iter().find_map(|(keyword, value)| match (keyword.as_str(), value) {
        ("const", value) => Some(value),
        ("enum", Value::Array(values)) => values.first().filter(|_| values.len() == 1),
        _ => None,
    })
}

/// Whether `new` would take exactly one argument, and that no `None`.
pub(super) fn has_one_argument(fields: &[Field]) -> bool {
    let needed = |field: &&Field| {
        matches!(field.presence, FieldPresence::Required | FieldPresence::RequiredNullable) && field.constant.is_none()
    };
    let mut needed = fields.iter().filter(needed);
    needed.next().is_some_and(|only| only.presence == FieldPresence::Required) && needed.next().is_none()
}

/// When a member is on the wire.
pub(super) fn presence(required: bool, nullable: bool) -> FieldPresence {
    match (required, nullable) {
        (true, false) => FieldPresence::Required,
        (true, true) => FieldPresence::RequiredNullable,
        (false, false) => FieldPresence::Optional,
        (false, true) => FieldPresence::Nullable,
    }
}
