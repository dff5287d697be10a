//! Values without parts: types and formats.

use super::Wire;
use super::alike;
use super::types::Both;
use crate::api::Scalar;

/// How many bits an integer of this format has; one without a format is read as 64.
fn bits(format: Option<&String>) -> Option<u32> {
    match format.map(String::as_str) {
        Some("int8" | "uint8") => Some(8),
        Some("int16" | "uint16" | "short") => Some(16),
        Some("int32" | "uint32") => Some(32),
        None | Some("int64" | "uint64" | "ulong") => Some(64),
        Some("int128" | "uint128" | "bigint") => Some(128),
        Some(_) => None,
    }
}

impl Wire<'_> {
    /// Compares two types of values without parts.
    pub(super) fn scalars(&mut self, both: Both<'_>, old: &Scalar, new: &Scalar) {
        if old == new {
            return;
        }
        let (before, after) = (alike::scalar(old), alike::scalar(new));
        let kind = match (old, new) {
            (Scalar::Integer(from), Scalar::Integer(to)) => match (bits(from.as_ref()), bits(to.as_ref())) {
                (Some(from), Some(to)) if from < to => "integer-widened",
                (Some(from), Some(to)) if from > to => "integer-narrowed",
                _ => "format-changed",
            },
            (Scalar::Integer(_), Scalar::Number(_)) => "integer-to-number",
            (Scalar::Number(_), Scalar::Integer(_)) => "number-to-integer",
            (Scalar::String(None), Scalar::String(Some(_))) => "format-given",
            (Scalar::String(Some(_)), Scalar::String(None)) => "format-taken",
            (Scalar::String(_), Scalar::String(_)) | (Scalar::Number(_), Scalar::Number(_)) => "format-changed",
            _ => {
                self.retyped(both);
                return;
            }
        };
        self.differ(both, kind, &before, &after);
    }
}
