//! Tags of branches: what they may be follows from the union, so that a change there is a change of the union.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::super::finding::{FindingId, Site};
use super::super::pairs::PairId;
use super::Wire;
use crate::api::{Api, Origin, Shape, TypeId};

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
const FOLLOWING: [&str; 13] = [
    "enum-value-added",
    "enum-value-removed",
    "known-value-added",
    "known-value-removed",
    "constant-opened",
    "constant-freed",
    "constant-fixed",
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
            // A schema that says another word says so by itself, however its union tells branches apart.
            let is_own = |owner: &&FindingId| {
                let kind = self.found.findings.get(**owner).map(|finding| finding.kind);
                finding.kind == "constant-changed"
                    && matches!(kind, Some("discriminator-given" | "discriminator-taken" | "tag-may-be-missing"))
            };
            moved.extend(owner.filter(|owner| !is_own(owner)).map(|owner| (id, *owner)));
        }
        for (from, to) in &moved {
            let sites = self.found.findings.get(*from).map(|finding| finding.sites.clone()).unwrap_or_default();
            if let Some(owner) = self.found.findings.get_mut(*to) {
                owner.sites.extend(sites);
            }
        }
        let made = self.settle_made();
        let mut at = 0;
        self.found.findings.retain(|_| {
            at += 1;
            !moved.contains_key(&(at - 1)) && !made.contains(&(at - 1))
        });
    }

    /// Puts tags that no schema of a branch has down to the union that needs them: on the wire a branch is what it was.
    /// Gives the findings about them, which say nothing then.
    fn settle_made(&mut self) -> BTreeSet<FindingId> {
        let mut owners: HashMap<(bool, TypeId, &str), FindingId> = HashMap::new();
        for claim in &self.claims {
            owners.insert((claim.is_old, claim.branch, &claim.tag), claim.id);
        }
        let (mut made, mut shown) = (BTreeSet::new(), Vec::new());
        for (id, finding) in self.found.findings.iter().enumerate() {
            for site in &finding.sites {
                let Site::Pair(at, Some(member)) = site else { continue };
                let Some(pair) = self.found.pairs.get(*at) else { continue };
                // A member that no schema describes stands where the whole type does.
                let is_made = |api: &Api, ty: TypeId, origin: &Option<Origin>| {
                    let whole = api.get(ty).map(|ty| ty.origin.pointer.as_str());
                    origin.as_ref().is_some_and(|origin| whole == Some(origin.pointer.as_str()))
                };
                let gone = finding.new.is_none() && is_made(self.old.api, pair.old, &finding.old);
                let come = finding.old.is_none() && is_made(self.new.api, pair.new, &finding.new);
                let is_branch = pair.holders.iter().any(|(holder, _)| self.is_union(*holder));
                if is_branch && (gone || come) {
                    let owner = owners.get(&(false, pair.new, member)).or(owners.get(&(true, pair.old, member)));
                    made.insert(id);
                    shown.push((owner.copied(), *at, site.clone()));
                }
            }
        }
        for (owner, pair, site) in shown {
            match owner.and_then(|id| self.found.findings.get_mut(id)) {
                Some(owner) => _ = owner.shows.insert(site),
                None => self.shown.push(pair),
            }
        }
        made
    }

    /// Whether one of a pair is a union.
    fn is_union(&self, pair: PairId) -> bool {
        let is = |api: &Api, id: TypeId| api.get(id).is_some_and(|ty| matches!(ty.shape, Shape::Union(_)));
        self.found.pairs.get(pair).is_some_and(|pair| is(self.old.api, pair.old) || is(self.new.api, pair.new))
    }
}

/// The type of the tag that is claimed.
fn tag_of(api: &Api, claim: &Claim) -> Option<TypeId> {
    let Shape::Object(object) = &api.get(claim.branch)?.shape else { return None };
    object.properties.iter().find(|one| one.wire_name == claim.tag).map(|one| one.ty.id)
}
