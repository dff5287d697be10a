//! Text that comes from outside.

use std::io::{self, Read};

/// How much is read before it is looked at.
const PIECE: u64 = 1 << 16;

/// All of it; none where it is no UTF-8, of which no more is read than it takes to see that: whoever pipes a large file of
/// bytes into the wrong command is told at once.
pub(super) fn read(mut from: impl Read) -> io::Result<Option<String>> {
    let mut bytes = Vec::new();
    let mut fine = 0;
    while from.by_ref().take(PIECE).read_to_end(&mut bytes)? > 0 {
        let new = bytes.get(fine..).unwrap_or_default();
        fine += match std::str::from_utf8(new) {
            Ok(text) => text.len(),
            // A character may go on in the next piece.
            Err(error) if error.error_len().is_none() => error.valid_up_to(),
            Err(_) => return Ok(None),
        };
    }
    Ok(String::from_utf8(bytes).ok())
}

#[cfg(test)]
mod tests {
    use std::io::{self, Read};

    use super::{PIECE, read};

    /// Gives bytes piece by piece, and then an error.
    struct Broken<'a>(&'a [u8]);

    impl Read for Broken<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            match self.0.read(buffer)? {
                0 => Err(io::Error::other("too far")),
                count => Ok(count),
            }
        }
    }

    #[test]
    fn what_is_no_text_is_not_read_to_its_end() {
        let mut bytes = vec![b'a'; 2 * usize::try_from(PIECE).unwrap()];
        bytes[7] = 0xff;
        assert!(matches!(read(Broken(&bytes)), Ok(None)));
        bytes[7] = b'a';
        assert!(read(Broken(&bytes)).is_err());
    }

    #[test]
    fn characters_may_lie_on_the_edge_of_pieces() {
        let edge = usize::try_from(PIECE).unwrap() - 1;
        let text = format!("{}\u{fc}b", "a".repeat(edge));
        assert_eq!(read(text.as_bytes()).unwrap().as_deref(), Some(text.as_str()));
        assert_eq!(read(&text.as_bytes()[..=edge]).unwrap(), None);
        assert_eq!(read(&b""[..]).unwrap().as_deref(), Some(""));
    }
}
