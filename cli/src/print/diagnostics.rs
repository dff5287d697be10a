//! All that the generator has to say about a document.

use std::collections::BTreeMap;

use wharf::{Diagnostic, Severity};

use super::excerpt::Excerpt;
use super::{Terminal, count};
use crate::inputs::Names;

/// How many warnings of one kind are shown before the rest is only counted.
const WARNINGS_OF_A_KIND: usize = 3;

/// Shows `diagnostics`: every error, and them last; a few warnings of each kind; hints only when `verbose`, which shows
/// every warning too.
pub fn diagnostics(terminal: &mut Terminal, diagnostics: &[Diagnostic], names: &Names, verbose: bool) {
    let of = |severity| diagnostics.iter().filter(move |diagnostic| diagnostic.severity == severity);
    if verbose {
        of(Severity::Hint).for_each(|hint| show(terminal, hint, names));
        of(Severity::Warning).for_each(|warning| show(terminal, warning, names));
    } else {
        some(terminal, of(Severity::Warning), names);
    }
    of(Severity::Error).for_each(|error| show(terminal, error, names));
}

fn some<'a>(terminal: &mut Terminal, warnings: impl Iterator<Item = &'a Diagnostic>, names: &Names) {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for warning in warnings {
        let number = seen.entry(warning.code).or_default();
        *number += 1;
        if *number <= WARNINGS_OF_A_KIND {
            show(terminal, warning, names);
        }
    }
    for (code, number) in seen.into_iter().filter(|(_, number)| *number > WARNINGS_OF_A_KIND) {
        let more = count(number - WARNINGS_OF_A_KIND, "more warning");
        terminal.err(format_args!("{more} of the kind {code}; --verbose shows them all\n"));
    }
}

fn show(terminal: &mut Terminal, diagnostic: &Diagnostic, names: &Names) {
    let file = names.shown(&diagnostic.file);
    terminal.err(format_args!("{}\n", Excerpt { diagnostic, file: &file }));
}
