//! What a group's calls are called: list, create, retrieve and so on by method and shape, else by `operationId`.

use crate::api::Operation;

use super::groups::is_item_path;
use super::ident::{Scope, singular, snake, words};

/// The calls of a group in the order in which people look for them.
const ORDER: &[&str] = &["list", "create", "retrieve", "replace", "update", "delete"];

/// What is known of an operation when it is named.
pub(super) struct Candidate<'a> {
    /// The operation.
    pub operation: &'a Operation,
    /// The name pinned for it.
    pub pinned: Option<&'a str>,
    /// Whether its answer is a list.
    pub lists: bool,
    /// The segments of its group.
    pub chain: &'a [String],
}

/// The method name of each candidate of one group.
pub(super) fn names(candidates: &[Candidate<'_>]) -> Vec<String> {
    let verbs: Vec<Option<&str>> = candidates.iter().map(verb).collect();
    let mut scope = Scope::with(&["new", "clone"]);
    let mut out = vec![String::new(); candidates.len()];
    // Pins first, then verbs, then what is left: nobody takes a name from one who has a better right to it.
    for (slot, candidate) in out.iter_mut().zip(candidates) {
        if let Some(pinned) = candidate.pinned {
            *slot = scope.claim(&snake(pinned));
        }
    }
    for (index, slot) in out.iter_mut().enumerate().filter(|(_, slot)| slot.is_empty()) {
        if let Some(verb) = verbs.get(index).copied().flatten()
            && owns(candidates, &verbs, index, verb)
            && !scope.has(verb)
        {
            *slot = scope.claim(verb);
        }
    }
    for (slot, candidate) in out.iter_mut().zip(candidates).filter(|(slot, _)| slot.is_empty()) {
        *slot = scope.claim(&described(candidate));
    }
    out
}

/// Sorts names of calls as people look for them.
pub(super) fn rank(name: &str) -> (usize, &str) {
    (ORDER.iter().position(|verb| *verb == name).unwrap_or(ORDER.len()), name)
}

fn verb(candidate: &Candidate<'_>) -> Option<&'static str> {
    if candidate.pinned.is_some() {
        return None;
    }
    let item = is_item_path(&candidate.operation.path);
    match candidate.operation.method.0.as_str() {
        "GET" if candidate.lists => Some("list"),
        "GET" => Some("retrieve"),
        "POST" if !item => Some("create"),
        "PUT" => Some("replace"),
        "PATCH" => Some("update"),
        "DELETE" => Some("delete"),
        _ => None,
    }
}

/// Whether a candidate has the best right to its verb: it is the only one, or the only one on the kind of path that the
/// verb is about (the collection for list and create, the item for the others).
fn owns(candidates: &[Candidate<'_>], verbs: &[Option<&str>], index: usize, verb: &str) -> bool {
    let about_items = !matches!(verb, "list" | "create");
    let claims = |right_path: bool| {
        let same = candidates.iter().zip(verbs).enumerate().filter(|(_, (_, other))| **other == Some(verb));
        let fitting = same.filter(move |(_, (one, _))| !right_path || is_item_path(&one.operation.path) == about_items);
        fitting.map(|(at, _)| at).collect::<Vec<_>>()
    };
    claims(false) == [index] || claims(true) == [index]
}

/// The `operationId` without the words of the group; else method and path.
fn described(candidate: &Candidate<'_>) -> String {
    let group: Vec<String> =
        candidate.chain.iter().flat_map(|segment| words(segment)).map(|word| singular(&word)).collect();
    let id = candidate.operation.id.as_deref().unwrap_or_default();
    let left: Vec<String> = words(id).into_iter().filter(|word| !group.contains(&singular(word))).collect();
    if !left.is_empty() {
        return snake(&left.join("_"));
    }
    let method = candidate.operation.method.0.to_lowercase();
    let path: Vec<String> = words(&candidate.operation.path.replace(['{', '}'], " "));
    let path = path.into_iter().filter(|word| !group.contains(&singular(word))).collect::<Vec<_>>().join("_");
    if path.is_empty() { snake(&method) } else { snake(&format!("{method}_{path}")) }
}
