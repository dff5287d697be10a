//! Mends YAML that the strict reader refuses and libyaml accepts, so that its owners never knew.
//!
//! Mending only inserts spaces, so that every line keeps its number.

use granit_parser::{ErrorKind, ScanError};

use super::position::{self, Position};

pub(super) const ADVICE: &str = "correct it: other readers of YAML refuse the document";

/// A text mended at one place.
pub(super) struct Mend {
    pub text: String,
    pub position: Position,
    pub message: String,
}

/// The position that `place` in the mended text had in the `original` one.
pub(super) fn unmended(original: &str, place: Position) -> Position {
    let Some(beyond) = place.column.checked_sub(position::narrow(INDENT)) else {
        return place;
    };
    let line = original.lines().nth((place.line as usize).saturating_sub(1)).unwrap_or_default();
    let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
    Position { column: beyond + position::narrow(indent), ..place }
}

/// How far continuation lines are indented: more than any block is.
const INDENT: usize = 400;

/// Mends `text` where the parser refused it; `from` is the end of the last scalar before.
pub(super) fn mend(text: &str, refused: &ScanError, from: usize) -> Option<Mend> {
    let at = refused.marker().byte_offset()?;
    match refused.kind() {
        ErrorKind::InvalidQuotedScalarIndent | ErrorKind::TabInIndentation => indent(text, at, from),
        ErrorKind::CommentNotSeparated => separate(text, at),
        _ => None,
    }
}

/// Indents all lines of the quoted scalar around `at` but its first.
fn indent(text: &str, at: usize, from: usize) -> Option<Mend> {
    let opening = from + text.get(from..at)?.find(['"', '\''])?;
    let end = quoted_end(text, opening)?;
    if end < at {
        return None;
    }
    let scalar = text.get(opening..end)?;
    let spaces = " ".repeat(INDENT);
    let mut mended = String::with_capacity(text.len() + 16 * INDENT);
    mended.push_str(text.get(..opening)?);
    for (number, line) in scalar.split_inclusive('\n').enumerate() {
        let content = line.trim_start_matches([' ', '\t']);
        if number == 0 || content.trim().is_empty() {
            mended.push_str(line);
        } else {
            mended.push_str(&spaces);
            mended.push_str(content);
        }
    }
    mended.push_str(text.get(end..)?);
    (mended != text).then(|| Mend {
        text: mended,
        position: position::locate(text.as_bytes(), at),
        message: "this line of a quoted text is not indented".to_owned(),
    })
}

/// The byte after the closing quote of the scalar that opens at `opening`.
fn quoted_end(text: &str, opening: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let quote = *bytes.get(opening)?;
    let mut at = opening + 1;
    loop {
        let byte = *bytes.get(at)?;
        let doubled = quote == b'\'' && bytes.get(at + 1) == Some(&quote);
        match byte {
            b'\\' if quote == b'"' => at += 2,
            _ if byte == quote && doubled => at += 2,
            _ if byte == quote => return Some(at + 1),
            _ => at += 1,
        }
    }
}

/// Puts a space before the comment at `at`.
fn separate(text: &str, at: usize) -> Option<Mend> {
    let (before, comment) = text.split_at_checked(at)?;
    comment.starts_with('#').then(|| Mend {
        text: format!("{before} {comment}"),
        position: position::locate(text.as_bytes(), at),
        message: "there is no space before this comment".to_owned(),
    })
}
