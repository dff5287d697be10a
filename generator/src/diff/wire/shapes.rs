//! What both types of a pair are.

use super::super::finding::FindingId;
use super::super::verdict::Ways;
use super::Wire;
use super::alike;
use super::enums::Listed;
use super::limits;
use super::types::Both;
use crate::api::{Api, EnumValue, Scalar, Shape, Tuple, TypeId};

impl Wire<'_> {
    /// Compares what both types are, and goes on with what they hold.
    pub(super) fn shapes(&mut self, both: Both<'_>) {
        match (&both.old.shape, &both.new.shape) {
            (Shape::Any, Shape::Any) => {}
            (Shape::Scalar(Scalar::String(_)), Shape::Scalar(Scalar::String(_))) if limits::holds_otherwise(both) => {}
            (Shape::Scalar(old), Shape::Scalar(new)) => self.scalars(both, old, new),
            (Shape::Enum(old), Shape::Enum(new)) => self.values(both, Listed::closed(old), Listed::closed(new)),
            (Shape::Open(old), Shape::Open(new)) => {
                self.values(both, Listed::open(&old.values), Listed::open(&new.values));
            }
            (Shape::Enum(old), Shape::Open(_)) if self.is_constant(both, old) => {
                _ = self.kinds_differ(both, "constant-freed");
            }
            (Shape::Open(_), Shape::Enum(new)) if self.becomes_constant(both, new) => {
                self.kinds_differ(both, "constant-fixed");
            }
            (Shape::Enum(old), Shape::Open(new)) => {
                self.differ(both, "enum-opened", "", "");
                self.values(both, Listed::closed(old), Listed::open(&new.values));
            }
            (Shape::Open(old), Shape::Enum(new)) => {
                self.differ(both, "enum-closed", "", "");
                self.values(both, Listed::open(&old.values), Listed::closed(new));
            }
            (Shape::Scalar(scalar), Shape::Enum(values)) if lists(scalar, values) => {
                let fixed = self.becomes_constant(both, values);
                self.kinds_differ(both, if fixed { "constant-fixed" } else { "enum-from-string" });
            }
            (Shape::Enum(values), Shape::Scalar(scalar)) if lists(scalar, values) => {
                let freed = self.is_constant(both, values);
                self.kinds_differ(both, if freed { "constant-freed" } else { "enum-to-string" });
            }
            (Shape::Scalar(scalar), Shape::Open(open)) | (Shape::Open(open), Shape::Scalar(scalar))
                if lists(scalar, &open.values) =>
            {
                self.kinds_differ(both, "known-values-changed");
            }
            (Shape::Array(old), Shape::Array(new)) | (Shape::Map(old), Shape::Map(new)) => {
                self.held(both, *old, *new, Ways::BOTH);
            }
            (Shape::Tuple(old), Shape::Tuple(new)) => self.tuples(both, old, new),
            (Shape::Object(old), Shape::Object(new)) => self.objects(both, old, new),
            (Shape::Union(old), Shape::Union(new)) => self.unions(both, old, new),
            (Shape::Union(old), _) if self.narrowed(both, old) => {}
            (_, Shape::Union(new)) if self.widened(both, new) => {}
            (_, Shape::Array(item)) if self.looks_the_same(both.ids.0, item.id) => {
                self.kinds_differ(both, "became-array");
                self.held_types(both.pair, both.ids.0, item.id, Ways::BOTH);
            }
            (Shape::Array(item), _) if self.looks_the_same(item.id, both.ids.1) => {
                self.kinds_differ(both, "no-longer-array");
                self.held_types(both.pair, item.id, both.ids.1, Ways::BOTH);
            }
            _ => self.retyped(both),
        }
    }

    /// Notes that both types are of other kinds.
    pub(super) fn kinds_differ(&mut self, both: Both<'_>, kind_of_change: &'static str) -> FindingId {
        let (before, after) = (kind(self.old.api, both.ids.0), kind(self.new.api, both.ids.1));
        self.differ(both, kind_of_change, &before, &after)
    }

    /// Notes that one type is quite another one now.
    pub(super) fn retyped(&mut self, both: Both<'_>) {
        let id = self.kinds_differ(both, self.kind_of_retyping(both));
        // What either holds comes and goes with it, though the two themselves stand for each other.
        let (adds, drops) = (both.new.shape.held(), both.old.shape.held());
        self.brings(id, adds.into_iter().chain([both.ids.1]), drops.into_iter().chain([both.ids.0]));
    }

    fn tuples(&mut self, both: Both<'_>, old: &Tuple, new: &Tuple) {
        if old.items.len() != new.items.len()
            || old.required != new.required
            || old.rest.is_some() != new.rest.is_some()
        {
            self.retyped(both);
            return;
        }
        for (from, to) in old.items.iter().chain(&old.rest).zip(new.items.iter().chain(&new.rest)) {
            self.held(both, *from, *to, Ways::BOTH);
        }
    }

    /// Whether both look the same, a name that they share included.
    pub(super) fn looks_the_same(&self, old: TypeId, new: TypeId) -> bool {
        let name = |api: &Api, id: TypeId| api.get(id).and_then(|ty| ty.naming.component.clone());
        let (before, after) = (name(self.old.api, old), name(self.new.api, new));
        let named = before.is_some() && before == after;
        named || self.signatures.of_old(self.old.api, old) == self.signatures.of_new(self.new.api, new)
    }
}

/// Whether these are texts where the scalar is a text, and integers where it is one.
fn lists(scalar: &Scalar, values: &[EnumValue]) -> bool {
    match scalar {
        Scalar::String(_) => values.iter().all(|one| one.value.is_string()),
        Scalar::Integer(_) => values.iter().all(|one| !one.value.is_string()),
        _ => false,
    }
}

/// What people call the kind of a type.
pub(super) fn kind(api: &Api, id: TypeId) -> String {
    let Some(ty) = api.get(id) else { return String::new() };
    let named = |word: &str| match &ty.naming.component {
        Some(name) => format!("{word} {name}"),
        None => word.to_owned(),
    };
    match &ty.shape {
        Shape::Any => "any JSON".to_owned(),
        Shape::Scalar(scalar) => alike::scalar(scalar),
        Shape::Enum(values) => match values.as_slice() {
            [only] => format!("always {}", only.value),
            _ => named("enum"),
        },
        Shape::Open(_) => named("open enum"),
        Shape::Array(item) => format!("array of {}", short(api, item.id)),
        Shape::Tuple(_) => named("tuple"),
        Shape::Map(value) => format!("map of {}", short(api, value.id)),
        Shape::Object(_) => named("object"),
        Shape::Union(union) => {
            let branches: Vec<String> = union.branches.iter().map(|branch| short(api, branch.ty)).collect();
            format!("one of {}", branches.join(", "))
        }
    }
}

/// The kind of a type, without what it holds.
pub(super) fn short(api: &Api, id: TypeId) -> String {
    let Some(ty) = api.get(id) else { return String::new() };
    if let Some(name) = &ty.naming.component {
        return name.clone();
    }
    match &ty.shape {
        Shape::Array(_) => "array".to_owned(),
        Shape::Map(_) => "map".to_owned(),
        Shape::Union(_) => "union".to_owned(),
        _ => kind(api, id),
    }
}
