//! Lines and columns in a source.

/// A place in one source: line and column from 1, the column in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Position {
    pub line: u32,
    pub column: u32,
}

/// `count` as a line or column number; no source is long enough for it to be cut.
pub(super) fn narrow(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// The position of the byte `offset` in `text`, found by counting.
pub(super) fn locate(text: &[u8], offset: usize) -> Position {
    let before = text.get(..offset).unwrap_or(text);
    let lines = lines(before);
    let start = lines.last().copied().unwrap_or(0);
    let on_line = before.get(start..).unwrap_or_default();
    let column = on_line.iter().filter(|byte| !is_continuation(**byte)).count() + 1;
    Position { line: narrow(lines.len()), column: narrow(column) }
}

/// Where each line of `text` starts, in bytes; a line ends with `\n`, `\r\n` or `\r`.
pub(super) fn lines(text: &[u8]) -> Vec<usize> {
    let mut starts = vec![0];
    for (at, byte) in text.iter().enumerate() {
        let ends = *byte == b'\n' || (*byte == b'\r' && text.get(at + 1) != Some(&b'\n'));
        if ends {
            starts.push(at + 1);
        }
    }
    starts
}

/// Whether `byte` continues a character of UTF-8 that began before it.
pub(super) fn is_continuation(byte: u8) -> bool {
    byte & 0xc0 == 0x80
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_lines_end_three_ways() {
        let text = "a\r\nü€b\rc\nd".as_bytes();
        assert_eq!(lines(text), [0, 3, 10, 12]);
        assert_eq!(locate(text, 8), Position { line: 2, column: 3 });
        assert_eq!(locate(text, 12), Position { line: 4, column: 1 });
        assert_eq!(locate(text, 99), Position { line: 4, column: 2 });
    }
}
