//! Limits that no type expresses.

use serde_json::Value;

use super::conjunction::Group;
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

/// The groups of `part`, each with its list.
pub(super) fn groups(part: Node<'_>) -> impl Iterator<Item = (Group, Node<'_>)> {
    [Group::OneOf, Group::AnyOf].into_iter().filter_map(move |group| Some((group, part.get(group.keyword())?)))
}
