//! Texts in the encodings that servers name in `Content-Type`: UTF-8, ASCII, Latin-1 and UTF-16. What names none is UTF-8.

use std::borrow::Cow;

use bytes::Bytes;
use http::HeaderMap;
use http::header::CONTENT_TYPE;

/// Windows-1252 from 0x80 to 0x9F. Who names ISO-8859-1 means this, as browsers know.
const HIGH: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

enum Charset {
    Utf8,
    Latin,
    /// With the order of bytes where no mark says another.
    Utf16(fn([u8; 2]) -> u16),
    Other(String),
}

impl Charset {
    fn of(headers: &HeaderMap) -> Self {
        let media_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let parameters = media_type.split(';').skip(1).filter_map(|part| part.split_once('='));
        let mut named = parameters.filter(|(name, _)| name.trim().eq_ignore_ascii_case("charset"));
        let name = named.next().map_or("", |(_, name)| name.trim().trim_matches(['"', '\'']));
        match name.to_ascii_lowercase().as_str() {
            // Of ASCII too, as what is beyond it is most likely that.
            "" | "utf-8" | "utf8" | "us-ascii" | "ascii" => Self::Utf8,
            "iso-8859-1" | "iso8859-1" | "iso_8859-1" | "latin1" | "windows-1252" | "cp1252" => Self::Latin,
            "utf-16" | "utf-16be" => Self::Utf16(u16::from_be_bytes),
            "utf-16le" => Self::Utf16(u16::from_le_bytes),
            _ => Self::Other(name.to_owned()),
        }
    }
}

/// The text of a body; else why it cannot be read, in words that follow "with a body that".
pub(crate) fn text(headers: &HeaderMap, bytes: &Bytes) -> Result<String, String> {
    match Charset::of(headers) {
        Charset::Utf8 => String::from_utf8(bytes.to_vec()).map_err(|_| "is no UTF-8 text".to_owned()),
        Charset::Latin => Ok(latin(bytes)),
        Charset::Utf16(order) => utf16(bytes, order).ok_or_else(|| "is no UTF-16 text".to_owned()),
        Charset::Other(name) => {
            Err(format!("is a text in the encoding {name}, which is not known; `send_raw` gives its bytes"))
        }
    }
}

/// The JSON of a body in UTF-8, which JSON is in whatever `charset` says, unless it cannot be.
pub(crate) fn json<'b>(headers: &HeaderMap, bytes: &'b [u8]) -> Cow<'b, [u8]> {
    // A byte order mark is no part of the value.
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    match Charset::of(headers) {
        Charset::Latin if core::str::from_utf8(bytes).is_err() => Cow::Owned(latin(bytes).into_bytes()),
        Charset::Utf16(order) => match utf16(bytes, order) {
            Some(text) if core::str::from_utf8(bytes).is_err() || bytes.contains(&0) => Cow::Owned(text.into_bytes()),
            _ => Cow::Borrowed(bytes),
        },
        _ => Cow::Borrowed(bytes),
    }
}

fn latin(bytes: &[u8]) -> String {
    let high = |byte: u8| byte.checked_sub(0x80).and_then(|at| HIGH.get(usize::from(at)).copied());
    bytes.iter().map(|byte| high(*byte).unwrap_or(char::from(*byte))).collect()
}

/// Makes a unit of two bytes.
type Order = fn([u8; 2]) -> u16;

fn utf16(bytes: &[u8], order: Order) -> Option<String> {
    let (bytes, order): (&[u8], Order) = match bytes {
        [0xfe, 0xff, rest @ ..] => (rest, u16::from_be_bytes),
        [0xff, 0xfe, rest @ ..] => (rest, u16::from_le_bytes),
        _ => (bytes, order),
    };
    let pairs = bytes.chunks_exact(2);
    if !pairs.remainder().is_empty() {
        return None;
    }
    let units = pairs.filter_map(|pair| Some(order(pair.try_into().ok()?)));
    char::decode_utf16(units).collect::<Result<String, _>>().ok()
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use http::HeaderMap;

    use super::{json, text};

    fn named(media_type: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        if !media_type.is_empty() {
            headers.insert("content-type", media_type.parse().unwrap());
        }
        headers
    }

    #[test]
    fn texts_are_read_as_they_were_written() {
        let read = |media_type: &str, bytes: &'static [u8]| text(&named(media_type), &Bytes::from_static(bytes));
        let ok = |text: &str| Ok(text.to_owned());
        for media_type in ["", "text/plain", "text/plain; charset=UTF-8", "text/plain;charset=us-ascii"] {
            assert_eq!(read(media_type, "a é".as_bytes()), ok("a é"), "{media_type}");
            assert_eq!(read(media_type, b"a \xe9"), Err("is no UTF-8 text".to_owned()), "{media_type}");
        }
        for media_type in ["text/plain; charset=iso-8859-1", "text/csv; header=present; Charset=\"windows-1252\""] {
            assert_eq!(read(media_type, b"a \xe9 \x80 \x9f \xff"), ok("a é € Ÿ ÿ"), "{media_type}");
        }
        assert_eq!(read("text/plain; charset=utf-16", b"\xff\xfea\0\xe9\0"), ok("aé"));
        assert_eq!(read("text/plain; charset=utf-16be", b"\0a\0\xe9"), ok("aé"));
        assert!(read("text/plain; charset=utf-16le", b"a\0\xe9").is_err());
        assert!(read("text/plain; charset=koi8-r", b"a").unwrap_err().contains("encoding koi8-r"));
    }

    #[test]
    fn json_is_utf_8_unless_it_cannot_be() {
        let read = |media_type: &str, bytes: &[u8]| json(&named(media_type), bytes).into_owned();
        let wanted = "\"é\"".as_bytes();
        for charset in ["utf-8", "iso-8859-1", "utf-16", "koi8-r"] {
            assert_eq!(read(&format!("application/json; charset={charset}"), wanted), wanted, "{charset}");
        }
        assert_eq!(read("application/json;charset=ISO-8859-1", b"\"\xe9\""), wanted);
        assert_eq!(read("application/json;charset=utf-16le", b"\"\0\xe9\0\"\0"), wanted);
        assert_eq!(read("", b"\xef\xbb\xbf\"\xc3\xa9\""), wanted);
    }
}
