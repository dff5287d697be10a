//! Strings of JSON: escapes, pairs of surrogates, and control characters that should have been escaped.

use std::borrow::Cow;

use super::{Problem, Reader, is_continuation};

impl<'t> Reader<'t, '_, '_> {
    /// The string that begins here with its quote.
    pub(super) fn string(&mut self) -> Result<Cow<'t, str>, Problem> {
        self.at += 1;
        let first = self.run();
        if self.take(b'"') {
            return Ok(Cow::Borrowed(first));
        }
        let mut text = first.to_owned();
        loop {
            match self.peek() {
                Some(b'"') => break,
                Some(b'\\') => self.escape(&mut text)?,
                Some(b'\n' | b'\r') => return Err(self.unexpected("no line break in a string")),
                Some(control) => self.control(control, &mut text),
                None => return Err(self.unexpected("`\"` at the end of a string")),
            }
            text.push_str(self.run());
        }
        self.at += 1;
        Ok(Cow::Owned(text))
    }

    /// Takes everything up to a quote, a backslash or a control character.
    fn run(&mut self) -> &'t str {
        let start = self.at;
        for byte in self.text.as_bytes().get(start..).unwrap_or_default() {
            if matches!(byte, b'"' | b'\\' | 0..0x20) {
                break;
            }
            self.at += 1;
            self.wide += usize::from(is_continuation(*byte));
        }
        self.text.get(start..self.at).unwrap_or_default()
    }

    fn control(&mut self, control: u8, text: &mut String) {
        let message = format!("the control character 0x{control:02X} stands in a string as it is");
        let advice = if control == b'\t' { "write it as \\t" } else { "write it as an escape" };
        self.builder.warn("control-character", self.position(), message, advice);
        text.push(char::from(control));
        self.at += 1;
    }

    fn escape(&mut self, text: &mut String) -> Result<(), Problem> {
        let letter = self.text.as_bytes().get(self.at + 1).copied();
        let plain = match letter {
            Some(b'"' | b'\\' | b'/') => letter.map(char::from),
            Some(b'b') => Some('\u{8}'),
            Some(b'f') => Some('\u{c}'),
            Some(b'n') => Some('\n'),
            Some(b'r') => Some('\r'),
            Some(b't') => Some('\t'),
            Some(b'u') => return self.unicode(text),
            _ => return Err(self.unexpected("one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u here")),
        };
        text.extend(plain);
        self.at += 2;
        Ok(())
    }

    fn unicode(&mut self, text: &mut String) -> Result<(), Problem> {
        let Some(first) = self.unit(self.at) else {
            return Err(self.unexpected("four hexadecimal digits after \\u"));
        };
        let pair = self.unit(self.at + 6).filter(|_| (0xd800..0xdc00).contains(&first));
        let both = pair.and_then(|second| char::decode_utf16([first, second]).next()?.ok());
        if let Some(character) = both {
            text.push(character);
            self.at += 12;
            return Ok(());
        }
        let single = char::from_u32(u32::from(first));
        if single.is_none() {
            let message = format!("\\u{first:04x} is half of a character; it is read as U+FFFD");
            let advice = "write the other half behind it, or the character itself";
            self.builder.warn("lone-surrogate", self.position(), message, advice);
        }
        text.push(single.unwrap_or(char::REPLACEMENT_CHARACTER));
        self.at += 6;
        Ok(())
    }

    /// The value of the escape `\uXXXX` at the byte `at`.
    fn unit(&self, at: usize) -> Option<u16> {
        let digits = self.text.get(at..at + 6)?.strip_prefix("\\u")?;
        let all_digits = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        u16::from_str_radix(digits, 16).ok().filter(|_| all_digits)
    }
}
