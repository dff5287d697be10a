//! Writing compact JSON.

use std::io::Write as _;

use super::Encode;
use super::scan::plain_length;
use crate::secret::Secret;

/// What most bodies fit in, in bytes: room is made once.
const USUAL: usize = 128;

/// A value as JSON, and what else there is to know of it.
pub(crate) struct Written {
    pub(crate) bytes: Vec<u8>,
    /// Why it is not what was given, if so.
    pub(crate) problem: Option<&'static str>,
    /// What in it must not be shown where a server says it again.
    pub(crate) secrets: Vec<Secret>,
}

impl Written {
    pub(crate) fn of<T: Encode + ?Sized>(value: &T) -> Self {
        let mut writer = Writer::new();
        value.encode(&mut writer);
        let Writer { out, problem, secrets } = writer;
        Self { bytes: out, problem, secrets }
    }

    /// The JSON as text, which it is.
    pub(crate) fn into_text(self) -> String {
        String::from_utf8(self.bytes).unwrap_or_default()
    }
}

/// Collects JSON text. Commas need no bookkeeping: one is due unless the last byte opens something.
#[derive(Debug, Default)]
pub struct Writer {
    out: Vec<u8>,
    /// Why what was written is not what was given, if so.
    problem: Option<&'static str>,
    /// What was written and must not be shown where a server says it again.
    secrets: Vec<Secret>,
}

impl Writer {
    /// An empty text.
    #[must_use]
    pub fn new() -> Self {
        Self { out: Vec::with_capacity(USUAL), problem: None, secrets: Vec::new() }
    }

    /// What was written.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.out
    }

    /// What was written so far.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.out
    }

    pub(super) fn truncate(&mut self, length: usize) {
        self.out.truncate(length);
    }

    /// Opens an object.
    pub fn begin_object(&mut self) {
        self.out.push(b'{');
    }

    /// Begins a member; its value must follow.
    pub fn key(&mut self, name: &str) {
        self.comma(b'{');
        self.string(name);
        self.out.push(b':');
    }

    /// Closes an object.
    pub fn end_object(&mut self) {
        self.out.push(b'}');
    }

    /// Opens an array.
    pub fn begin_array(&mut self) {
        self.out.push(b'[');
    }

    /// Begins an item; its value must follow.
    pub fn item(&mut self) {
        self.comma(b'[');
    }

    /// Closes an array.
    pub fn end_array(&mut self) {
        self.out.push(b']');
    }

    fn comma(&mut self, opening: u8) {
        if self.out.last() != Some(&opening) {
            self.out.push(b',');
        }
    }

    /// Writes `null`.
    pub fn null(&mut self) {
        self.out.extend_from_slice(b"null");
    }

    /// Writes `true` or `false`.
    pub fn boolean(&mut self, value: bool) {
        self.out.extend_from_slice(if value { b"true" } else { b"false" });
    }

    /// Writes a number that is already text. The caller vouches for its grammar.
    pub fn number(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }

    /// Writes a value that is already text. The caller vouches for its grammar.
    pub(crate) fn raw(&mut self, text: &str) {
        self.number(text);
    }

    /// Writes an integer.
    pub fn integer(&mut self, value: impl itoa::Integer) {
        self.number(itoa::Buffer::new().format(value));
    }

    /// Writes a number, a whole one without a fraction: many servers take `3.0` for no integer, and in an address it
    /// names something else. JSON has none that is not finite; `null` stands for them, and it is noted.
    pub fn float(&mut self, value: f64) {
        if value.is_finite() {
            let mut buffer = zmij::Buffer::new();
            let text = buffer.format_finite(value);
            self.number(text.strip_suffix(".0").unwrap_or(text));
        } else {
            self.fail("holds a number that is not finite, which JSON cannot say");
            self.null();
        }
    }

    /// What is given cannot be written as it is.
    pub(crate) fn fail(&mut self, problem: &'static str) {
        self.problem.get_or_insert(problem);
    }

    /// Writes a string that errors do not show, whoever says it again.
    pub(crate) fn secret(&mut self, secret: &Secret) {
        self.string(secret.expose());
        self.secrets.push(secret.clone());
    }

    /// Writes a string.
    pub fn string(&mut self, text: &str) {
        self.out.reserve(text.len() + 2);
        self.out.push(b'"');
        let mut rest = text.as_bytes();
        loop {
            let (plain, special) = rest.split_at(plain_length(rest));
            self.out.extend_from_slice(plain);
            let Some((byte, after)) = special.split_first() else { break };
            self.escape(*byte);
            rest = after;
        }
        self.out.push(b'"');
    }

    fn escape(&mut self, byte: u8) {
        match byte {
            b'"' => self.out.extend_from_slice(b"\\\""),
            b'\\' => self.out.extend_from_slice(b"\\\\"),
            b'\n' => self.out.extend_from_slice(b"\\n"),
            b'\r' => self.out.extend_from_slice(b"\\r"),
            b'\t' => self.out.extend_from_slice(b"\\t"),
            other => {
                // Writing into a vector does not fail.
                let _ = write!(self.out, "\\u{other:04x}");
            }
        }
    }
}
