//! From findings to entries: what each means, by the rules.

mod subject;
mod ways;

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};

use super::Side;
use super::finding::{Finding, Site};
use super::gather::{absorb, distinct, gather, names};
use super::join::Joined;
use super::pages::Pages;
use super::report::{Directed, Entry, Position, Reach, Release, Report, Totals, Verdict};
use super::rules::{Direction, Rule, Rules};
use super::rust::Change;
use super::tool::Change as Line;
use super::verdict::{Level, Released, Tool, Ways, Wire};
use super::wire::Found;
use super::{said, settings, shown};
use crate::api::Origin;
pub use ways::Reached;

/// The version of the form of reports, and the JSON Schema of it.
const FORMAT: (u32, &str) = (1, "urn:wharf:diff-report:1");

/// How long an identifier is.
const LENGTH: usize = 12;

/// What becomes of what stands in a branch with another tag.
const UNREAD: &str = "with its new tag the branch is `Unknown`";

/// What every change is where values travel neither way.
const NEVER: &str = "never-travels";

/// Kinds that are judged as another one where there is no rule for the way that values travel.
const OTHERWISE: [(&str, &str); 5] = [
    ("array-optional", "property-optional"),
    ("untagged-variant-added", "variant-added"),
    ("constant-opened", "enum-value-added"),
    ("optional-nullable-added", "nullable-added"),
    ("tag-may-be-missing", "discriminator-taken"),
];

/// Makes the report.
#[must_use]
pub fn judge(old: &Side<'_>, new: &Side<'_>, found: &Found, joined: &Joined, regenerated: Vec<String>) -> Report {
    let judge = Judge { old, new, found, pages: Pages::new(old, new, &regenerated) };
    let (none, no_lines) = (Vec::new(), Vec::new());
    let mut entries: Vec<Entry> = found
        .findings
        .iter()
        .enumerate()
        .map(|(id, finding)| {
            let lines = joined.lines.get(&id).unwrap_or(&no_lines);
            judge.entry(finding, joined.of.get(&id).unwrap_or(&none), lines)
        })
        .collect();
    absorb(&mut entries, &found.findings);
    gather(&mut entries);
    entries.extend(names(judge.alone(&joined.alone)));
    entries.extend(judge.lines_alone(&joined.lines_alone));
    entries.extend(judge.texts(entries.is_empty() && old.surface != new.surface));
    distinct(&mut entries);
    entries.iter_mut().for_each(Entry::count);
    let place = |entry: &Entry| entry.new.as_ref().or(entry.old.as_ref()).map(|place| (place.line, place.column));
    entries.sort_by(|a, b| {
        let grave = |entry: &Entry| std::cmp::Reverse((entry.wire.worst(), entry.released, entry.rust, entry.tool));
        (grave(a), place(a), &a.id).cmp(&(grave(b), place(b), &b.id))
    });
    let verdict = Verdict::of(&entries);
    let totals = Totals::of(entries.iter(), judge.pages.any());
    let file = |side: &Side<'_>| side.document.sources().first().map_or("", |source| source.name()).to_owned();
    let (format, schema) = (FORMAT.0, FORMAT.1.to_owned());
    let title = new.api.title.clone();
    let package = &old.surface.package;
    let release = Release::of(&package.name, &package.version, totals.rust);
    Report { schema, format, title, old: file(old), new: file(new), release, verdict, totals, entries, regenerated }
}

struct Judge<'a> {
    old: &'a Side<'a>,
    new: &'a Side<'a>,
    found: &'a Found,
    pages: Pages,
}

impl Judge<'_> {
    /// The entry of a finding and of what it changes of the crate.
    fn entry(&self, finding: &Finding, changes: &[Change], lines: &[Line]) -> Entry {
        let rules = rules_of(finding.kind, self.ways(finding));
        let of = |direction| rules.iter().find(|(way, _)| *way == direction).map(|(_, rule)| rule.wire);
        let wire = Directed { request: of(Direction::Request), response: of(Direction::Response) };
        let worst = rules.iter().map(|(_, rule)| *rule).max_by_key(|rule| (rule.wire, rule.released));
        let quiet = worst.map_or(Level::None, |rule| rule.rust.min(Level::Patch));
        let rust = changes.iter().map(|change| change.level).max().unwrap_or(quiet);
        let pointer = |origin: &Option<Origin>| origin.as_ref().map(|one| one.pointer.clone()).unwrap_or_default();
        let everywhere = finding.everywhere
            && finding.sites.len() > 1
            && finding.sites.iter().all(|site| matches!(site, Site::NewOperation(_)));
        let origin = if everywhere {
            finding.of.to_owned()
        } else {
            format!("{} {}", pointer(&finding.old), pointer(&finding.new))
        };
        let mut ids: Vec<String> = Vec::new();
        for (_, rule) in &rules {
            if !ids.contains(&rule.id) {
                ids.push(rule.id.clone());
            }
        }
        if changes.iter().any(|change| change.boxed) && !ids.iter().any(|id| id == "became-recursive") {
            ids.push("became-recursive".to_owned());
        }
        let all = self.operations(finding);
        let operations = ways::affected(&all);
        let subject =
            if everywhere { format!("{} operations", finding.sites.len()) } else { self.subject(finding, &operations) };
        let told =
            if everywhere { said::each_of(operations.keys().map(|one| one.name.as_str())) } else { subject.clone() };
        let fill = |text: &str| filled(text, finding, &told);
        let (released, released_note) = match (finding.unread, rules.as_slice()) {
            (true, [(Direction::Response, _)]) => (Released::Ok, UNREAD.to_owned()),
            _ => released_of(&rules),
        };
        let changelog = worst.map(|rule| fill(&rule.changelog)).unwrap_or_default();
        Entry {
            id: id(finding.kind, &origin, &finding.before, &finding.after),
            rules: ids,
            title: said::title(&rules).unwrap_or_else(|| finding.kind.replace('-', " ")),
            subject,
            before: finding.before.clone(),
            after: finding.after.clone(),
            wire,
            released,
            released_note,
            rust,
            tool: self.tool(lines),
            old: finding.old.as_ref().map(|origin| position(self.old, origin)),
            new: finding.new.as_ref().map(|origin| position(self.new, origin)),
            places: Vec::new(),
            pages: self.pages.of(all.keys()),
            ways: operations.iter().map(|(operation, ways)| (operation.name.clone(), *ways)).collect(),
            operations: operations.into_keys().map(|operation| operation.name).collect(),
            reach: Reach::default(),
            parts: Vec::new(),
            items: shown::items(changes),
            command_lines: lines.iter().map(shown::line).collect(),
            files: shown::files(changes),
            changelog: said::with_names(&changelog, changes),
            hint: fill(&said::hint(&rules, changes)),
            settings: settings::lines(changes, lines),
            approved: None,
        }
    }

    /// What command lines have to expect; none where there is no tool.
    fn tool(&self, lines: &[Line]) -> Option<Tool> {
        let both = self.old.surface.tool.is_some() && self.new.surface.tool.is_some();
        both.then(|| lines.iter().map(|line| line.tool).max().unwrap_or_default())
    }

    /// Entries for what differs between the tools alone: one a command.
    fn lines_alone(&self, lines: &[Line]) -> Vec<Entry> {
        let mut by_place: BTreeMap<String, Vec<Line>> = BTreeMap::new();
        for line in lines {
            let place = line.places.last();
            let pointer = place.and_then(|place| place.new.clone().or_else(|| place.old.clone()));
            by_place.entry(pointer.unwrap_or_default()).or_default().push(line.clone());
        }
        let entry = |lines: Vec<Line>| {
            let first = lines.first()?;
            let place = first.places.last()?;
            let subject = if first.after.is_empty() { &first.before } else { &first.after };
            let (old, new) = (origin(place.old.as_ref(), self.old), origin(place.new.as_ref(), self.new));
            let finding = Finding {
                subject: subject.clone(),
                before: first.before.clone(),
                after: first.after.clone(),
                sites: BTreeSet::from([Site::Nowhere]),
                ..Finding::at("commands-changed", old, new)
            };
            let entry = self.entry(&finding, &[], &lines);
            Some(Entry { changelog: said::became(&first.before, &first.after), ..entry })
        };
        by_place.into_values().filter_map(entry).collect()
    }

    /// Entries for what differs between the crates and not on the wire: one an item.
    fn alone(&self, changes: &[Change]) -> Vec<Entry> {
        let mut done: BTreeSet<(String, bool)> = BTreeSet::new();
        let mut entries = Vec::new();
        for change in changes {
            let key = |one: &Change| {
                let feature = one.place.member.clone().filter(|part| part == "feature").unwrap_or_default();
                (outermost(one, changes) + &feature, one.boxed)
            };
            if !done.insert(key(change)) {
                continue;
            }
            let all: Vec<Change> = changes.iter().filter(|other| key(other) == key(change)).cloned().collect();
            let subject = all.first().map(|one| if one.after.is_empty() { &one.before } else { &one.after });
            let place = &change.place;
            let (old, new) = (origin(place.old.as_ref(), self.old), origin(place.new.as_ref(), self.new));
            let finding = Finding {
                subject: subject.cloned().unwrap_or_default(),
                before: change.before.clone(),
                after: change.after.clone(),
                sites: BTreeSet::from([Site::Nowhere]),
                ..Finding::at(kind_alone(change), old, new)
            };
            let entry = self.entry(&finding, &all, &[]);
            entries.push(Entry { changelog: said::became(&change.before, &change.after), ..entry });
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
        let first = texts.first();
        let (old, new) = (first.map(|text| text.old.clone()), first.map(|text| text.new.clone()));
        let finding = Finding {
            subject: match count {
                0 => "what is said about the API".to_owned(),
                1 => "1 text".to_owned(),
                _ => format!("{count} texts"),
            },
            sites: BTreeSet::from([Site::Nowhere]),
            ..Finding::at("text-changed", old, new)
        };
        let mut entry = self.entry(&finding, &[], &[]);
        // A text stands on any page.
        entry.pages = self.pages.all();
        entry.places = texts.iter().map(|text| position(self.new, &text.new)).collect();
        Some(entry)
    }
}

/// Where a change stands, or the union of whose branches it is one: what a branch is called is what the union calls it.
fn outermost(change: &Change, all: &[Change]) -> String {
    let place = |one: &Change| one.place.new.clone().or_else(|| one.place.old.clone()).unwrap_or_default();
    let own = place(change);
    let mut around = all.iter().map(place).filter(|other| {
        let rest = own.strip_prefix(other.as_str());
        rest.is_some_and(|rest| rest.starts_with("/oneOf/") || rest.starts_with("/anyOf/"))
    });
    around.next().unwrap_or(own)
}

/// The node at a pointer.
fn origin(pointer: Option<&String>, side: &Side<'_>) -> Option<Origin> {
    let span = side.document.root().find(pointer?)?.span();
    Some(Origin { pointer: pointer?.clone(), span })
}

/// What a change of this kind shows in a crate, at most.
pub fn shown_by(kind: &str) -> Level {
    rules_of(kind, Ways::BOTH).iter().map(|(_, rule)| rule.rust).max().unwrap_or_default()
}

/// Whether a change of this kind makes the server refuse requests that it took.
pub fn breaks_requests(kind: &str) -> bool {
    rules_of(kind, Ways::REQUEST).iter().any(|(_, rule)| rule.wire == Wire::Breaking)
}

/// Whether a change of this kind may make the server refuse requests that it took.
pub fn refuses_requests(kind: &str) -> bool {
    let may = |rule: &Rule| rule.wire >= Wire::Risky || rule.released == Released::Rejected;
    rules_of(kind, Ways::REQUEST).iter().any(|(_, rule)| may(rule))
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
    if ways == Ways::default() {
        return rules.of(NEVER, Direction::Any).map(|rule| (Direction::Any, rule)).into_iter().collect();
    }
    let request = ways.request.then(|| of(Direction::Request)).flatten();
    let response = ways.response.then(|| of(Direction::Response)).flatten();
    request.into_iter().chain(response).collect()
}

/// What becomes of released clients, and what that leaves open.
fn released_of(rules: &[(Direction, &Rule)]) -> (Released, String) {
    if let [(Direction::Response, Rule { released_in_answers: Some(only), .. })] = rules {
        return (*only, String::new());
    }
    let gravest = rules.iter().max_by_key(|(way, rule)| (released(*way, rule), rule.wire));
    gravest.map(|(way, rule)| (released(*way, rule), rule.released_note.clone())).unwrap_or_default()
}

/// What a rule says of released clients for values that travel in this way: what cannot be read in an answer is refused in
/// a request.
fn released(way: Direction, rule: &Rule) -> Released {
    match (way, rule.direction, rule.released) {
        (Direction::Request, Direction::Any, Released::Undecodable) => Released::Rejected,
        (.., released) => released,
    }
}

/// The identifier of a change.
pub fn id(kind: &str, origin: &str, before: &str, after: &str) -> String {
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

/// A text of a rule with what it is about.
fn filled(text: &str, finding: &Finding, subject: &str) -> String {
    // What has code in it is no code as a whole.
    let quoted = |value: &str| match value {
        "" => "nothing".to_owned(),
        value if value.contains('`') => value.to_owned(),
        value => format!("`{value}`"),
    };
    let text = if subject.contains('`') { text.replace("`{subject}`", "{subject}") } else { text.to_owned() };
    let text = text.replace("{subject}", subject);
    said::sentence(&text.replace("{old}", &quoted(&finding.before)).replace("{new}", &quoted(&finding.after)))
}
