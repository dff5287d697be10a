//! Where nodes stand.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use super::super::{Extent, Origin};
use super::conjunction::{Conjunction, Group};
use super::context::Lowering;
use super::kinds::Kinds;
use crate::document::{Node, NodeId};

/// The pointers of nodes that hold others, each found once.
#[derive(Default)]
pub(super) struct Pointers {
    known: RefCell<HashMap<NodeId, Rc<str>>>,
}

impl<'a> Lowering<'a> {
    /// Where `node` stands.
    pub(super) fn origin(&self, node: Node<'a>) -> Origin {
        let pointer = match node.parent() {
            Some(parent) => self.pointers.below(parent, node),
            None => String::new(),
        };
        Origin { pointer, span: node.span() }
    }
}

impl<'a> Lowering<'a> {
    /// Which schemas say what `conjunction` is, where that is not its home alone. One that others inherit from stands for
    /// itself where it is one of the branches that it stands for.
    pub(super) fn extent(&self, conjunction: &Conjunction<'a>) -> Extent {
        let types = conjunction.only.map(Kinds::types).unwrap_or_default();
        let alone = conjunction.taken.iter().any(|(_, group)| *group == Group::Children);
        if conjunction.roots.len() < 2 && types.is_empty() && !alone {
            return Extent::default();
        }
        let schemas = conjunction.roots.iter().map(|root| self.origin(*root).pointer).collect();
        Extent { schemas, types }
    }
}

impl Pointers {
    /// The pointer of `child` in `parent`.
    fn below(&self, parent: Node<'_>, child: Node<'_>) -> String {
        extended(&self.of(parent), parent, child)
    }

    /// The pointer of `node`, from those of the nodes around it that are known.
    fn of(&self, node: Node<'_>) -> Rc<str> {
        let mut known: Rc<str> = Rc::from("");
        let mut unknown = Vec::new();
        for outer in std::iter::successors(Some(node), |node| node.parent()) {
            if let Some(pointer) = self.known.borrow().get(&outer.id()) {
                known = Rc::clone(pointer);
                break;
            }
            unknown.push(outer);
        }
        for inner in unknown.into_iter().rev() {
            if let Some(parent) = inner.parent() {
                known = Rc::from(extended(&known, parent, inner));
            }
            self.known.borrow_mut().insert(inner.id(), Rc::clone(&known));
        }
        known
    }
}

/// `pointer`, which is that of `parent`, with the step to `child`.
fn extended(pointer: &str, parent: Node<'_>, child: Node<'_>) -> String {
    let mut pointer = pointer.to_owned();
    pointer.push('/');
    match child.key() {
        Some(key) if key.contains(['~', '/']) => {
            pointer.push_str(&key.replace('~', "~0").replace('/', "~1"));
        }
        Some(key) => pointer.push_str(key),
        None => {
            let index = parent.items().position(|item| item.id() == child.id());
            pointer.push_str(&index.unwrap_or_default().to_string());
        }
    }
    pointer
}
