//! Copies at many places that are one schema or parameter now: what differs between all of them and that one is one change.

use std::collections::HashMap;

use super::super::finding::{Finding, FindingId, Site};
use super::super::verdict::Ways;
use super::Wire;

/// What findings have in common that are one: kind, place in the new document, and what was there and is there now.
type Key = (&'static str, String, Option<String>, String, String, Ways);

impl Wire<'_> {
    /// Makes one finding of those about several places of the old document that are one place of the new one.
    pub(super) fn settle_shared(&mut self) {
        let mut first: HashMap<Key, FindingId> = HashMap::new();
        let mut gone = vec![false; self.found.findings.len()];
        for (id, gone) in gone.iter_mut().enumerate() {
            let Some(key) = self.found.findings.get(id).and_then(|finding| self.key_at_new(finding)) else { continue };
            let kept = *first.entry(key).or_insert(id);
            if kept == id {
                continue;
            }
            let Some(finding) = self.found.findings.get_mut(id).map(std::mem::take) else { continue };
            if let Some(kept) = self.found.findings.get_mut(kept) {
                kept.sites.extend(finding.sites);
                kept.shows.extend(finding.shows);
                kept.adds.extend(finding.adds);
                kept.drops.extend(finding.drops);
                kept.unread &= finding.unread;
            }
            *gone = true;
        }
        let mut gone = gone.into_iter();
        self.found.findings.retain(|_| gone.next() != Some(true));
    }

    /// What a finding has in common with those about the same place of the new document: about both documents, or about what
    /// is gone from there.
    fn key_at_new(&self, finding: &Finding) -> Option<Key> {
        finding.old.as_ref()?;
        let (pointer, member) = match (&finding.new, finding.sites.first()?) {
            (Some(new), Site::Pair(..) | Site::NewOperation(_)) => (new.pointer.clone(), None),
            (None, Site::Pair(pair, Some(member))) => {
                let ty = self.found.pairs.get(*pair).and_then(|pair| self.new_type(pair.new))?;
                (ty.origin.pointer.clone(), Some(member.clone()))
            }
            _ => return None,
        };
        Some((finding.kind, pointer, member, finding.before.clone(), finding.after.clone(), finding.ways))
    }
}
