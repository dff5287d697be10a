//! What is better and worse than in an earlier run.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::outcome::Compiled;
use super::{Outcome, Record};
use crate::print::{Terminal, count};
use crate::problem::Problem;

/// Reads the records of an earlier run.
///
/// # Errors
/// A file that cannot be read, or holds no records.
pub fn read(path: &Path) -> Result<Vec<Record>, Problem> {
    let bytes = fs::read(path).map_err(|error| Problem::refused("read the records", path, &error))?;
    serde_json::from_slice(&bytes).map_err(|error| {
        Problem::new(
            format!("cannot read the records `{}`: {error}", path.display()),
            "name a file that --json of this version wrote",
        )
    })
}

/// Shows in which documents `new` differs from `old`.
pub fn print(old: &[Record], new: &[Record], terminal: &mut Terminal) {
    let before: BTreeMap<&str, &Record> = old.iter().map(|record| (record.document.as_str(), record)).collect();
    let both: Vec<(&Record, &Record)> =
        new.iter().filter_map(|record| Some((*before.get(record.document.as_str())?, record))).collect();
    let more = count(new.len() - both.len(), "document");
    let less = count(old.len().saturating_sub(both.len()), "document");
    terminal.out(format_args!("\nagainst the earlier run: {more} new, {less} not run"));
    changes("better", &both, |old, new| rank(new) > rank(old), terminal);
    changes("worse", &both, |old, new| rank(new) < rank(old), terminal);
    changes("other", &both, |old, new| rank(new) == rank(old) && new.state() != old.state(), terminal);
    for (what, value) in SUMS {
        let sum = |records: &mut dyn Iterator<Item = &Record>| records.map(value).sum::<u64>();
        let (old, new) = (sum(&mut both.iter().map(|both| both.0)), sum(&mut both.iter().map(|both| both.1)));
        terminal.out(format_args!("{what:>30}  {old} -> {new}"));
    }
}

type Value = fn(&Record) -> u64;

const SUMS: [(&str, Value); 3] = [
    ("ms of generating, in all", |record| record.milliseconds),
    ("KiB of code, in all", |record| match record.outcome {
        Outcome::Generated { bytes, .. } => u64::try_from(bytes / 1024).unwrap_or(u64::MAX),
        _ => 0,
    }),
    ("ms of compiling, in all", |record| record.compiled.as_ref().and_then(|one| one.milliseconds).unwrap_or_default()),
];

fn changes(how: &str, both: &[(&Record, &Record)], is: fn(&Record, &Record) -> bool, terminal: &mut Terminal) {
    let changed: Vec<_> = both.iter().filter(|(old, new)| is(old, new)).collect();
    if changed.is_empty() {
        return;
    }
    terminal.out(format_args!("{}: {how}", count(changed.len(), "document")));
    for (old, new) in changed {
        terminal.out(format_args!("  {}: {} -> {}", new.document, old.state(), new.state()));
    }
}

/// How far a document came; of two that came equally far, fewer findings are better.
fn rank(record: &Record) -> (u8, std::cmp::Reverse<usize>) {
    let way = match (&record.outcome, &record.compiled) {
        (Outcome::Generated { .. }, Some(Compiled { finished: false, .. })) => 2,
        (Outcome::Generated { .. }, _) => 3,
        (Outcome::Refused { .. }, _) => 1,
        _ => 0,
    };
    let found = record.compiled.as_ref().map_or(0, |one| one.findings.len());
    (way, std::cmp::Reverse(found))
}
