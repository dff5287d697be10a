//! Combinations of schemas that no value fits. A union within several schemas has branches that the others rule out;
//! they are left out, not reported.

use std::collections::HashMap;

use super::enums;
use super::kinds::Kinds;
use crate::document::Node;

/// Whether no value can be all of `parts`, as far as their types and constants show.
pub(super) fn is_impossible(parts: &[Node<'_>]) -> bool {
    parts.len() > 1 && (contradict(parts) || members_contradict(parts))
}

/// Whether types or lists of values have nothing in common.
fn contradict(schemas: &[Node<'_>]) -> bool {
    let kinds = schemas.iter().filter_map(|schema| Kinds::declared(*schema)).reduce(Kinds::and);
    if kinds.is_some_and(|kinds| kinds.without(Kinds::NULL) == Kinds::NONE) {
        return true;
    }
    let mut lists = schemas.iter().flat_map(|schema| enums::lists(*schema)).map(values);
    let Some(first) = lists.next() else {
        return false;
    };
    let common = lists.fold(first, |mut common, list| {
        common.retain(|value| list.iter().any(|other| value.structural_eq(*other)));
        common
    });
    common.is_empty()
}

fn values<'a>((keyword, list): (&str, Node<'a>)) -> Vec<Node<'a>> {
    if keyword == "const" { vec![list] } else { list.items().collect() }
}

/// Whether a required member would have to be two things at once.
fn members_contradict(parts: &[Node<'_>]) -> bool {
    let mut members: HashMap<&str, Vec<Node<'_>>> = HashMap::new();
    for (name, schema) in parts.iter().filter_map(|part| part.get("properties")).flat_map(Node::entries) {
        members.entry(name).or_default().push(schema.resolve().unwrap_or(schema));
    }
    members.iter().any(|(name, schemas)| schemas.len() > 1 && contradict(schemas) && is_required(parts, name))
}

fn is_required(parts: &[Node<'_>], name: &str) -> bool {
    let mut lists = parts.iter().filter_map(|part| part.get("required"));
    lists.any(|list| list.items().any(|item| item.as_str() == Some(name)))
}
