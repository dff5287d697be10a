//! What command-line tools check of a value because of its format.

use super::{WireKind, WireShape};

/// Formats of integers that have limits by themselves.
const WIDTHS: [(&str, i128, i128); 8] = [
    ("int8", -0x80, 0x7f),
    ("int16", -0x8000, 0x7fff),
    ("int32", -0x8000_0000, 0x7fff_ffff),
    ("uint8", 0, 0xff),
    ("uint16", 0, 0xffff),
    ("uint32", 0, 0xffff_ffff),
    ("int64", -0x8000_0000_0000_0000, 0x7fff_ffff_ffff_ffff),
    ("uint64", 0, 0xffff_ffff_ffff_ffff),
];

/// Formats of texts of which the crate of all tools knows when a text is none.
const CHECKED: [&str; 19] = [
    "date-time",
    "date",
    "time",
    "uuid",
    "uri",
    "url",
    "iri",
    "email",
    "idn-email",
    "hostname",
    "idn-hostname",
    "ipv4",
    "ipv6",
    "byte",
    "base64",
    "base64url",
    "int32",
    "int64",
    "uint64",
];

impl WireShape {
    /// Limits that the format of an integer means, for a side that has none written down.
    #[must_use]
    pub fn implied_limits(&self) -> Vec<(&'static str, i128)> {
        let WireKind::Integer(Some(format)) = &self.kind else { return Vec::new() };
        let Some((_, least, most)) = WIDTHS.iter().find(|(known, ..)| known == format) else { return Vec::new() };
        let has = |keywords: [&str; 2]| self.limits.iter().any(|(known, _)| keywords.contains(&known.as_str()));
        let least = (!has(["minimum", "exclusiveMinimum"])).then_some(("minimum", *least));
        let most = (!has(["maximum", "exclusiveMaximum"])).then_some(("maximum", *most));
        least.into_iter().chain(most).collect()
    }

    /// The format of a text, where tools check it before they send one.
    #[must_use]
    pub fn checked_format(&self) -> Option<&str> {
        let WireKind::String(Some(format)) = &self.kind else { return None };
        CHECKED.contains(&format.as_str()).then_some(format)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_format_limits_the_sides_that_are_free() {
        let of = |format: &str, limits: &[(&str, i64)]| {
            let limits = limits.iter().map(|(keyword, value)| ((*keyword).to_owned(), json!(value))).collect();
            let shape = WireShape { limits, ..WireShape::of(WireKind::Integer(Some(format.to_owned()))) };
            shape.implied_limits()
        };
        assert_eq!(of("int8", &[]), [("minimum", -128), ("maximum", 127)]);
        assert_eq!(of("uint16", &[("exclusiveMinimum", 3)]), [("maximum", 65_535)]);
        assert_eq!(of("int64", &[("minimum", 0)]), [("maximum", i128::from(i64::MAX))]);
        assert_eq!(of("unixtime", &[]), []);
    }

    #[test]
    fn the_checked_formats_are_those_of_the_tool() {
        let (_, source) =
            wharf_tool_sources::SOURCES.iter().find(|(path, _)| *path == "src/values/formats.rs").unwrap();
        let lists = source.split("names: &[").skip(1).filter_map(|rest| rest.split_once(']'));
        let names: Vec<&str> =
            lists.flat_map(|(list, _)| list.split(", ").map(|name| name.trim_matches('"'))).collect();
        assert_eq!(names, CHECKED);
    }
}
