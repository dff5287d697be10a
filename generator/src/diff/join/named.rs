//! Changes that only show that an item is called otherwise: they belong to what changed its name.

use std::collections::BTreeSet;

use super::super::finding::FindingId;
use super::super::rust::Change;
use super::{Causes, Joined};

impl Causes<'_> {
    /// Puts what nothing on the wire explains down to what changed the names that are in it.
    pub(super) fn named(&self, joined: &mut Joined) {
        let changed: Vec<(FindingId, BTreeSet<String>)> = joined
            .of
            .iter()
            .filter(|(id, _)| self.names(**id))
            .map(|(id, changes)| (*id, changes.iter().flat_map(item).collect()))
            .collect();
        for change in std::mem::take(&mut joined.alone) {
            let (before, after) = (words(&change.before), words(&change.after));
            let other: BTreeSet<&str> = before.symmetric_difference(&after).copied().collect();
            let is_cause = |items: &BTreeSet<String>| other.iter().any(|word| items.contains(*word));
            let is_held = !change.before.is_empty() && !change.after.is_empty();
            match changed.iter().find(|(_, items)| is_held && is_cause(items)) {
                Some((id, _)) => joined.of.entry(*id).or_default().push(change),
                None => joined.alone.push(change),
            }
        }
    }
}

/// The items that a change is about: `Pet` of `struct Pet` and of `Pet::name: String`.
fn item(change: &Change) -> Vec<String> {
    let name = |text: &str| {
        let text = ["struct ", "enum "].into_iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text);
        text.split(|one: char| !one.is_alphanumeric()).next().unwrap_or_default().to_owned()
    };
    [&change.before, &change.after].into_iter().filter(|text| !text.is_empty()).map(|text| name(text)).collect()
}

/// The identifiers in a line of Rust.
fn words(text: &str) -> BTreeSet<&str> {
    text.split(|one: char| !one.is_alphanumeric() && one != '_').filter(|word| !word.is_empty()).collect()
}
