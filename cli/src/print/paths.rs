//! Lists of paths.

use super::{Terminal, count};

/// How many paths are shown before the rest is only counted.
const SOME: usize = 20;

/// Shows lines of `paths`, all of them or the first few.
pub fn list(terminal: &mut Terminal, lines: &[String], all: bool) {
    let shown = if all { lines.len() } else { lines.len().min(SOME) };
    lines.iter().take(shown).for_each(|line| terminal.out(format_args!("  {line}")));
    if let Some(more) = lines.len().checked_sub(shown).filter(|more| *more > 0) {
        terminal.out(format_args!("  … {}; --verbose shows them all", count(more, "more file")));
    }
}
