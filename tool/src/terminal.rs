//! What stands on the other side: terminals, their size and whether they get colour.

use std::io::{IsTerminal as _, stderr, stdout};

use crate::failure::Failure;
use crate::settings::Settings;

/// How wide lines are where nobody says it.
const WIDTH: usize = 80;

/// What standard output and standard error are.
#[allow(clippy::struct_excessive_bools, reason = "two facts about each of two, and one about both")]
#[derive(Debug, Clone, Copy)]
pub(crate) struct Terminal {
    pub(crate) output: bool,
    pub(crate) error: bool,
    /// Whether it knows no more than lines: nothing on it can be moved, drawn over or coloured.
    pub(crate) is_dumb: bool,
    pub(crate) width: usize,
    pub(crate) colour: bool,
    pub(crate) error_colour: bool,
}

impl Terminal {
    /// What is there, with the rules for colour of the environment.
    pub(crate) fn look() -> Self {
        let (output, error) = (stdout().is_terminal(), stderr().is_terminal());
        let width = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
        Self {
            output,
            error,
            is_dumb: std::env::var_os("TERM").is_some_and(|term| term == "dumb"),
            width: width.filter(|width| *width > 0).unwrap_or(WIDTH),
            colour: is_coloured(output),
            error_colour: is_coloured(error),
        }
    }

    /// What was said about colour goes before the environment.
    pub(crate) fn coloured(self, settings: &Settings) -> Result<Self, Failure> {
        let said = settings.choice("color", crate::arguments::COLOURS)?;
        let said = if settings.is_on("no-color") { Some("never") } else { said };
        Ok(match said {
            Some("always") => Self { colour: true, error_colour: true, ..self },
            Some("never") => Self { colour: false, error_colour: false, ..self },
            _ => self,
        })
    }
}

fn is_coloured(is_terminal: bool) -> bool {
    if anstyle_query::no_color() {
        return false;
    }
    anstyle_query::clicolor_force()
        || is_terminal && anstyle_query::term_supports_color() && anstyle_query::clicolor().unwrap_or(true)
}
