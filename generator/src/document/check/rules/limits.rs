//! Keywords of schemas that contradict one another, or could never hold.

use super::super::Checker;
use crate::document::{Kind, Node};

/// Pairs of limits, of which the first must not be above the second.
const PAIRS: [(&str, &str); 5] = [
    ("minimum", "maximum"),
    ("minLength", "maxLength"),
    ("minItems", "maxItems"),
    ("minProperties", "maxProperties"),
    ("minContains", "maxContains"),
];

/// Lists of a schema that have to have at least one entry.
const NEVER_EMPTY: [&str; 5] = ["allOf", "anyOf", "oneOf", "prefixItems", "enum"];

/// Limits leave room for some value.
pub(in super::super) fn bounds<'a>(checker: &mut Checker<'a>, schema: Node<'a>) {
    for (least, most) in PAIRS {
        let numbers = (schema.get(least).and_then(Node::as_f64), schema.get(most).and_then(Node::as_f64));
        if let ((Some(low), Some(high)), Some(place)) = (numbers, schema.get(least))
            && low > high
        {
            let message = format!("`{least}` is above `{most}`, so no value fits");
            checker.warn("no-room", place, message, "exchange them, or correct one of them");
        }
    }
    if let Some(step) = schema.get("multipleOf").filter(|step| step.as_f64().is_some_and(|step| step <= 0.0)) {
        checker.warn("wrong-value", step, "`multipleOf` has to be above 0", "write a number above 0, or remove it");
    }
}

/// Lists of alternatives hold some.
pub(in super::super) fn empty_lists<'a>(checker: &mut Checker<'a>, schema: Node<'a>) {
    for key in NEVER_EMPTY {
        if let Some(list) = schema.get(key).filter(|list| list.kind() == Kind::Array && list.is_empty()) {
            checker.warn("empty-list", list, format!("`{key}` has to have at least one entry"), "remove it");
        }
    }
    let types = schema.get("type").filter(|types| types.kind() == Kind::Array);
    for (at, name) in types.into_iter().flat_map(Node::items).enumerate() {
        let earlier = types.into_iter().flat_map(Node::items).take(at);
        // There are only seven types, so what comes after that many repeats one of them.
        if at < 8 && earlier.map(Node::as_str).any(|other| other.is_some() && other == name.as_str()) {
            let message = format!("`{}` stands in `type` twice", name.as_str().unwrap_or_default());
            checker.warn("type-twice", name, message, "remove one of them");
        }
    }
    if let Some(list) = types.filter(|list| list.is_empty()) {
        checker.warn("empty-list", list, "`type` has to have at least one entry", "remove it");
    }
}

/// A property is not both for requests alone and for answers alone.
pub(in super::super) fn one_way<'a>(checker: &mut Checker<'a>, schema: Node<'a>) {
    let is = |key: &str| schema.get(key).filter(|node| node.as_bool() == Some(true));
    if let (Some(_), Some(place)) = (is("readOnly"), is("writeOnly")) {
        let message = "a property cannot be both `readOnly` and `writeOnly`: it would stand nowhere";
        checker.warn_key("read-and-write-only", place, message, "remove one of them");
    }
}

/// In 3.0, `nullable` adds `null` to the `type` beside it, and without one it says nothing.
pub(in super::super) fn nullable_without_type<'a>(checker: &mut Checker<'a>, schema: Node<'a>) {
    let nullable = schema.get("nullable").filter(|nullable| nullable.as_bool() == Some(true));
    if let Some(nullable) = nullable.filter(|_| schema.get("type").is_none()) {
        let message = "`nullable` says nothing without a `type` beside it; it is read as if it did";
        checker.warn_key("nullable-without-type", nullable, message, "write the `type` that may also be null");
    }
}

/// Formats of numbers that are known: those of the registry, and those in wide use.
const NUMBERS: [&str; 44] = [
    "int8",
    "int16",
    "int32",
    "int64",
    "int128",
    "uint8",
    "uint16",
    "uint32",
    "uint64",
    "uint128",
    "u-int8",
    "u-int16",
    "u-int32",
    "u-int64",
    "int",
    "integer",
    "long",
    "short",
    "byte",
    "bigint",
    "big-integer",
    "uint",
    "usize",
    "isize",
    "float",
    "float32",
    "float64",
    "double",
    "decimal",
    "decimal128",
    "sf-integer",
    "sf-decimal",
    "ulong",
    "double-int",
    "bignumber",
    "money",
    "currency",
    "unixtime",
    "unix-time",
    "timestamp",
    "epoch",
    "duration",
    "percent",
    "year",
];

/// How large a number may be is known from its format, where it has one.
pub(in super::super) fn number_format<'a>(checker: &mut Checker<'a>, schema: Node<'a>) {
    let is_number = schema.get("type").and_then(Node::as_str).is_some_and(|name| matches!(name, "integer" | "number"));
    let format = schema.get("format").filter(|_| is_number);
    let Some((format, text)) = format.and_then(|format| Some((format, format.as_str()?))) else { return };
    if !NUMBERS.iter().any(|known| known.eq_ignore_ascii_case(text)) {
        let message = format!("`{text}` is no known format of a number, so the type alone counts");
        checker.warn("unknown-format", format, message, "it is one such as int32, int64, float or double");
    }
}

/// A bound of 3.0 that is exclusive stands beside the bound.
pub(in super::super) fn exclusive_alone<'a>(checker: &mut Checker<'a>, schema: Node<'a>) {
    for (exclusive, bound) in [("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")] {
        let set = schema.get(exclusive).filter(|node| node.as_bool() == Some(true));
        if let Some(set) = set.filter(|_| schema.get(bound).is_none()) {
            let message = format!("`{exclusive}` says nothing without `{bound}` beside it");
            checker.warn_key("exclusive-without-bound", set, message, format!("add `{bound}`"));
        }
    }
}
