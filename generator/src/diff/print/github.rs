//! A report as commands of GitHub's workflows, which are shown as annotations at the lines of the document.

use std::fmt::Write as _;

use super::super::report::{Entry, Report, Verdict};
use super::sections::Section;
use super::text::{SHOWN, lines};
use super::words::single;

impl Report {
    /// As annotations, the gravest first, since GitHub shows ten of each level and drops the others. What the new document
    /// no longer has stands at the document as a whole.
    #[must_use]
    pub fn github(&self) -> String {
        // A line that is no command goes to the log.
        let mut out = format!("{}\n", logged(&self.headline()));
        if self.verdict == Verdict::Untouched {
            return out;
        }
        for (_, entries) in super::sections::sections(self) {
            for entry in entries {
                write(&mut out, self, entry);
            }
        }
        out
    }
}

fn write(out: &mut String, report: &Report, entry: &Entry) {
    let level = match Section::of(entry) {
        Section::Breaks => "error",
        Section::Change | Section::Surprises => "warning",
        Section::New | Section::Quiet | Section::Approved => "notice",
    };
    let mut properties = match &entry.new {
        Some(place) => format!("file={},line={},col={}", property(&place.file), place.line, place.column),
        None => format!("file={}", property(&report.new)),
    };
    // Writing into a text does not fail.
    let _ = write!(properties, ",title={}", property(&format!("{}: {}", entry.subject, entry.title)));
    let _ = writeln!(out, "::{level} {properties}::{}", data(&lines(entry, SHOWN).join("\n")));
}

/// A line of the log that is no command, whatever the names of files are.
fn logged(text: &str) -> String {
    single(text).trim_start_matches(':').to_owned()
}

/// The text of a command, as its reader takes it.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{data, logged, property};

    #[test]
    fn what_ends_a_text_or_a_property_is_escaped() {
        assert_eq!(data("100%\r\nof it: a, b"), "100%25%0D%0Aof it: a, b");
        assert_eq!(property("C:/a,b%.yaml"), "C%3A/a%2Cb%25.yaml");
        assert_eq!(logged("::error::a\n::b"), "error::a\\n::b");
    }
}
