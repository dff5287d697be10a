//! Where commands write to.

use std::fmt;
use std::io::Write;

use super::style;
use crate::problem::Problem;

/// Standard output for what was asked, standard error for everything about it. Colours are dropped where the stream is no
/// terminal or `NO_COLOR` is set. A reader that went away is no failure.
pub struct Terminal {
    out: Box<dyn Write>,
    err: Box<dyn Write>,
}

impl Terminal {
    /// The streams of the process.
    #[must_use]
    pub fn new() -> Self {
        Self { out: Box::new(anstream::stdout()), err: Box::new(anstream::stderr()) }
    }

    /// Other streams. Colours are written to them.
    #[must_use]
    pub fn to(out: Box<dyn Write>, err: Box<dyn Write>) -> Self {
        Self { out, err }
    }

    /// Writes a line of what was asked.
    pub fn out(&mut self, line: impl fmt::Display) {
        let _ = writeln!(self.out, "{line}");
    }

    /// Writes a line about it.
    pub fn err(&mut self, line: impl fmt::Display) {
        let _ = writeln!(self.err, "{line}");
    }

    /// Writes what stops the command.
    pub fn problem(&mut self, problem: &Problem) {
        let (red, strong) = (style::of(wharf::Severity::Error), style::STRONG);
        self.err(format_args!("{red}error{red:#}{strong}: {}{strong:#}", problem.message));
        if !problem.advice.is_empty() {
            self.err(format_args!("  = {}", problem.advice));
        }
    }
}

impl Default for Terminal {
    fn default() -> Self {
        Self::new()
    }
}
