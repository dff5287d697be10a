//! Enumerations that are made of others: a value that one of these got is one change, though all have it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::super::finding::{Finding, FindingId, Site};
use super::super::verdict::Ways;
use super::Wire;
use crate::document::{Document, Node};

/// Kinds of changes that bring values, and that take them away: of a closed enumeration, and of an open one.
const ADDED: [&str; 2] = ["enum-value-added", "known-value-added"];
const REMOVED: [&str; 2] = ["enum-value-removed", "known-value-removed"];

/// How deep enumerations are made of others.
const DEPTH: usize = 8;

impl Wire<'_> {
    /// Puts values that came with another enumeration, or went with it, down to that one.
    pub(super) fn settle_values(&mut self) {
        for (kinds, is_new) in [(ADDED, true), (REMOVED, false)] {
            let document = if is_new { self.new.document } else { self.old.document };
            let mut by_pointer: BTreeMap<String, FindingId> = BTreeMap::new();
            for (id, finding) in self.found.findings.iter().enumerate().filter(|(_, one)| kinds.contains(&one.kind)) {
                let origin = if is_new { &finding.new } else { &finding.old };
                by_pointer.extend(origin.as_ref().map(|origin| (origin.pointer.clone(), id)));
            }
            let mut done = BTreeSet::new();
            for (pointer, id) in &by_pointer {
                let others = within(document, pointer).into_iter().filter_map(|other| by_pointer.get(&other)).copied();
                let others: Vec<FindingId> = others.filter(|other| other != id && !done.contains(other)).collect();
                for other in others {
                    if self.move_values(*id, other, is_new) {
                        done.insert(*id);
                    }
                }
            }
            let mut at = 0;
            self.found.findings.retain(|_| {
                at += 1;
                !done.contains(&(at - 1))
            });
        }
    }

    /// The ways that the values of a finding travel where it was met.
    fn ways(&self, id: FindingId) -> Ways {
        let sites = self.found.findings.get(id).into_iter().flat_map(|finding| &finding.sites);
        let ways = sites.filter_map(|site| match site {
            Site::Pair(pair, _) => self.found.pairs.get(*pair).map(|pair| pair.ways),
            _ => None,
        });
        ways.fold(Ways::default(), Ways::or)
    }

    /// Puts what `from` shares with `to` down to `to`; says whether nothing is left.
    fn move_values(&mut self, from: FindingId, to: FindingId, is_new: bool) -> bool {
        let values = |finding: &Finding| -> Vec<Value> {
            let text = if is_new { &finding.after } else { &finding.before };
            serde_json::from_str(&format!("[{text}]")).unwrap_or_default()
        };
        let (Some(one), Some(other)) = (self.found.findings.get(from), self.found.findings.get(to)) else {
            return false;
        };
        let (mine, theirs, sites) = (values(one), values(other), one.sites.clone());
        // What a closed one says of its values is graver than what an open one does.
        if one.kind != other.kind && other.kind.starts_with("known") {
            return mine.is_empty();
        }
        // An open one lets in any value, so that only the places of the closed one say which way counts.
        let ways = if one.kind == other.kind { other.ways } else { self.ways(to).and(other.ways) };
        if !theirs.iter().any(|value| mine.contains(value)) {
            return mine.is_empty();
        }
        let left: Vec<String> = mine.iter().filter(|value| !theirs.contains(value)).map(ToString::to_string).collect();
        if let Some(owner) = self.found.findings.get_mut(to) {
            owner.sites.extend(sites);
            owner.ways = ways;
        }
        if let Some(finding) = self.found.findings.get_mut(from) {
            let text = if is_new { &mut finding.after } else { &mut finding.before };
            *text = left.join(", ");
        }
        left.is_empty()
    }
}

/// The pointers of the schemas that the one at `pointer` is made of.
fn within(document: &Document, pointer: &str) -> Vec<String> {
    let mut found = Vec::new();
    let start = document.root().find(pointer);
    let mut waiting: Vec<(Node<'_>, usize)> = start.into_iter().map(|node| (node, 0)).collect();
    while let Some((node, depth)) = waiting.pop() {
        let Ok(schema) = node.resolve() else { continue };
        if depth > 0 || schema.id() != node.id() {
            found.push(schema.pointer());
        }
        if depth < DEPTH {
            let parts = ["anyOf", "oneOf", "allOf"].into_iter().filter_map(|keyword| schema.get(keyword));
            waiting.extend(parts.flat_map(Node::items).map(|part| (part, depth + 1)));
        }
    }
    found
}
