//! What is wrong with a JSON text, and where.

use core::fmt;

use super::locate;

/// Characters of a reason: what it quotes may be longer than anybody reads.
const MESSAGE: usize = 300;

/// Why a JSON text could not be read: the reason, the path of the value and the text around it.
#[derive(Clone, PartialEq, Eq)]
pub struct Error(Box<Parts>);

#[derive(Clone, PartialEq, Eq)]
struct Parts {
    message: String,
    offset: usize,
    path: String,
    excerpt: String,
}

impl Error {
    /// An error at `offset` bytes from the start of the text.
    #[must_use]
    pub fn new(message: impl Into<String>, offset: usize) -> Self {
        let mut message = message.into();
        if let Some((end, _)) = message.char_indices().nth(MESSAGE) {
            message.truncate(end);
            message.push('…');
        }
        Self(Box::new(Parts { message, offset, path: String::new(), excerpt: String::new() }))
    }

    /// Fills in the path and the text around. Paths are worked out only here, so that reading what is
    /// right pays nothing for them.
    pub(crate) fn locate(mut self, bytes: &[u8]) -> Self {
        if self.0.path.is_empty() {
            self.0.path = locate::path(bytes, self.0.offset);
            self.0.excerpt = locate::excerpt(bytes, self.0.offset);
        }
        self
    }

    /// Of two errors the one that got further into the text.
    pub(crate) fn further(self, other: Self) -> Self {
        if other.0.offset > self.0.offset { other } else { self }
    }

    /// What is wrong, without the place.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// Where the offending value stands, as `$.items[3].id`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// Bytes from the start of the text.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.0.offset
    }

    /// A little of the text on both sides of the place.
    #[must_use]
    pub fn excerpt(&self) -> &str {
        &self.0.excerpt
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.message)?;
        if !self.0.path.is_empty() {
            write!(f, " at {} (byte {})", self.0.path, self.0.offset)?;
        }
        if !self.0.excerpt.is_empty() {
            write!(f, ", near `{}`", self.0.excerpt)?;
        }
        Ok(())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "json::Error({self})")
    }
}

impl core::error::Error for Error {}
