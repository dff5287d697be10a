//! Members that may be absent, null or there: three different things.

use serde_core::{Deserialize, Deserializer, Serialize, Serializer};

use crate::json::{self, Decode, Encode, Error, Reader, Writer};

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

/// By itself, an absent value is null: `skip_serializing_if = "Presence::is_absent"` leaves it out of an object.
impl<T: Encode> Serialize for Presence<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        json::serialize(self, serializer)
    }
}

impl<'de, T: Decode> Deserialize<'de> for Presence<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        json::deserialize(deserializer)
    }
}

#[cfg(test)]
mod tests {
    use super::Presence;

    #[test]
    fn it_goes_through_serde() {
        let values: Vec<Presence<i64>> = serde_json::from_str("[1,null]").unwrap();
        assert_eq!(values, [Presence::Value(1), Presence::Null]);
        assert_eq!(
            serde_json::to_string(&[Presence::Value(1), Presence::Null, Presence::Absent]).unwrap(),
            "[1,null,null]"
        );
    }
}
