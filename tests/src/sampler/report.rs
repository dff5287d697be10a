//! What came out.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use serde::Serialize;

use super::trial::Kind;

/// What came out of a run.
#[derive(Debug, Default, Serialize)]
pub struct Report {
    /// A document each.
    pub documents: Vec<Record>,
    /// Exceptions that nothing needs any more.
    pub needless: Vec<String>,
}

/// What came out for one document.
#[derive(Debug, Default, Clone, Serialize)]
pub struct Record {
    /// Its path.
    pub document: String,
    /// SHA-256 of its bytes.
    pub digest: String,
    /// Why nothing was tried.
    pub skipped: Option<String>,
    /// How many types were tried.
    pub types: usize,
    /// How many values of each kind were sent.
    pub values: BTreeMap<Kind, usize>,
    /// How many drawn values were not valid, and dropped.
    pub dropped: usize,
    /// Branches of unions, and values of enumerations, that no valid value was found for.
    pub unreached: Vec<String>,
    /// Types for which no valid value was found: their names with their pointers.
    pub unsampled: Vec<String>,
    /// What is not as it should be.
    pub failures: Vec<Failure>,
    /// How many failures are listed as exceptions.
    pub excepted: usize,
}

/// A value that is not treated as it should be.
#[derive(Debug, Clone, Serialize)]
pub struct Failure {
    /// SHA-256 of the document.
    pub digest: String,
    /// JSON pointer of the schema.
    pub pointer: String,
    /// The type.
    pub name: String,
    /// What was tried.
    pub kind: Kind,
    /// The member that it is about.
    pub place: String,
    /// The value.
    pub text: String,
    /// What is wrong.
    pub complaint: String,
}

impl Report {
    /// Whether everything is as it should be.
    #[must_use]
    pub fn is_fine(&self) -> bool {
        self.needless.is_empty() && self.documents.iter().all(|record| record.failures.is_empty())
    }

    /// A table for people.
    #[must_use]
    pub fn text(&self) -> String {
        let sum = |count: fn(&Record) -> usize| self.documents.iter().map(count).sum::<usize>();
        let skipped = self.documents.iter().filter(|record| record.skipped.is_some()).count();
        let mut lines = vec![
            format!("{:>9}  documents, {skipped} of them without anything to try", self.documents.len()),
            format!("{:>9}  types", sum(|record| record.types)),
            format!("{:>9}  of them without a valid value", sum(|record| record.unsampled.len())),
            format!("{:>9}  branches and listed values without one", sum(|record| record.unreached.len())),
            format!("{:>9}  drawn values dropped as not valid", sum(|record| record.dropped)),
        ];
        for kind in Kind::ALL {
            let count: usize = self.documents.iter().filter_map(|record| record.values.get(&kind)).sum();
            let failures = self.failures().filter(|failure| failure.kind == kind).count();
            lines.push(format!("{count:>9}  {kind:<9} {failures:>6} failed"));
        }
        lines.push(format!("{:>9}  failed", self.failures().count()));
        lines.push(format!("{:>9}  listed as exceptions", sum(|record| record.excepted)));
        for needless in &self.needless {
            lines.push(format!("an exception that nothing needs: {needless}"));
        }
        lines.join("\n")
    }

    /// The first failure of each type, in words, at most `count`.
    #[must_use]
    pub fn first(&self, count: usize) -> String {
        let mut out = String::new();
        let mut seen = BTreeSet::new();
        for record in &self.documents {
            for failure in &record.failures {
                if seen.len() < count && seen.insert((&record.document, &failure.pointer, failure.kind)) {
                    let _ = write!(
                        out,
                        "{} {} ({}), {} {}\n  {}\n  {}\n",
                        record.document,
                        failure.pointer,
                        failure.name,
                        failure.kind,
                        failure.place,
                        cut(&failure.text),
                        cut(&failure.complaint)
                    );
                }
            }
        }
        out
    }

    /// The failures by what is wrong in general, the most frequent first, at most `count`.
    #[must_use]
    pub fn causes(&self, count: usize) -> String {
        let mut causes: BTreeMap<(Kind, String), (usize, BTreeSet<&str>)> = BTreeMap::new();
        for failure in self.failures() {
            let (times, types) = causes.entry((failure.kind, general(&failure.complaint))).or_default();
            *times += 1;
            types.insert(&failure.pointer);
        }
        let mut causes: Vec<_> = causes.into_iter().collect();
        causes.sort_by_key(|(_, (times, _))| std::cmp::Reverse(*times));
        causes.iter().take(count).fold(String::new(), |mut out, ((kind, cause), (times, types))| {
            let _ = writeln!(out, "{times:>9}  {kind:<9} {:>5} types: {}", types.len(), cut(cause));
            out
        })
    }

    fn failures(&self) -> impl Iterator<Item = &Failure> {
        self.documents.iter().flat_map(|record| &record.failures)
    }
}

/// A complaint without what differs from value to value.
fn general(complaint: &str) -> String {
    let (what, said) = complaint.split_once(": ").unwrap_or((complaint, ""));
    if !matches!(what, "it is refused" | "it panics") {
        return what.to_owned();
    }
    let pieces = said.split('`').enumerate().map(|(index, piece)| if index % 2 == 0 { piece } else { "\u{2026}" });
    let words: String = pieces.collect::<Vec<_>>().join("`");
    format!("{what}: {}", words.replace(|letter: char| letter.is_ascii_digit(), ""))
}

/// A text that may be long, cut.
fn cut(text: &str) -> String {
    let mut out: String = text.chars().take(300).collect();
    if out.len() < text.len() {
        out.push('\u{2026}');
    }
    out
}
