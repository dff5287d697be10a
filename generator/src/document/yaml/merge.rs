//! Merge keys: `<<: *base` puts the members of `base` into this object, where it has none of that name.

use std::collections::HashSet;

use super::Builder;
use crate::document::arena::{Entry, NodeId, Value};
use crate::document::problem::Problem;

/// The merge keys of an object that is being read.
pub(super) struct Merge {
    /// Where the members of the object begin among those being built.
    begin: usize,
    /// Which of those being built are merge keys.
    keys: Vec<usize>,
}

impl Merge {
    pub fn new(begin: usize) -> Self {
        Self { begin, keys: Vec::new() }
    }

    pub fn note(&mut self, at: usize) {
        self.keys.push(at);
    }

    /// Puts what the merge keys name in their place.
    pub fn apply(self, builder: &mut Builder<'_>) {
        if self.keys.is_empty() {
            return;
        }
        let own = builder.members().split_off(self.begin);
        let is_merge = |at: usize| self.keys.contains(&(self.begin + at));
        let explicit = own.iter().enumerate().filter(|(at, _)| !is_merge(*at));
        let mut taken: HashSet<_> = explicit.map(|(_, entry)| entry.key).collect();
        for (at, entry) in own.into_iter().enumerate() {
            if !is_merge(at) {
                builder.members().push(entry);
                continue;
            }
            let Some(merged) = merged(builder, entry.node) else {
                warn(builder, &entry);
                builder.members().push(entry);
                continue;
            };
            for entry in merged {
                if taken.insert(entry.key) {
                    adopt(builder, entry.node);
                    builder.members().push(entry);
                }
            }
        }
    }
}

/// Notes that the member `child` of another object stands in the innermost one too.
fn adopt(builder: &mut Builder<'_>, child: NodeId) {
    let here = builder.innermost();
    let holder = builder.arena.slot(child).parent;
    let elsewhere = builder.arena.slot(holder).shared;
    if let Some(slot) = builder.arena.slot_mut(child) {
        if elsewhere {
            slot.shared = true;
        } else {
            slot.parent = here;
        }
    }
}

/// The members of the object, or of the array of objects, that a merge key names.
fn merged(builder: &Builder<'_>, value: NodeId) -> Option<Vec<Entry>> {
    let arena = &builder.arena;
    match &arena.slot(value).value {
        Value::Object(entries) => Some(entries.clone()),
        Value::Array(items) => {
            let is_object = |id: &NodeId| matches!(arena.slot(*id).value, Value::Object(_));
            let all = items.iter().all(is_object);
            all.then(|| items.iter().flat_map(|id| arena.entries(*id)).copied().collect())
        }
        _ => None,
    }
}

fn warn(builder: &mut Builder<'_>, entry: &Entry) {
    let message = "the merge key `<<` names no object; it is read as an ordinary key";
    let problem = Problem::warning("merge-key", entry.span, message, "give it an alias of an object");
    builder.problems.push(problem.at(entry.node));
}
