//! What differs of a member that travels neither way any more: a part of that it does not.

use super::super::finding::{FindingId, Site};
use super::super::pairs::PairId;
use super::super::verdict::Ways;
use super::Wire;
use super::objects::FLIPPED;

impl Wire<'_> {
    /// Makes what differs where values travel neither way a part of the member that travels another way now, where one is
    /// above it.
    pub(super) fn settle_unsent(&mut self) {
        let flips: Vec<(FindingId, Vec<PairId>)> = {
            let all = self.found.findings.iter().enumerate().filter(|(_, one)| one.kind == FLIPPED);
            all.map(|(id, finding)| (id, pairs_of(&finding.sites))).collect()
        };
        if flips.is_empty() {
            return;
        }
        let mut parts = Vec::new();
        for (id, finding) in self.found.findings.iter().enumerate() {
            let sites = pairs_of(&finding.sites);
            let is_unsent = finding.part_of.is_none()
                && sites.len() == finding.sites.len()
                && sites.iter().all(|pair| self.travels_not(*pair, finding.ways));
            if finding.kind != FLIPPED && is_unsent {
                let above: Vec<PairId> = sites.iter().flat_map(|pair| self.around(*pair)).collect();
                let whole = flips.iter().find(|(_, members)| members.iter().any(|pair| above.contains(pair)));
                parts.extend(whole.map(|(whole, _)| (id, *whole)));
            }
        }
        for (part, whole) in parts {
            let whole = self.found.findings.get(whole).and_then(|one| one.part_of).unwrap_or(whole);
            if let Some(finding) = self.found.findings.get_mut(part) {
                finding.part_of = Some(whole);
            }
        }
    }

    /// Whether values of a pair travel in none of these ways.
    fn travels_not(&self, pair: PairId, ways: Ways) -> bool {
        self.found.pairs.get(pair).is_some_and(|pair| pair.ways.and(ways) == Ways::default())
    }
}

/// The pairs that these sites name.
fn pairs_of<'s>(sites: impl IntoIterator<Item = &'s Site>) -> Vec<PairId> {
    let pair = |site: &Site| match site {
        Site::Pair(pair, _) => Some(*pair),
        _ => None,
    };
    sites.into_iter().filter_map(pair).collect()
}
