//! Values of enumerations.

use super::Wire;
use super::types::Both;
use crate::api::EnumValue;

impl Wire<'_> {
    /// Compares the values of two enumerations. A constant that is another one is one change, not two.
    pub(super) fn values(&mut self, both: Both<'_>, old: &[EnumValue], new: &[EnumValue]) {
        if let ([from], [to]) = (old, new) {
            if from.value != to.value {
                self.differ(both, "constant-changed", &from.value.to_string(), &to.value.to_string());
            }
            return;
        }
        let only = |these: &[EnumValue], those: &[EnumValue]| {
            let missing = these.iter().filter(|one| !those.iter().any(|other| other.value == one.value));
            missing.map(|one| one.value.to_string()).collect::<Vec<_>>().join(", ")
        };
        let (gone, come) = (only(old, new), only(new, old));
        if !gone.is_empty() {
            self.differ(both, "enum-value-removed", &gone, "");
        }
        if !come.is_empty() {
            self.differ(both, "enum-value-added", "", &come);
        }
        for value in old {
            if new.iter().any(|other| other.value == value.value && other.description != value.description) {
                self.text(&both.old.origin, &both.new.origin);
            }
        }
    }
}
