//! Characters that do not belong in a source file.

/// `text` with `\n` as its only line ends, spaces for tabs, and without characters that are not seen or that change
/// the direction of what is.
pub fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\r' => {
                if rest.peek() != Some(&'\n') {
                    out.push('\n');
                }
            }
            '\n' => out.push('\n'),
            '\t' => out.push_str("    "),
            '\u{85}' | '\u{2028}' | '\u{2029}' => out.push(' '),
            _ if c.is_control() || is_unseen(c) => {}
            _ => out.push(c),
        }
    }
    out
}

/// Marks of direction, and spaces of no width. Joiners stay, since words of some scripts need them.
fn is_unseen(c: char) -> bool {
    matches!(c,
        '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}'
        | '\u{61C}' | '\u{AD}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

/// `text` in one line, for places that hold no more.
pub fn one_line(text: &str) -> String {
    let cleaned = clean(text);
    let mut out = String::with_capacity(cleaned.len());
    for word in cleaned.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_become_one_kind() {
        assert_eq!(clean("a\r\nb\rc\nd"), "a\nb\nc\nd");
    }

    #[test]
    fn what_is_not_seen_goes() {
        assert_eq!(clean("a\u{202E}b\u{0}c\u{7}d\u{FEFF}\te"), "abcd    e");
    }

    #[test]
    fn joiners_stay() {
        assert_eq!(clean("\u{1F468}\u{200D}\u{1F469}"), "\u{1F468}\u{200D}\u{1F469}");
    }

    #[test]
    fn one_line_is_one_line() {
        assert_eq!(one_line("  a\n\n b\tc "), "a b c");
    }
}
