//! Parameters, and headers, which are described alike.

use std::collections::{HashMap, HashSet};

use super::super::Checker;
use crate::document::{Kind, Node};

/// Name and location of a parameter, which together identify it.
pub(super) fn identity(parameter: Node<'_>) -> Option<(&str, &str)> {
    let parameter = parameter.resolve().ok()?;
    Some((parameter.get("in")?.as_str()?, parameter.get("name")?.as_str()?))
}

/// No parameter stands twice in one list.
pub(in super::super) fn duplicates<'a>(checker: &mut Checker<'a>, holder: Node<'a>) {
    let mut seen: HashMap<(&str, &str), Node<'a>> = HashMap::new();
    for parameter in holder.get("parameters").into_iter().flat_map(Node::items) {
        let Some(identity) = identity(parameter) else { continue };
        if let Some(first) = seen.insert(identity, parameter) {
            let message = format!("the {} parameter `{}` stands here again", identity.0, identity.1);
            let advice = format!("the first one is in line {}; remove one of them", first.span().line);
            checker.warn("duplicate-parameter", parameter, message, advice);
        }
    }
}

/// A parameter has a schema, or exactly one media type.
pub(in super::super) fn schema_or_content<'a>(checker: &mut Checker<'a>, parameter: Node<'a>) {
    match (parameter.get("schema"), parameter.get("content")) {
        (Some(_), Some(content)) => {
            let message = "it has both `schema` and `content`, and only one of them counts";
            checker.warn_key("schema-and-content", content, message, "remove one of them");
        }
        (None, None) => {
            checker.warn("missing-field", parameter, "it has to have `schema` or `content`", "add `schema`");
        }
        (None, Some(content)) if content.kind() == Kind::Object && content.len() != 1 => {
            let message = format!("`content` has to have one media type here, and has {}", content.len());
            checker.warn_key("content-of-parameter", content, message, "leave one media type");
        }
        _ => {}
    }
}

/// A path parameter is required, because there is no path without it.
pub(in super::super) fn path_is_required<'a>(checker: &mut Checker<'a>, parameter: Node<'a>) {
    let is_path = parameter.get("in").and_then(Node::as_str) == Some("path");
    if is_path && parameter.get("required").and_then(Node::as_bool) != Some(true) {
        let place = parameter.get("required").unwrap_or(parameter);
        let message = "a path parameter has to have `required: true`";
        checker.warn("path-parameter-optional", place, message, "it is read as required");
    }
}

/// A cookie holds one value: what has several parts is spread over the cookie with `&`, which no cookie knows.
pub(in super::super) fn cookie<'a>(checker: &mut Checker<'a>, parameter: Node<'a>) {
    let is_cookie = parameter.get("in").and_then(Node::as_str) == Some("cookie");
    let is_form = parameter.get("style").is_none_or(|style| style.as_str() == Some("form"));
    let is_exploded = parameter.get("explode").is_none_or(|explode| explode.as_bool() == Some(true));
    if !(is_cookie && is_form && is_exploded) {
        return;
    }
    if let Some(schema) = parameter.get("schema").filter(|schema| has_parts(*schema)) {
        let message = "an exploded array or object has no settled form in a cookie";
        let advice = "write `explode: false`, or since OpenAPI 3.2 `style: cookie`";
        checker.warn("cookie-exploded", schema, message, advice);
    }
}

/// Whether a value of `schema` can be an array or an object.
fn has_parts(schema: Node<'_>) -> bool {
    let mut seen = HashSet::new();
    let mut waiting = vec![schema];
    while let Some(schema) = waiting.pop().map(|schema| schema.resolve().unwrap_or(schema)) {
        if !seen.insert(schema.id()) {
            continue;
        }
        let types = schema.get("type");
        let mut names = types.into_iter().chain(types.into_iter().flat_map(Node::items)).filter_map(Node::as_str);
        if names.any(|name| matches!(name, "array" | "object")) {
            return true;
        }
        let lists = ["allOf", "anyOf", "oneOf"].into_iter().filter_map(|key| schema.get(key));
        waiting.extend(lists.flat_map(Node::items));
    }
    false
}

/// The styles that each location allows.
const STYLES: [(&str, &[&str]); 4] = [
    ("path", &["simple", "label", "matrix"]),
    ("query", &["form", "spaceDelimited", "pipeDelimited", "deepObject"]),
    ("header", &["simple"]),
    ("cookie", &["form", "cookie"]),
];

/// A parameter's style is one that its location allows.
pub(in super::super) fn style<'a>(checker: &mut Checker<'a>, parameter: Node<'a>) {
    let Some(style) = parameter.get("style") else { return };
    let location = parameter.get("in").and_then(Node::as_str).unwrap_or_default();
    let allowed = STYLES.iter().find(|(known, _)| *known == location).map(|(_, styles)| *styles);
    let text = style.as_str().unwrap_or_default();
    if let Some(allowed) = allowed.filter(|allowed| !allowed.contains(&text) && !text.is_empty()) {
        let message = format!("a {location} parameter cannot have the style `{text}`");
        checker.warn("wrong-value", style, message, format!("it is one of {}", allowed.join(", ")));
    }
}
