//! The JSON types of a schema without `type`, from the keywords that only make sense with one.

use super::kinds::Kinds;
use crate::document::Node;

/// Keywords that describe parts of a value, and the type of that value: who describes properties means an object. The
/// first that is there decides. Limits say nothing by themselves: a text that is too short for `minLength` is refused,
/// a number is not.
const SPEAK_OF: [(Kinds, &[&str]); 3] = [
    (Kinds::OBJECT, &["properties", "additionalProperties", "patternProperties", "unevaluatedProperties", "required"]),
    (Kinds::ARRAY, &["items", "prefixItems"]),
    (Kinds::STRING, &["contentEncoding", "contentMediaType"]),
];

/// Formats that only numbers have.
const INTEGERS: [&str; 7] = ["int8", "int16", "int32", "int64", "uint8", "uint32", "uint64"];
const NUMBERS: [&str; 3] = ["float", "double", "decimal128"];

/// Formats that only strings have.
const STRINGS: [&str; 14] = [
    "binary",
    "byte",
    "date",
    "date-time",
    "duration",
    "email",
    "hostname",
    "ipv4",
    "ipv6",
    "password",
    "time",
    "uri",
    "url",
    "uuid",
];

/// The types that the keywords of `parts` speak of; none where nothing hints at any.
pub(super) fn kinds(parts: &[Node<'_>]) -> Option<Kinds> {
    let spoken = SPEAK_OF
        .iter()
        .find(|(_, keywords)| keywords.iter().any(|keyword| parts.iter().any(|part| part.get(keyword).is_some())));
    spoken.map(|(kinds, _)| *kinds).or_else(|| parts.iter().find_map(|part| by_format(*part)))
}

fn by_format(part: Node<'_>) -> Option<Kinds> {
    let format = part.get("format")?.as_str()?;
    if INTEGERS.contains(&format) {
        Some(Kinds::INTEGER)
    } else if NUMBERS.contains(&format) {
        Some(Kinds::NUMBER)
    } else if STRINGS.contains(&format) {
        Some(Kinds::STRING)
    } else {
        None
    }
}
