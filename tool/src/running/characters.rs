//! Texts that come in pieces, whose characters are put together before they are shown.

/// The beginning of a character that came at the end of a piece.
#[derive(Debug, Default)]
pub(super) struct Characters(Vec<u8>);

impl Characters {
    /// The text of a piece, with what of a character came before it and without what of one ends it.
    pub(super) fn pass(&mut self, piece: &[u8]) -> String {
        let mut bytes = std::mem::take(&mut self.0);
        bytes.extend_from_slice(piece);
        self.0 = bytes.split_off(bytes.len() - cut(&bytes));
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// What never came whole.
    pub(super) fn rest(&mut self) -> String {
        String::from_utf8_lossy(&std::mem::take(&mut self.0)).into_owned()
    }
}

/// How many bytes at the end are the beginning of a character.
fn cut(bytes: &[u8]) -> usize {
    let last = bytes.utf8_chunks().last().map(|chunk| chunk.invalid()).unwrap_or_default();
    match std::str::from_utf8(last) {
        // It has no length since it goes on.
        Err(error) if error.error_len().is_none() => last.len(),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::Characters;

    #[test]
    fn characters_are_whole_wherever_they_are_cut() {
        let text = "a日é😀z";
        for size in 1..=text.len() {
            let mut characters = Characters::default();
            let shown: String = text.as_bytes().chunks(size).map(|piece| characters.pass(piece)).collect();
            assert_eq!(shown + &characters.rest(), text, "{size}");
        }
    }

    #[test]
    fn what_is_no_character_is_marked_and_nothing_waits_for_it() {
        let mut characters = Characters::default();
        assert_eq!(characters.pass(b"a\xffb\xe6"), "a\u{fffd}b");
        assert_eq!(characters.pass(b"c\xe6\x97"), "\u{fffd}c");
        assert_eq!(characters.rest(), "\u{fffd}");
        assert_eq!(characters.rest(), "");
    }
}
