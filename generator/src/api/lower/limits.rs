//! Limits that no type expresses.

use serde_json::Value;

use super::super::{Scalar, Shape};
use super::conjunction::Group;
use super::kinds::Kinds;
use crate::document::{Kind, Node};

/// The value of the limit `keyword` of `part`. OpenAPI 3.0 wrote exclusive bounds as a bound and a flag; they come out
/// as 3.1 writes them.
pub(super) fn normal(part: Node<'_>, keyword: &str) -> Option<Value> {
    let exclusive = |flag: &str| part.get(flag).and_then(Node::as_bool) == Some(true);
    let node = match keyword {
        "minimum" if exclusive("exclusiveMinimum") => return None,
        "maximum" if exclusive("exclusiveMaximum") => return None,
        "exclusiveMinimum" if exclusive(keyword) => part.get("minimum")?,
        "exclusiveMaximum" if exclusive(keyword) => part.get("maximum")?,
        _ => part.get(keyword)?,
    };
    (node.kind() != Kind::Boolean || node.as_bool() == Some(true)).then(|| node.to_json())
}

/// Whether the limit `keyword` says anything about values of `shape`. Each branch of a union has its own.
pub(super) fn concerns(keyword: &str, shape: &Shape) -> bool {
    let of = |kinds: Kinds| match shape {
        Shape::Any => true,
        Shape::Scalar(Scalar::Integer(_) | Scalar::Number(_)) => kinds == Kinds::NUMBER,
        Shape::Scalar(Scalar::String(_)) => kinds == Kinds::STRING,
        Shape::Array(_) | Shape::Tuple(_) => kinds == Kinds::ARRAY,
        Shape::Map(_) | Shape::Object(_) => kinds == Kinds::OBJECT,
        Shape::Scalar(Scalar::Boolean(_) | Scalar::Null) | Shape::Enum(_) | Shape::Union(_) => false,
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

/// The groups of `part`, each with its list.
pub(super) fn groups(part: Node<'_>) -> impl Iterator<Item = (Group, Node<'_>)> {
    [Group::OneOf, Group::AnyOf].into_iter().filter_map(move |group| Some((group, part.get(group.keyword())?)))
}
