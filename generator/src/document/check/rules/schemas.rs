//! Schemas.

use std::collections::HashSet;

use super::super::Checker;
use super::regular;
use crate::document::Node;

/// No name stands twice in `required`.
pub(in super::super) fn required_twice<'a>(checker: &mut Checker<'a>, schema: Node<'a>) {
    let mut seen = HashSet::new();
    for name in schema.get("required").into_iter().flat_map(Node::items) {
        let text = name.as_str().unwrap_or_default();
        if !text.is_empty() && !seen.insert(text) {
            let message = format!("`{text}` stands in `required` twice");
            checker.warn("required-twice", name, message, "remove one of them");
        }
    }
}

/// No value stands twice in `enum`.
pub(in super::super) fn enum_twice<'a>(checker: &mut Checker<'a>, schema: Node<'a>) {
    let mut seen = HashSet::new();
    for value in schema.get("enum").into_iter().flat_map(Node::items) {
        let text = value.to_json().to_string();
        if seen.contains(&text) {
            checker.warn("enum-twice", value, format!("`{text}` stands in `enum` twice"), "remove one of them");
        }
        seen.insert(text);
    }
}

/// The names of `patternProperties` are regular expressions.
pub(in super::super) fn pattern_names<'a>(checker: &mut Checker<'a>, schema: Node<'a>) {
    for (pattern, node) in schema.get("patternProperties").into_iter().flat_map(Node::entries) {
        if let Some(fault) = super::regular::fault(pattern) {
            let message = format!("`{pattern}` is no regular expression: {fault}");
            let advice = "until it is one, any JSON may be a member of any name";
            checker.warn_key("wrong-pattern", node, message, advice);
        }
    }
}

/// What to do about what is no regular expression.
const REGULAR: &str = "correct it; a character that means itself has a backslash before it";

/// A pattern is a regular expression.
pub(in super::super) fn pattern<'a>(checker: &mut Checker<'a>, schema: Node<'a>) {
    let Some((pattern, text)) = schema.get("pattern").and_then(|pattern| Some((pattern, pattern.as_str()?))) else {
        return;
    };
    if let Some(fault) = regular::fault(text) {
        checker.warn("wrong-pattern", pattern, format!("`{text}` is no regular expression: {fault}"), REGULAR);
    }
}

/// An array of 3.0 says what its items are.
pub(in super::super) fn array_without_items<'a>(checker: &mut Checker<'a>, schema: Node<'a>) {
    let is_array = schema.get("type").and_then(Node::as_str) == Some("array");
    if is_array && schema.get("items").is_none() {
        checker.warn("missing-field", schema, "an array has to have `items`", "add `items: {}` for items of any kind");
    }
}

/// `nullable` is gone since 3.1.
pub(in super::super) fn nullable<'a>(checker: &mut Checker<'a>, schema: Node<'a>) {
    if let Some(nullable) = schema.get("nullable") {
        let message = "`nullable` has no meaning since OpenAPI 3.1; it is read as in 3.0";
        checker.warn_key("nullable", nullable, message, "add `null` to the types instead");
    }
}
