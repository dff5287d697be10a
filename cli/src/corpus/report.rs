//! The table at the end.

use std::collections::BTreeMap;

use super::{Outcome, Record};
use crate::print::{Terminal, count};

/// How many of the slowest documents are named.
const SLOWEST: usize = 5;

/// Shows how many documents ended how, how long they took, and what stopped those that failed.
pub fn print(records: &[Record], terminal: &mut Terminal) {
    let number = |test: fn(&Outcome) -> bool| records.iter().filter(|record| test(&record.outcome)).count();
    terminal.out(format_args!("{:>6}  documents", records.len()));
    terminal.out(format_args!("{:>6}  generated", number(|outcome| matches!(outcome, Outcome::Generated { .. }))));
    terminal.out(format_args!("{:>6}  refused", number(|outcome| matches!(outcome, Outcome::Refused { .. }))));
    terminal.out(format_args!("{:>6}  panicked", number(|outcome| matches!(outcome, Outcome::Panicked { .. }))));
    terminal.out(format_args!("{:>6}  timed out", number(|outcome| matches!(outcome, Outcome::TimedOut))));
    times(records, terminal);
    groups(records, terminal);
    failures(records, terminal);
}

fn times(records: &[Record], terminal: &mut Terminal) {
    let mut sorted: Vec<&Record> = records.iter().collect();
    sorted.sort_by_key(|record| record.milliseconds);
    let at = |percent: usize| {
        sorted.get((sorted.len() * percent).div_ceil(100).max(1) - 1).map_or(0, |record| record.milliseconds)
    };
    terminal.out(format_args!(
        "\ntime   50 %: {} ms, 90 %: {} ms, 99 %: {} ms, all: {} ms",
        at(50),
        at(90),
        at(99),
        at(100)
    ));
    for record in sorted.iter().rev().take(SLOWEST) {
        terminal.out(format_args!("{:>6} ms  {}", record.milliseconds, record.document));
    }
}

/// The kinds of errors, the commonest first, each with the number of documents and one of them.
fn groups(records: &[Record], terminal: &mut Terminal) {
    let mut groups: BTreeMap<&str, Vec<(&Record, &str)>> = BTreeMap::new();
    for record in records {
        if let Outcome::Refused { codes, first } = &record.outcome {
            for code in codes {
                groups.entry(code).or_default().push((record, first));
            }
        }
    }
    let mut groups: Vec<_> = groups.into_iter().collect();
    groups.sort_by_key(|(_, of)| std::cmp::Reverse(of.len()));
    for (code, of) in groups {
        terminal.out(format_args!("\n{code}: {}", count(of.len(), "document")));
        if let Some((record, first)) = of.iter().min_by_key(|(record, _)| is_mixed(record)) {
            terminal.out(format_args!("  such as {}:{first}", record.document));
        }
    }
}

/// Whether the first error of a document may be of another kind than the one asked for.
fn is_mixed(record: &Record) -> bool {
    matches!(&record.outcome, Outcome::Refused { codes, .. } if codes.len() > 1)
}

fn failures(records: &[Record], terminal: &mut Terminal) {
    for Record { document, outcome, .. } in records {
        match outcome {
            Outcome::Panicked { message } => {
                terminal.out(format_args!("\npanicked: {document}\n  {message}"));
            }
            Outcome::TimedOut => {
                terminal.out(format_args!("\ntimed out: {document}"));
            }
            Outcome::Generated { .. } | Outcome::Refused { .. } => {}
        }
    }
}
