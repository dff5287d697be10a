//! Which way the values travel that a change is about, and at which operations.

use std::collections::BTreeMap;

use super::super::finding::{Finding, Site};
use super::super::verdict::Ways;
use super::Judge;
use crate::api::Operation;

/// An operation that a change reaches.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reached {
    at: usize,
    pub(super) name: String,
    /// JSON pointer.
    pub pointer: String,
}

/// The operations where values travel that a change is about.
pub fn affected(all: &BTreeMap<Reached, Ways>) -> BTreeMap<Reached, Ways> {
    let travels = all.iter().filter(|(_, ways)| **ways != Ways::default());
    travels.map(|(operation, ways)| (operation.clone(), *ways)).collect()
}

impl Judge<'_> {
    /// Which way the values travel that a finding is about; neither where nothing sends or answers them.
    pub(super) fn ways(&self, finding: &Finding) -> Ways {
        let mut ways = Ways::default();
        for site in &finding.sites {
            ways = ways.or(match site {
                Site::Pair(pair, _) => self.found.pairs.get(*pair).map_or(Ways::BOTH, |pair| pair.ways),
                _ => Ways::BOTH,
            });
        }
        ways.and(finding.ways)
    }

    /// The operations that a finding reaches, and the ways that it is met there.
    pub(super) fn operations(&self, finding: &Finding) -> BTreeMap<Reached, Ways> {
        let (old, new) = (self.old.api, self.new.api);
        let mut named: BTreeMap<Reached, Ways> = BTreeMap::new();
        let mut reach = |operations: &[Operation], at: usize, ways: Ways| {
            let Some(one) = operations.get(at) else { return };
            let name = format!("{} {}", one.method.0, one.path);
            let known = named.entry(Reached { at, name, pointer: one.origin.pointer.clone() }).or_default();
            *known = known.or(ways.and(finding.ways));
        };
        let mut pairs = Vec::new();
        for site in &finding.sites {
            match site {
                Site::OldOperation(at) => reach(&old.operations, *at, Ways::BOTH),
                Site::NewOperation(at) => reach(&new.operations, *at, Ways::BOTH),
                Site::Pair(pair, _) => pairs.push(*pair),
                Site::Nowhere => {}
            }
        }
        for ((_, at), ways) in self.found.pairs.reach(pairs.into_iter()) {
            reach(&new.operations, at, ways);
        }
        named
    }
}
