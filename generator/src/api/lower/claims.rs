//! Tags that branches must write themselves: where a branch describes its tag as some string, it gets the one string
//! that it is.

use std::collections::BTreeMap;

use serde_json::Value;

use super::super::{Additional, Docs, EnumValue, Object, Open, Property, Scalar, Shape, Tagging, TypeId, Use};
use super::finish::Finishing;

/// Branch and property → the tags that mean it.
#[derive(Default)]
pub(super) struct Claims {
    tags: BTreeMap<(TypeId, String), Vec<String>>,
}

impl Claims {
    /// Notes that the branch `ty` of a union is meant by `tags` in the property `name`.
    pub(super) fn add(&mut self, ty: TypeId, name: &str, tags: &[String]) {
        let known = self.tags.entry((ty, name.to_owned())).or_default();
        for tag in tags {
            if !known.contains(tag) {
                known.push(tag.clone());
            }
        }
    }
}

impl Finishing<'_, '_> {
    /// Gives the branches the constants they must hold. Where several tags mean a branch, as unions differ in what they
    /// call it, it gets a string of which these are known: who sends one says which.
    pub(super) fn apply_claims(&mut self) {
        let mut claims = Claims::default();
        for ((ty, name), tags) in std::mem::take(&mut self.claims).tags {
            for leaf in self.leaves(self.actual(ty), &name) {
                claims.add(leaf, &name, &tags);
            }
        }
        for ((ty, name), tags) in claims.tags {
            self.fix_tag(ty, &name, &tags);
        }
    }

    /// What writes the tag `name` for a branch, in the order of the document: where it is a union, told apart by something
    /// else, its own branches. One that the tag tells apart has tags already.
    pub(super) fn leaves(&self, ty: TypeId, name: &str) -> Vec<TypeId> {
        let (mut leaves, mut seen, mut pending) = (Vec::new(), vec![ty], vec![ty]);
        while let Some(next) = pending.pop() {
            match self.shape(next) {
                Some(Shape::Union(union)) if !matches!(&union.tagging, Tagging::Property(tag) if tag == name) => {
                    let branches = union.branches.iter().map(|branch| self.actual(branch.ty));
                    let fresh: Vec<TypeId> = branches.filter(|branch| !seen.contains(branch)).collect();
                    seen.extend(&fresh);
                    pending.extend(fresh.into_iter().rev());
                }
                _ => leaves.push(next),
            }
        }
        leaves
    }

    fn fix_tag(&mut self, ty: TypeId, name: &str, tags: &[String]) {
        if let Some(Shape::Map(value)) = self.shape(ty) {
            let additional = Additional::Typed(*value);
            let (properties, patterns) = (Vec::new(), Vec::new());
            self.set(ty, Shape::Object(Object { properties, patterns, additional, overlaps: false }));
        }
        let Some(Shape::Object(object)) = self.shape(ty) else {
            return;
        };
        let existing = object.properties.iter().position(|property| property.wire_name == name);
        let property = existing.and_then(|at| object.properties.get(at));
        let held = property.and_then(|property| self.shape(property.ty.id));
        let described = property.map(|property| property.origin.clone());
        let is_said = match held {
            Some(Shape::Enum(values)) => values.len() == 1 || tags.len() > 1,
            Some(Shape::Open(_)) => tags.len() > 1,
            _ => false,
        };
        if is_said {
            return;
        }
        let value = |tag: &String| EnumValue { constant: true, ..EnumValue::plain(Value::from(tag.as_str())) };
        let values: Vec<EnumValue> = tags.iter().map(value).collect();
        let shape = match values.len() {
            0 => Shape::Scalar(Scalar::String(None)),
            1 => Shape::Enum(values),
            _ => Shape::Open(Open { values, like: None }),
        };
        let id = self.lowering.add_inner(ty, name, shape);
        if let (Some(origin), Some(inner)) = (described, self.lowering.types.get_mut(id.index())) {
            inner.origin = origin;
        }
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
