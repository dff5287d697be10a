//! A value of a type: from the examples of the document as far as they go, else the plainest one that fits.

use serde_json::{Map, Value, json};

use crate::api::{Constraints, Object, Property, Scalar, Shape, Tagging, Type, TypeId, Union, Use};

use super::Context;
use super::types::float;

/// Nesting beyond which only what must be there is.
const DEEP: usize = 6;

impl Context<'_> {
    /// A value that fits a place; none where no finite one is found.
    pub(super) fn specimen(&self, place: Use) -> Option<Value> {
        let value = self.value(place, &mut Vec::new())?;
        self.fit(place, &value, "", &mut Vec::new()).is_ok().then_some(value)
    }

    /// `within` are the types whose value is being made.
    fn value(&self, place: Use, within: &mut Vec<TypeId>) -> Option<Value> {
        let ty = self.api.get(place.id)?;
        if let Some(given) = self.given(place, ty) {
            return Some(given);
        }
        if within.contains(&place.id) {
            return place.nullable.then_some(Value::Null);
        }
        within.push(place.id);
        let made = self.made_of(ty, within);
        within.pop();
        made.or_else(|| place.nullable.then_some(Value::Null))
    }

    /// An example of the type itself.
    fn given(&self, place: Use, ty: &Type) -> Option<Value> {
        let fits = |value: &&Value| self.fit(place, value, "", &mut Vec::new()).is_ok();
        ty.examples.iter().map(|(_, value)| value).filter(|value| !value.is_null()).find(fits).cloned()
    }

    fn made_of(&self, ty: &Type, within: &mut Vec<TypeId>) -> Option<Value> {
        match &ty.shape {
            Shape::Scalar(scalar) => Some(plain(scalar, &ty.constraints)),
            Shape::Enum(values) => values.first().map(|value| value.value.clone()),
            Shape::Open(open) => open.values.first().map(|value| value.value.clone()),
            Shape::Array(item) => Some(Value::Array(self.value(*item, within).into_iter().collect())),
            Shape::Tuple(tuple) => {
                let items = tuple.items.iter().take(tuple.required);
                items.map(|item| self.value(*item, within)).collect::<Option<_>>().map(Value::Array)
            }
            Shape::Any | Shape::Map(_) => Some(json!({})),
            Shape::Object(object) => self.object(object, within),
            Shape::Union(union) => self.branch(union, within),
        }
    }

    /// What must be there, what only a server sets, and what the document has examples of.
    fn object(&self, object: &Object, within: &mut Vec<TypeId>) -> Option<Value> {
        let mut members = Map::new();
        for property in object.properties.iter().filter(|property| !property.write_only) {
            let wanted = within.len() <= DEEP && (property.read_only || self.has_example(property));
            if !property.required && !wanted {
                continue;
            }
            match self.value(property.ty, within) {
                Some(value) => drop(members.insert(property.wire_name.clone(), value)),
                None if property.required => return None,
                None => {}
            }
        }
        Some(Value::Object(members))
    }

    fn has_example(&self, property: &Property) -> bool {
        self.api.get(property.ty.id).is_some_and(|ty| self.given(property.ty, ty).is_some())
    }

    fn branch(&self, union: &Union, within: &mut Vec<TypeId>) -> Option<Value> {
        union.branches.iter().enumerate().find_map(|(at, branch)| {
            let mut value = self.value(Use { id: branch.ty, nullable: false }, within)?;
            if let (Tagging::Property(tag), Some(members)) = (&union.tagging, value.as_object_mut()) {
                let known = members.get(tag).and_then(Value::as_str);
                if Some(at) != union.default && !known.is_some_and(|known| branch.tags.iter().any(|tag| tag == known)) {
                    members.insert(tag.clone(), branch.tags.first()?.as_str().into());
                }
            }
            Some(value)
        })
    }
}

/// A value without parts.
fn plain(scalar: &Scalar, constraints: &Constraints) -> Value {
    match scalar {
        Scalar::Boolean(value) => Value::Bool(value.unwrap_or(false)),
        Scalar::Integer(_) | Scalar::Number(_) => number(constraints),
        Scalar::String(format) => Value::from(text(format.as_deref())),
        Scalar::Null => Value::Null,
    }
}

/// The only one, or the smallest that is allowed, or one.
fn number(constraints: &Constraints) -> Value {
    let of = |name: &str| constraints.keywords.iter().find(|(known, _)| known == name).map(|(_, value)| value);
    let listed = of("enum").and_then(|values| values.as_array()?.first());
    let found = of("const").or(listed).or_else(|| of("minimum"));
    let number = |value: &Value| if value.is_number() { Some(value.clone()) } else { float(value).map(Value::from) };
    found.and_then(number).unwrap_or_else(|| Value::from(1))
}

fn text(format: Option<&str>) -> &'static str {
    match format {
        Some("date-time") => "2024-01-31T12:00:00Z",
        Some("date") => "2024-01-31",
        Some("time") => "12:00:00Z",
        Some("duration") => "P1D",
        Some("uuid") => "0b0e5e1c-7f3a-4c57-9a51-2a3c8f8f6d11",
        Some("email") => "someone@example.com",
        Some("hostname") => "example.com",
        Some("ipv4") => "192.0.2.1",
        Some("ipv6") => "2001:db8::1",
        Some("uri" | "url" | "iri") => "https://example.com/",
        Some("byte") => "dGV4dA==",
        _ => "text",
    }
}
