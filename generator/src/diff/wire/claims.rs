//! Tags of branches: what they may be follows from the union, so that a change there is a change of the union.

use std::collections::{BTreeMap, HashMap};

use super::super::finding::{FindingId, Site};
use super::Wire;
use crate::api::{Api, Shape, TypeId};

/// A finding that decides what the tag of a branch is.
pub(super) struct Claim {
    /// The finding.
    pub id: FindingId,
    /// Whether the branch is one of the old document.
    pub is_old: bool,
    /// The branch.
    pub branch: TypeId,
    /// Its member.
    pub tag: String,
}

/// Kinds of changes of a tag that follow from the union.
const FOLLOWING: [&str; 8] = [
    "enum-value-added",
    "enum-value-removed",
    "enum-opened",
    "enum-closed",
    "enum-from-string",
    "enum-to-string",
    "known-values-changed",
    "constant-changed",
];

impl Wire<'_> {
    /// Puts what follows from a claim down to it.
    pub(super) fn settle_claims(&mut self) {
        let mut owners: HashMap<(bool, TypeId), FindingId> = HashMap::new();
        for claim in &self.claims {
            let api = if claim.is_old { self.old.api } else { self.new.api };
            if let Some(tag) = tag_of(api, claim) {
                owners.insert((claim.is_old, tag), claim.id);
            }
        }
        let mut moved: BTreeMap<FindingId, FindingId> = BTreeMap::new();
        for (id, finding) in self.found.findings.iter().enumerate().filter(|(_, one)| FOLLOWING.contains(&one.kind)) {
            let owner = finding.sites.iter().find_map(|site| {
                let Site::Pair(pair, None) = site else { return None };
                let pair = self.found.pairs.get(*pair)?;
                owners.get(&(false, pair.new)).or_else(|| owners.get(&(true, pair.old)))
            });
            moved.extend(owner.map(|owner| (id, *owner)));
        }
        for (from, to) in &moved {
            let sites = self.found.findings.get(*from).map(|finding| finding.sites.clone()).unwrap_or_default();
            if let Some(owner) = self.found.findings.get_mut(*to) {
                owner.sites.extend(sites);
            }
        }
        let mut at = 0;
        self.found.findings.retain(|_| {
            at += 1;
            !moved.contains_key(&(at - 1))
        });
    }
}

/// The type of the tag that is claimed.
fn tag_of(api: &Api, claim: &Claim) -> Option<TypeId> {
    let Shape::Object(object) = &api.get(claim.branch)?.shape else { return None };
    object.properties.iter().find(|one| one.wire_name == claim.tag).map(|one| one.ty.id)
}
