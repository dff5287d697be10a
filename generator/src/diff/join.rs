//! Puts down what differs between Rust items to what differs between APIs.

mod best;
mod calls;
mod lines;
mod named;
mod near;
mod owners;
pub mod reached;
mod sent;
mod shared;

use std::borrow::Borrow;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::Hash;

use super::Side;
use super::finding::{FindingId, Site};
use super::judge::{breaks_requests, refuses_requests};
use super::pairs::PairId;
use super::rust::{Change, NAME, ORDER, Place};
use super::tool::Change as Line;
use super::wire::Found;
use crate::api::{Api, Operation, TypeId};
use best::{Seen, best};
use reached::reached;

/// Kinds of changes that say together whether a field is `T`, `Option<T>` or `Presence<T>`.
const PRESENCE: [&str; 5] =
    ["property-optional", "property-required", "array-optional", "nullable-added", "nullable-removed"];

/// Changes of Rust items, by what causes them.
#[derive(Debug, Default)]
pub struct Joined {
    /// Of each finding.
    pub of: BTreeMap<FindingId, Vec<Change>>,
    /// Those that nothing on the wire explains.
    pub alone: Vec<Change>,
    /// What differs between the tools, by what causes it.
    pub lines: BTreeMap<FindingId, Vec<Line>>,
    /// Those that nothing on the wire explains.
    pub lines_alone: Vec<Line>,
}

/// Finds the cause of each of `changes` and `lines`.
#[must_use]
pub fn join(old: &Side<'_>, new: &Side<'_>, found: &Found, changes: Vec<Change>, lines: Vec<Line>) -> Joined {
    let causes = Causes::new(old, new, found);
    let mut joined = Joined::default();
    let mut beside = Vec::new();
    for change in changes {
        let ids = causes.of(&change);
        if ids.is_empty() {
            joined.alone.push(change);
            continue;
        }
        beside.push((change.clone(), causes.beside(&change)));
        for id in ids {
            joined.of.entry(id).or_default().push(change.clone());
        }
    }
    causes.named(&mut joined);
    causes.share(beside, &mut joined);
    let mut waiting = Vec::new();
    for line in lines {
        let ids = causes.of_line(&line);
        if ids.is_empty() || causes.only_rewritten(&ids) {
            waiting.push(line);
            continue;
        }
        for id in ids {
            joined.lines.entry(id).or_default().push(line.clone());
        }
    }
    causes.outnumbered(waiting, &mut joined);
    joined
}

/// What is looked up to find causes.
struct Causes<'a> {
    old: Side<'a>,
    new: Side<'a>,
    found: &'a Found,
    /// Findings by the pair and member that they were met at.
    at_pair: HashMap<(PairId, Option<String>), Vec<FindingId>>,
    at_old: HashMap<usize, Vec<FindingId>>,
    at_new: HashMap<usize, Vec<FindingId>>,
    /// Pairs by the pointers of their types.
    pairs_old: HashMap<&'a str, Vec<PairId>>,
    pairs_new: HashMap<&'a str, Vec<PairId>>,
    /// The findings that brought a type, or took it away, by the pointer of the type.
    added: HashMap<String, Vec<FindingId>>,
    dropped: HashMap<String, Vec<FindingId>>,
    /// The findings that brought a way to a type, or took one away, though the type is in both.
    touched_new: HashMap<String, Vec<FindingId>>,
    touched_old: HashMap<String, Vec<FindingId>>,
    /// Those of them that let the type be sent, or let it no longer be.
    sent_new: HashMap<String, Vec<FindingId>>,
    sent_old: HashMap<String, Vec<FindingId>>,
}

/// All that is known of a place; nothing of none.
fn at<K: Borrow<str> + Eq + Hash, T: Clone>(known: &HashMap<K, Vec<T>>, pointer: Option<&String>) -> Vec<T> {
    pointer.and_then(|pointer| known.get(pointer.as_str())).cloned().unwrap_or_default()
}

/// Whether a place is a parameter of a call.
fn place_is_parameter(place: &Place) -> bool {
    let parts = ["answer", "body", "feature", NAME, ORDER, CREDENTIAL];
    place.is_call && place.member.as_deref().is_some_and(|member| !parts.contains(&member))
}

/// The part of a call that is the credential which a command line has to give.
pub const CREDENTIAL: &str = "credential asked for";

/// Kinds of changes that only say what a type is called.
const RENAMING: [&str; 3] = ["component-renamed", "inline-to-component", "component-to-inline"];

impl<'a> Causes<'a> {
    fn new(old: &Side<'a>, new: &Side<'a>, found: &'a Found) -> Self {
        let mut causes = Self {
            old: *old,
            new: *new,
            found,
            at_pair: HashMap::new(),
            at_old: HashMap::new(),
            at_new: HashMap::new(),
            pairs_old: HashMap::new(),
            pairs_new: HashMap::new(),
            added: HashMap::new(),
            dropped: HashMap::new(),
            touched_new: HashMap::new(),
            touched_old: HashMap::new(),
            sent_new: HashMap::new(),
            sent_old: HashMap::new(),
        };
        for (id, pair) in found.pairs.iter().enumerate() {
            if let Some(ty) = old.api.get(pair.old) {
                causes.pairs_old.entry(&ty.origin.pointer).or_default().push(id);
            }
            if let Some(ty) = new.api.get(pair.new) {
                causes.pairs_new.entry(&ty.origin.pointer).or_default().push(id);
            }
        }
        let paired_old: HashSet<TypeId> = found.pairs.iter().map(|pair| pair.old).collect();
        let paired_new: HashSet<TypeId> = found.pairs.iter().map(|pair| pair.new).collect();
        for (id, finding) in found.findings.iter().enumerate() {
            for site in finding.sites.iter().chain(&finding.shows) {
                match site {
                    Site::OldOperation(at) => causes.at_old.entry(*at).or_default().push(id),
                    Site::NewOperation(at) => causes.at_new.entry(*at).or_default().push(id),
                    Site::Pair(pair, member) => causes.at_pair.entry((*pair, member.clone())).or_default().push(id),
                    Site::Nowhere => {}
                }
            }
            reached(new.api, &finding.adds, &paired_new, id, &mut causes.added);
            reached(old.api, &finding.drops, &paired_old, id, &mut causes.dropped);
            reached(new.api, &finding.adds, &HashSet::new(), id, &mut causes.touched_new);
            reached(old.api, &finding.drops, &HashSet::new(), id, &mut causes.touched_old);
            let (comes, goes) = sent::roots(old.api, new.api, found, finding);
            reached(new.api, &comes, &HashSet::new(), id, &mut causes.sent_new);
            reached(old.api, &goes, &HashSet::new(), id, &mut causes.sent_old);
        }
        causes
    }

    /// What caused a change; several, where each alone would have.
    fn of(&self, change: &Change) -> Vec<FindingId> {
        let brought = self.brought(&change.place);
        if !brought.is_empty() {
            return brought;
        }
        let seen = Seen { before: &change.before, after: &change.after, member: change.place.member.as_deref() };
        let candidates = self.candidates(&change.place, seen);
        let best_of_type = || {
            let of_type = if place_is_parameter(&change.place) { self.of_parameter(&change.place) } else { Vec::new() };
            best(self.found, &of_type, seen)
        };
        let best_of_name = || best(self.found, &self.of_called(&change.place), seen);
        let found = best(self.found, &candidates, seen).or_else(best_of_type).or_else(best_of_name);
        let Some(best) = found else { return Vec::new() };
        let is_presence =
            |id: &FindingId| self.found.findings.get(*id).is_some_and(|finding| PRESENCE.contains(&finding.kind));
        let mut causes = vec![best];
        if is_presence(&best) {
            causes.extend(candidates.iter().copied().filter(is_presence));
            causes.sort_unstable();
            causes.dedup();
        }
        causes
    }

    /// What brought an item, or took it away. Who reads of one member that came has to see all that came with it, so that each
    /// of several has it; of operations and answers, which share most of what they bring, only the first.
    fn brought(&self, place: &Place) -> Vec<FindingId> {
        let all = match (&place.old, &place.new) {
            _ if place.is_call || place.member.is_some() => None,
            (None, Some(pointer)) => self.added.get(pointer),
            (Some(pointer), None) => self.dropped.get(pointer),
            _ => None,
        };
        let all = all.cloned().unwrap_or_default();
        let is_member = |id: &FindingId| {
            let kind = self.found.findings.get(*id).map_or("", |finding| finding.kind);
            ["property-", "variant-", "parameter-", "body-"].iter().any(|word| kind.contains(word))
        };
        let members: Vec<FindingId> = all.iter().copied().filter(is_member).collect();
        if members.is_empty() { all.into_iter().take(1).collect() } else { members }
    }

    fn candidates(&self, place: &Place, seen: Seen<'_>) -> Vec<FindingId> {
        if place.is_call {
            let of_call = self.of_call(place);
            if matches!(place.member.as_deref(), Some(NAME | CREDENTIAL)) {
                return of_call;
            }
            // Credentials and the server are the client's, and no part of a call: they change none that reads otherwise.
            let is_of_client = |id: FindingId| {
                let kind = self.found.findings.get(id).map_or("", |one| one.kind);
                kind.starts_with("security-") || kind.starts_with("server-")
            };
            let fits =
                |id: &FindingId| self.explains(*id, place, seen) && (seen.before == seen.after || !is_of_client(*id));
            return of_call.into_iter().filter(fits).collect();
        }
        self.of_item(place, seen)
    }

    /// Whether a finding can be the cause at all: what came changes nothing that was there before, what is gone nothing that
    /// is there now, and another name neither brings nor takes fields, or ways to make something.
    fn explains(&self, id: FindingId, place: &Place, seen: Seen<'_>) -> bool {
        let kind = self.found.findings.get(id).map_or("", |finding| finding.kind);
        let (was, is) = (!seen.before.is_empty(), !seen.after.is_empty());
        let is_named = [seen.before, seen.after].iter().all(|text| !text.contains("::new(") && !text.contains(": "));
        match kind {
            // Types without a name are called after the first operation that has them.
            "operation-added" | "webhook-added" => {
                !was || (is && place.member.is_none() && self.of_owners(place, seen).contains(&id))
            }
            // Another operation may have the name now.
            "operation-removed" | "webhook-removed" => {
                !is || (was && (place.is_call || at(&self.dropped, place.old.as_ref()).contains(&id)))
            }
            kind if RENAMING.contains(&kind) => (was && is) || is_named,
            _ => true,
        }
    }

    /// What may have changed an item: the nearest findings that can be the cause.
    fn of_item(&self, place: &Place, seen: Seen<'_>) -> Vec<FindingId> {
        if place.old.is_none() && place.new.is_none() {
            return self.of_crate(place.member.as_deref());
        }
        let by = |pairs: &HashMap<&'a str, Vec<PairId>>, pointer: &Option<String>| -> Vec<PairId> {
            pointer.as_ref().and_then(|pointer| pairs.get(pointer.as_str())).cloned().unwrap_or_default()
        };
        let (old, new) = (by(&self.pairs_old, &place.old), by(&self.pairs_new, &place.new));
        let both: Vec<PairId> = old.iter().copied().filter(|id| new.contains(id)).collect();
        let pairs = if both.is_empty() { old.into_iter().chain(new).collect() } else { both };
        let whole = place.member.is_none();
        let is_renamed = seen.before.split(' ').count() == 2 && seen.after.split(' ').count() == 2;
        let each = |of: &dyn Fn(PairId) -> Vec<FindingId>| pairs.iter().flat_map(|pair| of(*pair)).collect();
        let here = || each(&|pair| self.at_pair.get(&(pair, None)).cloned().unwrap_or_default());
        let stages: [&dyn Fn() -> Vec<FindingId>; 17] = [
            &|| self.sent(place, seen),
            &|| if whole && is_renamed { self.of_owners(place, seen) } else { Vec::new() },
            &|| if place.new.is_none() { at(&self.dropped, place.old.as_ref()) } else { Vec::new() },
            &|| if place.old.is_none() { at(&self.added, place.new.as_ref()) } else { Vec::new() },
            &|| self.of_member(&pairs, place.member.as_deref()),
            // What is written otherwise explains what is left: a union may be because its branches have other tags.
            &|| self.unless_rewritten(here()),
            &|| if whole { [self.members(&pairs), self.tags(&pairs)].concat() } else { Vec::new() },
            &here,
            &|| if whole { self.of_held(&pairs) } else { Vec::new() },
            &|| each(&|pair| self.above(pair)),
            &|| [self.of_part(place), each(&|pair| self.of_operations(pair))].concat(),
            &|| self.rewritten(place),
            &|| each(&|pair| self.of_paths(pair)),
            // What is alike and stands elsewhere went with one change and came with another.
            &|| if place.old.is_some() { at(&self.added, place.new.as_ref()) } else { Vec::new() },
            &|| if place.new.is_some() { at(&self.dropped, place.old.as_ref()) } else { Vec::new() },
            &|| self.of_value(place.member.as_deref()),
            &|| if whole { self.of_owners(place, seen) } else { Vec::new() },
        ];
        let fitting = stages.iter().map(|stage| {
            let all = stage();
            all.into_iter().filter(|id| self.explains(*id, place, seen)).collect::<Vec<_>>()
        });
        { fitting }.find(|found| !found.is_empty()).unwrap_or_default()
    }

    /// Findings about a member of the pairs, and about its type.
    fn of_member(&self, pairs: &[PairId], member: Option<&str>) -> Vec<FindingId> {
        let Some(member) = member else { return Vec::new() };
        let mut found = Vec::new();
        for pair in pairs {
            found.extend(self.at_pair.get(&(*pair, Some(member.to_owned()))).into_iter().flatten());
            found.extend(self.below_member(*pair, member));
        }
        found
    }

    /// Findings about what the pairs hold.
    fn of_held(&self, pairs: &[PairId]) -> Vec<FindingId> {
        let held: Vec<PairId> = pairs.iter().flat_map(|pair| self.found.pairs.held(*pair)).collect();
        let found: Vec<FindingId> = held.iter().flat_map(|held| self.below(*held)).collect();
        if found.is_empty() { self.members(&self.all_below(&held)) } else { found }
    }

    /// Findings about a value, of an enumeration that only another one is made of.
    fn of_value(&self, value: Option<&str>) -> Vec<FindingId> {
        let Some(value) = value else { return Vec::new() };
        let listed = serde_json::Value::from(value).to_string();
        let all = self.found.findings.iter().enumerate().filter(|(_, one)| one.kind.contains("-value-"));
        let says = |text: &str| text.split(", ").any(|one| one == listed || one == value);
        all.filter(|(_, one)| says(&one.before) || says(&one.after)).map(|(id, _)| id).collect()
    }

    /// What may have changed an item that stands in an operation and is made of no schema.
    fn of_part(&self, place: &Place) -> Vec<FindingId> {
        let within = |api: &Api, pointer: &Option<String>| {
            let pointer = pointer.as_deref()?;
            let holds = |operation: &&Operation| {
                pointer
                    .strip_prefix(operation.origin.pointer.as_str())
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            };
            let operation = api.operations.iter().find(holds)?.origin.pointer.clone();
            let part = if pointer.contains("/requestBody") { "body" } else { "answer" };
            Some((operation, part))
        };
        let (old, new) = (within(self.old.api, &place.old), within(self.new.api, &place.new));
        let Some(part) = new.as_ref().or(old.as_ref()).map(|(_, part)| (*part).to_owned()) else { return Vec::new() };
        let pointer = |found: Option<(String, &str)>| found.map(|(pointer, _)| pointer);
        let place =
            Place { old: pointer(old), new: pointer(new), member: Some(part), is_call: true, ..Place::default() };
        let found = self.of_call(&place);
        if found.is_empty() { self.of_called(&place) } else { found }
    }

    /// Findings about how the operations write a type that they name by themselves, and about schemas that were split.
    fn of_operations(&self, pair: PairId) -> Vec<FindingId> {
        let Some(pair) = self.found.pairs.get(pair) else { return Vec::new() };
        let kind = |id: &FindingId| self.found.findings.get(*id).map_or("", |finding| finding.kind);
        let at = pair.operations.keys().filter_map(|(_, new)| self.at_new.get(new)).flatten().copied();
        let mut found: Vec<FindingId> = at
            .filter(|id| ["encoding-changed", "media-type-added", "media-type-removed"].contains(&kind(id)))
            .collect();
        let name = self.new.api.get(pair.new).and_then(|ty| ty.naming.component.clone());
        let named = self.found.findings.iter().enumerate().filter(|(_, finding)| {
            let is_split = finding.kind == "component-split" || finding.kind == "components-merged";
            is_split && name.as_ref().is_some_and(|name| finding.before == *name || finding.after == *name)
        });
        found.extend(named.map(|(id, _)| id));
        if found.is_empty() {
            let pointer = |api: &Api, id: TypeId| api.get(id).map(|ty| ty.origin.pointer.clone()).unwrap_or_default();
            found.extend(self.touched_new.get(&pointer(self.new.api, pair.new)).into_iter().flatten());
            found.extend(self.touched_old.get(&pointer(self.old.api, pair.old)).into_iter().flatten());
        }
        found
    }

    /// Findings about where the operations stand that a type is called after.
    fn of_paths(&self, pair: PairId) -> Vec<FindingId> {
        let is_of_operation = self.found.pairs.get(pair).is_some_and(|pair| self.stands_in_operation(pair.new));
        if !is_of_operation {
            return Vec::new();
        }
        let operations = self.found.pairs.reach(std::iter::once(pair));
        let at = operations.keys().filter_map(|(_, new)| self.at_new.get(new)).flatten().copied();
        let is_place = |id: &FindingId| {
            let kind = self.found.findings.get(*id).map_or("", |finding| finding.kind);
            kind.starts_with("path-") || kind == "method-changed" || kind == "operation-id-changed"
        };
        at.filter(is_place).collect()
    }

    /// What may have changed the crate itself.
    fn of_crate(&self, part: Option<&str>) -> Vec<FindingId> {
        let word = match part {
            Some("server") => "server",
            Some("credential") => "security",
            Some("crate" | "program") => "title-changed",
            _ => return Vec::new(),
        };
        let found = self.of_kind(word);
        // Nothing asks for a credential where there are no operations.
        if found.is_empty() { self.of_kind("operation-") } else { found }
    }

    /// Findings whose kind starts with a word.
    fn of_kind(&self, word: &str) -> Vec<FindingId> {
        let all = self.found.findings.iter().enumerate();
        all.filter(|(_, finding)| finding.kind.starts_with(word)).map(|(id, _)| id).collect()
    }
}
