//! Members whose value the document fixes.

use core::fmt;
use std::borrow::Cow;

use crate::json::{Decode, Encode, Error, Reader, Writer};

/// A string that the document fixes. It is sent as fixed; another one that a server sends is kept.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Constant(Cow<'static, str>);

impl Constant {
    /// The fixed value.
    #[must_use]
    pub const fn new(value: &'static str) -> Self {
        Self(Cow::Borrowed(value))
    }

    /// The value held.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Reads a string, which allocates only when it is not the expected one.
    pub(crate) fn read(reader: &mut Reader<'_>, expected: &'static str) -> Result<Self, Error> {
        let text = reader.string()?;
        if text == expected {
            return Ok(Self::new(expected));
        }
        let other = text.into_owned();
        reader.note_strange();
        Ok(Self(Cow::Owned(other)))
    }
}

impl From<&str> for Constant {
    fn from(text: &str) -> Self {
        Self(Cow::Owned(text.to_owned()))
    }
}

impl fmt::Display for Constant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl PartialEq<str> for Constant {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}

impl PartialEq<&str> for Constant {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}

impl Encode for Constant {
    fn encode(&self, writer: &mut Writer) {
        writer.string(&self.0);
    }
}

impl Decode for Constant {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Error> {
        String::decode(reader).map(|text| Self(Cow::Owned(text)))
    }
}
