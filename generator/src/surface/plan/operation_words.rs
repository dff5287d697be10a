//! The words of an `operationId`.

use crate::api::Operation;

use super::english::{singular, split};
use super::ident::words;

/// What operations do, as far as a path does not say it.
const VERBS: &[&str] = &[
    "add", "all", "cancel", "create", "delete", "fetch", "find", "get", "list", "modify", "patch", "post", "put",
    "read", "remove", "replace", "retrieve", "search", "set", "update",
];

/// Letters of a word of a description that may be part of an `operationId`: it has too many short ones by chance.
const LONG: usize = 5;

/// The words of the `operationId`; none where there is none. Words that were written as one are split into those that the
/// path and the operation's own texts know.
pub(super) fn id_words(operation: &Operation) -> Vec<String> {
    let id = operation.id.as_deref().unwrap_or_default();
    let known = known(operation);
    words(id).iter().flat_map(|word| split(word, &known)).collect()
}

/// The words of an `operationId` without the path and the method that some frameworks put behind the name of a function.
/// Absent where there is none, or nothing but these.
pub(super) fn without_path(operation: &Operation, id: &[String]) -> Option<Vec<String>> {
    let method = operation.method.0.to_lowercase();
    let mut tail = words(&operation.path.replace(['{', '}'], " "));
    tail.push(method);
    let end = id.len().checked_sub(tail.len())?;
    let (name, rest) = id.split_at_checked(end)?;
    (!name.is_empty() && rest == tail).then(|| name.to_vec())
}

fn known(operation: &Operation) -> Vec<String> {
    let path = words(&operation.path.replace(['{', '}'], " "));
    let said = words(&operation.docs.title);
    let explained = words(&operation.docs.description).into_iter().filter(|word| word.len() >= LONG);
    let mut known: Vec<String> = VERBS.iter().map(|verb| (*verb).to_owned()).collect();
    for word in path.into_iter().chain(said).chain(explained) {
        known.push(singular(&word));
        known.push(word);
    }
    known
}
