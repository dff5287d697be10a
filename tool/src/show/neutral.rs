//! Texts of servers on terminals: nothing in them may do more than stand there.

use std::borrow::Cow;
use std::fmt::Write as _;

use unicode_width::UnicodeWidthChar as _;

/// Whether a character could act on a terminal: controls, and marks that turn the direction of text around.
fn acts(character: char) -> bool {
    character.is_control() || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A text of several lines in which such characters are written as escapes.
pub(crate) fn neutral(text: &str) -> Cow<'_, str> {
    replaced(text, |character| acts(character) && !matches!(character, '\n' | '\t'))
}

/// The same for a text that has to stay in one line.
pub(crate) fn neutral_line(text: &str) -> Cow<'_, str> {
    replaced(text, acts)
}

fn replaced(text: &str, is_wrong: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.chars().any(&is_wrong) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match character {
            wrong if !is_wrong(wrong) => out.push(wrong),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            wrong => {
                // Writing into a text does not fail.
                let _ = write!(out, "\\u{:04x}", u32::from(wrong));
            }
        }
    }
    Cow::Owned(out)
}

/// How many columns a text takes.
pub(crate) fn width(text: &str) -> usize {
    text.chars().map(|character| character.width().unwrap_or(0)).sum()
}

/// A text cut to so many columns, with `…` where something was cut off.
pub(crate) fn cut(text: &str, columns: usize) -> Cow<'_, str> {
    if width(text) <= columns {
        return Cow::Borrowed(text);
    }
    let mut out = String::new();
    let mut taken = 0;
    for character in text.chars() {
        let wide = character.width().unwrap_or(0);
        if taken + wide + 1 > columns {
            break;
        }
        taken += wide;
        out.push(character);
    }
    out.push('…');
    Cow::Owned(out)
}

/// A text filled up with spaces.
pub(crate) fn padded(text: &str, columns: usize, right: bool) -> String {
    let space = " ".repeat(columns.saturating_sub(width(text)));
    if right { format!("{space}{text}") } else { format!("{text}{space}") }
}

#[cfg(test)]
mod tests {
    use super::{cut, neutral, neutral_line, padded, width};

    #[test]
    fn what_acts_is_written() {
        assert_eq!(neutral("a\u{1b}[31mb\u{9b}c\u{7f}\n\td\u{202e}"), "a\\u001b[31mb\\u009bc\\u007f\n\td\\u202e");
        assert_eq!(neutral_line("a\nb\r\tc"), "a\\nb\\r\\tc");
    }

    #[test]
    fn columns() {
        assert_eq!(width("日本 é"), 6);
        assert_eq!(cut("日本語の本", 5), "日本…");
        assert_eq!(cut("abc", 3), "abc");
        assert_eq!(padded("日", 4, false), "日  ");
        assert_eq!(padded("5", 3, true), "  5");
    }
}
