//! Bytes to text: UTF-8, or UTF-16 that begins with a byte order mark.

use super::position::{self, Position};

/// Why bytes are no text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NoText {
    pub position: Position,
    pub message: String,
}

/// The text of `bytes`, without a byte order mark.
pub(super) fn decode(mut bytes: Vec<u8>) -> Result<String, NoText> {
    if let Some(rest) = bytes.strip_prefix(&[0xff, 0xfe]) {
        return utf16(rest, u16::from_le_bytes);
    }
    if let Some(rest) = bytes.strip_prefix(&[0xfe, 0xff]) {
        return utf16(rest, u16::from_be_bytes);
    }
    if bytes.starts_with(&[0xef, 0xbb, 0xbf]) {
        bytes.drain(..3);
    }
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let byte = error.as_bytes().get(at).copied().unwrap_or_default();
        NoText {
            position: position::locate(error.as_bytes(), at),
            message: format!("the byte 0x{byte:02X} is not UTF-8"),
        }
    })
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, NoText> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len() / 2);
    let broken = char::decode_utf16(pairs.iter().map(|pair| unit(*pair))).try_for_each(|read| {
        text.push(read.map_err(|_| ())?);
        Ok::<(), ()>(())
    });
    if broken.is_ok() && rest.is_empty() {
        return Ok(text);
    }
    Err(NoText {
        position: position::locate(text.as_bytes(), text.len()),
        message: "this is not UTF-16, though the byte order mark says so".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn byte_order_marks_are_taken_off() {
        assert_eq!(decode(b"\xef\xbb\xbfa: 1".to_vec()).as_deref(), Ok("a: 1"));
        assert_eq!(decode(b"\xff\xfea\0\xac\x20".to_vec()).as_deref(), Ok("a€"));
        assert_eq!(decode(b"\xfe\xff\0a\x20\xac".to_vec()).as_deref(), Ok("a€"));
        assert_eq!(decode(Vec::new()).as_deref(), Ok(""));
    }

    #[test]
    fn what_is_no_text_is_refused_at_its_place() {
        let error = decode(b"a\n\xc3\xbc\xe4b".to_vec()).unwrap_err();
        assert_eq!(error.position, Position { line: 2, column: 2 });
        assert_eq!(error.message, "the byte 0xE4 is not UTF-8");
        assert!(decode(b"\xff\xfea\0b".to_vec()).is_err());
        assert!(decode(b"\xff\xfe\0\xdc".to_vec()).is_err());
    }
}
