//! Segments of paths that are verbs: `/orders/{id}/cancel` is something that is done to an order, and no collection.

use std::collections::BTreeMap;

use crate::api::Operation;

use super::english::singular;
use super::groups::{Chain, is_item_path, last_static};
use super::ident::words;
use super::operation_words::{id_words, without_path};

/// Words of an `operationId` that say what is done to a resource: where one of them is left over, the segment is the name
/// of the resource, as in `likes_list` of `/users/{id}/likes`.
const DONE_TO_RESOURCES: &[&str] = &[
    "add", "create", "delete", "destroy", "fetch", "get", "index", "list", "patch", "post", "put", "read", "remove",
    "retrieve", "set", "show", "update",
];

/// Words that begin what is done and no name of a resource, where an `operationId` says no other.
const DEEDS: &[&str] = &[
    "add", "cancel", "create", "delete", "download", "edit", "export", "find", "generate", "get", "list", "remove",
    "replace", "search", "send", "set", "update", "validate", "verify",
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

/// Whether the operations on the segment at the end of `chain` do what it says.
fn is_done(operations: &[&Operation], chain: &[String]) -> bool {
    let Some(segment) = chain.last().map(|segment| words(segment)) else { return false };
    let above: Vec<String> = chain.iter().flat_map(|segment| words(segment)).collect();
    let are_deeds = operations.iter().all(|operation| !matches!(operation.method.0.as_str(), "DELETE" | "HEAD"));
    are_deeds && (begin_so(operations, &segment, &above) || is_only_verb(operations, &segment))
}

/// Whether all operations are about the segment and one begins with it, as `cancelOrder` and `Orders_CancelOrder` do.
fn begin_so(operations: &[&Operation], segment: &[String], above: &[String]) -> bool {
    let ids: Vec<Vec<String>> = operations.iter().map(|operation| said(operation)).collect();
    let mut beginnings = ids.iter().map(|id| id.first().cloned());
    let mut behind_resources = operations.iter().map(|operation| behind_resource(operation));
    operations.iter().all(|operation| !is_item_path(&operation.path))
        && ids.iter().all(|id| rest(id, segment).is_some_and(|rest| is_fine(&rest, above)))
        && (beginnings.any(|first| first.as_ref() == segment.first())
            || behind_resources.any(|first| first.is_some() && first.as_ref() == segment.first()))
}

/// Whether the segment is the only verb that the one operation on it has, as in `orders:finalize` or
/// `PostOrdersOrderFinalize`: it stands behind words of the path, and none before it says what is done.
fn is_only_verb(operations: &[&Operation], segment: &[String]) -> bool {
    let [operation] = operations else { return false };
    let is_deed = segment.first().is_some_and(|first| DEEDS.contains(&first.as_str()));
    let is_plural = segment.last().is_some_and(|last| singular(last) != *last);
    let path: Vec<String> = words(&operation.path.replace(['{', '}'], " ")).iter().map(|word| singular(word)).collect();
    let method = operation.method.0.to_lowercase();
    let id = said(operation);
    let id = id.strip_prefix(&[method][..]).unwrap_or(&id);
    let before = id.strip_suffix(segment).filter(|before| !before.is_empty());
    (is_deed || (changes(operation) && !is_plural))
        && before.is_some_and(|before| before.iter().all(|word| path.contains(&singular(word))))
}

/// The first word behind the resource that stands before the first `_` or the last `.`, of an operation that changes
/// something. Words that are written in snake case are no resource.
fn behind_resource(operation: &Operation) -> Option<String> {
    let written = operation.id.as_deref().filter(|_| changes(operation))?;
    let behind_line = || written.split_once('_').filter(|_| written.chars().any(char::is_uppercase));
    let (_, name) = written.rsplit_once('.').or_else(behind_line)?;
    words(name).into_iter().next()
}

fn changes(operation: &Operation) -> bool {
    matches!(operation.method.0.as_str(), "PATCH" | "POST" | "PUT")
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
