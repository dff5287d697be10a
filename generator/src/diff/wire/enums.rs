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
    /// Compares the values of two enumerations. A constant that is another one is one change, not two. What an open
    /// enumeration lists is known, and what it does not list may be there as well.
    pub(super) fn values(&mut self, both: Both<'_>, old: Listed<'_>, new: Listed<'_>) {
        if let ([from], [to]) = (old.values, new.values)
            && !old.open
            && !new.open
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
            let kind = match old.values {
                _ if old.open => "known-value-added",
                // A text that the document fixes is read without a look at what it is.
                [only] if only.value.is_string() => "constant-opened",
                _ => "enum-value-added",
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
