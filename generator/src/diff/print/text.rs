//! A report for a terminal, without colours.

use super::super::report::{Entry, Position, Report, Verdict};
use super::todo::brief;
use super::words::{approval, at, count, difference, directions, marks, said, single};

/// How many operations, items and files of an entry are shown.
pub const SHOWN: usize = 6;

impl Report {
    /// As text. `whole` shows all operations, items and files, and not only some of many.
    #[must_use]
    pub fn text(&self, whole: bool) -> String {
        let most = if whole { usize::MAX } else { SHOWN };
        let mut out = Vec::from([self.headline()]);
        if self.verdict == Verdict::Changed {
            out.extend(self.meanings());
        }
        for entry in &self.entries {
            out.push(String::new());
            out.push(format!("{}: {}", entry.subject, entry.title));
            out.extend(lines(entry, most).into_iter().map(|line| format!("  {line}")));
        }
        let renames = self.renames();
        if !renames.is_empty() {
            out.push(String::new());
            out.push("To keep the old names, as deprecated ones, add to the settings:".to_owned());
            out.extend(renames.lines().map(|line| if line.is_empty() { String::new() } else { format!("  {line}") }));
        }
        if !self.regenerated.is_empty() {
            out.push(String::new());
            out.push(format!("{} regenerated:", count(self.regenerated.len(), "file")));
            let shown = self.regenerated.iter().take(most);
            out.extend(shown.map(|file| format!("  {file}")).chain(more(self.regenerated.len(), most, "file")));
        }
        out.iter().map(|line| single(line) + "\n").collect()
    }

    /// Which documents, and all of it in a line.
    #[must_use]
    pub fn headline(&self) -> String {
        format!("{} -> {}: {}", brief(&self.old, &self.new), brief(&self.new, &self.old), self.summary())
    }

    /// The verdicts with what each means, and which version to release.
    fn meanings(&self) -> Vec<String> {
        let totals = self.totals;
        let mut rows = vec![
            ("wire", totals.wire.word(), totals.wire.meaning()),
            ("released clients", totals.released.word(), totals.released.meaning()),
            ("crate", totals.rust.word(), totals.rust.meaning()),
        ];
        rows.extend(totals.tool.map(|tool| ("command lines", tool.word(), tool.meaning())));
        let mut out: Vec<String> =
            rows.into_iter().map(|(what, word, meaning)| format!("  {what:<16}  {word:<11}  {meaning}")).collect();
        out.extend(
            Some(self.to_release()).filter(|text| !text.is_empty()).map(|text| format!("  {}", text.replace('`', ""))),
        );
        out
    }
}

/// What is said about an entry below its title.
pub fn lines(entry: &Entry, most: usize) -> Vec<String> {
    let mut out = Vec::new();
    if !entry.before.is_empty() || !entry.after.is_empty() {
        out.push(format!("{} -> {}", said(&entry.before), said(&entry.after)));
    }
    let marks: Vec<String> = marks(entry).iter().map(|mark| format!("{}: {}", mark.what, mark.said)).collect();
    out.push(marks.join(" · "));
    out.extend(match (&entry.old, &entry.new) {
        (Some(old), Some(new)) => Some(format!("{} (was {})", place(new), at(old))),
        (None, Some(new)) => Some(place(new)),
        (Some(old), None) => Some(format!("was {}", place(old))),
        (None, None) => None,
    });
    let operations = &entry.operations;
    if !operations.is_empty() {
        let shown: Vec<&str> = operations.iter().take(most).map(String::as_str).collect();
        let more = operations.len() - shown.len();
        let more = if more > 0 { format!(", and {more} more") } else { String::new() };
        let head = format!("{}{}", count(operations.len(), "operation"), directions(entry));
        out.push(format!("{head}: {}{more}", shown.join(", ")));
    }
    for part in &entry.parts {
        let is_said = !part.before.is_empty() || !part.after.is_empty();
        let values =
            if is_said { format!(" ({} -> {})", said(&part.before), said(&part.after)) } else { String::new() };
        out.push(format!("so {}: {}{values}", part.subject, part.title));
    }
    // As many pairs of before and after as may be shown.
    let difference = difference(entry);
    let most_lines = most.saturating_mul(2);
    out.extend(difference.iter().take(most_lines).map(|(sign, text)| format!("{sign} {text}")));
    out.extend(more(difference.len(), most_lines, "line"));
    if !entry.hint.is_empty() {
        out.push(format!("= {}", entry.hint));
    }
    if !entry.settings.is_empty() {
        out.push("= Old names can be kept by the settings.".to_owned());
    }
    out.extend(approval(entry));
    out.push(format!("{} · {}", entry.id, entry.rules.join(", ")));
    out
}

/// How many are not shown.
fn more(all: usize, most: usize, word: &str) -> Option<String> {
    (all > most).then(|| format!("… {}", count(all - most, &format!("more {word}"))))
}

/// A place with its pointer.
fn place(position: &Position) -> String {
    format!("{} {}", at(position), position.pointer)
}
