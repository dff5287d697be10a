//! Segments of paths that are verbs: `/orders/{id}/cancel` is something that is done to an order, and no collection.

use std::collections::BTreeMap;

use crate::api::Operation;

use super::groups::{Chain, last_static};
use super::ident::words;
use super::operation_words::{id_words, without_path};

/// Words of an `operationId` that say what is done to a resource: where one of them is left over, the segment is the name
/// of the resource, as in `likes_list` of `/users/{id}/likes`.
const DONE_TO_RESOURCES: &[&str] = &[
    "add", "create", "delete", "destroy", "fetch", "get", "index", "list", "patch", "post", "put", "read", "remove",
    "retrieve", "set", "show", "update",
];

/// Moves operations on such a segment to the group above. All operations of the segment are moved, or none is.
pub(super) fn lift(operations: &[Operation], chains: &mut [Chain]) {
    let mut by_chain: BTreeMap<Chain, Vec<usize>> = BTreeMap::new();
    for (index, chain) in chains.iter().enumerate() {
        by_chain.entry(chain.clone()).or_default().push(index);
    }
    for (chain, indices) in &by_chain {
        let mut longer = by_chain.range(chain.clone()..).skip(1).take_while(|(other, _)| other.starts_with(chain));
        let own: Vec<&Operation> = indices.iter().filter_map(|index| operations.get(*index)).collect();
        if chain.len() > 1 && longer.next().is_none() && is_done(&own, chain) {
            for index in indices {
                chains.get_mut(*index).map(Chain::pop);
            }
        }
    }
}

/// The name of the action that an operation in the group `chain` is, where it is one.
pub(super) fn name(operation: &Operation, chain: &[String]) -> Option<String> {
    let last = last_static(&operation.path).filter(|last| chain.last() != Some(last))?;
    (!chain.is_empty()).then_some(last)
}

/// Whether the operations on the segment at the end of `chain` do what it says: all are about it and one begins with it,
/// as `cancelOrder` does.
fn is_done(operations: &[&Operation], chain: &[String]) -> bool {
    let Some(segment) = chain.last().map(|segment| words(segment)) else { return false };
    let ids: Vec<Vec<String>> = operations.iter().map(|operation| said(operation)).collect();
    let ends_there = operations.iter().all(|operation| !super::groups::is_item_path(&operation.path));
    let above: Vec<String> = chain.iter().flat_map(|segment| words(segment)).collect();
    ends_there
        && operations.iter().all(|operation| !matches!(operation.method.0.as_str(), "DELETE" | "HEAD"))
        && ids.iter().all(|id| rest(id, &segment).is_some_and(|rest| is_fine(&rest, &above)))
        && ids.iter().any(|id| id.first().is_some_and(|first| segment.first() == Some(first)))
}

/// The words of the `operationId`, without the tag before a slash and what frameworks add.
fn said(operation: &Operation) -> Vec<String> {
    let all = id_words(operation);
    let tag = operation.id.as_deref().and_then(|id| id.rsplit_once('/')).map(|(tag, _)| words(tag));
    let all = tag.and_then(|tag| all.strip_prefix(tag.as_slice()).map(<[String]>::to_vec)).unwrap_or(all);
    without_path(operation, &all).unwrap_or(all)
}

/// The words of `id` that are not those of `segment`, which are in it in their order.
fn rest(id: &[String], segment: &[String]) -> Option<Vec<String>> {
    let mut wanted = segment.iter().peekable();
    let rest = id.iter().filter(|word| wanted.next_if_eq(word).is_none()).cloned().collect();
    wanted.peek().is_none().then_some(rest)
}

/// Whether what is left of an id names no other action. (A resource may be called `list` or `set`.)
fn is_fine(rest: &[String], above: &[String]) -> bool {
    rest.iter().all(|word| !DONE_TO_RESOURCES.contains(&word.as_str()) || above.contains(word))
}
