//! From findings to entries: what each means, by the rules.

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

use super::Side;
use super::finding::{Finding, Site};
use super::join::Joined;
use super::report::{Directed, Entry, ItemChange, Position, Report, Totals, Verdict};
use super::rules::{Direction, Rule, Rules};
use super::rust::Change;
use super::verdict::{Level, Ways};
use super::wire::Found;
use crate::api::{Operation, Origin};

/// The version of the form of reports.
const FORMAT: u32 = 1;

/// How long an identifier is.
const LENGTH: usize = 12;

/// Kinds that are judged as another one where there is no rule for the way that values travel.
const OTHERWISE: [(&str, &str); 2] =
    [("array-optional", "property-optional"), ("untagged-variant-added", "variant-added")];

/// Makes the report.
#[must_use]
pub fn judge(old: &Side<'_>, new: &Side<'_>, found: &Found, joined: &Joined, regenerated: Vec<String>) -> Report {
    let judge = Judge { old, new, found };
    let none = Vec::new();
    let mut entries: Vec<Entry> = found
        .findings
        .iter()
        .enumerate()
        .map(|(id, finding)| judge.entry(finding, joined.of.get(&id).unwrap_or(&none)))
        .collect();
    entries.extend(judge.alone(&joined.alone));
    entries.extend(judge.texts(entries.is_empty() && old.surface != new.surface));
    let place = |entry: &Entry| entry.new.as_ref().or(entry.old.as_ref()).map(|place| (place.line, place.column));
    entries.sort_by(|a, b| {
        let grave = |entry: &Entry| std::cmp::Reverse((entry.wire.worst(), entry.released, entry.rust));
        (grave(a), place(a), &a.id).cmp(&(grave(b), place(b), &b.id))
    });
    let verdict = match entries.as_slice() {
        [] => Verdict::Untouched,
        [only] if only.rules == ["text-changed"] => Verdict::Documentation,
        _ => Verdict::Changed,
    };
    let mut totals = Totals::default();
    for entry in &entries {
        totals.wire = totals.wire.max(entry.wire.worst());
        totals.released = totals.released.max(entry.released);
        totals.rust = totals.rust.max(entry.rust);
        totals.tool = totals.tool.max(entry.tool);
    }
    let file = |side: &Side<'_>| side.document.sources().first().map_or("", |source| source.name()).to_owned();
    Report { format: FORMAT, old: file(old), new: file(new), verdict, totals, entries, regenerated }
}

struct Judge<'a> {
    old: &'a Side<'a>,
    new: &'a Side<'a>,
    found: &'a Found,
}

impl Judge<'_> {
    /// The entry of a finding and of what it changes of the crate.
    fn entry(&self, finding: &Finding, changes: &[Change]) -> Entry {
        let ways = self.ways(finding);
        let rules = rules_of(finding.kind, ways);
        let of = |direction| rules.iter().find(|(way, _)| *way == direction).map(|(_, rule)| rule.wire);
        let wire = Directed { request: of(Direction::Request), response: of(Direction::Response) };
        let worst = rules.iter().map(|(_, rule)| *rule).max_by_key(|rule| (rule.wire, rule.released));
        let quiet = worst.map_or(Level::None, |rule| rule.rust.min(Level::Patch));
        let rust = changes.iter().map(|change| change.level).max().unwrap_or(quiet);
        let pointer = |origin: &Option<Origin>| origin.as_ref().map(|one| one.pointer.clone()).unwrap_or_default();
        let everywhere =
            finding.sites.len() > 1 && finding.sites.iter().all(|site| matches!(site, Site::NewOperation(_)));
        let origin =
            if everywhere { String::new() } else { format!("{} {}", pointer(&finding.old), pointer(&finding.new)) };
        let fill = |text: &str| filled(text, finding, everywhere);
        let mut ids: Vec<String> = Vec::new();
        for (_, rule) in &rules {
            if !ids.contains(&rule.id) {
                ids.push(rule.id.clone());
            }
        }
        if changes.iter().any(|change| change.boxed) && !ids.iter().any(|id| id == "became-recursive") {
            ids.push("became-recursive".to_owned());
        }
        Entry {
            id: id(finding.kind, &origin, &finding.before, &finding.after),
            rules: ids,
            title: worst.map_or_else(|| finding.kind.replace('-', " "), |rule| rule.title.clone()),
            subject: subject(finding, everywhere),
            before: finding.before.clone(),
            after: finding.after.clone(),
            wire,
            released: rules.iter().map(|(_, rule)| rule.released).max().unwrap_or_default(),
            released_note: worst.map(|rule| rule.released_note.clone()).unwrap_or_default(),
            rust,
            tool: None,
            old: finding.old.as_ref().map(|origin| position(self.old, origin)),
            new: finding.new.as_ref().map(|origin| position(self.new, origin)),
            places: Vec::new(),
            operations: self.operations(finding),
            items: changes.iter().filter(|change| change.before != change.after).map(shown).collect(),
            files: files(changes),
            changelog: worst.map(|rule| fill(&rule.changelog)).unwrap_or_default(),
            hint: worst.map(|rule| fill(&rule.hint)).unwrap_or_default(),
        }
    }

    /// Which way the values travel that a finding is about.
    fn ways(&self, finding: &Finding) -> Ways {
        let mut ways = Ways::default();
        for site in &finding.sites {
            ways = ways.or(match site {
                Site::Pair(pair, _) => self.found.pairs.get(*pair).map_or(Ways::BOTH, |pair| pair.ways),
                _ => Ways::BOTH,
            });
        }
        let narrowed = ways.and(finding.ways);
        if narrowed == Ways::default() { finding.ways } else { narrowed }
    }

    /// The operations that a finding reaches.
    fn operations(&self, finding: &Finding) -> Vec<String> {
        let (old, new) = (self.old.api, self.new.api);
        let mut named: BTreeSet<(usize, String)> = BTreeSet::new();
        let name = |operations: &[Operation], at: usize| {
            operations.get(at).map(|one| format!("{} {}", one.method.0, one.path))
        };
        let mut pairs = Vec::new();
        for site in &finding.sites {
            match site {
                Site::OldOperation(at) => named.extend(name(&old.operations, *at).map(|name| (*at, name))),
                Site::NewOperation(at) => named.extend(name(&new.operations, *at).map(|name| (*at, name))),
                Site::Pair(pair, _) => pairs.push(*pair),
                Site::Nowhere => {}
            }
        }
        for (_, at) in self.found.pairs.reach(pairs.into_iter()) {
            named.extend(name(&new.operations, at).map(|name| (at, name)));
        }
        named.into_iter().map(|(_, name)| name).collect()
    }

    /// Entries for what differs between the crates and not on the wire: one an item.
    fn alone(&self, changes: &[Change]) -> Vec<Entry> {
        let mut done: BTreeSet<(String, bool)> = BTreeSet::new();
        let mut entries = Vec::new();
        for change in changes {
            let key = |one: &Change| {
                let place = one.place.new.clone().or_else(|| one.place.old.clone()).unwrap_or_default();
                let feature = one.place.member.clone().filter(|_| one.place.is_call).unwrap_or_default();
                (place + &feature, one.boxed)
            };
            if !done.insert(key(change)) {
                continue;
            }
            let all: Vec<Change> = changes.iter().filter(|other| key(other) == key(change)).cloned().collect();
            let origin = |pointer: &Option<String>, side: &Side<'_>| {
                let pointer = pointer.as_ref()?;
                let span = side.document.root().find(pointer)?.span();
                Some(Origin { pointer: pointer.clone(), span })
            };
            let subject = all.first().map(|one| if one.after.is_empty() { &one.before } else { &one.after });
            let finding = Finding {
                kind: kind_alone(change),
                old: origin(&change.place.old, self.old),
                new: origin(&change.place.new, self.new),
                subject: subject.cloned().unwrap_or_default(),
                before: change.before.clone(),
                after: change.after.clone(),
                sites: BTreeSet::from([Site::Nowhere]),
                adds: Vec::new(),
                drops: Vec::new(),
                ways: Ways::BOTH,
            };
            entries.push(self.entry(&finding, &all));
        }
        entries
    }

    /// The entry about texts. `other` says that something that only people read differs beside them.
    fn texts(&self, other: bool) -> Option<Entry> {
        let texts = &self.found.texts;
        if texts.is_empty() && !other {
            return None;
        }
        let count = texts.len();
        let finding = Finding {
            kind: "text-changed",
            old: texts.first().map(|text| text.old.clone()),
            new: texts.first().map(|text| text.new.clone()),
            subject: match count {
                0 => "what is said about the API".to_owned(),
                1 => "1 text".to_owned(),
                _ => format!("{count} texts"),
            },
            before: String::new(),
            after: String::new(),
            sites: BTreeSet::from([Site::Nowhere]),
            adds: Vec::new(),
            drops: Vec::new(),
            ways: Ways::BOTH,
        };
        let mut entry = self.entry(&finding, &[]);
        entry.places = texts.iter().map(|text| position(self.new, &text.new)).collect();
        Some(entry)
    }
}

/// The kind of a change that nothing on the wire explains.
fn kind_alone(change: &Change) -> &'static str {
    let is_feature = change.place.member.as_deref() == Some("feature");
    match (change.boxed, is_feature && change.after.is_empty()) {
        (true, _) => "became-recursive",
        (false, true) => "feature-removed",
        (false, false) => "items-changed",
    }
}

/// The rules for a kind of change, with the way of values that each is about.
fn rules_of(kind: &str, ways: Ways) -> Vec<(Direction, &'static Rule)> {
    let rules = Rules::built_in();
    let kinds = std::iter::once(kind).chain(OTHERWISE.iter().filter(|(from, _)| *from == kind).map(|(_, to)| *to));
    let kinds: Vec<&str> = kinds.collect();
    let of = |direction| kinds.iter().find_map(|kind| rules.of(kind, direction)).map(|rule| (direction, rule));
    let request = ways.request.then(|| of(Direction::Request)).flatten();
    let response = ways.response.then(|| of(Direction::Response)).flatten();
    request.into_iter().chain(response).collect()
}

/// The identifier of a change.
fn id(kind: &str, origin: &str, before: &str, after: &str) -> String {
    let digest = Sha256::digest([kind, origin, before, after].join("\n").as_bytes());
    let mut text = digest.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"));
    text.truncate(LENGTH);
    text
}

fn position(side: &Side<'_>, origin: &Origin) -> Position {
    let source = side.document.sources().get(origin.span.source as usize);
    Position {
        file: source.map_or("", |source| source.name()).to_owned(),
        line: origin.span.line,
        column: origin.span.column,
        pointer: origin.pointer.clone(),
    }
}

fn subject(finding: &Finding, everywhere: bool) -> String {
    if everywhere { format!("{} operations", finding.sites.len()) } else { finding.subject.clone() }
}

/// A text of a rule with what it is about.
fn filled(text: &str, finding: &Finding, everywhere: bool) -> String {
    let said = |value: &str| if value.is_empty() { "nothing".to_owned() } else { format!("`{value}`") };
    text.replace("{subject}", &subject(finding, everywhere))
        .replace("{old}", &said(&finding.before))
        .replace("{new}", &said(&finding.after))
}

fn shown(change: &Change) -> ItemChange {
    ItemChange { level: change.level, before: change.before.clone(), after: change.after.clone() }
}

fn files(changes: &[Change]) -> Vec<String> {
    let files: BTreeSet<&String> = changes.iter().map(|change| &change.file).filter(|file| !file.is_empty()).collect();
    files.into_iter().cloned().collect()
}
