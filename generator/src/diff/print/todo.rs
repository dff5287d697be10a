//! What somebody who takes an update has to do, in a few lines: the first that a reader of a report sees.

use super::super::report::{Entry, Report, Verdict};
use super::super::verdict::{Level, Released, Tool, Wire};
use super::sections::{Section, sections};
use super::words::count;

/// How many changes are named in a line.
const NAMED: usize = 3;

/// Something to do.
pub struct Todo {
    /// In a few words.
    pub head: String,
    /// What that is about; backticks stand around code.
    pub text: String,
}

impl Report {
    /// What is to do, the most urgent first; empty where nothing is.
    pub(super) fn todo(&self) -> Vec<Todo> {
        let mut all = Vec::new();
        for (section, entries) in sections(self) {
            let number = entries.len();
            let todo = match section {
                Section::Breaks => Todo {
                    head: format!("{} what works today", verb(number, "breaks", "break")),
                    text: format!("{}. {}", named(&entries), urgent(&entries)),
                },
                Section::Change => Todo {
                    head: verb(number, "needs other code or command lines", "need other code or command lines"),
                    text: format!(
                        "{}. That is once the new crate is used; each says what to write instead.",
                        named(&entries)
                    ),
                },
                Section::Surprises => Todo {
                    head: verb(number, "may surprise", "may surprise"),
                    text: format!("{}. Nothing fails; see whether it is meant.", named(&entries)),
                },
                Section::New | Section::Quiet | Section::Approved => continue,
            };
            all.push(todo);
        }
        let renamed = self.renamed();
        if renamed > 0 {
            all.push(Todo {
                head: format!(
                    "Say whether {} {} kept",
                    count(renamed, "old name"),
                    if renamed == 1 { "is" } else { "are" }
                ),
                text:
                    "The lines for it are under “Names to keep”; with them code and command lines that say the old names still work."
                        .to_owned(),
            });
        }
        if let (Some(next), Verdict::Changed) = (&self.release.next, self.verdict) {
            all.push(Todo {
                head: format!("Release {next}"),
                text: format!("Set `version = \"{next}\"` under `[crate]` in the settings, and generate. The lines for its changelog are under “For the changelog”."),
            });
        }
        all
    }

    /// Which version to release, in a sentence; empty where the crate is the same.
    pub(super) fn to_release(&self) -> String {
        let Some(next) = &self.release.next else { return String::new() };
        let why = match self.totals.rust {
            Level::Major => "some code that uses it has to be changed",
            Level::Minor => "it has more than before, and code that uses it compiles as it is",
            Level::Patch | Level::None => "code that uses it compiles as it is",
        };
        format!("Release {next} of `{}` ({} is out): {why}.", self.release.package, self.release.now)
    }

    /// How many names are gone that can be kept.
    pub(super) fn renamed(&self) -> usize {
        fn names(value: &toml::Value) -> usize {
            match value {
                toml::Value::Table(table) => table.values().map(names).sum(),
                toml::Value::Array(list) => list.len(),
                _ => 0,
            }
        }
        self.renames().parse::<toml::Table>().map(|table| table.values().map(names).sum()).unwrap_or_default()
    }

    /// How many changes there are, and how many of them break something.
    pub(super) fn counted(&self) -> String {
        match self.verdict {
            Verdict::Untouched => "untouched".to_owned(),
            Verdict::Documentation => "documentation only".to_owned(),
            Verdict::Changed => {
                let breaks = self.entries.iter().filter(|entry| Section::of(entry) == Section::Breaks).count();
                let is_approved = self.entries.iter().any(|entry| entry.is_approved() && entry.breaks());
                let all = count(self.entries.len(), "change");
                match breaks {
                    0 if is_approved => format!("{all}, none of which breaks what works today without being approved"),
                    0 if self.entries.len() == 1 => format!("{all}, which breaks nothing that works today"),
                    0 => format!("{all}, none of which breaks what works today"),
                    _ if self.entries.len() == 1 => format!("{all}, which breaks what works today"),
                    1 => format!("{all}, of which 1 breaks what works today"),
                    _ if self.entries.len() == breaks => format!("{all}, all of which break what works today"),
                    _ => format!("{all}, of which {breaks} break what works today"),
                }
            }
        }
    }

    /// What the update is of, and what became of it: the title of a report.
    pub(super) fn about(&self) -> String {
        let title = self.title.trim();
        let what = if title.is_empty() { brief(&self.new, &self.old) } else { title.to_owned() };
        format!("{what}: {}", self.counted())
    }

    /// The words for verdicts that are in this report, with whom each is about and what it means.
    pub(super) fn legend(&self) -> Vec<(&'static str, &'static str, &'static str)> {
        let entries = || self.entries.iter();
        let said = |wire: Wire| entries().any(|one| one.wire.request == Some(wire) || one.wire.response == Some(wire));
        let mut all = Vec::new();
        all.extend(Wire::ALL.iter().filter(|one| said(**one)).map(|one| ("wire", one.word(), one.meaning())));
        let released = Released::ALL.iter().filter(|word| entries().any(|one| one.released == **word));
        all.extend(released.map(|one| ("released clients", one.word(), one.meaning())));
        let rust = Level::ALL.iter().filter(|word| entries().any(|one| one.rust == **word));
        all.extend(rust.map(|one| ("crate", one.word(), one.meaning())));
        let tool = Tool::ALL.iter().filter(|word| entries().any(|one| one.tool == Some(**word)));
        all.extend(tool.map(|one| ("command lines", one.word(), one.meaning())));
        all
    }
}

/// Who is hit by what breaks.
fn urgent(entries: &[&Entry]) -> String {
    let failing = entries.iter().filter(|entry| entry.released >= Released::Fails).count();
    let them = if failing == 1 { "it" } else { "them" };
    let first = "release before the server changes, and tell who uses them.";
    match failing {
        0 => "Clients already released go on; whoever calls the API otherwise may fail.".to_owned(),
        all if all == entries.len() => format!("Clients already released fail where they meet {them}: {first}"),
        some => {
            format!("Clients already released fail where they meet {some} of these, and go on with the rest: {first}")
        }
    }
}

/// `1 change breaks`, `2 changes break`.
fn verb(number: usize, one: &str, several: &str) -> String {
    format!("{} {}", count(number, "change"), if number == 1 { one } else { several })
}

/// The first entries by name.
fn named(entries: &[&Entry]) -> String {
    let name = |entry: &&Entry| {
        let subject = entry.subject.replace('`', "");
        if subject.starts_with(|first: char| first.is_ascii_digit()) { subject } else { format!("`{subject}`") }
    };
    let names: Vec<String> = entries.iter().take(NAMED).map(name).collect();
    let more = entries.len() - names.len();
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("{}{more}", names.join(", "))
}

/// A file without the folders that tell a reader nothing: those of this machine, and those that both documents are in.
pub fn brief(file: &str, other: &str) -> String {
    let is_absolute = file.starts_with('/') || file.get(1..2) == Some(":");
    if !is_absolute {
        return file.to_owned();
    }
    let parts = |text: &str| text.split(['/', '\\']).map(str::to_owned).collect::<Vec<_>>();
    let (own, others) = (parts(file), parts(other));
    let shared = own.iter().zip(&others).take_while(|(one, other)| one == other).count();
    // Of files that have no folder in common the name has to do.
    let from = if shared < 2 { own.len() - 1 } else { shared.min(own.len() - 1) };
    own.get(from..).unwrap_or_default().join("/")
}

#[cfg(test)]
mod tests {
    use super::brief;

    #[test]
    fn what_only_this_machine_knows_is_left_out() {
        for (file, other, said) in [
            ("/home/me/old.yaml", "/home/me/new.yaml", "old.yaml"),
            ("/home/me/old/api.yaml", "/home/me/new/api.yaml", "old/api.yaml"),
            ("/home/me/api.yaml (before)", "/home/me/api.yaml", "api.yaml (before)"),
            ("/home/me/api.yaml", "/home/me/api.yaml", "api.yaml"),
            ("/home/me/api.yaml", "main:spec/api.yaml", "api.yaml"),
            ("spec/api.yaml", "/home/me/api.yaml", "spec/api.yaml"),
        ] {
            assert_eq!(brief(file, other), said, "{file} {other}");
        }
    }
}
