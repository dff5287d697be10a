//! What is told about an update: plain data.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::verdict::{Level, Released, Tool, Ways, Wire};

/// What an update of a document means.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Which JSON Schema describes this: [`SCHEMA`](super::SCHEMA).
    #[serde(rename = "$schema", default)]
    pub schema: String,
    /// The version of this form.
    pub format: u32,
    /// What the new document calls its API.
    #[serde(default)]
    pub title: String,
    /// The file of the old document.
    pub old: String,
    /// The file of the new document.
    pub new: String,
    /// Which version of the crate to release.
    #[serde(default)]
    pub release: Release,
    /// In a word.
    pub verdict: Verdict,
    /// The gravest of all entries.
    pub totals: Totals,
    /// One a root cause, the gravest first.
    pub entries: Vec<Entry>,
    /// The files that are regenerated, below the output folder.
    pub regenerated: Vec<String>,
}

/// Which version of a crate comes next.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Release {
    /// The name of the crate.
    #[serde(rename = "crate")]
    pub package: String,
    /// The version that is out.
    pub now: String,
    /// The version to release; absent where the crate is the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// What an update is, in a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Nothing that the crate is made of differs.
    Untouched,
    /// Only texts for people differ.
    Documentation,
    /// More than that.
    Changed,
}

/// Rules of changes that leave the crate as it is: a schema that is written in other words, and one that nothing uses.
const UNSEEN: [&str; 4] =
    ["written-otherwise", "unused-schema-added", "unused-schema-changed", "unused-schema-removed"];

impl Verdict {
    /// What an update with these entries is.
    pub(super) fn of(entries: &[Entry]) -> Verdict {
        let is_unseen = |entry: &&Entry| {
            entry.rust == Level::None && entry.rules.iter().all(|rule| UNSEEN.contains(&rule.as_str()))
        };
        let mut seen = entries.iter().filter(|entry| !is_unseen(entry));
        match (seen.next(), seen.next()) {
            (None, _) => Verdict::Untouched,
            (Some(only), None) if only.rules == ["text-changed"] => Verdict::Documentation,
            _ => Verdict::Changed,
        }
    }
}

/// The gravest of all entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Totals {
    /// For the wire.
    pub wire: Wire,
    /// For clients already released.
    pub released: Released,
    /// For code that uses the regenerated crate.
    pub rust: Level,
    /// For command lines already written; absent where no tool is generated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tool: Option<Tool>,
    /// Whether any reference page is another one.
    #[serde(default)]
    pub pages: bool,
}

impl Totals {
    /// The gravest of these entries.
    #[must_use]
    pub fn of<'e>(entries: impl Iterator<Item = &'e Entry>, pages: bool) -> Self {
        let mut totals = Self { pages, ..Self::default() };
        for entry in entries {
            totals.wire = totals.wire.max(entry.wire.worst());
            totals.released = totals.released.max(entry.released);
            totals.rust = totals.rust.max(entry.rust);
            totals.tool = totals.tool.max(entry.tool);
        }
        totals
    }
}

/// A verdict for each way that values travel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Directed {
    /// To the server.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<Wire>,
    /// From the server.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub response: Option<Wire>,
}

impl Directed {
    /// The graver of two verdicts, way by way.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self { request: self.request.max(other.request), response: self.response.max(other.response) }
    }

    /// The graver of both.
    #[must_use]
    pub fn worst(self) -> Wire {
        self.request.unwrap_or_default().max(self.response.unwrap_or_default())
    }
}

/// One root cause.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Stable: made of what changed and where, never of how that is said.
    pub id: String,
    /// The rules that judge it.
    pub rules: Vec<String>,
    /// What kind of change it is.
    pub title: String,
    /// What changed, as people would call it.
    pub subject: String,
    /// What was there.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub before: String,
    /// What is there now.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub after: String,
    /// For the wire.
    pub wire: Directed,
    /// For a client that was generated from the old document.
    pub released: Released,
    /// What that depends on.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub released_note: String,
    /// For code that uses the regenerated crate.
    pub rust: Level,
    /// For command lines already written; absent where no tool is generated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tool: Option<Tool>,
    /// Where it stands in the old document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub old: Option<Position>,
    /// Where it stands in the new document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new: Option<Position>,
    /// All places, in an entry about texts, and in one about many schemas.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Position>,
    /// The operations that it reaches.
    pub operations: Vec<String>,
    /// How many of these it reaches in what they send, and in what they answer.
    #[serde(default)]
    pub reach: Reach,
    /// The ways that it is met at each operation, while entries are made.
    #[serde(skip)]
    pub(super) ways: BTreeMap<String, Ways>,
    /// The Rust items that it changes.
    pub items: Vec<ItemChange>,
    /// The commands and flags that it changes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub command_lines: Vec<LineChange>,
    /// The files that these items are in.
    pub files: Vec<String>,
    /// The reference pages that show it and are regenerated.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pages: Vec<String>,
    /// What differs only because of it, where another schema stands at a place now.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Part>,
    /// A line for a changelog.
    pub changelog: String,
    /// What to do about it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub hint: String,
    /// Lines for the settings that confirm a renaming: the old names stay, and are deprecated.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub settings: String,
    /// That somebody has accepted it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved: Option<Approval>,
}

impl Entry {
    /// Whether an approval of it holds.
    #[must_use]
    pub fn is_approved(&self) -> bool {
        self.approved.as_ref().is_some_and(|approval| !approval.expired)
    }

    /// Whether something that works today does not any more, approved or not.
    #[must_use]
    pub fn breaks(&self) -> bool {
        self.wire.worst() == Wire::Breaking || self.released >= Released::Fails
    }
}

/// How many operations a change reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Reach {
    /// In what they send.
    pub request: usize,
    /// In what they answer.
    pub response: usize,
}

/// Something that differs as a part of an edit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// What differs, as people would call it.
    pub subject: String,
    /// In which way.
    pub title: String,
    /// What was there.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub before: String,
    /// What is there now.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub after: String,
}

/// That somebody has accepted a change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    /// Why.
    pub reason: String,
    /// The last day on which that holds: `2026-12-31`.
    pub expires: String,
    /// Whether that day is over. Then it holds no longer.
    pub expired: bool,
}

/// A command line, before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineChange {
    /// What it means for command lines already written.
    pub tool: Tool,
    /// As one would write it; empty for what is new.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub before: String,
    /// As one would write it; empty for what is gone.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub after: String,
}

/// A Rust item, or a part of one, before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemChange {
    /// What it means for code that uses it.
    pub level: Level,
    /// As Rust writes it; empty for what is new.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub before: String,
    /// As Rust writes it; empty for what is gone.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub after: String,
}

/// A place in a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1.
    pub column: u32,
    /// JSON pointer.
    pub pointer: String,
}

impl Report {
    /// As JSON.
    #[must_use]
    pub fn json(&self) -> String {
        // Plain data with string keys: there is nothing in it that JSON cannot hold.
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }

    /// The lines of all entries that confirm renamings, as one text for the settings; empty where nothing is renamed.
    #[must_use]
    pub fn renames(&self) -> String {
        let mut all = toml::Table::new();
        for entry in &self.entries {
            // The lines are our own.
            let lines = entry.settings.parse::<toml::Table>().unwrap_or_default();
            merge(&mut all, lines);
        }
        all.to_string()
    }

    /// The gravest of all entries that nobody has approved.
    #[must_use]
    pub fn unapproved(&self) -> Totals {
        Totals::of(self.entries.iter().filter(|entry| !entry.is_approved()), self.totals.pages)
    }

    /// Changes the names of files to what people call them.
    pub fn rename_files(&mut self, old: &dyn Fn(&str) -> String, new: &dyn Fn(&str) -> String) {
        self.old = old(&self.old);
        self.new = new(&self.new);
        for entry in &mut self.entries {
            entry.old.iter_mut().for_each(|place| place.file = old(&place.file));
            entry.new.iter_mut().chain(&mut entry.places).for_each(|place| place.file = new(&place.file));
        }
    }
}

/// Adds tables to tables, and keeps what is there of everything else.
fn merge(into: &mut toml::Table, from: toml::Table) {
    for (key, value) in from {
        match (into.get_mut(&key), value) {
            (Some(toml::Value::Table(there)), toml::Value::Table(more)) => merge(there, more),
            (Some(_), _) => {}
            (None, value) => _ = into.insert(key, value),
        }
    }
}
