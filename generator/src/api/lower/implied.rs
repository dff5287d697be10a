//! What need not be said, as something else says it already. It keeps `type: object` beside a `oneOf` of objects, or
//! beside a reference to one, from making types of their own.

use super::conjunction::Group;
use super::keywords::{Class, class};
use super::kinds::Kinds;
use crate::document::{Kind, Node, NodeId};

/// Whether the keywords of `node`, but for the `taken` groups, are implied by `others` together.
pub(super) fn adds_nothing(node: Node<'_>, others: &[Node<'_>], taken: &[(NodeId, Group)]) -> bool {
    if node.as_bool() == Some(false) {
        return false;
    }
    node.entries().all(|(key, value)| match key {
        "$ref" | "$dynamicRef" | "$recursiveRef" | "allOf" => true,
        "oneOf" | "anyOf" => {
            let group = if key == "oneOf" { Group::OneOf } else { Group::AnyOf };
            taken.contains(&(node.id(), group)) || limits_only(value, others) || lists_one_of(value, others)
        }
        "type" => Kinds::declared(node).is_none_or(|kinds| kinds_within(others, kinds)),
        "required" => {
            value.items().filter_map(Node::as_str).all(|name| others.iter().any(|other| requires(*other, name)))
        }
        "properties" => {
            value.entries().all(|(name, schema)| others.iter().any(|other| describes(*other, name, schema)))
        }
        // Who says that there may be more members wants them kept.
        "additionalProperties" => value.as_bool() == Some(false) || others.iter().any(|other| keeps_others(*other)),
        "unevaluatedProperties" => value.kind() == Kind::Boolean || value.is_empty(),
        _ => match class(key) {
            Class::Note => true,
            Class::Limit => others.iter().any(|other| makes_item(*other)),
            Class::Shape => others.iter().any(|other| other.get(key).is_some_and(|same| same.structural_eq(value))),
        },
    })
}

/// Whether a schema becomes a type with a name, of which a copy with other limits would be of no use.
fn makes_item(schema: Node<'_>) -> bool {
    ["properties", "enum", "oneOf", "anyOf"].iter().any(|key| schema.get(key).is_some())
}

/// Whether a group is one of limits alone, or is not beside what already is a union.
fn limits_only(list: Node<'_>, others: &[Node<'_>]) -> bool {
    others.iter().any(|other| makes_item(*other))
        && list.items().all(|branch| branch.entries().all(|(key, _)| key == "required" || class(key) != Class::Shape))
}

/// Whether one of `schemas` is a branch of a group.
fn lists_one_of(list: Node<'_>, schemas: &[Node<'_>]) -> bool {
    list.items()
        .filter_map(|branch| branch.follow().ok().flatten()?.resolve().ok())
        .any(|target| schemas.iter().any(|schema| schema.id() == target.id()))
}

/// Whether one of `schemas` allows no more than `kinds`.
fn kinds_within(schemas: &[Node<'_>], kinds: Kinds) -> bool {
    schemas.iter().any(|schema| {
        let declared = Kinds::declared(*schema).map(|other| other.without(Kinds::NULL));
        match declared {
            Some(other) => kinds.contains(other),
            None if schema.get("properties").is_some() => kinds.contains(Kinds::OBJECT),
            None => union_within(*schema, kinds),
        }
    })
}

/// Whether `schema` is a union of branches that each allow no more than `kinds`.
fn union_within(schema: Node<'_>, kinds: Kinds) -> bool {
    ["oneOf", "anyOf"].iter().any(|key| {
        schema.get(key).is_some_and(|list| {
            !list.is_empty()
                && list.items().all(|branch| {
                    let target = branch.resolve().unwrap_or(branch);
                    match Kinds::declared(target) {
                        Some(other) => kinds.contains(other.without(Kinds::NULL)),
                        None => target.get("properties").is_some() && kinds.contains(Kinds::OBJECT),
                    }
                })
        })
    })
}

/// Whether `schema` says itself that there may be any other members.
fn keeps_others(schema: Node<'_>) -> bool {
    schema.get("additionalProperties").is_some_and(|value| value.as_bool() == Some(true) || value.is_empty())
}

fn requires(schema: Node<'_>, name: &str) -> bool {
    schema.get("required").is_some_and(|list| list.items().any(|item| item.as_str() == Some(name)))
}

/// Whether `schema` says as much about its property `name` as `other` does.
fn describes(schema: Node<'_>, name: &str, other: Node<'_>) -> bool {
    let Some(own) = schema.get("properties").and_then(|list| list.get(name)) else {
        return false;
    };
    if own.structural_eq(other) {
        return true;
    }
    let only_type =
        other.kind() == Kind::Object && other.entries().all(|(key, _)| key == "type" || class(key) == Class::Note);
    let own = own.resolve().unwrap_or(own);
    only_type
        && match (Kinds::declared(own), Kinds::declared(other)) {
            (_, None) => true,
            // Whether null is among the types or `nullable` says so is the same.
            (Some(own), Some(other)) => other.contains(own.without(Kinds::NULL)),
            (None, Some(other)) => constant_kinds(own).is_some_and(|own| other.contains(own)),
        }
}

/// The kinds of the values that `const` or `enum` name.
fn constant_kinds(schema: Node<'_>) -> Option<Kinds> {
    let first = schema.get("const").or_else(|| schema.get("enum").and_then(|list| list.at(0)))?;
    Some(match first.kind() {
        Kind::String => Kinds::STRING,
        Kind::Number => Kinds::NUMBER,
        Kind::Boolean => Kinds::BOOLEAN,
        _ => return None,
    })
}
