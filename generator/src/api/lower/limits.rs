//! Limits that no type expresses.

use serde_json::Value;

use super::super::{Constraints, Scalar, Shape};
use super::arrays::Items;
use super::conjunction::{Conjunction, Group};
use super::context::Lowering;
use super::enums;
use super::groups::Branches;
use super::keywords::LIMITS;
use super::kinds::Kinds;
use crate::document::{Kind, Node, Number};

impl<'a> Lowering<'a> {
    /// The limits of `conjunction` that `shape` does not express.
    pub(super) fn constraints(&mut self, conjunction: &Conjunction<'a>, shape: &Shape) -> Constraints {
        let mut keywords: Vec<(String, Value)> = Vec::new();
        let mut add = |keyword: &str, value: Value| {
            let entry = (keyword.to_owned(), value);
            if !keywords.contains(&entry) {
                keywords.push(entry);
            }
        };
        for (keyword, part) in limits_of(&conjunction.parts) {
            if let Some(node) = normal(part, keyword).filter(|_| concerns(keyword, shape) && !says(shape, keyword)) {
                add(keyword, value(node, shape));
            }
        }
        let is_list = matches!(shape, Shape::Array(_));
        if let Some(most) = Items::of(&conjunction.parts).most().filter(|_| is_list && !has_most(&conjunction.parts)) {
            add("maxItems", Value::from(most));
        }
        for part in &conjunction.parts {
            for (group, node) in groups(*part) {
                let is_open = conjunction.is_spread(*part, group) && !matches!(shape, Shape::Union(_));
                if is_open || matches!(self.branches(*part, group).0, Branches::Limits) {
                    add(group.keyword(), node.to_json());
                }
            }
            if !says_its_values(shape) {
                for (keyword, node) in enums::lists(*part) {
                    add(keyword, value(node, shape));
                }
            }
            for (keyword, text) in content(*part, shape) {
                add(keyword, Value::from(text));
            }
        }
        Constraints { keywords }
    }
}

fn has_most(parts: &[Node<'_>]) -> bool {
    parts.iter().any(|part| part.get("maxItems").is_some())
}

/// The limits that `parts` have, in the order of the specification.
fn limits_of<'a>(parts: &[Node<'a>]) -> Vec<(&'static str, Node<'a>)> {
    let mut found = Vec::new();
    for part in parts {
        for (key, _) in part.entries() {
            let at = LIMITS.iter().position(|keyword| *keyword == key);
            found.extend(at.map(|at| (at, *part)));
        }
    }
    found.sort_by_key(|(at, _)| *at);
    found.into_iter().filter_map(|(at, part)| Some((*LIMITS.get(at)?, part))).collect()
}

/// Whether a shape lists what `enum` and `const` list.
pub(super) fn says_its_values(shape: &Shape) -> bool {
    match shape {
        Shape::Enum(_) | Shape::Open(_) | Shape::Union(_) => true,
        Shape::Scalar(scalar) => matches!(scalar, Scalar::Boolean(_) | Scalar::Null),
        _ => false,
    }
}

/// Whether a shape says as much about the items of an array as `keyword` does.
pub(super) fn says(shape: &Shape, keyword: &str) -> bool {
    match (shape, keyword) {
        (Shape::Tuple(tuple), "minItems" | "maxItems") => tuple.rest.is_none(),
        (_, "additionalItems" | "unevaluatedItems") => true,
        _ => false,
    }
}

/// The value of the limit `keyword` of `part`. OpenAPI 3.0 wrote exclusive bounds as a bound and a flag; they come out
/// as 3.1 writes them.
pub(super) fn normal<'a>(part: Node<'a>, keyword: &str) -> Option<Node<'a>> {
    let exclusive = |flag: &str| part.get(flag).and_then(Node::as_bool) == Some(true);
    let node = match keyword {
        "minimum" if exclusive("exclusiveMinimum") => return None,
        "maximum" if exclusive("exclusiveMaximum") => return None,
        "exclusiveMinimum" if exclusive(keyword) => part.get("minimum")?,
        "exclusiveMaximum" if exclusive(keyword) => part.get("maximum")?,
        _ => part.get(keyword)?,
    };
    (node.kind() != Kind::Boolean || node.as_bool() == Some(true)).then_some(node)
}

/// What a limit of values of `shape` says. A number that JSON would round comes as its digits.
fn value(node: Node<'_>, shape: &Shape) -> Value {
    if !matches!(shape, Shape::Scalar(Scalar::Integer(_) | Scalar::Number(_))) {
        return node.to_json();
    }
    if node.kind() == Kind::Array {
        return node.items().map(|item| value(item, shape)).collect();
    }
    let whole = node.as_number().filter(|number| number.is_written_whole()).and_then(Number::as_i128);
    match whole.filter(|whole| i64::try_from(*whole).is_err() && u64::try_from(*whole).is_err()) {
        Some(whole) => Value::from(whole.to_string()),
        None => node.to_json(),
    }
}

/// Whether the limit `keyword` says anything about values of `shape`. Each branch of a union has its own.
pub(super) fn concerns(keyword: &str, shape: &Shape) -> bool {
    let of = |kinds: Kinds| match shape {
        Shape::Any => true,
        Shape::Scalar(Scalar::Integer(_) | Scalar::Number(_)) => kinds == Kinds::NUMBER,
        Shape::Scalar(Scalar::String(_)) => kinds == Kinds::STRING,
        Shape::Array(_) | Shape::Tuple(_) => kinds == Kinds::ARRAY,
        Shape::Map(_) | Shape::Object(_) => kinds == Kinds::OBJECT,
        Shape::Scalar(Scalar::Boolean(_) | Scalar::Null) | Shape::Enum(_) | Shape::Open(_) | Shape::Union(_) => false,
    };
    match keyword {
        "multipleOf" | "maximum" | "exclusiveMaximum" | "minimum" | "exclusiveMinimum" => of(Kinds::NUMBER),
        "maxLength" | "minLength" | "pattern" | "contentSchema" => of(Kinds::STRING),
        "maxItems" | "minItems" | "uniqueItems" | "maxContains" | "minContains" | "contains" | "additionalItems"
        | "unevaluatedItems" => of(Kinds::ARRAY),
        "maxProperties" | "minProperties" | "propertyNames" | "dependencies" | "dependentRequired"
        | "dependentSchemas" => of(Kinds::OBJECT),
        _ => true,
    }
}

/// Whether `part` is in the alphabet of base64 that URLs have.
fn is_for_urls(part: Node<'_>) -> bool {
    let encoding = part.get("contentEncoding").and_then(Node::as_str);
    encoding.is_some_and(|encoding| encoding.eq_ignore_ascii_case("base64url"))
}

/// What `part` says about what a text holds, where its type does not say it.
fn content<'a>(part: Node<'a>, shape: &Shape) -> impl Iterator<Item = (&'static str, &'a str)> {
    let format = match shape {
        Shape::Scalar(Scalar::String(format)) => Some(format.as_deref().unwrap_or_default()),
        _ => None,
    };
    ["contentEncoding", "contentMediaType"].into_iter().filter_map(move |keyword| {
        let is_said = match format? {
            // Bytes of which no more is said than that.
            "binary" => keyword == "contentEncoding" || is_bytes(part),
            // Of two alphabets of base64 the usual one need not be told.
            "byte" => keyword == "contentEncoding" && !is_for_urls(part),
            _ => false,
        };
        Some((keyword, part.get(keyword)?.as_str().filter(|_| !is_said)?))
    })
}

fn is_bytes(part: Node<'_>) -> bool {
    part.get("contentMediaType").and_then(Node::as_str).is_some_and(|text| text.trim() == "application/octet-stream")
}

/// The groups of `part`, each with its list.
fn groups(part: Node<'_>) -> impl Iterator<Item = (Group, Node<'_>)> {
    [Group::OneOf, Group::AnyOf].into_iter().filter_map(move |group| Some((group, part.get(group.keyword())?)))
}
