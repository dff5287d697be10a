//! What this version of a client does not know.

use core::fmt;

use crate::json::{Encode, Writer};

/// The content of an unknown variant: kept as it came and sent back unchanged.
///
/// Only decoding makes one, so that an unknown variant never holds a known value.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Unknown<T>(T);

impl<T> Unknown<T> {
    /// For the macros only.
    #[doc(hidden)]
    pub fn new(value: T) -> Self {
        Self(value)
    }

    /// What came.
    #[must_use]
    pub fn get(&self) -> &T {
        &self.0
    }

    /// What came, itself.
    #[must_use]
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl Unknown<String> {
    /// The text that came.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<T: fmt::Display> fmt::Display for Unknown<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<T: Encode> Encode for Unknown<T> {
    fn encode(&self, writer: &mut Writer) {
        self.0.encode(writer);
    }
}
