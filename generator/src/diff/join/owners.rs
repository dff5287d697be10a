//! What types without a name of their own are called after: the first operation that has them.

use super::super::finding::{FindingId, Site};
use super::super::rust::Place;
use super::Causes;
use crate::api::{Api, Parent, Type};

/// How deep a type may stand in what is called after an operation.
const DEPTH: usize = 8;

/// The operation that a type is called after.
fn owner(api: &Api, pointer: Option<&String>) -> Option<usize> {
    let pointer = pointer?;
    let mut ty: &Type = api.types.iter().find(|ty| ty.origin.pointer == *pointer)?;
    for _ in 0..DEPTH {
        match &ty.naming.parent {
            _ if ty.naming.component.is_some() => return None,
            Parent::Operation(at, _) => return Some(*at),
            Parent::Type(outer, _) => ty = api.get(*outer)?,
            Parent::None => return None,
        }
    }
    None
}

impl Causes<'_> {
    /// What made another operation the first that has a type, or gave the first one another name.
    pub(super) fn of_owners(&self, place: &Place) -> Vec<FindingId> {
        let old = owner(self.old.api, place.old.as_ref());
        let new = owner(self.new.api, place.new.as_ref());
        let kind = |id: &FindingId| self.found.findings.get(*id).map_or("", |one| one.kind);
        let here = |at: usize, is: &dyn Fn(&str) -> bool| -> Vec<FindingId> {
            let all = self.at_new.get(&at).into_iter().flatten().copied();
            all.filter(|id| is(kind(id))).collect()
        };
        let is_of_name =
            |kind: &str| kind.starts_with("path-") || ["operation-id-changed", "method-changed"].contains(&kind);
        let (Some(from), Some(to)) = (old, new) else { return Vec::new() };
        if self.found.operations.contains(&(from, to)) {
            return here(to, &is_of_name);
        }
        let come = here(to, &|kind| kind == "operation-added");
        let gone = self.at_old.get(&from).into_iter().flatten().copied();
        let gone: Vec<FindingId> = gone.filter(|id| kind(id) == "operation-removed").collect();
        match (come.is_empty(), gone.is_empty()) {
            (false, _) => come,
            (true, false) => gone,
            // An operation that was there has the type now too, or the one that had it has it no longer.
            (true, true) => {
                let brings = |id: &FindingId| {
                    let Some(finding) = self.found.findings.get(*id) else { return false };
                    let is_here = |site: &Site| matches!(site, Site::NewOperation(at) if *at == to);
                    finding.sites.iter().any(is_here) && !finding.adds.is_empty()
                };
                let all =
                    self.at_new.get(&to).into_iter().flatten().copied().filter(|id| brings(id)).collect::<Vec<_>>();
                if all.is_empty() { here(to, &is_of_name) } else { all }
            }
        }
    }
}
