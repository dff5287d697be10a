//! What is told where the parser gives up.

use granit_parser::{ErrorKind, ScanError};

use super::Builder;
use super::position;
use crate::document::problem::Problem;

/// The parser's error as a problem, with what to do about the frequent ones.
pub(super) fn problem(builder: &Builder<'_>, error: &ScanError) -> Problem {
    let advice = match error.kind() {
        ErrorKind::TabNotAllowed | ErrorKind::TabInBlockIndentation | ErrorKind::TabInIndentation => {
            "indent with spaces: YAML allows no tabs there"
        }
        ErrorKind::UnknownAnchor => "name an anchor that stands before the alias, or put the text in quotes",
        ErrorKind::UnclosedQuotedScalar => "close the quote, or write a quote within the text twice",
        ErrorKind::MappingValueNotAllowed => "put a text that contains `: ` in quotes",
        _ => "",
    };
    let place = position(*error.marker());
    builder.error("yaml-syntax", place, error.info(), advice)
}
