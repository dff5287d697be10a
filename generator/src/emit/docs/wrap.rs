//! Prose in lines.

/// Stands for a space at which no line may end, in text that is to be wrapped.
pub const FIXED_SPACE: char = '\u{0}';

/// Breaks `text` at its spaces into lines of at most `width` characters where that can be; `\n` in it is a line break
/// that is kept. No line starts with what Markdown would take for the start of a block.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut parts = text.split('\n').map(str::trim).filter(|part| !part.is_empty()).peekable();
    while let Some(part) = parts.next() {
        fill(part, width, &mut lines);
        if parts.peek().is_some()
            && let Some(last) = lines.last_mut()
        {
            last.push('\\');
        }
    }
    for line in &mut lines {
        if line.contains(FIXED_SPACE) {
            *line = line.replace(FIXED_SPACE, " ");
        }
    }
    lines
}

fn fill(text: &str, width: usize, lines: &mut Vec<String>) {
    let mut line = String::new();
    let mut length = 0;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let count = word.chars().count();
        if length > 0 && length + 1 + count > width {
            lines.push(std::mem::take(&mut line));
            length = 0;
        }
        if length == 0 {
            push_first(&mut line, word);
        } else {
            line.push(' ');
            line.push_str(word);
            length += 1;
        }
        length += count;
    }
    lines.push(line);
}

/// Writes the first word of a line, escaped where it would start a list, a heading, a quote, a rule or a table.
fn push_first(line: &mut String, word: &str) {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 && matches!(word.get(digits..), Some("." | ")")) {
        line.push_str(word.get(..digits).unwrap_or_default());
        line.push('\\');
        line.push_str(word.get(digits..).unwrap_or_default());
        return;
    }
    let starts_block = word.starts_with('>')
        || matches!(word, "+" | "*")
        || (word.len() <= 6 && word.bytes().all(|b| b == b'#'))
        || word.bytes().all(|b| matches!(b, b'-' | b'=' | b':' | b'|'));
    if starts_block {
        line.push('\\');
    }
    line.push_str(word);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_filled() {
        assert_eq!(wrap("one two three four", 9), ["one two", "three", "four"]);
    }

    #[test]
    fn a_long_word_stands_alone() {
        assert_eq!(wrap("a abcdefghijkl b", 5), ["a", "abcdefghijkl", "b"]);
    }

    #[test]
    fn no_line_starts_a_block() {
        assert_eq!(wrap("aaaa - bbb", 5), ["aaaa", "\\- bbb"]);
        assert_eq!(wrap("1. # > +", 2), ["1\\.", "\\#", "\\>", "\\+"]);
        assert_eq!(wrap("a |---|", 3), ["a", "\\|---|"]);
    }

    #[test]
    fn breaks_and_fixed_spaces_are_kept() {
        assert_eq!(wrap("a\nb", 80), ["a\\", "b"]);
        assert_eq!(wrap("a `b\u{0}c`", 4), ["a", "`b c`"]);
    }
}
