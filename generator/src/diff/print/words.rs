//! Words that all forms of a report share.

use super::super::report::{Directed, Entry, Position, Report, Verdict};
use super::super::verdict::{Level, Released, Tool, Wire};

impl Report {
    /// All of it in a line: `9 changes; wire risky, released clients ok, crate major`.
    #[must_use]
    pub fn summary(&self) -> String {
        match self.verdict {
            Verdict::Untouched => "untouched".to_owned(),
            Verdict::Documentation => "documentation only".to_owned(),
            Verdict::Changed => {
                let totals = self.totals;
                let tool = totals.tool.map(|tool| format!(", command lines {tool}")).unwrap_or_default();
                let approved = self.entries.iter().filter(|entry| entry.is_approved()).count();
                let approved = if approved > 0 { format!(" ({approved} approved)") } else { String::new() };
                format!(
                    "{}{approved}; wire {}, released clients {}, crate {}{tool}",
                    count(self.entries.len(), "change"),
                    totals.wire,
                    totals.released,
                    totals.rust
                )
            }
        }
    }
}

/// `1 operation`, `2 operations`.
pub fn count(number: usize, word: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{number} {word}{ending}")
}

/// Whether pages are other ones, in a word and as a sentence.
pub fn pages(changed: bool) -> (&'static str, &'static str) {
    if changed { ("changed", "Some are regenerated.") } else { ("unchanged", "All stay as they are.") }
}

/// A verdict of one way, or of both.
pub fn wire(wire: Directed) -> String {
    match (wire.request, wire.response) {
        (Some(one), Some(other)) if one == other => one.to_string(),
        (Some(one), Some(other)) => format!("{one} in requests, {other} in answers"),
        (Some(one), None) => format!("{one} (requests)"),
        (None, Some(other)) => format!("{other} (answers)"),
        (None, None) => "none".to_owned(),
    }
}

/// The ways that a change is met at the operations that it reaches: ` (requests of 1, answers of 3)`.
pub fn directions(entry: &Entry) -> String {
    let (requests, answers) = (entry.reach.request, entry.reach.response);
    match (requests, answers) {
        (0, 0) => String::new(),
        (_, 0) if requests == entry.operations.len() => " (requests)".to_owned(),
        (0, _) if answers == entry.operations.len() => " (answers)".to_owned(),
        _ if requests == answers && answers == entry.operations.len() => " (requests and answers)".to_owned(),
        _ => format!(" (requests of {requests}, answers of {answers})"),
    }
}

/// How much a verdict asks of people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grave {
    /// Nothing.
    Calm,
    /// To know that there is more than before.
    Good,
    /// To look, or to change code.
    Odd,
    /// To act, as something fails that works today.
    Bad,
}

impl Grave {
    pub fn wire(wire: Wire) -> Self {
        match wire {
            Wire::None | Wire::Fine => Self::Calm,
            Wire::Risky => Self::Odd,
            Wire::Breaking => Self::Bad,
        }
    }

    pub fn released(released: Released) -> Self {
        match released {
            Released::Ok => Self::Calm,
            Released::Silent | Released::Ignored => Self::Odd,
            Released::Fails | Released::Rejected | Released::Undecodable => Self::Bad,
        }
    }

    pub fn rust(level: Level) -> Self {
        match level {
            Level::None | Level::Patch => Self::Calm,
            Level::Minor => Self::Good,
            Level::Major => Self::Odd,
        }
    }

    pub fn tool(tool: Tool) -> Self {
        match tool {
            Tool::Works => Self::Calm,
            Tool::New => Self::Good,
            Tool::Breaks => Self::Odd,
        }
    }

    /// Its name in styles.
    pub fn class(self) -> &'static str {
        match self {
            Self::Calm => "calm",
            Self::Good => "good",
            Self::Odd => "odd",
            Self::Bad => "bad",
        }
    }
}

/// A verdict as it is shown.
pub struct Mark {
    /// For whom.
    pub what: &'static str,
    /// In a few words.
    pub said: String,
    /// How much it asks.
    pub grave: Grave,
}

/// All verdicts of an entry.
pub fn marks(entry: &Entry) -> Vec<Mark> {
    let note = &entry.released_note;
    let note = if note.is_empty() { String::new() } else { format!(" ({note})") };
    let released = format!("{}{note}", entry.released);
    let mut all = vec![
        Mark { what: "wire", said: wire(entry.wire), grave: Grave::wire(entry.wire.worst()) },
        Mark { what: "released clients", said: released, grave: Grave::released(entry.released) },
        Mark { what: "crate", said: entry.rust.to_string(), grave: Grave::rust(entry.rust) },
    ];
    all.extend(entry.tool.map(|tool| Mark { what: "command lines", said: tool.to_string(), grave: Grave::tool(tool) }));
    all
}

/// The Rust items and the command lines that an entry changes, as lines of a difference.
pub fn difference(entry: &Entry) -> Vec<(char, String)> {
    let items = entry.items.iter().map(|item| (item.before.clone(), item.after.clone()));
    let shell = |line: &str| if line.is_empty() { String::new() } else { format!("$ {line}") };
    let lines = entry.command_lines.iter().map(|line| (shell(&line.before), shell(&line.after)));
    let both = items.chain(lines).flat_map(|(before, after)| [('-', before), ('+', after)]);
    both.filter(|(_, text)| !text.is_empty()).collect()
}

/// That somebody has accepted an entry, or had.
pub fn approval(entry: &Entry) -> Option<String> {
    let approval = entry.approved.as_ref()?;
    let word = if approval.expired { "approval expired on" } else { "approved until" };
    Some(format!("{word} {}: {}", approval.expires, approval.reason))
}

/// A place as editors take it.
pub fn at(position: &Position) -> String {
    format!("{}:{}:{}", position.file, position.line, position.column)
}

/// What was there or is there now, where either may be missing.
pub fn said(value: &str) -> &str {
    if value.is_empty() { "nothing" } else { value }
}

/// A text in one line: what would end the line, or tell a terminal something, is shown instead.
pub fn single(text: &str) -> String {
    if !text.contains(char::is_control) {
        return text.to_owned();
    }
    text.chars().fold(String::new(), |mut out, one| {
        if one.is_control() {
            out.extend(one.escape_default());
        } else {
            out.push(one);
        }
        out
    })
}
