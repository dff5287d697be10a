//! What was found to differ, before it is judged.

use std::collections::BTreeSet;

use super::pairs::PairId;
use super::verdict::Ways;
use crate::api::{Origin, TypeId};

/// Names a [`Finding`] among those of one comparison.
pub type FindingId = usize;

/// Something that differs between two APIs: one root cause, wherever it is met.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Finding {
    /// Which rules speak of it.
    pub kind: &'static str,
    /// Where it stands in the old document, and in the new one. Where both are missing, it stands at many places.
    pub old: Option<Origin>,
    /// Where it stands in the new document.
    pub new: Option<Origin>,
    /// What changed, as people would call it.
    pub subject: String,
    /// What was there.
    pub before: String,
    /// What is there now.
    pub after: String,
    /// Whether it is the same at each of many places, and not one place that many operations share.
    pub everywhere: bool,
    /// Which part of operations it is about, where the same may happen to several parts: one entry a part.
    pub of: &'static str,
    /// Where it was met.
    pub sites: BTreeSet<Site>,
    /// Where it changes what is made of a type, though nothing of that type itself differs on the wire.
    pub shows: BTreeSet<Site>,
    /// The finding that it is a part of: what differs is only that another schema stands here now.
    pub part_of: Option<FindingId>,
    /// Whether it is within a branch of a union whose tag is another one now: released clients do not know the branch any more.
    pub unread: bool,
    /// Types that only the new document has because of it.
    pub adds: Vec<TypeId>,
    /// Types that only the old document has because of it.
    pub drops: Vec<TypeId>,
    /// The ways that the values travel, as far as the change itself says so.
    pub ways: Ways,
}

impl Finding {
    /// A finding of a kind at a place, of which nothing else is known.
    pub fn at(kind: &'static str, old: Option<Origin>, new: Option<Origin>) -> Self {
        Self {
            kind,
            old,
            new,
            subject: String::new(),
            before: String::new(),
            after: String::new(),
            everywhere: false,
            of: "",
            sites: BTreeSet::new(),
            shows: BTreeSet::new(),
            part_of: None,
            unread: false,
            adds: Vec::new(),
            drops: Vec::new(),
            ways: Ways::BOTH,
        }
    }
}

/// Where a change was met.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Site {
    /// At an operation of the old document, by its index.
    OldOperation(usize),
    /// At an operation of the new document, by its index.
    NewOperation(usize),
    /// At no operation and no type that one reaches.
    Nowhere,
    /// At a pair of types; at a member of both, where one is named.
    Pair(PairId, Option<String>),
}
