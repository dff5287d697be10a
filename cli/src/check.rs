//! `--check`: what is not as codegen would write it.

use std::fs;

use crate::codegen::Job;
use crate::exit::Exit;
use crate::files::output::Outputs;
use crate::files::{Difference, Kind, Plan};
use crate::print::{self, Terminal, count, paths};

/// How many lines of one file's difference are shown.
const LINES_OF_A_FILE: usize = 40;

/// How many lines are shown in all.
const LINES: usize = 200;

/// Says in what `plan` differs, with the differences themselves, and which command mends it.
pub fn report(job: &Job, outputs: &Outputs<'_>, plan: &Plan, verbose: bool, terminal: &mut Terminal) -> Exit {
    if plan.is_done() && plan.orphans.is_empty() {
        return Exit::Fine;
    }
    terminal.out(format_args!("`{}` is not what codegen would write:", job.out.display()));
    paths::list(terminal, &lines(plan), verbose);
    let mut left = if verbose { usize::MAX } else { LINES };
    for difference in &plan.differences {
        left -= diff(job, outputs.get(&difference.path), difference, left, verbose, terminal);
    }
    terminal.out("");
    if !plan.orphans.is_empty() {
        terminal.out("move orphans away or delete them; codegen never does");
    }
    if !plan.is_done() {
        terminal.out(format_args!("run: {}", job.again));
    }
    Exit::Differs
}

fn lines(plan: &Plan) -> Vec<String> {
    let line = |word: &str, path: &dyn std::fmt::Display, meaning: &str| format!("{word:<9} {path}  ({meaning})");
    let differences = plan.differences.iter();
    let mut lines: Vec<_> = differences.map(|one| line(word(one.kind), &one.path, meaning(one.kind))).collect();
    lines.extend(
        plan.orphans.iter().map(|path| line("orphan", path, "in a generated folder, and codegen did not write it")),
    );
    if plan.interrupted {
        lines.push(line("unfinished", &".wharf-staging", "a run ended before it was through"));
    } else if !plan.list_is_current {
        lines.push(line("stale", &crate::files::list::LIST, "the list of generated files"));
    }
    lines
}

fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::Missing => "missing",
        Kind::Stale => "stale",
        Kind::Edited | Kind::EditedLeftover => "edited",
        Kind::Foreign => "foreign",
        Kind::Leftover => "leftover",
    }
}

/// What it means for a file to differ in this way.
#[must_use]
pub fn meaning(kind: Kind) -> &'static str {
    match kind {
        Kind::Missing => "not there",
        Kind::Stale => "made from other inputs",
        Kind::Edited => "changed by hand",
        Kind::Foreign => "codegen did not write it",
        Kind::Leftover => "no longer generated",
        Kind::EditedLeftover => "changed by hand, and no longer generated",
    }
}

/// Shows how a file on disk differs; gives how many of at most `left` lines that took.
fn diff(job: &Job, new: Option<&&str>, one: &Difference, left: usize, verbose: bool, terminal: &mut Terminal) -> usize {
    let old = fs::read_to_string(one.path.below(&job.out));
    let (Some(new), Ok(old), true) = (new, old, left > 0) else {
        return 0;
    };
    terminal.out(format_args!("\n--- {path} as it is\n+++ {path} as codegen would write it", path = one.path));
    let lines = print::unified(&old, new);
    let shown = if verbose { left } else { left.min(LINES_OF_A_FILE) }.min(lines.len());
    lines.iter().take(shown).for_each(|line| terminal.out(line));
    let hidden = lines.len() - shown;
    if hidden > 0 {
        terminal.out(format_args!("… {}; --verbose shows them all", count(hidden, "more line")));
    }
    shown
}
