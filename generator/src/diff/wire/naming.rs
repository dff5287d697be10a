//! Components that are called otherwise, or came out of what had no name.

use super::types::Both;
use super::{Wire, components, shapes, unions};
use crate::api::{Api, EnumValue, Shape, Type};

impl Wire<'_> {
    /// Compares what both types of a pair are called.
    pub(super) fn names(&mut self, both: Both<'_>) {
        let (old, new) = (self.old.api, self.new.api);
        match (&both.old.naming.component, &both.new.naming.component) {
            // Of a union of one branch the branch is made, so that one more seems to put the union in its place.
            (Some(before), Some(after)) if self.is_only_branch(before, after) => {}
            (Some(before), Some(after)) if before != after => {
                // What was there and unused is no new schema.
                let is_known = has(old, after) || components::schemas(self.old.document).any(|(name, _)| name == after);
                let kind = match (has(new, before), is_known) {
                    (false, false) if !share_nothing(both) => "component-renamed",
                    (true, false) if self.is_copy(both) => "component-split",
                    (false, true) if self.is_copy(both) => "components-merged",
                    _ => "reference-changed",
                };
                self.differ(both, kind, before, after);
            }
            (None, Some(after)) if !has(old, after) && has_parts(both.old) && !share_nothing(both) => {
                let id = self.differ_at_new(both, "inline-to-component", after);
                self.brings(id, [], []);
            }
            (Some(before), None) if !has(new, before) && has_parts(both.new) && !share_nothing(both) => {
                self.differ_at_old(both, "component-to-inline", before);
            }
            (None, Some(after)) if is_alike(both) => self.replaced_by(both, "components-merged", "", after),
            (Some(before), None) if is_alike(both) => self.replaced_by(both, "component-split", before, ""),
            _ => {}
        }
    }

    /// Notes that a component that is used elsewhere stands where there was none, or stands there no longer. What has no
    /// name is called after its kind.
    fn replaced_by(&mut self, both: Both<'_>, kind_of_copy: &'static str, before: &str, after: &str) {
        let kind = match &both.new.shape {
            _ if self.is_copy(both) => kind_of_copy,
            // Branches came or went, which says more.
            Shape::Union(_) => return,
            _ => "reference-changed",
        };
        let named = |name: &str, api: &Api, id| if name.is_empty() { shapes::kind(api, id) } else { name.to_owned() };
        let (old, new) = (self.old.api, self.new.api);
        self.differ(both, kind, &named(before, old, both.ids.0), &named(after, new, both.ids.1));
    }

    /// Whether one of two schemas was or is a union of the other one alone.
    fn is_only_branch(&self, before: &str, after: &str) -> bool {
        let is_union_of = |document, union: &str, branch: &str| {
            let node = components::schemas(document).find(|(name, _)| *name == union).map(|(_, node)| node);
            let lists = ["oneOf", "anyOf"].into_iter().filter_map(|keyword| node?.get(keyword));
            { lists }.any(|list| match (list.len(), list.at(0).and_then(|one| one.get("$ref"))) {
                (1, Some(reference)) => reference.as_str().and_then(|text| text.rsplit('/').next()) == Some(branch),
                _ => false,
            })
        };
        before != after
            && (is_union_of(self.old.document, after, before) || is_union_of(self.new.document, before, after))
    }

    /// Whether one schema of both was made out of the other: it says the same, or says less or more of the same things.
    fn is_copy(&self, both: Both<'_>) -> bool {
        if self.looks_the_same(both.ids.0, both.ids.1) {
            return true;
        }
        match (&both.old.shape, &both.new.shape) {
            (Shape::Object(old), Shape::Object(new)) => {
                let of = |name: &str| new.properties.iter().any(|one| one.wire_name == name);
                let shared = old.properties.iter().filter(|one| of(&one.wire_name)).count();
                let fewest = old.properties.len().min(new.properties.len());
                (fewest > 0 && shared == fewest) || unions::kin(self.old.api, both.ids.0, self.new.api, both.ids.1)
            }
            (Shape::Enum(old), Shape::Enum(new)) => share(old, new),
            (Shape::Open(old), Shape::Open(new)) => share(&old.values, &new.values),
            _ => false,
        }
    }

    /// What had no name at several places and is one component now is one change.
    fn differ_at_new(&mut self, both: Both<'_>, kind: &'static str, after: &str) -> usize {
        self.note_everywhere(super::Met {
            kind,
            old: Some(&both.old.origin),
            new: Some(&both.new.origin),
            subject: after.to_owned(),
            before: String::new(),
            after: after.to_owned(),
            site: super::Site::Pair(both.pair, None),
        })
    }

    fn differ_at_old(&mut self, both: Both<'_>, kind: &'static str, before: &str) -> usize {
        self.note_everywhere(super::Met {
            kind,
            old: Some(&both.old.origin),
            new: Some(&both.new.origin),
            subject: before.to_owned(),
            before: before.to_owned(),
            after: String::new(),
            site: super::Site::Pair(both.pair, None),
        })
    }
}

/// Whether an API has the component.
fn has(api: &Api, name: &str) -> bool {
    api.types.iter().any(|ty| ty.naming.component.as_deref() == Some(name))
}

/// Whether two enumerations have most of their values in common.
fn share(one: &[EnumValue], other: &[EnumValue]) -> bool {
    let shared = one.iter().filter(|value| other.iter().any(|there| there.value == value.value)).count();
    shared * 2 > one.len().max(other.len())
}

/// Whether two types are of one kind, and get items of their own.
fn is_alike(both: Both<'_>) -> bool {
    has_parts(both.old) && std::mem::discriminant(&both.old.shape) == std::mem::discriminant(&both.new.shape)
}

/// Whether two types are of one kind and have no member and no value in common: one is not made of the other.
fn share_nothing(both: Both<'_>) -> bool {
    match (&both.old.shape, &both.new.shape) {
        (Shape::Object(old), Shape::Object(new)) => {
            let is_in_new = |name: &str| new.properties.iter().any(|one| one.wire_name == name);
            !old.properties.is_empty()
                && !new.properties.is_empty()
                && !old.properties.iter().any(|one| is_in_new(&one.wire_name))
        }
        (Shape::Enum(old), Shape::Enum(new)) => {
            !old.iter().any(|value| new.iter().any(|there| there.value == value.value))
        }
        _ => false,
    }
}

/// Whether a type is one that gets an item of its own.
fn has_parts(ty: &Type) -> bool {
    matches!(ty.shape, Shape::Object(_) | Shape::Enum(_) | Shape::Open(_) | Shape::Union(_))
}
