//! Tags that branches must write themselves: where a branch describes its tag as some string, it gets the one string
//! that it is.

use std::collections::BTreeMap;

use serde_json::Value;

use super::super::{Additional, Docs, EnumValue, Object, Property, Shape, TypeId, Use};
use super::finish::Finishing;

/// Branch and property → the tag it must hold; none where two unions want different ones, or one wants several.
#[derive(Default)]
pub(super) struct Claims {
    tags: BTreeMap<(TypeId, String), Option<String>>,
}

impl Claims {
    /// Notes that the branch `ty` of a union is meant by `tags` in the property `name`.
    pub(super) fn add(&mut self, ty: TypeId, name: &str, tags: &[String]) {
        let wanted = match tags {
            [tag] => Some(tag.clone()),
            _ => None,
        };
        self.tags
            .entry((ty, name.to_owned()))
            .and_modify(|tag| {
                if *tag != wanted {
                    *tag = None;
                }
            })
            .or_insert(wanted);
    }
}

impl Finishing<'_, '_> {
    /// Gives the branches the constants they must hold.
    pub(super) fn apply_claims(&mut self) {
        for ((ty, name), tag) in std::mem::take(&mut self.claims).tags {
            if let Some(tag) = tag {
                self.fix_tag(self.actual(ty), &name, &tag);
            }
        }
    }

    fn fix_tag(&mut self, ty: TypeId, name: &str, tag: &str) {
        if let Some(Shape::Map(value)) = self.shape(ty) {
            let additional = Additional::Typed(*value);
            self.set(ty, Shape::Object(Object { properties: Vec::new(), patterns: Vec::new(), additional }));
        }
        let Some(Shape::Object(object)) = self.shape(ty) else {
            return;
        };
        let existing = object.properties.iter().position(|property| property.wire_name == name);
        let held = existing.and_then(|at| object.properties.get(at)).and_then(|property| self.shape(property.ty.id));
        if matches!(held, Some(Shape::Enum(values)) if values.len() == 1) {
            return;
        }
        let constant = Shape::Enum(vec![EnumValue { value: Value::from(tag), name: None, description: String::new() }]);
        let id = self.lowering.add_inner(ty, name, constant);
        let origin = self.ty(ty).map(|ty| ty.origin.clone()).unwrap_or_default();
        let Some(Shape::Object(object)) = self.lowering.types.get_mut(ty.index()).map(|ty| &mut ty.shape) else {
            return;
        };
        let ty = Use { id, nullable: false };
        match existing.and_then(|at| object.properties.get_mut(at)) {
            Some(property) => {
                property.ty = ty;
                property.default = None;
            }
            None => object.properties.insert(
                0,
                Property {
                    wire_name: name.to_owned(),
                    ty,
                    // By its own schema it need not be there; whoever makes a value sets it all the same.
                    required: false,
                    read_only: false,
                    write_only: false,
                    docs: Docs::default(),
                    default: None,
                    origin,
                },
            ),
        }
    }
}
