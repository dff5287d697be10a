//! A report as Markdown: the text of a pull request.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::super::report::{Entry, Position, Report, Verdict};
use super::sections::{Section, sections};
use super::todo::{Todo, brief};
use super::words::{Grave, Mark, approval, at, count, difference, directions, marks, pages, said, single};

/// How many bytes the text of a pull request may have.
const LONGEST: usize = 64_512;

/// How many operations and items of an entry are shown beside it; more are folded.
const FEW: usize = 4;

/// How many bytes the heading of a section takes, and more.
const HEADING: usize = 120;

/// How many entries a section shows; those of one with more are folded, but for what breaks.
const MANY: usize = 10;

/// Operations, with the first entry that names them.
type Listed<'e> = BTreeMap<&'e Vec<String>, &'e Entry>;

/// How many texts, operations and files are named at all, where not everything is.
const LISTED: usize = 50;

impl Report {
    /// As Markdown. Unless the `whole` is asked for, it is short enough for the text of a pull request: all entries are named,
    /// and the gravest are told whole.
    #[must_use]
    pub fn markdown(&self, whole: bool) -> String {
        let most = if whole { usize::MAX } else { LISTED };
        let mut out = format!("## {}\n\n", prose(&self.about()));
        let (old, new) = (brief(&self.old, &self.new), brief(&self.new, &self.old));
        let _ = writeln!(out, "{}", self.stands_for(&code(&old), &code(&new)));
        if self.verdict == Verdict::Changed {
            out.push_str(&self.actions());
            out.push_str(&self.table());
        }
        let end = self.end(most);
        let room = if whole { usize::MAX } else { LONGEST.saturating_sub(end.len() + 200) };
        let sections = sections(self);
        let brief: Vec<String> = sections.iter().flat_map(|(_, entries)| entries).map(|entry| named(entry)).collect();
        let files = (self.old.as_str(), self.new.as_str());
        // What the entries that are still to come take at least.
        let mut needed: usize = brief.iter().map(String::len).sum::<usize>() + sections.len() * HEADING;
        let (mut brief, mut left, mut cut) = (brief.into_iter(), 0, false);
        let mut listed = Listed::default();
        for (section, entries) in sections {
            let mut part = String::new();
            let head = format!("{} ({})", section.title(), entries.len());
            let (open, close) = if section.is_folded() || (section > Section::Breaks && entries.len() > MANY) {
                (format!("\n<details><summary><b>{head}</b></summary>\n\n"), "\n</details>\n")
            } else {
                (format!("\n### {head}\n"), "")
            };
            needed = needed.saturating_sub(HEADING);
            for entry in entries {
                let (text, short) = (told(entry, files, most, &listed), brief.next().unwrap_or_default());
                needed = needed.saturating_sub(short.len());
                let taken = out.len() + open.len() + part.len() + close.len();
                // Where there are so many that names alone would fill it, half of it is for the gravest.
                cut |= taken + text.len() + needed.min(room / 2) > room;
                match cut {
                    false => {
                        part.push_str(&text);
                        listed.entry(&entry.operations).or_insert(entry);
                    }
                    true if taken + short.len() <= room => part.push_str(&short),
                    true => left += 1,
                }
            }
            if !part.is_empty() {
                out.push_str(&(open + &part + close));
            }
        }
        if left > 0 {
            let _ = writeln!(out, "\n**{} not shown here**, none graver than those above.", count(left, "more change"));
        }
        out + &end
    }

    /// The verdicts, each with what it means.
    fn table(&self) -> String {
        let mut out = "\n| for | verdict | which means |\n|---|---|---|\n".to_owned();
        let totals = self.totals;
        let mut row = |what: &str, word: &str, meaning: &str| {
            let _ = writeln!(out, "| {what} | **{word}** | {meaning} |");
        };
        row("the wire", totals.wire.word(), totals.wire.meaning());
        row("clients already released", totals.released.word(), totals.released.meaning());
        row("code that uses the new crate", totals.rust.word(), totals.rust.meaning());
        if let Some(tool) = totals.tool {
            row("command lines", tool.word(), tool.meaning());
        }
        let (word, meaning) = pages(totals.pages);
        row("reference pages", word, meaning);
        out
    }

    /// Which document this is about, and which version to release for it.
    fn stands_for(&self, old: &str, new: &str) -> String {
        let meaning = match self.verdict {
            Verdict::Untouched => "Nothing that the crate is made of differs.",
            Verdict::Documentation => "Only texts for people differ.",
            Verdict::Changed => "What that means for everybody who depends on the API:",
        };
        let release = self.to_release();
        let release = if release.is_empty() { release } else { format!(" **{}**", prose(&release)) };
        match self.verdict {
            Verdict::Changed => format!("The document {old} became {new}.{release}"),
            _ => format!("The document {old} became {new}. {meaning}{release}"),
        }
    }

    /// What to do, as boxes to tick.
    fn actions(&self) -> String {
        let todo = self.todo();
        if todo.is_empty() {
            return "\nNobody has to do anything.\n".to_owned();
        }
        let line = |todo: &Todo| format!("- [ ] **{}:** {}\n", prose(&todo.head), prose(&todo.text));
        format!("\n### Do this now\n\n{}", todo.iter().map(line).collect::<String>())
    }

    /// What follows the entries: lines to copy, the words, and the files.
    fn end(&self, most: usize) -> String {
        let mut out = String::new();
        let renames = self.renames();
        if !renames.is_empty() {
            let lines = fenced("toml", &format!("{}\n", renames.trim_end()));
            let ask = "Types and flags that are called otherwise now. Added to the settings, these lines keep the old names as deprecated ones; \
                       take out those that nobody used.";
            out.push_str(&folded_as("Names to keep", &format!("{ask}\n\n{lines}")));
        }
        let changelog = self.changelog();
        if self.verdict == Verdict::Changed && !changelog.is_empty() {
            out.push_str(&folded_as("For the changelog", &fenced("markdown", &cut(&changelog, most))));
        }
        if self.verdict == Verdict::Changed {
            let row = |(what, word, meaning): &(&str, &str, &str)| format!("| {what} | {word} | {meaning} |\n");
            let rows: String = self.legend().iter().map(row).collect();
            let text = format!("{LEGEND}\n\n| for | word | which means |\n|---|---|---|\n{rows}");
            out.push_str(&folded("What the words mean", &text));
        }
        if !self.regenerated.is_empty() {
            let head = format!("{} regenerated", count(self.regenerated.len(), "file"));
            out.push_str(&folded(&head, &list(&self.regenerated, most, |file| code(file))));
        }
        out
    }
}

/// What a reader has to know who sees this for the first time.
const LEGEND: &str = "Each heading is one edit of the document, with all that it reaches. *Requests* is what clients send, *answers* what \
                      servers send. *Released clients* were made from the old document; the *crate* is the Rust client as it is generated \
                      now. `12:3` is a line and a column of the new document, “was” one of the old document. The code below a heading \
                      approves it, in `approvals.toml`.";

/// How many bytes of a changelog are shown, where not everything is.
const CHANGELOG: usize = 16_384;

/// The first lines of a changelog, where it is too long for the text of a pull request.
fn cut(changelog: &str, most: usize) -> String {
    if most == usize::MAX || changelog.len() <= CHANGELOG {
        return changelog.to_owned();
    }
    let mut out = String::new();
    for item in changelog.split_inclusive("\n- ") {
        if out.len() + item.len() > CHANGELOG {
            break;
        }
        out.push_str(item);
    }
    let out = out.trim_end_matches("- ");
    format!("{}\n<!-- more lines than fit here: `wharf diff --format markdown --verbose` has all -->\n", out.trim_end())
}

/// A part with lines to copy, which is shown when somebody asks for it.
fn folded_as(head: &str, text: &str) -> String {
    format!("\n<details><summary><b>{head}</b></summary>\n\n{}\n\n</details>\n", text.trim_end())
}

/// An entry in a line.
fn named(entry: &Entry) -> String {
    let marks: Vec<String> = marks(entry).iter().filter(|mark| mark.grave > Grave::Calm).map(strong).collect();
    let marks = if marks.is_empty() { String::new() } else { format!(" ({})", marks.join(" · ")) };
    format!("- {}: {}{marks} <sub>{}</sub>\n", subject(&entry.subject), prose(&entry.title), code(&entry.id))
}

/// An entry; `files` are the old and the new document, which its places need not name.
/// `listed` are the operations that an entry before it names.
fn told(entry: &Entry, files: (&str, &str), most: usize, listed: &Listed<'_>) -> String {
    let mut out = format!("\n#### {}: {}\n\n", subject(&entry.subject), prose(&entry.title));
    if !entry.before.is_empty() || !entry.after.is_empty() {
        let value = |text: &str| if text.is_empty() { said(text).to_owned() } else { code(text) };
        let _ = write!(out, "{} → {}\n\n", value(&entry.before), value(&entry.after));
    }
    let marks: Vec<String> = marks(entry).iter().map(strong).collect();
    let _ = writeln!(out, "- {}", marks.join(" · "));
    if !entry.hint.is_empty() {
        let _ = writeln!(out, "- **What to do:** {}", prose(&entry.hint));
    }
    if !entry.settings.is_empty() {
        out.push_str("- Old names can be kept: “Names to keep” below has the lines.\n");
    }
    for part in &entry.parts {
        let values =
            [&part.before, &part.after].map(|text| if text.is_empty() { said(text).to_owned() } else { code(text) });
        let values = if part.before.is_empty() && part.after.is_empty() {
            String::new()
        } else {
            format!(" ({})", values.join(" → "))
        };
        let _ = writeln!(out, "- so {}: {}{values}", subject(&part.subject), prose(&part.title));
    }
    if let Some(text) = approval(entry) {
        let _ = writeln!(out, "- {}", prose(&text));
    }
    match (&entry.old, &entry.new) {
        (Some(old), Some(new)) => _ = writeln!(out, "- {} (was {})", place(new, files.1), code(&near(old, files.0))),
        (None, Some(new)) => _ = writeln!(out, "- {}", place(new, files.1)),
        (Some(old), None) => _ = writeln!(out, "- was {}", place(old, files.0)),
        (None, None) => {}
    }
    let operations = &entry.operations;
    if !operations.is_empty() && operations.len() <= FEW {
        let named: Vec<String> = operations.iter().map(|one| code(one)).collect();
        let _ = writeln!(out, "- reaches {}{}", named.join(", "), directions(entry));
    }
    if operations.len() > FEW {
        let (number, ways) = (count(operations.len(), "operation"), directions(entry));
        if let Some(other) = listed.get(operations) {
            let _ = writeln!(out, "- reaches the same {number} as {}{ways}", subject(&other.subject));
        } else {
            let head = format!("reaches {number}{ways}");
            out.push_str(&folded(&head, &list(operations, most, |one| code(one))));
        }
    }
    let difference = difference(entry);
    let mut lines = String::new();
    for (sign, text) in &difference {
        let _ = writeln!(lines, "{sign} {}", single(text));
    }
    if difference.len() > FEW * 2 {
        let items = count(entry.items.len(), "item");
        let commands = count(entry.command_lines.len(), "command line");
        out.push_str(&folded(&format!("{items} of the crate, {commands}"), &fenced("diff", &lines)));
    } else if !lines.is_empty() {
        let _ = write!(out, "\n{}", fenced("diff", &lines));
    }
    if entry.places.len() > 1 {
        let head = count(entry.places.len(), "place");
        out.push_str(&folded(&head, &list(&entry.places, most, |one| place(one, files.1))));
    }
    let rules: Vec<String> = entry.rules.iter().map(|rule| code(rule)).collect();
    let _ = write!(out, "\n<sub>{} · {}</sub>\n", code(&entry.id), rules.join(", "));
    out
}

/// A part that is shown when somebody asks for it.
fn folded(head: &str, text: &str) -> String {
    format!("\n<details><summary>{head}</summary>\n\n{}\n\n</details>\n", text.trim_end())
}

fn list<T>(all: &[T], most: usize, shown: impl Fn(&T) -> String) -> String {
    let mut out = String::new();
    for one in all.iter().take(most) {
        let _ = writeln!(out, "- {}", shown(one));
    }
    if all.len() > most {
        let _ = writeln!(out, "- … {} more", all.len() - most);
    }
    out
}

fn place(position: &Position, document: &str) -> String {
    format!("{} {}", code(&near(position, document)), code(&position.pointer))
}

/// A line and a column, with the file where that is not the document.
fn near(position: &Position, document: &str) -> String {
    if position.file == document {
        return format!("{}:{}", position.line, position.column);
    }
    at(&Position { file: brief(&position.file, document), ..position.clone() })
}

/// What changed: identifiers and paths, but for numbers of things.
fn subject(text: &str) -> String {
    if text.starts_with(|first: char| first.is_ascii_digit()) { prose(text) } else { code(&text.replace('`', "")) }
}

/// What somebody has to know stands out.
fn strong(mark: &Mark) -> String {
    let said = prose(&mark.said);
    let said = if mark.grave > Grave::Calm { format!("**{said}**") } else { said };
    format!("{}: {said}", mark.what)
}

/// A text as code, whatever is in it.
fn code(text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    let text = single(text);
    let longest = text.split(|one| one != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let space = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}

/// Lines of code, whatever is in them.
fn fenced(language: &str, lines: &str) -> String {
    let longest = lines.split(|one| one != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}{language}\n{lines}{fence}\n")
}

/// A text of a rule: what stands between backticks is code, all else means itself.
fn prose(text: &str) -> String {
    let text = single(text);
    let parts: Vec<&str> = text.split('`').collect();
    if parts.len().is_multiple_of(2) {
        return plain(&text);
    }
    let shown = |(at, part): (usize, &&str)| if at.is_multiple_of(2) { plain(part) } else { code(part) };
    parts.iter().enumerate().map(shown).collect()
}

/// A text that has no marks.
fn plain(text: &str) -> String {
    let mut out = String::new();
    for one in text.chars() {
        match one {
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            // Nobody is called by name.
            '@' => out.push_str("@<!-- -->"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' => out.extend(['\\', one]),
            _ => out.push(one),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{code, fenced, prose};

    #[test]
    fn code_holds_backticks() {
        assert_eq!(code("a"), "`a`");
        assert_eq!(code("a`b``c"), "```a`b``c```");
        assert_eq!(code("`a`"), "`` `a` ``");
        assert_eq!(code("a\nb"), "`a\\nb`");
        assert_eq!(fenced("diff", "- ```\n"), "````diff\n- ```\n````\n");
    }

    #[test]
    fn marks_of_others_mean_themselves() {
        assert_eq!(prose("*a* <b> of `c_d` for @you"), "\\*a\\* &lt;b> of `c_d` for @<!-- -->you");
        assert_eq!(prose("one ` alone"), "one \\` alone");
    }
}
