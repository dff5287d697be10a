//! One item that several edits changed: each of them shows it, if it would have changed it by itself.

use std::collections::BTreeSet;

use super::super::finding::FindingId;
use super::super::judge::shown_by;
use super::super::rust::{Change, NAME};
use super::super::verdict::Level;
use super::best::{Seen, can_explain};
use super::{Causes, Joined, RENAMING};

impl Causes<'_> {
    /// All that may have changed the same as what caused a change: what is about the very same place.
    pub(super) fn beside(&self, change: &Change) -> Vec<FindingId> {
        let place = &change.place;
        if place.member.is_none() || place.member.as_deref() == Some(NAME) {
            return Vec::new();
        }
        let seen = Seen { before: &change.before, after: &change.after, member: place.member.as_deref() };
        let mut all = self.candidates(place, seen);
        if place.is_call {
            all.extend(self.of_parameter(place));
        }
        all.retain(|id| can_explain(self.found, *id, seen));
        all
    }

    /// Gives the changes to those `beside` their causes that show nothing of the crate yet, though their rules say that they
    /// do: as much of it as these say.
    pub(super) fn share(&self, beside: Vec<(Change, Vec<FindingId>)>, joined: &mut Joined) {
        let told: BTreeSet<FindingId> = joined.of.keys().copied().collect();
        for (change, ids) in beside {
            let ids: BTreeSet<FindingId> = ids.into_iter().filter(|id| !told.contains(id)).collect();
            for id in ids {
                let kind = self.found.findings.get(id).map_or("", |one| one.kind);
                let brings = kind.contains("added") && !kind.contains("nullable");
                let level = shown_by(kind).min(change.level);
                if level >= Level::Minor && !brings && !RENAMING.contains(&kind) {
                    joined.of.entry(id).or_default().push(Change { level, ..change.clone() });
                }
            }
        }
    }
}
