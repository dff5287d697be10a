//! Which type of the new document took the place of which of the old one, and who refers to them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::verdict::Ways;
use crate::api::TypeId;

/// Names a [`Pair`].
pub type PairId = usize;

/// A type of the old document and the one of the new document that stands at its place.
#[derive(Debug, Clone)]
pub struct Pair {
    /// In the old document.
    pub old: TypeId,
    /// In the new document.
    pub new: TypeId,
    /// Which way values travel.
    pub ways: Ways,
    /// What holds it: a pair and the ways that the place allows.
    pub holders: Vec<(PairId, Ways)>,
    /// The pairs that it holds.
    held: Vec<(PairId, Ways)>,
    /// The operations that hold it by themselves, old and new index, and the ways that it travels there.
    pub operations: BTreeMap<(usize, usize), Ways>,
}

/// All pairs that were met.
#[derive(Debug, Default)]
pub struct Pairs {
    all: Vec<Pair>,
    by_types: HashMap<(TypeId, TypeId), PairId>,
    waiting: Vec<PairId>,
}

impl Pairs {
    /// The pair of `old` and `new`, which has still to be compared when it is met for the first time.
    pub fn meet(&mut self, old: TypeId, new: TypeId) -> PairId {
        if let Some(id) = self.by_types.get(&(old, new)) {
            return *id;
        }
        let id = self.all.len();
        self.all.push(Pair {
            old,
            new,
            ways: Ways::default(),
            holders: Vec::new(),
            held: Vec::new(),
            operations: BTreeMap::new(),
        });
        self.by_types.insert((old, new), id);
        self.waiting.push(id);
        id
    }

    /// Notes that the pair `holder` holds `held` where values travel in `ways`.
    pub fn hold(&mut self, holder: PairId, held: PairId, ways: Ways) {
        if let Some(pair) = self.all.get_mut(holder) {
            pair.held.push((held, ways));
        }
        if let Some(pair) = self.all.get_mut(held) {
            pair.holders.push((holder, ways));
        }
    }

    /// Notes that an operation holds the pair by itself.
    pub fn hold_by_operation(&mut self, held: PairId, operation: (usize, usize), ways: Ways) {
        if let Some(pair) = self.all.get_mut(held) {
            let known = pair.operations.entry(operation).or_default();
            *known = known.or(ways);
            pair.ways = pair.ways.or(ways);
        }
    }

    /// A pair that was met and not compared yet.
    pub fn next(&mut self) -> Option<PairId> {
        self.waiting.pop()
    }

    /// The pair with this name.
    pub fn get(&self, id: PairId) -> Option<&Pair> {
        self.all.get(id)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Pair> {
        self.all.iter()
    }

    /// The pairs that the pair `id` holds.
    pub fn held(&self, id: PairId) -> impl Iterator<Item = PairId> {
        self.all.get(id).into_iter().flat_map(|pair| pair.held.iter().map(|(held, _)| *held))
    }

    /// Carries the ways of operations down to all that they hold.
    pub fn spread(&mut self) {
        let mut waiting: Vec<PairId> = (0..self.all.len()).collect();
        while let Some(id) = waiting.pop() {
            let Some(pair) = self.all.get(id) else { continue };
            let ways = pair.ways;
            for (held, allowed) in pair.held.clone() {
                if let Some(child) = self.all.get_mut(held) {
                    let more = child.ways.or(ways.and(allowed));
                    if more != child.ways {
                        child.ways = more;
                        waiting.push(held);
                    }
                }
            }
        }
    }

    /// The operations that reach any of `from`, and the ways that values of these travel there.
    pub fn reach(&self, from: impl Iterator<Item = PairId>) -> BTreeMap<(usize, usize), Ways> {
        let mut seen: Vec<Option<Ways>> = vec![None; self.all.len()];
        let mut waiting: Vec<(PairId, Ways)> = from.map(|id| (id, Ways::BOTH)).collect();
        let mut operations: BTreeMap<(usize, usize), Ways> = BTreeMap::new();
        while let Some((id, ways)) = waiting.pop() {
            let (Some(known), Some(pair)) = (seen.get_mut(id), self.all.get(id)) else { continue };
            let all = known.unwrap_or_default().or(ways);
            if known.replace(all) == Some(all) {
                continue;
            }
            for (operation, own) in &pair.operations {
                let reached = operations.entry(*operation).or_default();
                *reached = reached.or(own.and(all));
            }
            waiting.extend(pair.holders.iter().map(|(holder, allowed)| (*holder, all.and(*allowed))));
        }
        operations
    }

    /// The pairs `ids` and all that nothing but they lead to.
    pub fn only_through(&self, ids: &[PairId]) -> BTreeSet<PairId> {
        let reached = |from: Vec<PairId>, without: &[PairId]| {
            let mut seen = vec![false; self.all.len()];
            let mut waiting = from;
            while let Some(next) = waiting.pop() {
                let Some(known) = seen.get_mut(next).filter(|known| !**known && !without.contains(&next)) else {
                    continue;
                };
                *known = true;
                waiting.extend(self.held(next));
            }
            seen
        };
        let roots =
            self.all.iter().enumerate().filter(|(_, pair)| !pair.operations.is_empty() || pair.holders.is_empty());
        let others = reached(roots.map(|(at, _)| at).collect(), ids);
        let here = reached(ids.to_vec(), &[]);
        here.into_iter()
            .zip(others)
            .enumerate()
            .filter(|(_, (here, other))| *here && !other)
            .map(|(at, _)| at)
            .collect()
    }
}
