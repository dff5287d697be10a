//! What a run wrote.

use std::path::Path;

use wharf::Summary;

use super::{Terminal, count, paths};
use crate::check;
use crate::files::{Difference, Kind, Plan};

/// Says on which files work of somebody was lost or left alone.
pub fn notices(out: &Path, plan: &Plan, terminal: &mut Terminal) {
    for Difference { path, kind } in plan.differences.iter().filter(|one| one.kind.loses_work()) {
        let (path, what) = (path.below(out), check::meaning(*kind));
        let done = if kind.is_leftover() { "removed" } else { "overwritten" };
        terminal.err(format_args!("notice: `{}` was {done}: {what}", path.display()));
    }
    for orphan in &plan.orphans {
        let path = out.join(orphan);
        terminal.err(format_args!("notice: `{}` was left alone: codegen did not write it", path.display()));
    }
}

/// Says which files changed: all of them or the first few.
pub fn changed(plan: &Plan, all: bool, terminal: &mut Terminal) {
    let line = |one: &Difference| format!("{} {}", mark(one.kind), one.path);
    let lines: Vec<_> = plan.differences.iter().map(line).collect();
    paths::list(terminal, &lines, all);
}

fn mark(kind: Kind) -> char {
    match kind {
        Kind::Missing => '+',
        Kind::Stale | Kind::Edited | Kind::Foreign => '~',
        Kind::Leftover | Kind::EditedLeftover => '-',
    }
}

/// How many files changed and how many did not.
#[must_use]
pub fn done(out: &Path, plan: &Plan) -> String {
    let removed = plan.differences.iter().filter(|one| one.kind.is_leftover()).count();
    let written = plan.differences.len() - removed;
    let removed = if removed > 0 { format!(", removed {removed}") } else { String::new() };
    let all = count(written + plan.unchanged, "file");
    format!("wrote {written} of {all} in `{}`{removed}", out.display())
}

/// What the generator found in the document.
#[must_use]
pub fn found(summary: Summary) -> String {
    let Summary { operations, types, warnings, .. } = summary;
    format!("{}, {}, {}", count(operations, "operation"), count(types, "type"), count(warnings, "warning"))
}
