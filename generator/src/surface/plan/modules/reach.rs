//! Which groups of calls reach which items.

use std::collections::{BTreeMap, BTreeSet};

use crate::surface::{Group, Webhooks};

use super::Placed;

/// Who reaches an item.
#[derive(Debug, Clone, Default)]
pub(super) struct Reach {
    /// Indices of the top-level groups; empty for an item that is needed whatever they are.
    pub groups: BTreeSet<usize>,
    /// The modules of the innermost group that holds all calls which reach it.
    pub chain: Vec<String>,
}

/// Who reaches each of `placed`.
pub(super) fn find(groups: &[Group], webhooks: Option<&Webhooks>, placed: &[Placed]) -> Vec<Reach> {
    let index: BTreeMap<&str, usize> =
        placed.iter().enumerate().map(|(at, placed)| (placed.item.name.as_str(), at)).collect();
    let uses = placed.iter().map(|placed| {
        let used = placed.item.uses().into_iter();
        used.filter_map(|name| index.get(name).copied()).collect()
    });
    let mut walk = Walk { uses: uses.collect(), found: vec![None; placed.len()] };
    for (at, group) in groups.iter().enumerate() {
        walk.group(at, group, &[], &index);
    }
    if let Some(webhooks) = webhooks {
        let start = webhooks.uses().into_iter().filter_map(|name| index.get(name).copied()).collect();
        walk.mark(start, Some(groups.len()), std::slice::from_ref(&webhooks.module));
    }
    let unreached: Vec<usize> = (0..placed.len()).filter(|at| walk.get(*at).is_none()).collect();
    for at in &unreached {
        for top in placed.get(*at).map(|placed| &placed.groups).into_iter().flatten() {
            let chain = groups.get(*top).map(|group| group.module.clone());
            walk.mark(vec![*at], Some(*top), &Vec::from_iter(chain));
        }
    }
    for at in unreached {
        if walk.get(at).is_none() {
            walk.mark(vec![at], None, &[]);
        }
    }
    walk.found.into_iter().map(|found| found.unwrap_or_default().finish()).collect()
}

/// The top-level groups, unless it is needed whatever they are, and the innermost group.
#[derive(Debug, Clone, Default)]
struct Found {
    groups: BTreeSet<usize>,
    is_free: bool,
    chain: Vec<String>,
}

impl Found {
    fn finish(self) -> Reach {
        Reach { groups: if self.is_free { BTreeSet::new() } else { self.groups }, chain: self.chain }
    }
}

struct Walk {
    /// By item, the items that it names.
    uses: Vec<Vec<usize>>,
    found: Vec<Option<Found>>,
}

impl Walk {
    fn get(&self, at: usize) -> Option<&Found> {
        self.found.get(at)?.as_ref()
    }

    fn group(&mut self, top: usize, group: &Group, above: &[String], index: &BTreeMap<&str, usize>) {
        let chain: Vec<String> = above.iter().cloned().chain([group.module.clone()]).collect();
        let named = group.calls.iter().flat_map(|call| call.uses());
        let start = named.filter_map(|name| index.get(name).copied()).collect();
        self.mark(start, Some(top), &chain);
        for below in &group.groups {
            self.group(top, below, &chain, index);
        }
    }

    /// Says of all that is reached from `open` that `top` reaches it, or that it is free, from within `chain`.
    fn mark(&mut self, mut open: Vec<usize>, top: Option<usize>, chain: &[String]) {
        let mut seen: BTreeSet<usize> = open.iter().copied().collect();
        while let Some(at) = open.pop() {
            if let Some(slot) = self.found.get_mut(at) {
                let found = slot.get_or_insert_with(|| Found { chain: chain.to_vec(), ..Found::default() });
                let shared = found.chain.iter().zip(chain).take_while(|(a, b)| a == b).count();
                found.chain.truncate(shared);
                found.groups.extend(top);
                found.is_free |= top.is_none();
            }
            let next = self.uses.get(at).into_iter().flatten().copied();
            open.extend(next.filter(|next| seen.insert(*next)).collect::<Vec<_>>());
        }
    }
}
