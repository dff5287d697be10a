//! One entry in place of many: of those that ask nothing of anybody, and of one edit that was made at many schemas.

use std::collections::{BTreeMap, BTreeSet};

use super::finding::Finding;
use super::judge::id;
use super::report::{Directed, Entry, Part, Position, Reach};
use super::rules::{Direction, Rules};
use super::said::both_hints;
use super::verdict::{Level, Ways, Wire};

/// How many names of what is gathered are told; `places` has all.
const NAMED: usize = 5;

/// From how many schemas on the same member is one edit.
const ALIKE: usize = 5;

/// The rule of names that changed alone.
const NAMES: &str = "items-changed";

/// Puts what is a part of another finding into the entry of that one.
pub fn absorb(entries: &mut Vec<Entry>, findings: &[Finding]) {
    let mut parts: BTreeMap<usize, Vec<Entry>> = BTreeMap::new();
    let mut rest: Vec<(usize, Entry)> = Vec::new();
    for (at, entry) in std::mem::take(entries).into_iter().enumerate() {
        match findings.get(at).and_then(|finding| finding.part_of) {
            Some(whole) => parts.entry(whole).or_default().push(entry),
            None => rest.push((at, entry)),
        }
    }
    let whole = |(at, entry): (usize, Entry)| match parts.remove(&at) {
        Some(mut parts) => {
            presence(&mut parts);
            with_parts(&entry, &parts)
        }
        None => entry,
    };
    entries.extend(rest.into_iter().map(whole));
}

/// Makes one entry of those that belong together.
pub fn gather(entries: &mut Vec<Entry>) {
    let place = |entry: &Entry| entry.new.as_ref().or(entry.old.as_ref()).map(|place| (place.line, place.column));
    entries.sort_by_key(place);
    presence(entries);
    quiet(entries);
    alike(entries);
}

/// Makes entries of one identifier one where they are about one thing, and gives each else one of its own: what is approved is
/// known by it.
pub fn distinct(entries: &mut Vec<Entry>) {
    let mut all: Vec<Entry> = Vec::new();
    for entry in std::mem::take(entries) {
        let Some(twin) = all.iter_mut().find(|other| other.id == entry.id) else {
            all.push(entry);
            continue;
        };
        if (&twin.old, &twin.new, &twin.subject) == (&entry.old, &entry.new, &entry.subject) {
            *twin = with(twin.clone(), &entry);
            continue;
        }
        let pointer = |place: &Option<Position>| place.as_ref().map(|one| one.pointer.clone()).unwrap_or_default();
        let places = format!("{} {}", pointer(&entry.old), pointer(&entry.new));
        all.push(Entry { id: id(&entry.id, &places, &entry.before, &entry.after), ..entry });
    }
    *entries = all;
}

/// Makes one entry of many names that changed though nothing on the wire did: a name that the document does not give depends
/// on what else it holds, so that one edit can move all of them.
pub fn names(entries: Vec<Entry>) -> Vec<Entry> {
    let rules = Rules::built_in().all();
    let (moved, mut rest): (Vec<Entry>, Vec<Entry>) = entries.into_iter().partition(|one| one.rules == [NAMES]);
    match (moved.as_slice(), rules.iter().find(|rule| rule.id == NAMES)) {
        ([first, ..], Some(rule)) if moved.len() >= ALIKE => {
            let one = together(first, &moved, &rule.kind, &rule.alike);
            rest.push(with_all(one, &moved, &rule.changelog_together));
        }
        _ => rest.extend(moved),
    }
    rest
}

/// An entry with what all others change.
fn with_all(one: Entry, all: &[Entry], changelog: &str) -> Entry {
    let files: BTreeSet<&String> = all.iter().flat_map(|entry| &entry.files).collect();
    Entry {
        items: all.iter().flat_map(|entry| entry.items.clone()).collect(),
        command_lines: all.iter().flat_map(|entry| entry.command_lines.clone()).collect(),
        files: files.into_iter().cloned().collect(),
        changelog: changelog.replace("{subject}", &one.subject),
        ..one
    }
}

/// Changes that say together whether something is there: of one member they are one edit.
const PRESENCE: [&str; 6] = [
    "property-optional",
    "property-required",
    "array-optional",
    "nullable-added",
    "optional-nullable-added",
    "nullable-removed",
];

/// Makes one entry of all that says of one member whether it is there.
fn presence(entries: &mut Vec<Entry>) {
    let is_presence = |entry: &Entry| entry.rules.iter().all(|rule| PRESENCE.iter().any(|kind| rule.starts_with(kind)));
    let mut merged: Vec<Entry> = Vec::new();
    for entry in std::mem::take(entries) {
        let twin = merged.iter_mut().find(|other| {
            let same = entry.old == other.old && entry.new == other.new && entry.subject == other.subject;
            same && entry.new.is_some() && is_presence(&entry) && is_presence(other)
        });
        match twin {
            Some(twin) => *twin = both(twin, &entry),
            None => merged.push(entry),
        }
    }
    *entries = merged;
}

/// One entry of two about one member.
fn both(one: &Entry, other: &Entry) -> Entry {
    let title = match (one.title.split_once(" became "), other.title.split_once(" became ")) {
        (Some((what, first)), Some((_, second))) => format!("{what} became {first} and {second}"),
        _ => format!("{} and {}", one.title, other.title),
    };
    let joined = |a: &str, b: &str, between: &str| {
        let both: Vec<&str> = [a, b].into_iter().filter(|text| !text.is_empty()).collect();
        both.join(between)
    };
    Entry {
        id: id("presence", &one.id, &other.id, ""),
        title,
        before: joined(&one.before, &other.before, ", "),
        after: joined(&one.after, &other.after, ", "),
        changelog: joined(&one.changelog, &other.changelog, " "),
        ..with(one.clone(), other)
    }
}

/// An entry with the verdicts of another one, and with all that it changes.
fn with(one: Entry, other: &Entry) -> Entry {
    let graver = if other.released > one.released { other } else { &one };
    let (released, released_note) = (graver.released, graver.released_note.clone());
    let hint = both_hints(&one.hint, &other.hint);
    let ways = either([&one.ways, &other.ways].into_iter());
    Entry {
        rules: merged(one.rules, &other.rules),
        wire: one.wire.or(other.wire),
        released,
        released_note,
        rust: one.rust.max(other.rust),
        tool: one.tool.max(other.tool),
        operations: merged(one.operations, &other.operations),
        ways,
        items: merged(one.items, &other.items),
        command_lines: merged(one.command_lines, &other.command_lines),
        files: merged(one.files, &other.files),
        pages: merged(one.pages, &other.pages),
        hint,
        ..one
    }
}

/// The ways at each operation that are in any.
fn either<'w>(all: impl Iterator<Item = &'w BTreeMap<String, Ways>>) -> BTreeMap<String, Ways> {
    let mut either: BTreeMap<String, Ways> = BTreeMap::new();
    for (operation, more) in all.flatten() {
        let known = either.entry(operation.clone()).or_default();
        *known = known.or(*more);
    }
    either
}

impl Entry {
    /// Says how many operations it reaches in each way, once that is settled.
    pub(super) fn count(&mut self) {
        let ways = std::mem::take(&mut self.ways);
        let of = |way: Ways| ways.values().filter(|one| one.has(way)).count();
        self.reach = Reach { request: of(Ways::REQUEST), response: of(Ways::RESPONSE) };
    }
}

/// All of both, each once.
fn merged<T: PartialEq + Clone>(mut all: Vec<T>, more: &[T]) -> Vec<T> {
    for one in more {
        if !all.contains(one) {
            all.push(one.clone());
        }
    }
    all
}

/// An entry with what is a part of it.
fn with_parts(whole: &Entry, parts: &[Entry]) -> Entry {
    let ids: Vec<&str> = parts.iter().map(|part| part.id.as_str()).collect();
    let all = Entry { id: id("parts", &whole.id, &ids.join(" "), ""), ..whole.clone() };
    let told = parts.iter().map(|part| Part {
        subject: part.subject.clone(),
        title: part.title.clone(),
        before: part.before.clone(),
        after: part.after.clone(),
    });
    let told = told.collect();
    let rules = Rules::built_in().all();
    if rules.iter().any(|rule| rule.speaks_for_parts && whole.rules.contains(&rule.id)) {
        let bare = |part: &Entry| Entry { hint: String::new(), ..part.clone() };
        return Entry { parts: told, ..parts.iter().fold(all, |all, part| with(all, &bare(part))) };
    }
    let all = parts.iter().fold(all, |all, part| with(all, &Entry { hint: hint(part, parts), ..part.clone() }));
    let grave = parts.iter().filter(|part| part.wire.worst() > Wire::Fine && !part.changelog.is_empty());
    let changelog = grave.fold(all.changelog.clone(), |line, part| format!("{line} {}", part.changelog));
    Entry { parts: told, changelog, ..all }
}

/// The hint of a part, with all parts that it is the hint of: of several it has to say which ones it is about. The first of them
/// says it for all.
fn hint(part: &Entry, parts: &[Entry]) -> String {
    let alike: Vec<&Entry> = parts.iter().filter(|other| other.hint == part.hint).collect();
    let is_first = alike.first().is_some_and(|first| first.id == part.id);
    if part.hint.is_empty() || !is_first {
        return String::new();
    }
    let names: Vec<String> = alike.iter().map(|one| format!("`{}`", one.subject.replace('`', ""))).collect();
    format!("{}: {}", names.join(", "), part.hint)
}

/// Makes one entry of those of a rule that says so, if they change nothing of the crate and the tool.
fn quiet(entries: &mut Vec<Entry>) {
    let rules = Rules::built_in().all();
    for rule in rules.iter().filter(|rule| !rule.together.is_empty() && rule.direction == Direction::Any) {
        let is_one = |entry: &Entry| {
            let untouched = entry.items.is_empty() && entry.command_lines.is_empty();
            entry.rules.len() == 1 && entry.rules.contains(&rule.id) && untouched && entry.rust < Level::Minor
        };
        let (several, rest): (Vec<Entry>, Vec<Entry>) = std::mem::take(entries).into_iter().partition(is_one);
        *entries = rest;
        match several.as_slice() {
            [first, _, ..] => {
                let one = together(first, &several, &rule.kind, &rule.together);
                let changelog = rule.changelog_together.replace("{subject}", &one.subject);
                entries.push(Entry { changelog, ..one });
            }
            _ => entries.extend(several),
        }
    }
}

/// Makes one entry of the same member that came to many schemas.
fn alike(entries: &mut Vec<Entry>) {
    let rules = Rules::built_in().all();
    let rule = |entry: &Entry| rules.iter().find(|rule| !rule.alike.is_empty() && entry.rules.contains(&rule.id));
    let mut groups: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
    let mut rest = Vec::new();
    for entry in std::mem::take(entries) {
        match rule(&entry) {
            Some(_) => groups.entry(same(&entry)).or_default().push(entry),
            None => rest.push(entry),
        }
    }
    *entries = rest;
    for group in groups.into_values() {
        match (group.first(), group.first().and_then(rule)) {
            (Some(first), Some(rule)) if group.len() >= ALIKE => {
                let schema = |entry: &Entry| {
                    let member = format!(".{}", entry.after);
                    entry.subject.strip_suffix(&member).unwrap_or(&entry.subject).to_owned()
                };
                let bare: Vec<Entry> = group.iter().map(|one| Entry { subject: schema(one), ..one.clone() }).collect();
                let one = together(first, &bare, &rule.kind, &rule.alike);
                let changelog = rule.changelog_together.replace("{new}", &format!("`{}`", first.after));
                let changelog = changelog.replace("{old}", &format!("`{}`", first.before));
                entries.push(Entry {
                    id: id(&rule.kind, &one.id, &first.before, &first.after),
                    before: first.before.clone(),
                    after: first.after.clone(),
                    ..with_all(one, &group, &changelog)
                });
            }
            _ => entries.extend(group),
        }
    }
}

/// What is the same of entries that are one edit: what came, what it means, and its type.
fn same(entry: &Entry) -> String {
    let after_owner = |text: &str| text.split_once("::").map_or(text, |(_, member)| member).to_owned();
    let items: Vec<String> = entry.items.iter().map(|item| after_owner(&item.after)).collect();
    let verdicts = (entry.wire, entry.released, entry.rust, entry.tool);
    format!("{:?} {verdicts:?} {} {} {items:?}", entry.rules, entry.before, entry.after)
}

/// The entry of all of them.
fn together(first: &Entry, several: &[Entry], kind: &str, word: &str) -> Entry {
    let places: Vec<Position> =
        several.iter().filter_map(|entry| entry.new.clone().or_else(|| entry.old.clone())).collect();
    let pointers: Vec<&str> = places.iter().map(|place| place.pointer.as_str()).collect();
    let mut names: Vec<&str> = several.iter().map(|entry| entry.subject.as_str()).collect();
    let more = names.len().saturating_sub(NAMED);
    names.truncate(NAMED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let worst = |of: fn(Directed) -> Option<Wire>| several.iter().filter_map(|entry| of(entry.wire)).max();
    let all = |of: fn(&Entry) -> &Vec<String>| {
        let all: BTreeSet<&String> = several.iter().flat_map(of).collect();
        all.into_iter().cloned().collect::<Vec<_>>()
    };
    Entry {
        id: id(kind, &pointers.join(" "), "", ""),
        subject: format!("{} {word} ({}{more})", several.len(), names.join(", ")),
        before: String::new(),
        after: String::new(),
        wire: Directed { request: worst(|wire| wire.request), response: worst(|wire| wire.response) },
        rust: several.iter().map(|entry| entry.rust).max().unwrap_or_default(),
        operations: all(|entry| &entry.operations),
        ways: either(several.iter().map(|entry| &entry.ways)),
        pages: all(|entry| &entry.pages),
        places,
        ..first.clone()
    }
}
