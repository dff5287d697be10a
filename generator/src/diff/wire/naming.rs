//! Components that are called otherwise, or came out of what had no name.

use super::Wire;
use super::types::Both;
use crate::api::{Api, Shape, Type};

impl Wire<'_> {
    /// Compares what both types of a pair are called.
    pub(super) fn names(&mut self, both: Both<'_>) {
        let (old, new) = (self.old.api, self.new.api);
        match (&both.old.naming.component, &both.new.naming.component) {
            (Some(before), Some(after)) if before != after => {
                let kind = match (has(new, before), has(old, after)) {
                    (false, false) => "component-renamed",
                    (true, false) => "component-split",
                    (false, true) => "components-merged",
                    (true, true) => "reference-changed",
                };
                self.differ(both, kind, before, after);
            }
            (None, Some(after)) if !has(old, after) && has_parts(both.old) => {
                let id = self.differ_at_new(both, "inline-to-component", after);
                self.brings(id, [], []);
            }
            (Some(before), None) if !has(new, before) && has_parts(both.new) => {
                self.differ_at_old(both, "component-to-inline", before);
            }
            _ => {}
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

/// Whether a type is one that gets an item of its own.
fn has_parts(ty: &Type) -> bool {
    matches!(ty.shape, Shape::Object(_) | Shape::Enum(_) | Shape::Open(_) | Shape::Union(_))
}
