//! Members that may be absent, null or there: three different things.

use crate::json::{Decode, Encode, Error, Reader, Writer};

/// A member that may be left out and may be null.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Presence<T> {
    /// Left out.
    #[default]
    Absent,
    /// There, and null.
    Null,
    /// There, with a value.
    Value(T),
}

impl<T> Presence<T> {
    /// The value, if there is one.
    #[must_use]
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// The value itself, if there is one.
    #[must_use]
    pub fn into_value(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// Whether it was left out.
    #[must_use]
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Whether it is null.
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }
}

impl<T> From<T> for Presence<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

/// By itself, outside an object, an absent value is written as null.
impl<T: Encode> Encode for Presence<T> {
    fn encode(&self, writer: &mut Writer) {
        match self {
            Self::Value(value) => value.encode(writer),
            Self::Absent | Self::Null => writer.null(),
        }
    }
}

impl<T: Decode> Decode for Presence<T> {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Error> {
        if reader.null()? { Ok(Self::Null) } else { T::decode(reader).map(Self::Value) }
    }
}
