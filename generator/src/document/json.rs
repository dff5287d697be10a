//! Reads JSON, with the place of every value.
//!
//! A reader of YAML cannot do it: JSON has pairs of surrogates in its escapes, control characters that YAML
//! forbids, and tabs between values. What is not JSON is refused, and then tried as YAML by the caller.

use super::build::{Builder, Place};
use super::position::{Position, is_continuation, narrow};
use super::problem::Problem;

mod string;

/// Reads `text` to its end.
pub(super) fn read(text: &str, builder: &mut Builder<'_>) -> Result<(), Problem> {
    let mut reader = Reader { text, at: 0, line: 1, line_start: 0, wide: 0, builder };
    reader.value()?;
    while reader.builder.depth() > 0 {
        reader.step()?;
    }
    reader.skip_space();
    if reader.peek().is_some() {
        return Err(reader.unexpected("nothing more after the value"));
    }
    Ok(())
}

struct Reader<'t, 'b, 'a> {
    text: &'t str,
    at: usize,
    line: usize,
    line_start: usize,
    /// Bytes since the start of the line that do not begin a character.
    wide: usize,
    builder: &'b mut Builder<'a>,
}

impl Reader<'_, '_, '_> {
    fn position(&self) -> Position {
        Position { line: narrow(self.line), column: narrow(self.at - self.line_start - self.wide + 1) }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Takes the next byte if it is `byte`, which is ASCII.
    fn take(&mut self, byte: u8) -> bool {
        let there = self.peek() == Some(byte);
        if there {
            self.at += 1;
        }
        there
    }

    fn skip_space(&mut self) {
        while let Some(byte) = self.peek() {
            match byte {
                b' ' | b'\t' => self.at += 1,
                b'\r' if self.text.as_bytes().get(self.at + 1) == Some(&b'\n') => {
                    self.next_line(2);
                }
                b'\n' | b'\r' => self.next_line(1),
                _ => break,
            }
        }
    }

    fn next_line(&mut self, bytes: usize) {
        self.at += bytes;
        self.line += 1;
        self.line_start = self.at;
        self.wide = 0;
    }

    fn unexpected(&self, expected: &str) -> Problem {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let message = match rest.chars().next() {
            Some(found) => format!("`{}` stands here, and JSON has {expected}", found.escape_debug()),
            None => format!("the file ends here, and JSON has {expected}"),
        };
        self.builder.error(
            "json-syntax",
            self.position(),
            message,
            "mend the JSON here, or before: commas, quotes and brackets",
        )
    }

    /// What follows inside the innermost array or object: its end, or one more child.
    fn step(&mut self) -> Result<(), Problem> {
        let is_object = self.builder.place() == Place::Key;
        let end = if is_object { b'}' } else { b']' };
        self.skip_space();
        if self.take(end) {
            self.builder.close();
            return Ok(());
        }
        if !self.take(b',') {
            let expected = if is_object { "`,` or `}` after a member" } else { "`,` or `]` after an item" };
            return Err(self.unexpected(expected));
        }
        self.child(is_object)
    }

    fn child(&mut self, is_object: bool) -> Result<(), Problem> {
        if is_object {
            self.skip_space();
            let position = self.position();
            if self.peek() != Some(b'"') {
                return Err(self.unexpected("a key in double quotes"));
            }
            let key = self.string()?;
            self.builder.key(&key, position);
            self.skip_space();
            if !self.take(b':') {
                return Err(self.unexpected("`:` after a key"));
            }
        }
        self.value()
    }

    /// One value; of an array or object only up to its first child.
    fn value(&mut self) -> Result<(), Problem> {
        self.skip_space();
        let position = self.position();
        match self.peek() {
            Some(b'{') => self.open(true, b'}', position),
            Some(b'[') => self.open(false, b']', position),
            Some(b'"') => {
                let text = self.string()?;
                self.builder.string(&text, position);
                Ok(())
            }
            Some(b'-' | b'0'..=b'9') => self.number(position),
            _ => self.word(position),
        }
    }

    fn open(&mut self, is_object: bool, end: u8, position: Position) -> Result<(), Problem> {
        self.builder.open(is_object, position)?;
        self.at += 1;
        self.skip_space();
        if self.take(end) {
            self.builder.close();
            return Ok(());
        }
        // The first child has no comma before it; the others come through `step`. The depth is bounded by `open`.
        self.child(is_object)
    }

    fn word(&mut self, position: Position) -> Result<(), Problem> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let length = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        match rest.get(..length) {
            Some("true") => self.builder.boolean(true, position),
            Some("false") => self.builder.boolean(false, position),
            Some("null") => self.builder.null(position),
            _ => return Err(self.unexpected("a value here")),
        };
        self.at += length;
        Ok(())
    }

    fn number(&mut self, position: Position) -> Result<(), Problem> {
        let start = self.at;
        self.take(b'-');
        if !self.take(b'0') {
            self.digits()?;
        }
        if self.take(b'.') {
            self.digits()?;
        }
        if self.take(b'e') || self.take(b'E') {
            let _signed = self.take(b'+') || self.take(b'-');
            self.digits()?;
        }
        let text = self.text.get(start..self.at).unwrap_or_default();
        self.builder.number(text, position);
        Ok(())
    }

    fn digits(&mut self) -> Result<(), Problem> {
        let start = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        if self.at == start { Err(self.unexpected("a digit here")) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::document::tests::{brief, read_as};

    #[test]
    fn json_is_read_as_json() {
        let text = "{\"openapi\":\"3.1.0\",\r\n\t\"a\" : [ 1e3 , -0.5, true,null , \"\\ud83d\\ude00\\u00e9\\n\u{9f}\", [], {} ]}";
        let (document, diagnostics) = read_as("api.json", text);
        assert_eq!(brief(&diagnostics), [""; 0]);
        let document = document.unwrap();
        let expected = json!([1000.0, -0.5, true, null, "😀é\n\u{9f}", [], {}]);
        assert_eq!(document.root().get("a").unwrap().to_json(), expected);
        let span = document.root().get("a").and_then(|a| a.at(1)).unwrap().span();
        assert_eq!((span.line, span.column), (2, 16));
    }

    #[test]
    fn sloppy_strings_are_read_with_a_warning() {
        let (document, diagnostics) = read_as("api.json", "{\"openapi\":\"3.1.0\",\n\"é\":\"a\tb\\ud800c\\udc00\"}");
        let expected = ["warning control-character 2:7", "warning lone-surrogate 2:9", "warning lone-surrogate 2:16"];
        assert_eq!(brief(&diagnostics), expected);
        assert_eq!(document.unwrap().root().get("é").unwrap().as_str(), Some("a\tb\u{fffd}c\u{fffd}"));
    }

    #[test]
    fn flow_style_is_no_json_but_is_read() {
        let (document, diagnostics) = read_as("api.json", "{openapi: 3.1.0, # a note\n a: 'b', }");
        assert_eq!(brief(&diagnostics), ["warning json-syntax 1:2"]);
        assert_eq!(document.unwrap().root().get("a").unwrap().as_str(), Some("b"));
    }

    #[test]
    fn broken_json_is_refused_where_it_breaks() {
        for (text, place) in [
            ("{\"a\":1", "1:7"),
            ("{\"a\":[1,\n2", "2:2"),
            ("{\"a\":\"b", "1:8"),
            ("{\"a\":1}}", "1:8"),
            ("{\"a\" 1}", "1:6"),
            ("{\"a\":\"\\u12g4\"}", "1:7"),
            ("{\"a\":tru\n", "1:6"),
        ] {
            let (document, diagnostics) = read_as("api.json", text);
            assert!(document.is_none());
            assert_eq!(brief(&diagnostics), [format!("error json-syntax {place}")], "{text}");
        }
    }

    #[test]
    fn the_last_of_equal_keys_wins() {
        let (document, diagnostics) = read_as("api.json", "{\"openapi\":\"3.0.0\",\"a\":1,\"b\":2,\n\"a\":3}");
        assert_eq!(brief(&diagnostics), ["warning duplicate-key 2:1"]);
        assert_eq!(document.unwrap().root().to_json(), json!({"openapi": "3.0.0", "b": 2, "a": 3}));
    }
}
