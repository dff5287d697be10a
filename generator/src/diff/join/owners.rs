//! What types without a name of their own are called after: the first operation that has them.

use super::super::finding::{FindingId, Site};
use super::super::rust::Place;
use super::Causes;
use super::best::Seen;
use crate::api::{Api, Parent, Type};

/// How deep a type may stand in what is called after an operation.
const DEPTH: usize = 8;

/// A name without what its style adds.
fn plain(text: &str) -> String {
    text.chars().filter(|one| one.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The operation that a type is called after.
fn owner(api: &Api, from: &Type) -> Option<usize> {
    let mut ty = from;
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

/// The operation that the type at a place is called after: of several that have one there, the one that its name begins with.
fn named_after(api: &Api, pointer: Option<&String>, item: &str) -> Option<usize> {
    let name = plain(item.split(' ').nth(1).unwrap_or_default());
    let here = api.types.iter().filter(|ty| Some(&ty.origin.pointer) == pointer);
    let all: Vec<usize> = here.filter_map(|ty| owner(api, ty)).collect();
    let begins = |at: &usize| {
        let id = api.operations.get(*at).and_then(|operation| operation.id.as_deref()).map(plain);
        id.is_some_and(|id| !id.is_empty() && name.starts_with(&id))
    };
    // A schema of its own may be written once and be called after any operation that refers to it.
    let length = |at: &usize| api.operations.get(*at).and_then(|one| one.id.as_ref()).map(String::len);
    let of_any = || (0..api.operations.len()).filter(|at| begins(at)).max_by_key(length);
    let first = *all.first()?;
    all.iter().copied().find(|at| begins(at)).or_else(of_any).or(Some(first))
}

impl Causes<'_> {
    /// What made another operation the first that has a type, or gave the first one another name.
    pub(super) fn of_owners(&self, place: &Place, seen: Seen<'_>) -> Vec<FindingId> {
        let old = named_after(self.old.api, place.old.as_ref(), seen.before);
        let new = named_after(self.new.api, place.new.as_ref(), seen.after);
        let kind = |id: &FindingId| self.found.findings.get(*id).map_or("", |one| one.kind);
        let here = |at: usize, is: &dyn Fn(&FindingId) -> bool| -> Vec<FindingId> {
            self.at_new.get(&at).into_iter().flatten().copied().filter(|id| is(id)).collect()
        };
        let is_of_name = |id: &FindingId| self.is_of_name(*id);
        // The title says how some words are written.
        if plain(seen.before) == plain(seen.after) && self.of_kind("title-").len() == 1 {
            return self.of_kind("title-");
        }
        let (Some(from), Some(to)) = (old, new) else { return Vec::new() };
        if self.found.operations.contains(&(from, to)) {
            let own = here(to, &is_of_name);
            return if own.is_empty() { self.of_neighbours(to) } else { own };
        }
        let come = here(to, &|id| kind(id) == "operation-added");
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
                let all = here(to, &brings);
                if all.is_empty() { here(to, &is_of_name) } else { all }
            }
        }
    }
}
