//! Objects and maps.

use std::collections::HashMap;

use super::super::{Object, Parent, Property, Shape, TypeId, Use};
use super::additional::Rest;
use super::arrays::is_never;
use super::conjunction::Conjunction;
use super::context::Lowering;
use super::notes::{flag, use_default, use_docs};
use crate::document::{Kind, Node, Number};

/// The properties of several schemas, each with all that describes it.
#[derive(Default)]
pub(super) struct Members<'a> {
    order: Vec<(&'a str, Vec<Node<'a>>)>,
    index: HashMap<&'a str, usize>,
}

impl<'a> Members<'a> {
    fn of(parts: &[Node<'a>]) -> Self {
        let mut members = Self::default();
        let lists = parts.iter().filter_map(|part| part.get("properties"));
        for (name, schema) in lists.flat_map(Node::entries) {
            let at = *members.index.entry(name).or_insert_with(|| {
                members.order.push((name, Vec::new()));
                members.order.len() - 1
            });
            if let Some((_, schemas)) = members.order.get_mut(at) {
                schemas.push(schema);
            }
        }
        members
    }

    /// Whether one of them is called `name`.
    pub(super) fn has(&self, name: &str) -> bool {
        self.index.contains_key(name)
    }
}

impl<'a> Lowering<'a> {
    /// The shape of an object, which becomes the type `id`.
    pub(super) fn object(&mut self, id: TypeId, conjunction: &Conjunction<'a>) -> Shape {
        let members = Members::of(&conjunction.parts);
        let rest = match conjunction {
            _ if conjunction.lost => Rest::anything(),
            _ if !conjunction.spread.is_empty() => Rest::of(conjunction).opened(),
            _ => Rest::of(conjunction),
        };
        let required = self.required(conjunction);
        let mut properties = Vec::with_capacity(members.order.len());
        for (name, schemas) in &members.order {
            // A property whose schema is `false` must not be there.
            if !schemas.iter().any(|schema| is_never(*schema)) {
                let is_required = required.iter().any(|(other, _)| other == name);
                properties.push(self.property(id, name, schemas, is_required));
            }
        }
        for (name, node) in &required {
            if !members.has(name) {
                properties.extend(self.undeclared(id, name, *node, &rest));
            }
        }
        self.conditional(id, conjunction, (&members, &rest), &mut properties);
        self.asked(id, conjunction, (&members, &rest), &mut properties);
        self.note_one_way(conjunction, &properties);
        if let Some(schemas) = rest.all().filter(|_| properties.is_empty()) {
            return Shape::Map(self.members(id, "value", schemas));
        }
        let patterns = self.patterns(id, &rest);
        let additional = self.additional(id, &rest);
        Shape::Object(Object { properties, patterns, additional, overlaps: false })
    }

    pub(super) fn property(&mut self, id: TypeId, name: &str, schemas: &[Node<'a>], required: bool) -> Property {
        let conjunction = self.flatten(schemas);
        let notes = conjunction.notes.clone();
        let one_way = conjunction.one_way;
        let home = conjunction.home;
        let ty = self.use_of_conjunction(conjunction, Parent::Type(id, name.to_owned()));
        let last = schemas.last().copied().unwrap_or(home);
        let mut docs = use_docs(&notes);
        // What a reference leads to says for itself that it is deprecated.
        docs.deprecated = schemas.iter().any(|schema| flag(*schema, "deprecated"));
        Property {
            wire_name: name.to_owned(),
            ty,
            required,
            read_only: one_way.read,
            write_only: one_way.write,
            docs,
            default: use_default(&notes),
            origin: self.origin(last),
        }
    }

    /// The names in `required`, each once, with its place.
    fn required(&mut self, conjunction: &Conjunction<'a>) -> Vec<(&'a str, Node<'a>)> {
        let mut names: Vec<(&'a str, Node<'a>)> = Vec::new();
        let mut seen = std::collections::HashSet::new();
        for part in &conjunction.parts {
            let Some(list) = part.get("required") else {
                continue;
            };
            if list.kind() != Kind::Array {
                self.reports.warn(
                    "required-no-list",
                    list,
                    "`required` of a schema is a list of property names; this is read over",
                    "list the required properties beside `properties`",
                );
            }
            for node in list.items() {
                // YAML reads a name such as `1` as a number.
                let name = node.as_str().or_else(|| node.as_number().map(Number::text));
                if let Some(name) = name.filter(|name| seen.insert(*name)) {
                    names.push((name, node));
                }
            }
        }
        names
    }

    /// A property that `required` names and nothing describes.
    fn undeclared(&mut self, id: TypeId, name: &str, node: Node<'a>, rest: &Rest<'a>) -> Option<Property> {
        let ty = match rest.member(name) {
            Some(schemas) => self.members(id, name, schemas),
            None if rest.is_closed() => {
                self.reports.warn(
                    "required-and-forbidden",
                    node,
                    &format!("`{name}` is required, but neither described nor allowed; it is left out"),
                    "describe it under `properties`, or remove it from `required`",
                );
                return None;
            }
            None => {
                self.reports.hint(
                    "required-undescribed",
                    node,
                    &format!("`{name}` is required and not described, so it may hold any value"),
                    "describe it under `properties`",
                );
                self.anything(id, name)
            }
        };
        Some(Property {
            wire_name: name.to_owned(),
            ty,
            required: true,
            read_only: false,
            write_only: false,
            docs: super::super::Docs::default(),
            default: None,
            origin: self.origin(node),
        })
    }

    /// A place below `id` that holds any JSON.
    pub(super) fn anything(&mut self, id: TypeId, role: &str) -> Use {
        Use { id: self.add_inner(id, role, Shape::Any), nullable: false }
    }
}
