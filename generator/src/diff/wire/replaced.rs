//! A place that refers to another schema now: what differs between the two schemas is a part of that one edit.

use std::collections::BTreeSet;

use super::super::finding::{FindingId, Site};
use super::super::pairs::PairId;
use super::Wire;

/// Kinds of changes that put another schema, which was or is there as well, at a place.
const REPLACED: [&str; 3] = ["component-split", "components-merged", "reference-changed"];

/// How many such changes are looked at; who moves more of them reads them one by one.
const MOST: usize = 64;

impl Wire<'_> {
    /// Makes what differs only because another schema stands at a place a part of that change, the outermost one.
    pub(super) fn settle_replaced(&mut self) {
        let at = |id: FindingId| -> Option<Vec<PairId>> {
            let pairs = self.found.findings.get(id)?.sites.iter().filter_map(|site| match site {
                Site::Pair(pair, None) => Some(*pair),
                _ => None,
            });
            Some(pairs.collect()).filter(|pairs: &Vec<PairId>| !pairs.is_empty())
        };
        let all = self.found.findings.iter().enumerate().filter(|(_, one)| REPLACED.contains(&one.kind));
        let causes: Vec<(FindingId, Vec<PairId>)> = all.filter_map(|(id, _)| Some((id, at(id)?))).collect();
        if causes.len() > MOST {
            return;
        }
        let mut parts: Vec<(FindingId, FindingId)> = Vec::new();
        let only: Vec<BTreeSet<PairId>> =
            causes.iter().map(|(_, pairs)| self.found.pairs.only_through(pairs)).collect();
        for ((id, pairs), only_here) in causes.iter().zip(&only) {
            // One that is itself a part has an outer one, which has all of its parts.
            let is_outermost = !causes.iter().zip(&only).any(|((other, outer), inner)| {
                other != id && outer != pairs && pairs.iter().all(|pair| inner.contains(pair))
            });
            if is_outermost {
                let others = self.found.findings.iter().enumerate().filter(|(other, one)| {
                    other != id && !one.sites.is_empty() && one.sites.iter().all(|site| within(site, only_here))
                });
                parts.extend(others.map(|(other, _)| (other, *id)));
            }
        }
        for (part, whole) in parts {
            if let Some(finding) = self.found.findings.get_mut(part) {
                finding.part_of = Some(whole);
            }
        }
    }

    /// Marks what differs within branches that released clients do not know any more, as their tags are other ones.
    pub(super) fn settle_unread(&mut self) {
        for pair in std::mem::take(&mut self.retagged) {
            let only = self.found.pairs.only_through(&[pair]);
            let inner = |site: &Site| within(site, &only);
            for finding in &mut self.found.findings {
                let is_inside = !finding.sites.is_empty() && finding.sites.iter().all(inner);
                finding.unread |= is_inside && finding.kind != "constant-changed";
            }
        }
    }
}

fn within(site: &Site, pairs: &BTreeSet<PairId>) -> bool {
    matches!(site, Site::Pair(pair, _) if pairs.contains(pair))
}
