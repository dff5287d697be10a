//! What differs between two APIs. Each pair of types is compared once, wherever it stands.

mod alike;
mod bodies;
mod both;
mod claims;
mod components;
mod enums;
mod fits;
pub mod labels;
pub mod limits;
mod moved;
mod naming;
mod objects;
mod operations;
mod parameters;
mod places;
mod received;
mod replaced;
mod responses;
mod scalars;
mod scopes;
mod security;
mod servers;
mod shapes;
mod shared;
mod statuses;
mod types;
mod unions;
mod unsent;
mod values;

use std::collections::{BTreeSet, HashMap, HashSet};

use super::Side;
use super::finding::{Finding, FindingId, Site};
use super::pairs::{PairId, Pairs};
use super::verdict::Ways;
use crate::api::{Docs, Origin, Type, TypeId};
use alike::Signatures;
use claims::Claim;
pub use objects::ONLY_ANSWERS;
pub use security::renamed;

/// A text of the documents that is another one now.
#[derive(Debug, Clone, PartialEq)]
pub struct Text {
    /// Where it stands in the old document.
    pub old: Origin,
    /// Where it stands in the new document.
    pub new: Origin,
}

/// Two operations that are one: indexes in both APIs.
pub type OperationPair = (usize, usize);

/// What the comparison found.
#[derive(Debug, Default)]
pub struct Found {
    /// What differs.
    pub findings: Vec<Finding>,
    /// The texts that differ, by pointer and without repetitions.
    pub texts: Vec<Text>,
    /// Which types stand for which.
    pub pairs: Pairs,
    /// Which operations stand for which.
    pub operations: Vec<OperationPair>,
}

/// Compares the APIs of two sides.
#[must_use]
pub fn compare(old: &Side<'_>, new: &Side<'_>) -> Found {
    let mut wire = Wire {
        old: *old,
        new: *new,
        found: Found::default(),
        keys: HashMap::new(),
        told: BTreeSet::new(),
        claims: Vec::new(),
        shown: Vec::new(),
        retagged: Vec::new(),
        signatures: Signatures::default(),
        schemes: HashMap::new(),
        lone: (old.api.lone_values(), new.api.lone_values()),
    };
    wire.about();
    wire.servers();
    wire.schemes();
    wire.operations();
    wire.received();
    while let Some(id) = wire.found.pairs.next() {
        wire.pair(id);
    }
    wire.found.pairs.spread();
    wire.settle_claims();
    wire.settle_exclusive();
    wire.settle_shown();
    wire.components();
    wire.settle_shared();
    wire.settle_values();
    wire.settle_replaced();
    wire.settle_statuses();
    wire.settle_places();
    wire.settle_unsent();
    wire.settle_unread();
    wire.found
}

/// What two findings of one root cause have in common: kind, places, and what was there and is there now.
type Key = (&'static str, String, String, String, String);

/// A comparison of two APIs.
struct Wire<'a> {
    old: Side<'a>,
    new: Side<'a>,
    found: Found,
    keys: HashMap<Key, FindingId>,
    told: BTreeSet<String>,
    claims: Vec<Claim>,
    /// Pairs that show something only because of a union around them.
    shown: Vec<PairId>,
    /// Branches of which the tag is another one.
    retagged: Vec<PairId>,
    signatures: Signatures,
    /// What security schemes are called now that were called otherwise.
    schemes: HashMap<String, String>,
    /// Items of lists that have one value, in both documents: they are enumerations, and no constants.
    lone: (HashSet<TypeId>, HashSet<TypeId>),
}

/// A change that was met, before it is known whether it was met already.
struct Met<'o> {
    kind: &'static str,
    old: Option<&'o Origin>,
    new: Option<&'o Origin>,
    subject: String,
    before: String,
    after: String,
    site: Site,
}

impl Wire<'_> {
    /// Notes a change; one with the same root cause is only met once more.
    fn note(&mut self, met: Met<'_>) -> FindingId {
        let pointer = |origin: Option<&Origin>| origin.map(|origin| origin.pointer.clone()).unwrap_or_default();
        let key = (met.kind, pointer(met.old), pointer(met.new), met.before.clone(), met.after.clone());
        self.note_as(key, met)
    }

    /// Notes a change under a key of its own.
    fn note_as(&mut self, key: Key, met: Met<'_>) -> FindingId {
        let next = self.found.findings.len();
        let id = *self.keys.entry(key).or_insert(next);
        if id == next {
            self.found.findings.push(Finding {
                subject: met.subject,
                before: met.before,
                after: met.after,
                ..Finding::at(met.kind, met.old.cloned(), met.new.cloned())
            });
        }
        if let Some(finding) = self.found.findings.get_mut(id) {
            finding.sites.insert(met.site);
        }
        id
    }

    /// Notes a change that is made alike at many places: one root cause, though it stands at each of them.
    fn note_everywhere(&mut self, met: Met<'_>) -> FindingId {
        self.note_everywhere_of("", met)
    }

    /// The same of a part of operations: what happens alike to bodies and to answers is two changes.
    fn note_everywhere_of(&mut self, part: &'static str, met: Met<'_>) -> FindingId {
        let (old, new) = (met.old.cloned(), met.new.cloned());
        let key = (met.kind, part.to_owned(), String::new(), met.before.clone(), met.after.clone());
        let id = self.note_as(key, Met { old: None, new: None, ..met });
        if let Some(finding) = self.found.findings.get_mut(id) {
            // The first place stands for all; the key has none.
            finding.old = finding.old.take().or(old);
            finding.new = finding.new.take().or(new);
            (finding.everywhere, finding.of) = (true, part);
        }
        id
    }

    /// Notes that the finding brings `adds` and takes `drops` away.
    fn brings(
        &mut self,
        id: FindingId,
        adds: impl IntoIterator<Item = TypeId>,
        drops: impl IntoIterator<Item = TypeId>,
    ) {
        if let Some(finding) = self.found.findings.get_mut(id) {
            finding.adds.extend(adds);
            finding.drops.extend(drops);
        }
    }

    /// Notes that the change concerns values that travel in these ways alone.
    fn travels(&mut self, id: FindingId, ways: Ways) {
        if let Some(finding) = self.found.findings.get_mut(id) {
            finding.ways = ways;
        }
    }

    /// Compares what two places say to people.
    fn docs(&mut self, old: (&Docs, &Origin), new: (&Docs, &Origin)) {
        let same = old.0.title == new.0.title && old.0.description == new.0.description;
        if !same {
            self.text(old.1, new.1);
        }
    }

    /// Notes a text that is another one.
    fn text(&mut self, old: &Origin, new: &Origin) {
        if self.told.insert(new.pointer.clone()) {
            self.found.texts.push(Text { old: old.clone(), new: new.clone() });
        }
    }

    /// Compares what the documents say about themselves.
    fn about(&mut self) {
        let (old, new) = (self.old.api, self.new.api);
        let is_titled = self.titled();
        let said = |api: &crate::api::Api| {
            let title = if is_titled { String::new() } else { api.title.clone() };
            (title, api.description.clone(), api.version.clone(), api.notes.clone(), api.tags.clone())
        };
        if said(old) != said(new) {
            let origin = |side: &Side<'_>| {
                let root = side.document.root();
                let info = root.get("info").unwrap_or(root);
                Origin { pointer: info.pointer(), span: info.span() }
            };
            let (from, to) = (origin(&self.old), origin(&self.new));
            self.text(&from, &to);
        }
    }

    /// Notes that the API has another title, where the crate or the program is called after it.
    fn titled(&mut self) -> bool {
        let (old, new) = (self.old, self.new);
        let binary = |side: &Side<'_>| side.surface.tool.as_ref().map(|tool| tool.binary.clone());
        let same = old.surface.package.name == new.surface.package.name && binary(&old) == binary(&new);
        if same || old.api.title == new.api.title {
            return false;
        }
        let origin = |side: &Side<'_>| {
            let root = side.document.root();
            let title = root.get("info").and_then(|info| info.get("title")).unwrap_or(root);
            Origin { pointer: title.pointer(), span: title.span() }
        };
        let (before, after) = (old.api.title.clone(), new.api.title.clone());
        let (old, new) = (origin(&old), origin(&new));
        let subject = "the API".to_owned();
        self.note(Met {
            kind: "title-changed",
            old: Some(&old),
            new: Some(&new),
            subject,
            before,
            after,
            site: Site::Nowhere,
        });
        true
    }

    fn old_type(&self, id: TypeId) -> Option<&Type> {
        self.old.api.get(id)
    }

    fn new_type(&self, id: TypeId) -> Option<&Type> {
        self.new.api.get(id)
    }
}
