//! Schemas that are a part of themselves.

use std::collections::HashMap;

use super::super::Checker;
use crate::document::Node;
use crate::document::arena::NodeId;

/// How far the search has come with a schema.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Open,
    Done,
}

/// No schema is a branch of itself, through `allOf`, `anyOf` or `oneOf`: no value could be told to fit it.
pub(in super::super) fn schemas<'a>(checker: &mut Checker<'a>, components: Node<'a>) {
    let mut states = HashMap::new();
    for (_, schema) in components.get("schemas").into_iter().flat_map(Node::entries) {
        search(checker, schema, &mut states);
    }
}

/// Searches the branches of `start` depth first, without recursion: chains of schemas may be long.
fn search<'a>(checker: &mut Checker<'a>, start: Node<'a>, states: &mut HashMap<NodeId, State>) {
    let mut waiting = vec![(start, start, false)];
    while let Some((schema, branch, is_left)) = waiting.pop() {
        if is_left {
            states.insert(schema.id(), State::Done);
            continue;
        }
        match states.get(&schema.id()) {
            Some(State::Done) => continue,
            Some(State::Open) => {
                let message = format!("the schema `{}` is a branch of itself", schema.pointer());
                checker.warn("schema-cycle", branch, message, "let it hold itself in a property or an array instead");
                continue;
            }
            None => {}
        }
        states.insert(schema.id(), State::Open);
        waiting.push((schema, branch, true));
        let keys = ["allOf", "anyOf", "oneOf"].into_iter().filter_map(|key| schema.get(key));
        let branches = keys.flat_map(Node::items).filter_map(|branch| Some((branch.resolve().ok()?, branch, false)));
        waiting.extend(branches);
    }
}
