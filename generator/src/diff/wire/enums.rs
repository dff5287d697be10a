//! Values of enumerations.

use super::Wire;
use super::types::Both;
use crate::api::EnumValue;

/// The values that one side lists.
#[derive(Clone, Copy)]
pub(super) struct Listed<'a> {
    /// The values.
    pub values: &'a [EnumValue],
    /// Whether any other one of their type is a value too.
    pub open: bool,
}

impl<'a> Listed<'a> {
    /// These alone.
    pub fn closed(values: &'a [EnumValue]) -> Self {
        Self { values, open: false }
    }

    /// These, and any other one.
    pub fn open(values: &'a [EnumValue]) -> Self {
        Self { values, open: true }
    }
}

impl Wire<'_> {
    /// Whether what was there is a value that the document fixes: it is read without a look at what it is.
    pub(super) fn is_constant(&self, both: Both<'_>, old: &[EnumValue]) -> bool {
        old.len() == 1 && !self.lone.0.contains(&both.ids.0)
    }

    /// Whether what is there now is a value that the document fixes.
    pub(super) fn becomes_constant(&self, both: Both<'_>, new: &[EnumValue]) -> bool {
        new.len() == 1 && !self.lone.1.contains(&both.ids.1)
    }

    /// Compares the values of two enumerations. A constant that is another one is one change, not two. What an open
    /// enumeration lists is known, and what it does not list may be there as well.
    pub(super) fn values(&mut self, both: Both<'_>, old: Listed<'_>, new: Listed<'_>) {
        if let ([from], [to]) = (old.values, new.values)
            && !old.open
            && !new.open
            && self.is_constant(both, old.values)
        {
            if from.value != to.value {
                self.differ(both, "constant-changed", &from.value.to_string(), &to.value.to_string());
            }
            return;
        }
        let only = |these: &[EnumValue], those: &[EnumValue]| {
            let missing = these.iter().filter(|one| !those.iter().any(|other| other.value == one.value));
            missing.map(|one| one.value.to_string()).collect::<Vec<_>>().join(", ")
        };
        let (gone, come) = (only(old.values, new.values), only(new.values, old.values));
        if !gone.is_empty() {
            let kind = if new.open { "known-value-removed" } else { "enum-value-removed" };
            self.differ(both, kind, &gone, "");
        }
        if !come.is_empty() {
            let kind = if old.open {
                "known-value-added"
            } else if self.is_constant(both, old.values) {
                "constant-opened"
            } else {
                "enum-value-added"
            };
            self.differ(both, kind, "", &come);
        }
        for value in old.values {
            if new.values.iter().any(|other| other.value == value.value && other.description != value.description) {
                self.text(&both.old.origin, &both.new.origin);
            }
        }
    }
}
