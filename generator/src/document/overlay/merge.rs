//! Merges one node into another: objects member by member, arrays end to end, anything else replaced.

use super::super::arena::{Arena, Entry, NodeId};
use super::super::edit::NoCopy;
use super::super::node::Kind;
use super::is_primitive;

/// Why a node cannot be merged into another.
pub(super) enum NoMerge {
    /// They are of different kinds.
    Kinds {
        target: NodeId,
        update: NodeId,
    },
    TooDeep(NodeId),
    TooMany(NodeId),
}

/// Merges `update` into `target`, which stands at one place only. At the `top`, an array also takes a single item.
pub(super) fn merge(
    arena: &mut Arena,
    target: NodeId,
    update: NodeId,
    top: bool,
    budget: &mut usize,
) -> Result<(), NoMerge> {
    match (arena.kind(target), arena.kind(update)) {
        (Kind::Object, Kind::Object) => merge_members(arena, target, update, budget),
        (Kind::Array, Kind::Array) => {
            let items = arena.items(update).to_vec();
            append(arena, target, &items, budget)
        }
        (Kind::Array, _) if top => append(arena, target, &[update], budget),
        (before, after) if is_primitive(before) && is_primitive(after) => {
            let slot = arena.slot(update);
            let (value, span) = (slot.value.clone(), slot.span);
            if let Some(slot) = arena.slot_mut(target) {
                slot.value = value;
                slot.span = span;
            }
            Ok(())
        }
        _ => Err(NoMerge::Kinds { target, update }),
    }
}

fn merge_members(arena: &mut Arena, target: NodeId, update: NodeId, budget: &mut usize) -> Result<(), NoMerge> {
    let mut added = Vec::new();
    for entry in arena.entries(update).to_vec() {
        let key = arena.key(entry.key).to_owned();
        let there = arena.find(target, &key).and_then(|at| arena.own_child(target, at));
        if let Some(child) = there {
            merge(arena, child, entry.node, false, budget)?;
        } else {
            let node = copy(arena, entry.node, target, budget)?;
            added.push(Entry { node, ..entry });
        }
    }
    if !added.is_empty() {
        arena.extend_object(target, added);
    }
    Ok(())
}

fn append(arena: &mut Arena, target: NodeId, items: &[NodeId], budget: &mut usize) -> Result<(), NoMerge> {
    let copies: Result<Vec<NodeId>, NoMerge> = items.iter().map(|item| copy(arena, *item, target, budget)).collect();
    arena.extend_array(target, copies?);
    Ok(())
}

fn copy(arena: &mut Arena, from: NodeId, parent: NodeId, budget: &mut usize) -> Result<NodeId, NoMerge> {
    let depth = arena.depth(parent);
    arena.copy(from, parent, depth, budget).map_err(|reason| match reason {
        NoCopy::TooDeep => NoMerge::TooDeep(from),
        NoCopy::TooMany => NoMerge::TooMany(from),
    })
}
