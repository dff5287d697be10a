//! Strings: escapes and surrogates.

use std::borrow::Cow;

use super::scan::plain_length;
use super::{Error, Reader};

impl<'a> Reader<'a> {
    /// Reads a string; borrowed from the text when it has no escape.
    ///
    /// # Errors
    ///
    /// When something else stands here, or an escape is broken.
    pub fn string(&mut self) -> Result<Cow<'a, str>, Error> {
        if self.token() != Some(b'"') {
            return Err(self.expected("a string"));
        }
        Ok(match self.string_token()? {
            Some(text) => Cow::Borrowed(text),
            None => Cow::Owned(core::mem::take(&mut self.scratch)),
        })
    }

    /// Reads a string without giving it away: the text is good until the next call.
    ///
    /// # Errors
    ///
    /// When something else stands here, or an escape is broken.
    pub fn text(&mut self) -> Result<&str, Error> {
        if self.token() != Some(b'"') {
            return Err(self.expected("a string"));
        }
        Ok(self.string_token()?.unwrap_or(&self.scratch))
    }

    /// Reads from the opening quote on. `None` means that the string had escapes and is in `scratch`.
    #[inline]
    pub(super) fn string_token(&mut self) -> Result<Option<&'a str>, Error> {
        let open = self.at;
        self.at += 1;
        self.plain_run();
        if self.text.as_bytes().get(self.at) == Some(&b'"') {
            let text = self.slice(open + 1);
            self.at += 1;
            return Ok(Some(text));
        }
        self.escaped(open + 1).map(|()| None)
    }

    /// The text from `start` up to the present place. Both lie beside ASCII characters.
    fn slice(&self, start: usize) -> &'a str {
        self.text.get(start..self.at).unwrap_or_default()
    }

    /// Moves to the next quote, backslash or control character.
    #[inline]
    fn plain_run(&mut self) {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        self.at += plain_length(rest);
    }

    fn escaped(&mut self, start: usize) -> Result<(), Error> {
        self.scratch.clear();
        let mut start = start;
        loop {
            let run = self.slice(start);
            self.scratch.push_str(run);
            match self.text.as_bytes().get(self.at) {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(());
                }
                Some(b'\\') => {
                    let character = self.escape()?;
                    self.scratch.push(character);
                }
                Some(_) => return Err(self.error("a control character inside a string")),
                None => return Err(self.error("the text ends inside a string")),
            }
            start = self.at;
            self.plain_run();
        }
    }

    fn escape(&mut self) -> Result<char, Error> {
        self.at += 1;
        let byte = self.text.as_bytes().get(self.at).copied();
        self.at += 1;
        Ok(match byte {
            Some(plain @ (b'"' | b'\\' | b'/')) => char::from(plain),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.code_point(),
            _ => return Err(Error::new("an unknown escape", self.at - 1)),
        })
    }

    fn code_point(&mut self) -> Result<char, Error> {
        let begin = self.at;
        let lone = || Error::new("half of a surrogate pair", begin);
        let first = self.hex()?;
        let code = match first {
            0xd800..=0xdbff => {
                let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
                if !rest.starts_with(b"\\u") {
                    return Err(lone());
                }
                self.at += 2;
                let second = self.hex()?;
                if !(0xdc00..=0xdfff).contains(&second) {
                    return Err(lone());
                }
                0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00)
            }
            other => other,
        };
        char::from_u32(code).ok_or_else(lone)
    }

    fn hex(&mut self) -> Result<u32, Error> {
        let mut code = 0;
        for _ in 0..4 {
            let digit = self.text.as_bytes().get(self.at).and_then(|byte| char::from(*byte).to_digit(16));
            let Some(digit) = digit else {
                return Err(self.error("expected four hexadecimal digits"));
            };
            code = code * 16 + digit;
            self.at += 1;
        }
        Ok(code)
    }
}
