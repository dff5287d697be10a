//! What pages say about a version, in words.

use std::collections::BTreeSet;

use wharf::diff::{Entry, Level, Released, Report, Tool, Totals, Verdict, Wire};

use super::super::{Outcome, Step};
use crate::print::count;

/// How much a version asks of people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// Texts for people, or less.
    Quiet,
    /// All goes on as before.
    Fine,
    /// Somebody may be surprised.
    Risky,
    /// Something that worked does not.
    Breaking,
    /// It cannot be read.
    Broken,
}

impl Grade {
    /// That of a version.
    pub fn of(step: &Step) -> Self {
        match &step.outcome {
            Outcome::First { .. } => Self::Fine,
            Outcome::Broken(_) => Self::Broken,
            Outcome::Gone => Self::Breaking,
            Outcome::Updated(updated) if updated.report.verdict != Verdict::Changed => Self::Quiet,
            Outcome::Updated(updated) => {
                graded(updated.report.totals).into_iter().map(|(_, grade)| grade).max().unwrap_or(Self::Fine)
            }
        }
    }

    /// The word for it, which is its class too.
    pub fn word(self) -> &'static str {
        match self {
            Self::Quiet => "quiet",
            Self::Fine => "fine",
            Self::Risky => "risky",
            Self::Breaking => "breaking",
            Self::Broken => "broken",
        }
    }

    /// What it means.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Quiet => "documentation only",
            Self::Fine => "all goes on as before",
            Self::Risky => "may surprise",
            Self::Breaking => "breaks something",
            Self::Broken => "cannot be read",
        }
    }
}

/// The page of a version, from the top of the site.
pub fn address(step: &Step) -> String {
    format!("updates/{}.html", step.commit.short())
}

/// What happened, in a line.
pub fn headline(step: &Step) -> String {
    match &step.outcome {
        Outcome::First { operations: 0, .. } => "Nothing of it yet".to_owned(),
        Outcome::First { operations, types } => {
            format!("First version: {}, {}", count(*operations, "operation"), count(*types, "type"))
        }
        Outcome::Broken(_) => "This version cannot be read".to_owned(),
        Outcome::Gone => "The document was removed".to_owned(),
        Outcome::Updated(updated) => match updated.report.verdict {
            Verdict::Untouched => "Nothing that anybody would notice".to_owned(),
            Verdict::Documentation => "Documentation only".to_owned(),
            Verdict::Changed => count(updated.report.entries.len(), "change"),
        },
    }
}

/// What the totals of a report say, each with its class.
pub fn verdicts(report: &Report) -> Vec<(String, &'static str)> {
    graded(report.totals).into_iter().map(|(said, grade)| (said, grade.word())).collect()
}

/// Each verdict of a report, and how much it asks of people.
fn graded(totals: Totals) -> Vec<(String, Grade)> {
    let wire = match totals.wire {
        Wire::Breaking => Grade::Breaking,
        Wire::Risky => Grade::Risky,
        Wire::Fine | Wire::None => Grade::Fine,
    };
    let released = match totals.released {
        Released::Fails | Released::Rejected | Released::Undecodable => Grade::Breaking,
        Released::Silent | Released::Ignored => Grade::Risky,
        Released::Ok => Grade::Fine,
    };
    let breaks = |is: bool| if is { Grade::Breaking } else { Grade::Fine };
    let mut all = vec![
        (format!("wire {}", totals.wire), wire),
        (format!("released clients {}", totals.released), released),
        (format!("crate {}", totals.rust), breaks(totals.rust == Level::Major)),
    ];
    all.extend(totals.tool.map(|tool| (format!("command lines {tool}"), breaks(tool == Tool::Breaks))));
    all
}

/// The resources that a report is about: the words of paths before the first one that varies.
pub fn resources(report: &Report) -> BTreeSet<String> {
    report
        .entries
        .iter()
        .flat_map(|entry| entry.operations.iter())
        .filter_map(|operation| resource(operation))
        .collect()
}

/// The resource of an operation such as `GET /v1/toys/{id}/parts`: `v1/toys`.
fn resource(operation: &str) -> Option<String> {
    let (_, path) = operation.split_once(' ')?;
    let words: Vec<&str> =
        path.split('/').filter(|word| !word.is_empty()).take_while(|word| !word.contains('{')).collect();
    let is_version =
        |word: &&str| word.strip_prefix('v').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    words.iter().find(|word| !is_version(word)).map(|word| (*word).to_owned())
}

/// A line about an entry.
pub fn line(entry: &Entry) -> String {
    if entry.changelog.is_empty() { format!("{}: {}", entry.subject, entry.title) } else { entry.changelog.clone() }
}

/// `2026-05-07T21:57:00Z` as `7 May 2026, 21:57`.
pub fn when(date: &str) -> String {
    let Some((year, month, day)) = day_of(date) else { return date.to_owned() };
    let time = date.get(11..16).unwrap_or_default();
    format!("{day} {month} {year}, {time}")
}

/// `2026-05-07T21:57:00Z` as `May 2026`.
pub fn month(date: &str) -> String {
    day_of(date).map_or_else(|| date.to_owned(), |(year, month, _)| format!("{month} {year}"))
}

fn day_of(date: &str) -> Option<(&str, &'static str, u8)> {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let month: usize = date.get(5..7)?.parse().ok()?;
    Some((date.get(..4)?, *MONTHS.get(month.checked_sub(1)?)?, date.get(8..10)?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gravest_verdict_is_that_of_the_version() {
        let fine = Totals { wire: Wire::Fine, ..Totals::default() };
        let worst = |totals| graded(totals).into_iter().map(|(_, grade)| grade).max();
        assert_eq!(worst(fine), Some(Grade::Fine));
        assert_eq!(worst(Totals { wire: Wire::Risky, ..fine }), Some(Grade::Risky));
        assert_eq!(worst(Totals { released: Released::Ignored, ..fine }), Some(Grade::Risky));
        assert_eq!(worst(Totals { released: Released::Undecodable, ..fine }), Some(Grade::Breaking));
        assert_eq!(worst(Totals { rust: Level::Major, ..fine }), Some(Grade::Breaking));
        assert_eq!(worst(Totals { tool: Some(Tool::Breaks), ..fine }), Some(Grade::Breaking));
    }

    #[test]
    fn dates_are_said_as_people_do() {
        assert_eq!(when("2026-05-07T21:57:00Z"), "7 May 2026, 21:57");
        assert_eq!(month("2026-12-07T21:57:00Z"), "December 2026");
        assert_eq!(when("yesterday"), "yesterday");
    }

    #[test]
    fn a_resource_is_the_first_word_that_stays() {
        for (operation, found) in [
            ("GET /toys", Some("toys")),
            ("GET /v1/toys/{id}/parts", Some("toys")),
            ("GET /{tenant}/toys", None),
            ("POST /v2beta", None),
            ("event", None),
        ] {
            assert_eq!(resource(operation).as_deref(), found, "{operation}");
        }
    }
}
