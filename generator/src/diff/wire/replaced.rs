//! A place that refers to another schema now: what differs between the two schemas is a part of that one edit.

use std::collections::BTreeSet;

use super::super::finding::{FindingId, Site};
use super::super::pairs::PairId;
use super::super::verdict::Ways;
use super::{Wire, labels};
use crate::api::Shape;

/// Kinds of changes that put another schema, which was or is there as well, at a place.
const REPLACED: [&str; 3] = ["component-split", "components-merged", "reference-changed"];

/// How many such changes are looked at; who moves more of them reads them one by one.
const MOST: usize = 64;

impl Wire<'_> {
    /// Makes what differs only because another schema stands at a place a part of that change, the outermost one.
    pub(super) fn settle_replaced(&mut self) {
        let at = |id: FindingId| -> Option<PairId> {
            self.found.findings.get(id)?.sites.iter().find_map(|site| match site {
                Site::Pair(pair, None) => Some(*pair),
                _ => None,
            })
        };
        let all = self.found.findings.iter().enumerate().filter(|(_, one)| REPLACED.contains(&one.kind));
        let causes: Vec<(FindingId, PairId)> = all.filter_map(|(id, _)| Some((id, at(id)?))).collect();
        if causes.len() > MOST {
            return;
        }
        let mut parts: Vec<(FindingId, FindingId)> = Vec::new();
        for (id, pair) in &causes {
            let only = self.found.pairs.only_through(*pair);
            // One that is itself a part has an outer one, which has all of its parts.
            let is_outermost = !causes.iter().any(|(other, outer)| {
                other != id && outer != pair && self.found.pairs.only_through(*outer).contains(pair)
            });
            if is_outermost {
                let others = self.found.findings.iter().enumerate().filter(|(other, one)| {
                    other != id && !one.sites.is_empty() && one.sites.iter().all(|site| within(site, &only))
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
            let only = self.found.pairs.only_through(pair);
            let inner = |site: &Site| within(site, &only);
            for finding in &mut self.found.findings {
                let is_inside = !finding.sites.is_empty() && finding.sites.iter().all(inner);
                finding.unread |= is_inside && finding.kind != "constant-changed";
            }
        }
    }

    /// Says of a place that refers to another schema now which place that is.
    pub(super) fn settle_places(&mut self) {
        for id in 0..self.found.findings.len() {
            let Some(finding) = self.found.findings.get(id).filter(|one| one.kind == "reference-changed") else {
                continue;
            };
            let pairs = finding.sites.iter().filter_map(|site| match site {
                Site::Pair(pair, _) => Some(*pair),
                _ => None,
            });
            let places: BTreeSet<String> = pairs.flat_map(|pair| self.places(pair)).collect();
            let mut places = places.into_iter();
            let Some(first) = places.next() else { continue };
            let subject = match places.count() {
                0 => first,
                1 => format!("{first} and 1 place more"),
                more => format!("{first} and {more} places more"),
            };
            if let Some(finding) = self.found.findings.get_mut(id) {
                finding.subject = subject;
            }
        }
    }

    /// Where the new type of a pair stands for the old one.
    fn places(&self, pair: PairId) -> Vec<String> {
        let api = self.new.api;
        let Some(pair) = self.found.pairs.get(pair) else { return Vec::new() };
        let in_type = |holder: PairId| {
            let outer = self.found.pairs.get(holder)?.new;
            let ty = labels::ty(api, outer);
            Some(match &api.get(outer)?.shape {
                Shape::Object(object) => match object.properties.iter().find(|one| one.ty.id == pair.new) {
                    Some(property) => labels::member(api, outer, &property.wire_name),
                    None => ty,
                },
                Shape::Array(_) => format!("{ty}[]"),
                Shape::Map(_) => format!("{ty}{{}}"),
                _ => ty,
            })
        };
        let in_operation = |((_, at), ways): (&(usize, usize), &Ways)| {
            let part = if ways.request { "body" } else { "answer" };
            Some(format!("{} {part}", labels::operation_name(api.operations.get(*at)?)))
        };
        let held = pair.holders.iter().filter_map(|(holder, _)| in_type(*holder));
        held.chain(pair.operations.iter().filter_map(in_operation)).collect()
    }
}

fn within(site: &Site, pairs: &BTreeSet<PairId>) -> bool {
    matches!(site, Site::Pair(pair, _) if pairs.contains(pair))
}
