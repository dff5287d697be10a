//! Changes to a document: nodes copied in, replaced and taken out.
//!
//! A node that an alias puts at several places is changed at one of them only, so the way to it is copied first.

use super::arena::{Arena, Entry, NodeId, Value};
use super::build::DEEPEST;

/// Why a part cannot be copied into a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoCopy {
    /// It would stand too deep.
    TooDeep,
    /// Its aliases amount to too many nodes.
    TooMany,
}

/// How many nodes one overlay may copy.
pub(super) const COPIES: usize = 2_000_000;

impl Arena {
    /// The node at the end of `steps` from `root`, changeable without changing any other place; none where there
    /// is no such node.
    pub fn own(&mut self, root: NodeId, steps: &[String]) -> Option<NodeId> {
        let mut node = root;
        for step in steps {
            let at = match &self.slot(node).value {
                Value::Object(_) => self.find(node, step)?,
                Value::Array(_) => step.parse().ok()?,
                _ => return None,
            };
            node = self.own_child(node, at)?;
        }
        Some(node)
    }

    /// The child at position `at` of `parent`, which itself stands at one place only, made to stand at one only.
    pub fn own_child(&mut self, parent: NodeId, at: usize) -> Option<NodeId> {
        let child = match &self.slot(parent).value {
            Value::Object(entries) => entries.get(at)?.node,
            Value::Array(items) => *items.get(at)?,
            _ => return None,
        };
        if !self.slot(child).shared {
            return Some(child);
        }
        let value = self.slot(child).value.clone();
        for grandchild in children(&value) {
            if let Some(slot) = self.slot_mut(grandchild) {
                slot.shared = true;
            }
        }
        let copy = self.push(Value::Null, self.slot(child).span, parent);
        self.set(copy, value);
        self.put(parent, at, copy);
        Some(copy)
    }

    /// Puts `child` at the position `at` of `parent`, in place of what is there.
    fn put(&mut self, parent: NodeId, at: usize, child: NodeId) {
        let place = match self.slot_mut(parent).map(|slot| &mut slot.value) {
            Some(Value::Object(entries)) => entries.get_mut(at).map(|entry| &mut entry.node),
            Some(Value::Array(items)) => items.get_mut(at),
            _ => None,
        };
        if let Some(place) = place {
            *place = child;
        }
    }

    /// Adds members at the end of the object `parent`.
    pub fn extend_object(&mut self, parent: NodeId, added: Vec<Entry>) {
        let mut entries = self.entries(parent).to_vec();
        entries.extend(added);
        self.set(parent, Value::Object(entries));
    }

    /// Adds items at the end of the array `parent`.
    pub fn extend_array(&mut self, parent: NodeId, added: Vec<NodeId>) {
        let mut items = self.items(parent).to_vec();
        items.extend(added);
        self.set(parent, Value::Array(items));
    }

    /// Takes the child that `step` names out of `parent`.
    pub fn remove(&mut self, parent: NodeId, step: &str) {
        match &self.slot(parent).value {
            Value::Object(_) => {
                let at = self.find(parent, step);
                self.retain(parent, |position, _| Some(position) != at);
            }
            Value::Array(items) => {
                let mut items = items.clone();
                if let Some(at) = step.parse().ok().filter(|at| *at < items.len()) {
                    items.remove(at);
                }
                self.set(parent, Value::Array(items));
            }
            _ => {}
        }
    }

    /// Keeps the members of the object `parent` that `keep` says by position and entry.
    pub fn retain(&mut self, parent: NodeId, mut keep: impl FnMut(usize, &Entry) -> bool) {
        let entries = self.entries(parent).iter().enumerate();
        let kept = entries.filter(|(at, entry)| keep(*at, entry)).map(|(_, entry)| *entry).collect();
        self.set(parent, Value::Object(kept));
    }

    /// How many nodes stand around `node`.
    pub fn depth(&self, node: NodeId) -> usize {
        let parent = |id: &NodeId| Some(self.slot(*id).parent).filter(|parent| *parent != NodeId::NONE);
        std::iter::successors(Some(node), parent).count()
    }

    /// A copy of `from` and everything below it, to stand in `parent`, which is `depth` levels deep. `budget` is
    /// how many nodes may still be copied.
    pub fn copy(&mut self, from: NodeId, parent: NodeId, depth: usize, budget: &mut usize) -> Result<NodeId, NoCopy> {
        if depth > DEEPEST {
            return Err(NoCopy::TooDeep);
        }
        *budget = budget.checked_sub(1).ok_or(NoCopy::TooMany)?;
        let slot = self.slot(from);
        let (mut value, span) = (slot.value.clone(), slot.span);
        let copy = self.push(Value::Null, span, parent);
        match &mut value {
            Value::Array(items) => {
                for item in items {
                    *item = self.copy(*item, copy, depth + 1, budget)?;
                }
            }
            Value::Object(entries) => {
                for entry in entries {
                    entry.node = self.copy(entry.node, copy, depth + 1, budget)?;
                }
            }
            _ => {}
        }
        self.set(copy, value);
        Ok(copy)
    }
}

fn children(value: &Value) -> Vec<NodeId> {
    match value {
        Value::Array(items) => items.clone(),
        Value::Object(entries) => entries.iter().map(|entry| entry.node).collect(),
        _ => Vec::new(),
    }
}
