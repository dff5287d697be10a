//! What is told where the parser gives up.

use granit_parser::{ErrorKind, ScanError};

use super::Builder;
use super::position;
use crate::document::problem::Problem;

const CLOSE: &str = "close the quote; a quote within single quotes is written twice";

/// The parser's error as a problem, with what to do about the frequent ones.
pub(super) fn problem(builder: &Builder<'_>, error: &ScanError, text: &str) -> Problem {
    let place = position(*error.marker());
    let advice = match error.kind() {
        ErrorKind::TabNotAllowed | ErrorKind::TabInBlockIndentation | ErrorKind::TabInIndentation => {
            "indent with spaces: YAML allows no tabs there"
        }
        ErrorKind::UnknownAnchor => "name an anchor that stands before the alias, or put the text in quotes",
        ErrorKind::UnclosedQuotedScalar | ErrorKind::InvalidQuotedScalarIndent => CLOSE,
        ErrorKind::MappingValueNotAllowed => "put a text that contains `: ` in quotes",
        _ => "look at the indentation of this line and the ones before it, and at quotes and brackets left open",
    };
    let at_end = error.marker().byte_offset() == Some(text.len());
    match error.kind() {
        ErrorKind::RecursionLimitExceeded => builder.too_deep(place),
        ErrorKind::InvalidQuotedScalarIndent if at_end => {
            builder.error("yaml-syntax", place, "a quoted text is not closed before the file ends", CLOSE)
        }
        _ => builder.error("yaml-syntax", place, error.info(), advice),
    }
}
