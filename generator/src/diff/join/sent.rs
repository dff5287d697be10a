//! Types that can be sent now, or no longer: a struct has `new` where somebody may send it.

use super::super::finding::{Finding, FindingId, Site};
use super::super::pairs::Pair;
use super::super::rust::Place;
use super::super::wire::{Found, ONLY_ANSWERS};
use super::best::Seen;
use super::{Causes, at};
use crate::api::{Api, Operation, Shape, TypeId};

/// The types that a finding lets be sent, and those that it lets be sent no longer.
pub fn roots(old: &Api, new: &Api, found: &Found, finding: &Finding) -> (Vec<TypeId>, Vec<TypeId>) {
    let operation = |site: &Site| match (site, finding.kind) {
        (Site::NewOperation(at), "operation-added") => new.operations.get(*at).map(taken),
        (Site::OldOperation(at), "operation-removed") => old.operations.get(*at).map(taken),
        _ => None,
    };
    match finding.kind {
        "operation-added" => (finding.sites.iter().filter_map(operation).flatten().collect(), Vec::new()),
        "operation-removed" => (Vec::new(), finding.sites.iter().filter_map(operation).flatten().collect()),
        "travels-otherwise" if finding.after == ONLY_ANSWERS => {
            (Vec::new(), held(old, found, finding, |pair| pair.old))
        }
        "travels-otherwise" if finding.before == ONLY_ANSWERS => {
            (held(new, found, finding, |pair| pair.new), Vec::new())
        }
        _ if is_sent(found, finding) => (finding.adds.clone(), finding.drops.clone()),
        _ => (Vec::new(), Vec::new()),
    }
}

/// The types of the members that a finding is about.
fn held(api: &Api, found: &Found, finding: &Finding, of: fn(&Pair) -> TypeId) -> Vec<TypeId> {
    let member = |site: &Site| {
        let Site::Pair(pair, Some(member)) = site else { return None };
        let Shape::Object(object) = &api.get(of(found.pairs.get(*pair)?))?.shape else { return None };
        object.properties.iter().find(|one| one.wire_name == *member).map(|one| one.ty.id)
    };
    finding.sites.iter().filter_map(member).collect()
}

/// Whether a finding is about something that is sent.
pub fn is_sent(found: &Found, finding: &Finding) -> bool {
    let travels = |site: &Site| match site {
        Site::Pair(pair, _) => found.pairs.get(*pair).is_some_and(|pair| pair.ways.request),
        _ => true,
    };
    finding.ways.request && finding.sites.iter().any(travels)
}

/// The types that an operation sends.
fn taken(operation: &Operation) -> Vec<TypeId> {
    let parameters = operation.parameters.iter().map(|parameter| parameter.ty.id);
    let body = operation.body.iter().flat_map(|body| &body.content).filter_map(|content| Some(content.ty?.id));
    parameters.chain(body).collect()
}

impl Causes<'_> {
    /// What lets a struct be made that could not be, or no longer lets it.
    pub(super) fn sent(&self, place: &Place, seen: Seen<'_>) -> Vec<FindingId> {
        let makes = |text: &str| text.contains("::new(") || text.starts_with("impl Default");
        match (makes(seen.before), makes(seen.after)) {
            (false, true) if seen.before.is_empty() => at(&self.sent_new, place.new.as_ref()),
            (true, false) if seen.after.is_empty() => at(&self.sent_old, place.old.as_ref()),
            _ => Vec::new(),
        }
    }
}
