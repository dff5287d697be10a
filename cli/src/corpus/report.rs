//! The table at the end.

use super::outcome::Tool;
use super::refused::Refused;
use super::{Outcome, Record, groups};
use crate::arguments::Crates;
use crate::print::Terminal;

/// How many of the slowest documents are named.
const SLOWEST: usize = 5;

/// Shows how many documents came how far, what that took, and what stopped the others.
pub fn print(records: &[Record], crates: &Crates, refused: &Refused, terminal: &mut Terminal) {
    let mut row = |number: usize, what: &str| terminal.out(format_args!("{number:>6}  {what}"));
    let number = |test: &dyn Fn(&Record) -> bool| records.iter().filter(|record| test(record)).count();
    row(records.len(), "documents");
    row(number(&Record::is_generated), "generated");
    for tool in tools(crates) {
        row(number(&|record| record.passes(tool)), tool.praise());
    }
    for (what, test) in ENDS {
        let number = number(&|record| test(&record.outcome));
        if number > 0 {
            row(number, what);
        }
    }
    let faults: Vec<&Record> = records.iter().filter(|record| !refused.accepts(record)).collect();
    let accepted = number(&|record| !record.is_fine()) - faults.len();
    if accepted > 0 {
        row(accepted, "refused as the list says");
    }
    row(faults.len(), "at fault");
    figures(records, terminal);
    slowest("to generate", records, |record| Some(record.milliseconds), terminal);
    if crates.are_compiled() {
        slowest("to compile", records, |record| record.compiled.as_ref()?.milliseconds, terminal);
    }
    groups::print(&faults, terminal);
}

type Test = fn(&Outcome) -> bool;

const ENDS: [(&str, Test); 5] = [
    ("refused", |outcome| matches!(outcome, Outcome::Refused { .. })),
    ("panicked", |outcome| matches!(outcome, Outcome::Panicked { .. })),
    ("died", |outcome| matches!(outcome, Outcome::Died { .. })),
    ("timed out", |outcome| matches!(outcome, Outcome::TimedOut)),
    ("out of memory", |outcome| matches!(outcome, Outcome::OutOfMemory)),
];

fn tools(crates: &Crates) -> Vec<Tool> {
    let asked = [
        (crates.are_compiled(), Tool::Rustc),
        (crates.clippy, Tool::Clippy),
        (crates.doc, Tool::Rustdoc),
        (crates.test, Tool::Test),
    ];
    asked.into_iter().filter(|(is_asked, _)| *is_asked).map(|(_, tool)| tool).collect()
}

/// What one document took, of something.
type Figure = fn(&Record) -> Option<u64>;

const FIGURES: [(&str, Figure, Figure); 2] = [
    ("generating", |record| Some(record.milliseconds), |record| record.peak_kib),
    ("compiling", |record| record.compiled.as_ref()?.milliseconds, |record| record.compiled.as_ref()?.peak_kib),
];

fn figures(records: &[Record], terminal: &mut Terminal) {
    terminal.out(format_args!("\n{:<12}{:>14}{:>14}{:>14}{:>14}", "", "50 %", "90 %", "99 %", "all"));
    for (what, time, memory) in FIGURES {
        let rows = [(what, time, "ms", 1), ("", memory, "MiB", 1024)];
        for (what, figure, unit, divisor) in rows {
            let mut sorted: Vec<u64> = records.iter().filter_map(figure).collect();
            sorted.sort_unstable();
            if sorted.is_empty() {
                continue;
            }
            let cells = [50, 90, 99, 100].map(|percent| format!("{} {unit}", at(&sorted, percent) / divisor));
            let cells = cells.iter().fold(String::new(), |row, cell| row + &format!("{cell:>14}"));
            terminal.out(format_args!("{what:<12}{cells}"));
        }
    }
}

/// The figure that `percent` of the sorted ones do not exceed.
fn at(sorted: &[u64], percent: usize) -> u64 {
    let rank = (sorted.len() * percent).div_ceil(100).max(1);
    sorted.get(rank - 1).copied().unwrap_or_default()
}

fn slowest(what: &str, records: &[Record], figure: Figure, terminal: &mut Terminal) {
    let mut timed: Vec<(u64, &Record)> = records.iter().filter_map(|record| Some((figure(record)?, record))).collect();
    timed.sort_by_key(|(time, _)| std::cmp::Reverse(*time));
    if !timed.is_empty() {
        terminal.out(format_args!("\nslowest {what}"));
    }
    for (time, record) in timed.iter().take(SLOWEST) {
        terminal.out(format_args!("{time:>10} ms  {}", record.document));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_figures_that_were_seen() {
        let sorted: Vec<u64> = (1..=10).collect();
        assert_eq!([50, 90, 99, 100].map(|percent| at(&sorted, percent)), [5, 9, 10, 10]);
        assert_eq!(at(&[7], 50), 7);
        assert_eq!(at(&[], 50), 0);
    }
}
