//! Percent-encoding.

/// Which characters stay as they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keep {
    /// The unreserved characters of RFC 3986 only.
    Unreserved,
    /// The reserved ones as well, but for those that would end or split a path.
    Reserved,
    /// The reserved ones as well, but for those that would end or split a query, or mean a space in it.
    ReservedQuery,
    /// As for `Unreserved`, with a space as `+`: the form of `application/x-www-form-urlencoded`.
    Form,
    /// What the value of a cookie may hold (RFC 6265, 4.1.1).
    Cookie,
    /// All of them.
    All,
}

impl Keep {
    fn reserved(self) -> bool {
        matches!(self, Self::Reserved | Self::ReservedQuery)
    }
}

/// Appends `text`, encoded.
pub(crate) fn encode_to(out: &mut String, text: &str, keep: Keep) {
    const HEX: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];
    if keep == Keep::All {
        out.push_str(text);
        return;
    }
    let stays_at = |at: usize, byte: u8| stays(byte, keep) || (keep.reserved() && is_triplet(text.as_bytes(), at));
    // What stays is copied run by run; most texts are one.
    let mut copied = 0;
    for (at, byte) in text.bytes().enumerate() {
        if stays_at(at, byte) {
            continue;
        }
        // A byte that stays is ASCII, and one that does not is replaced: runs begin and end at characters.
        out.push_str(text.get(copied..at).unwrap_or_default());
        copied = at + 1;
        if byte == b' ' && keep == Keep::Form {
            out.push('+');
        } else {
            out.push('%');
            // A nibble is below 16, the length of the table.
            out.push(HEX[usize::from(byte >> 4)]);
            out.push(HEX[usize::from(byte & 15)]);
        }
    }
    out.push_str(text.get(copied..).unwrap_or_default());
}

/// `text`, encoded.
pub(crate) fn encode(text: &str, keep: Keep) -> String {
    let mut out = String::with_capacity(text.len());
    encode_to(&mut out, text, keep);
    out
}

/// `text`, decoded; a `+` is a space, and a `%` that encodes nothing stays.
pub(crate) fn decode(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let pair = after.first_chunk().filter(|_| *first == b'%').and_then(|pair: &[u8; 2]| {
            let digits = core::str::from_utf8(pair).ok().filter(|digits| !digits.starts_with('+'))?;
            u8::from_str_radix(digits, 16).ok()
        });
        out.push(pair.unwrap_or(if *first == b'+' { b' ' } else { *first }));
        rest = if pair.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    String::from_utf8_lossy(&out).into_owned()
}

fn stays(byte: u8, keep: Keep) -> bool {
    if keep == Keep::Cookie {
        return byte.is_ascii_graphic() && !matches!(byte, b'"' | b',' | b';' | b'\\');
    }
    byte.is_ascii_alphanumeric()
        || matches!(byte, b'-' | b'.' | b'_' | b'~')
        || (keep.reserved()
            && matches!(byte, b':' | b'@' | b'!' | b'$' | b'\'' | b'(' | b')' | b'*' | b',' | b';' | b'='))
        || (keep == Keep::ReservedQuery && matches!(byte, b'/' | b'?'))
}

/// What is encoded already is not encoded again where reserved characters may stand.
fn is_triplet(bytes: &[u8], at: usize) -> bool {
    matches!(bytes.get(at..at + 3), Some([b'%', high, low]) if high.is_ascii_hexdigit() && low.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    #[cfg(feature = "mock")]
    #[test]
    fn decoding_is_the_way_back() {
        for text in ["", "a b+c%d&e=f", "é%41", "%", "a%4", "%zz", "%+1"] {
            for keep in [super::Keep::Unreserved, super::Keep::Form] {
                assert_eq!(super::decode(&super::encode(text, keep)), text);
            }
        }
        assert_eq!(super::decode("%zz%4%+1+%C3%A9"), "%zz%4% 1 é");
    }

    use super::{Keep, encode};

    #[test]
    fn only_unreserved_characters_stay() {
        assert_eq!(encode("a/b c?x", Keep::Unreserved), "a%2Fb%20c%3Fx");
        assert_eq!(encode("aZ09-._~é+&", Keep::Unreserved), "aZ09-._~%C3%A9%2B%26");
        assert_eq!(encode("a b+", Keep::Form), "a+b%2B");
        assert_eq!(encode("s%3Aab+/=:&;, \"é", Keep::Cookie), "s%3Aab+/=:&%3B%2C%20%22%C3%A9");
    }

    #[test]
    fn reserved_characters_stay_where_allowed() {
        assert_eq!(encode("/a:b?c#d&e%20%zz", Keep::Reserved), "%2Fa:b%3Fc%23d%26e%20%25zz");
        assert_eq!(encode("/a:b?c#d&e+[f]=", Keep::ReservedQuery), "/a:b?c%23d%26e%2B%5Bf%5D=");
    }
}
