//! Values without parts: types and formats.

use super::Wire;
use super::alike;
use super::types::Both;
use crate::api::Scalar;

/// How many bits an integer of this format has, and whether it has no sign. One without a format, or with one that says
/// what it means and not how wide it is (`unixtime`), is read as 64 bits.
fn width(format: Option<&String>) -> (u32, bool) {
    let format = format.map(|format| format.replace('-', "")).unwrap_or_default();
    let bits = match format.as_str() {
        "int8" | "uint8" => 8,
        "int16" | "uint16" | "short" => 16,
        "int32" | "uint32" => 32,
        "int128" | "uint128" | "bigint" => 128,
        _ => 64,
    };
    (bits, format.starts_with("uint") || format == "ulong")
}

impl Wire<'_> {
    /// Compares two types of values without parts.
    pub(super) fn scalars(&mut self, both: Both<'_>, old: &Scalar, new: &Scalar) {
        if old == new {
            return;
        }
        let (before, after) = (alike::scalar(old), alike::scalar(new));
        let kind = match (old, new) {
            (Scalar::Boolean(Some(_)), Scalar::Boolean(Some(_))) => "constant-changed",
            (Scalar::Boolean(Some(_)), Scalar::Boolean(None)) => "constant-freed",
            (Scalar::Boolean(None), Scalar::Boolean(Some(_))) => "constant-fixed",
            (Scalar::Integer(from), Scalar::Integer(to)) => match (width(from.as_ref()), width(to.as_ref())) {
                (from, to) if from == to => "number-format-changed",
                ((from, one), (to, other)) if from < to && one == other => "integer-widened",
                ((from, one), (to, other)) if from > to && one == other => "integer-narrowed",
                _ => "format-changed",
            },
            (Scalar::Number(_), Scalar::Number(_)) => "number-format-changed",
            (Scalar::Integer(_), Scalar::Number(_)) => "integer-to-number",
            (Scalar::Number(_), Scalar::Integer(_)) => "number-to-integer",
            (Scalar::String(None), Scalar::String(Some(_))) => "format-given",
            (Scalar::String(Some(_)), Scalar::String(None)) => "format-taken",
            (Scalar::String(_), Scalar::String(_)) => "format-changed",
            _ => {
                self.retyped(both);
                return;
            }
        };
        self.differ(both, kind, &before, &after);
    }
}
