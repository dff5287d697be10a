//! What each kind of change means: data, one file a rule.

mod list;

use std::collections::HashMap;
use std::sync::OnceLock;

use serde::Deserialize;

use super::verdict::{Level, Released, Tool, Wire};

/// Which way values travel that a rule speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// To the server.
    Request,
    /// From the server.
    Response,
    /// Either: the rule says the same of both, or the change is of no values.
    Any,
}

/// How the Rust verdict of a rule is shown to be right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Proof {
    /// By its example.
    #[default]
    Example,
    /// What is emitted cannot show the change.
    Prevented,
    /// The change is one of the generator: two surfaces show it.
    Surfaces,
}

/// What one kind of change means.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Rule {
    /// Its name, which its file has too.
    pub id: String,
    /// The kind of change, which the comparison names.
    pub kind: String,
    /// Which way values travel that it speaks of.
    pub direction: Direction,
    /// What changed, in a few words.
    pub title: String,
    /// For the wire.
    pub wire: Wire,
    /// For a client that was generated from the old document.
    pub released: Released,
    /// The same where only answers have it and nothing is sent; absent where it is the same.
    #[serde(default)]
    pub released_in_answers: Option<Released>,
    /// What the verdict for released clients leaves open; empty where it leaves nothing.
    #[serde(default)]
    pub released_note: String,
    /// For code that uses the regenerated crate, in the rule's example. A report says what its own surfaces say.
    pub rust: Level,
    /// For command lines already written.
    #[serde(default)]
    pub tool: Tool,
    /// A line for a changelog: `{subject}`, `{old}` and `{new}` are filled in.
    pub changelog: String,
    /// What several of them are, in the plural, where they are told as one; empty where each is told by itself.
    #[serde(default)]
    pub together: String,
    /// What several are, in the plural, where the same member of many is told as one; empty where each is told by itself.
    #[serde(default)]
    pub alike: String,
    /// A line for a changelog about several.
    #[serde(default)]
    pub changelog_together: String,
    /// What to do about it; empty where there is nothing to do.
    #[serde(default)]
    pub hint: String,
    /// What to do where code has to be changed though the example shows none that has to; empty where `hint` says it.
    #[serde(default)]
    pub hint_major: String,
    /// Whether the hint and the line for a changelog say all that is to be said of its parts too.
    #[serde(default)]
    pub speaks_for_parts: bool,
    /// What has to be in an item of the crate, before and after, for the hint to mean anything; empty where it always does.
    #[serde(default)]
    pub hint_for: String,
    /// What the verdicts take for granted of what is emitted.
    pub emission: String,
    /// The rule of the change back.
    #[serde(default)]
    pub inverse: String,
    /// The rule of the same change for values that travel the other way.
    #[serde(default)]
    pub across: String,
    /// Why there is no inverse or no rule for the other way, where one is missing.
    #[serde(default)]
    pub waived: String,
    /// How the Rust verdict is shown to be right.
    #[serde(default)]
    pub proof: Proof,
    /// A document before and after the change.
    #[serde(default)]
    pub example: Option<Example>,
}

/// A change in small.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Example {
    /// Which document `old` and `new` are put into: `document` for none.
    pub frame: String,
    /// Before, as YAML.
    pub old: String,
    /// After, as YAML.
    pub new: String,
    /// Code that would notice what the emission prevents, or what only the generator changes, with the crate as `api`. It
    /// does not compile against the old crate.
    #[serde(default)]
    pub usage: String,
}

impl Example {
    /// The documents before and after, put into the text of [`frame`](Self::frame) where that has a line `{{snippet}}`.
    #[must_use]
    pub fn documents(&self, frame: &str) -> (String, String) {
        (around(frame, &self.old), around(frame, &self.new))
    }
}

/// A frame with a snippet in it, as deep as its mark stands.
fn around(frame: &str, snippet: &str) -> String {
    let around = |line: &str| match line.strip_suffix("{{snippet}}") {
        Some(indent) => snippet.lines().flat_map(|line| [indent, line, "\n"]).collect(),
        None => format!("{line}\n"),
    };
    frame.lines().map(around).collect()
}

/// All rules.
#[derive(Debug)]
pub struct Rules {
    all: Vec<Rule>,
    by_kind: HashMap<(String, Direction), usize>,
}

impl Rules {
    /// The rules that are built in.
    #[must_use]
    pub fn built_in() -> &'static Self {
        static RULES: OnceLock<Rules> = OnceLock::new();
        RULES.get_or_init(|| {
            // A test reads every file by itself, so that none is missing here.
            let all: Vec<Rule> = list::FILES.iter().filter_map(|(_, text)| toml::from_str(text).ok()).collect();
            let keys = all.iter().enumerate().map(|(at, rule)| ((rule.kind.clone(), rule.direction), at));
            let by_kind = keys.collect();
            Self { all, by_kind }
        })
    }

    /// All of them, by number.
    #[must_use]
    pub fn all(&self) -> &[Rule] {
        &self.all
    }

    /// The rule for changes of this kind.
    #[must_use]
    pub fn of(&self, kind: &str, direction: Direction) -> Option<&Rule> {
        let find = |direction| self.by_kind.get(&(kind.to_owned(), direction)).and_then(|at| self.all.get(*at));
        find(direction).or_else(|| find(Direction::Any))
    }
}

/// The files of the rules, for tests: name and text.
#[must_use]
pub fn files() -> &'static [(&'static str, &'static str)] {
    &list::FILES
}
