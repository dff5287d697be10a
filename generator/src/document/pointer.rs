//! JSON pointers.

use std::cmp::Ordering;

use super::node::{Kind, Node};
use super::uri;

/// Where following a pointer ended.
pub(super) struct Lost<'a> {
    /// The last node on the way.
    pub at: Node<'a>,
    /// The key or index that it does not have.
    pub step: String,
}

/// Whether a fragment is meant as a pointer and not as the name of an anchor. No anchor has a slash in its name, so a
/// pointer without its first slash, such as `components/schemas/Pet`, can mean nothing else.
pub(super) fn is_meant(fragment: &str) -> bool {
    fragment.contains('/')
}

/// The parts of the pointer in a fragment such as `/paths/~1pets%2F1`.
pub(super) fn steps(pointer: &str) -> Vec<String> {
    let pointer = pointer.strip_prefix('/').unwrap_or(pointer);
    pointer.split('/').map(|step| uri::decode(step).replace("~1", "/").replace("~0", "~")).collect()
}

/// The child of `node` that `step` names.
pub(super) fn child<'a>(node: Node<'a>, step: &str) -> Option<Node<'a>> {
    match node.kind() {
        Kind::Object => node.get(step),
        Kind::Array => node.at(step.parse().ok()?),
        _ => None,
    }
}

/// The parts of a JSON pointer.
pub(super) fn unescape(pointer: &str) -> Vec<String> {
    pointer.split('/').skip(1).map(|step| step.replace("~1", "/").replace("~0", "~")).collect()
}

/// Which of two ways comes first in a document: indexes by their value, keys by their letters.
pub(super) fn order(left: &[String], right: &[String]) -> Ordering {
    let step = |(left, right): (&String, &String)| match (left.parse::<usize>(), right.parse::<usize>()) {
        (Ok(left), Ok(right)) => left.cmp(&right),
        _ => left.cmp(right),
    };
    let differing = left.iter().zip(right).map(step).find(|order| order.is_ne());
    differing.unwrap_or_else(|| left.len().cmp(&right.len()))
}

impl Node<'_> {
    /// The node that a JSON pointer such as `/paths/~1pets/get` names below this one.
    #[must_use]
    pub fn find(self, pointer: &str) -> Option<Self> {
        unescape(pointer).iter().try_fold(self, |node, step| child(node, step))
    }
}
