//! A report for a terminal, without colours.

use std::fmt::Write as _;

use super::super::report::{Directed, Entry, Position, Report, Verdict};
use super::count;

/// How many operations, items and files of an entry are shown.
const SHOWN: usize = 6;

impl Report {
    /// As text. `whole` shows all operations, items and files, and not only some of many.
    #[must_use]
    pub fn text(&self, whole: bool) -> String {
        let most = if whole { usize::MAX } else { SHOWN };
        let mut out = String::new();
        // Writing into a text does not fail.
        let _ = writeln!(out, "{}", self.headline());
        for entry in &self.entries {
            out.push('\n');
            write(&mut out, entry, most);
        }
        if !self.regenerated.is_empty() {
            let _ = writeln!(out, "\n{} regenerated:", count(self.regenerated.len(), "file"));
            some(&mut out, "  ", &self.regenerated, most);
        }
        out
    }

    /// All of it in a line.
    #[must_use]
    pub fn headline(&self) -> String {
        let way = format!("{} -> {}", self.old, self.new);
        match self.verdict {
            Verdict::Untouched => format!("{way}: untouched"),
            Verdict::Documentation => format!("{way}: documentation only"),
            Verdict::Changed => {
                let totals = self.totals;
                format!(
                    "{way}: {}; wire {}, released clients {}, crate {}",
                    count(self.entries.len(), "change"),
                    totals.wire,
                    totals.released,
                    totals.rust
                )
            }
        }
    }
}

fn write(out: &mut String, entry: &Entry, most: usize) {
    let _ = writeln!(out, "{}: {}", entry.subject, entry.title);
    if !entry.before.is_empty() || !entry.after.is_empty() {
        let said = |value: &str| if value.is_empty() { "nothing".to_owned() } else { value.to_owned() };
        let _ = writeln!(out, "  {} -> {}", said(&entry.before), said(&entry.after));
    }
    let note = if entry.released_note.is_empty() { String::new() } else { format!(" ({})", entry.released_note) };
    let wire = wire(entry.wire);
    let tool = entry.tool.map(|tool| format!(" · command lines: {tool}")).unwrap_or_default();
    let (released, rust) = (entry.released, entry.rust);
    let _ = writeln!(out, "  wire: {wire} · released clients: {released}{note} · crate: {rust}{tool}");
    match (&entry.old, &entry.new) {
        (Some(old), Some(new)) => _ = writeln!(out, "  {} (was {})", place(new), at(old)),
        (None, Some(new)) => _ = writeln!(out, "  {}", place(new)),
        (Some(old), None) => _ = writeln!(out, "  was {}", place(old)),
        (None, None) => {}
    }
    if !entry.operations.is_empty() {
        let shown: Vec<&str> = entry.operations.iter().take(most).map(String::as_str).collect();
        let more = entry.operations.len() - shown.len();
        let more = if more > 0 { format!(", and {more} more") } else { String::new() };
        let _ = writeln!(out, "  {}: {}{more}", count(entry.operations.len(), "operation"), shown.join(", "));
    }
    for item in entry.items.iter().take(most) {
        if !item.before.is_empty() {
            let _ = writeln!(out, "  - {}", item.before);
        }
        if !item.after.is_empty() {
            let _ = writeln!(out, "  + {}", item.after);
        }
    }
    if entry.items.len() > most {
        let _ = writeln!(out, "  … {}", count(entry.items.len() - most, "more item"));
    }
    if !entry.hint.is_empty() {
        let _ = writeln!(out, "  = {}", entry.hint);
    }
    let _ = writeln!(out, "  {} · {}", entry.id, entry.rules.join(", "));
}

fn some(out: &mut String, indent: &str, lines: &[String], most: usize) {
    for line in lines.iter().take(most) {
        let _ = writeln!(out, "{indent}{line}");
    }
    if lines.len() > most {
        let _ = writeln!(out, "{indent}… {}", count(lines.len() - most, "more file"));
    }
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

/// A place with its pointer.
fn place(position: &Position) -> String {
    format!("{} {}", at(position), position.pointer)
}

/// A place as editors take it.
pub fn at(position: &Position) -> String {
    format!("{}:{}:{}", position.file, position.line, position.column)
}
