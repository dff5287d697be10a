//! Findings near a place: in what it holds, and in what holds it.

use std::collections::{BTreeSet, HashMap};

use super::super::finding::FindingId;
use super::super::pairs::PairId;
use super::super::rust::Place;
use super::{Causes, at};
use crate::api::{Api, Origin, Parent, Shape, TypeId};

/// How deep a look goes into types without a name of their own.
const DEPTH: usize = 8;

/// How many steps down branches of unions are looked for.
const STEPS: usize = 2;

impl Causes<'_> {
    /// The pairs, and those that they hold, some steps down: a union may be told apart by what is in a branch of a branch.
    pub(super) fn all_below(&self, pairs: &[PairId]) -> Vec<PairId> {
        let mut all = pairs.to_vec();
        let mut last = pairs.to_vec();
        for _ in 0..STEPS {
            last =
                last.iter().flat_map(|pair| self.found.pairs.held(*pair)).filter(|pair| !all.contains(pair)).collect();
            all.extend(&last);
        }
        all
    }

    /// Findings about any member of the pairs.
    pub(super) fn members(&self, pairs: &[PairId]) -> Vec<FindingId> {
        let mut found: Vec<FindingId> = Vec::new();
        for ((pair, member), ids) in &self.at_pair {
            if member.is_some() && pairs.contains(pair) {
                found.extend(ids);
            }
        }
        found.sort_unstable();
        found
    }

    /// Findings about the tags of what the pairs hold, which branches of a union are called after.
    pub(super) fn tags(&self, pairs: &[PairId]) -> Vec<FindingId> {
        let held: Vec<PairId> = pairs.iter().flat_map(|pair| self.found.pairs.held(*pair)).collect();
        let below = self.all_below(&held);
        let at = below.iter().filter_map(|pair| self.at_pair.get(&(*pair, None))).flatten().copied();
        let is_tag = |id: &FindingId| self.found.findings.get(*id).is_some_and(|one| one.kind == "constant-changed");
        let mut found: Vec<FindingId> = at.filter(is_tag).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// These, if they say more than that something is written otherwise.
    pub(super) fn unless_rewritten(&self, found: Vec<FindingId>) -> Vec<FindingId> {
        let says_more =
            |id: &FindingId| self.found.findings.get(*id).is_some_and(|one| one.kind != "written-otherwise");
        if found.iter().any(says_more) { found } else { Vec::new() }
    }

    /// The component that a place stands in, where it is written otherwise.
    pub(super) fn rewritten(&self, place: &Place) -> Vec<FindingId> {
        let within = |outer: &Option<Origin>, inner: &Option<String>| {
            let (Some(outer), Some(inner)) = (outer, inner) else { return false };
            inner.strip_prefix(outer.pointer.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let all = self.found.findings.iter().enumerate().filter(|(_, one)| one.kind == "written-otherwise");
        let here = all.filter(|(_, one)| within(&one.old, &place.old) || within(&one.new, &place.new));
        here.map(|(id, _)| id).collect()
    }

    /// Findings about the type of a member.
    pub(super) fn below_member(&self, pair: PairId, member: &str) -> Vec<FindingId> {
        let Some(types) = self.found.pairs.get(pair).map(|pair| (pair.old, pair.new)) else { return Vec::new() };
        let held = |api: &Api, id: TypeId| {
            let Some(Shape::Object(object)) = api.get(id).map(|ty| &ty.shape) else { return None };
            object.properties.iter().find(|one| one.wire_name == member).map(|one| one.ty.id)
        };
        let (old, new) = (held(self.old.api, types.0), held(self.new.api, types.1));
        let pairs = self.found.pairs.held(pair).filter(|held| {
            self.found.pairs.get(*held).is_some_and(|held| Some(held.old) == old || Some(held.new) == new)
        });
        pairs.flat_map(|held| self.below(held)).collect()
    }

    /// Findings about a pair of types, and about what types without a name hold.
    pub(super) fn below(&self, pair: PairId) -> Vec<FindingId> {
        let mut found = Vec::new();
        let mut seen = BTreeSet::new();
        let mut waiting = vec![(pair, 0)];
        while let Some((id, depth)) = waiting.pop() {
            if !seen.insert(id) {
                continue;
            }
            found.extend(self.at_pair.get(&(id, None)).into_iter().flatten());
            let is_inline = self.found.pairs.get(id).is_some_and(|pair| {
                self.new.api.get(pair.new).is_some_and(|ty| {
                    matches!(ty.shape, Shape::Array(_) | Shape::Map(_) | Shape::Union(_) | Shape::Tuple(_))
                })
            });
            if is_inline && depth < DEPTH {
                waiting.extend(self.found.pairs.held(id).map(|held| (held, depth + 1)));
            }
        }
        found
    }

    /// Findings about a member at a place, and nothing else there.
    pub(super) fn at_member(&self, place: &Place) -> Vec<FindingId> {
        let pairs = [at(&self.pairs_new, place.new.as_ref()), at(&self.pairs_old, place.old.as_ref())].concat();
        let found = pairs.into_iter().filter_map(|pair| self.at_pair.get(&(pair, place.member.clone())));
        found.flatten().copied().collect()
    }

    /// Findings about what a type without a name stands in, or stood in.
    pub(super) fn above(&self, pair: PairId) -> Vec<FindingId> {
        let Some(pair) = self.found.pairs.get(pair) else { return Vec::new() };
        let found = self.naming_above(self.new.api, pair.new, &self.pairs_new);
        if found.is_empty() { self.naming_above(self.old.api, pair.old, &self.pairs_old) } else { found }
    }

    fn naming_above(&self, api: &Api, ty: TypeId, by: &HashMap<&str, Vec<PairId>>) -> Vec<FindingId> {
        let mut at = ty;
        for _ in 0..DEPTH {
            let Some(ty) = api.get(at) else { break };
            let pairs = by.get(ty.origin.pointer.as_str()).into_iter().flatten();
            let here = pairs.flat_map(|pair| self.at_pair.get(&(*pair, None)).into_iter().flatten()).copied();
            let named: Vec<FindingId> = here.filter(|id| self.names(*id)).collect();
            match &ty.naming.parent {
                _ if !named.is_empty() => return named,
                Parent::Type(outer, _) => at = *outer,
                _ => break,
            }
        }
        Vec::new()
    }

    /// Whether a type of the new document has no name but that of the operation it stands in.
    pub(super) fn stands_in_operation(&self, id: TypeId) -> bool {
        let mut at = id;
        for _ in 0..DEPTH {
            let Some(ty) = self.new.api.get(at) else { return false };
            match &ty.naming.parent {
                Parent::Operation(..) => return ty.naming.component.is_none(),
                Parent::Type(outer, _) if ty.naming.component.is_none() => at = *outer,
                _ => return false,
            }
        }
        false
    }

    /// Whether a finding changes what types are called.
    pub(super) fn names(&self, id: FindingId) -> bool {
        let kinds = ["component", "inline", "reference"];
        self.found.findings.get(id).is_some_and(|finding| kinds.iter().any(|word| finding.kind.contains(word)))
    }
}
