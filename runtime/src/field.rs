//! The kinds of member, one module each: how one is decoded, what its absence means, how it is written.
//!
//! `object!` calls them by the name of the kind. While an object is read every member is an `Option` that
//! tells whether it came; a `start` is the offset of the object, for the error about one that did not.

use std::collections::BTreeMap;

use crate::json::{Decode, Encode, Error, Reader, Writer};
use crate::{Constant, Presence};

#[cold]
fn missing(name: &str, start: usize) -> Error {
    Error::new(format!("the required member `{name}` is missing"), start)
}

/// Writes the members that the document does not name.
pub fn encode_extra<T: Encode>(members: &BTreeMap<String, T>, writer: &mut Writer) {
    for (name, value) in members {
        writer.key(name);
        value.encode(writer);
    }
}

/// Must be there.
pub mod required {
    use super::{Decode, Encode, Error, Reader, Writer, missing};

    /// Reads the value.
    ///
    /// # Errors
    ///
    /// When it has another shape.
    pub fn decode<T: Decode>(reader: &mut Reader<'_>) -> Result<T, Error> {
        T::decode(reader)
    }

    /// The value that came.
    ///
    /// # Errors
    ///
    /// When none came.
    pub fn finish<T>(value: Option<T>, name: &str, start: usize) -> Result<T, Error> {
        value.ok_or_else(|| missing(name, start))
    }

    /// Writes the member.
    pub fn encode<T: Encode>(value: &T, name: &str, writer: &mut Writer) {
        writer.key(name);
        value.encode(writer);
    }
}

/// May be left out; null is read as left out, unless it is a value of the type.
pub mod optional {
    use super::{Decode, Encode, Error, Reader, Writer};

    /// Reads the value.
    ///
    /// # Errors
    ///
    /// When it has another shape.
    pub fn decode<T: Decode>(reader: &mut Reader<'_>) -> Result<Option<T>, Error> {
        if !T::TAKES_NULL && reader.null()? { Ok(None) } else { T::decode(reader).map(Some) }
    }

    /// The value that came, if one did.
    ///
    /// # Errors
    ///
    /// None; the signature is that of all kinds.
    pub fn finish<T>(value: Option<Option<T>>, _name: &str, _start: usize) -> Result<Option<T>, Error> {
        Ok(value.flatten())
    }

    /// Writes the member if it is there.
    pub fn encode<T: Encode>(value: &Option<T>, name: &str, writer: &mut Writer) {
        if let Some(value) = value {
            writer.key(name);
            value.encode(writer);
        }
    }
}

/// May be left out and may be null.
pub mod nullable {
    use super::{Decode, Encode, Error, Presence, Reader, Writer};

    /// Reads the value or null.
    ///
    /// # Errors
    ///
    /// When it has another shape.
    pub fn decode<T: Decode>(reader: &mut Reader<'_>) -> Result<Presence<T>, Error> {
        Presence::decode(reader)
    }

    /// What came.
    ///
    /// # Errors
    ///
    /// None; the signature is that of all kinds.
    pub fn finish<T>(value: Option<Presence<T>>, _name: &str, _start: usize) -> Result<Presence<T>, Error> {
        Ok(value.unwrap_or(Presence::Absent))
    }

    /// Writes the member unless it is absent.
    pub fn encode<T: Encode>(value: &Presence<T>, name: &str, writer: &mut Writer) {
        if !value.is_absent() {
            writer.key(name);
            value.encode(writer);
        }
    }
}

/// Must be there and may be null.
pub mod required_nullable {
    use super::{Decode, Encode, Error, Reader, Writer, missing};

    /// Reads the value or null.
    ///
    /// # Errors
    ///
    /// When it has another shape.
    pub fn decode<T: Decode>(reader: &mut Reader<'_>) -> Result<Option<T>, Error> {
        if reader.null()? { Ok(None) } else { T::decode(reader).map(Some) }
    }

    /// What came.
    ///
    /// # Errors
    ///
    /// When nothing came, not even null.
    pub fn finish<T>(value: Option<Option<T>>, name: &str, start: usize) -> Result<Option<T>, Error> {
        value.ok_or_else(|| missing(name, start))
    }

    /// Writes the member, null for `None`.
    pub fn encode<T: Encode>(value: &Option<T>, name: &str, writer: &mut Writer) {
        writer.key(name);
        value.encode(writer);
    }
}

/// Must be there, with a string that the document fixes.
pub mod constant {
    use super::{Constant, Error, Reader};

    pub use super::required::{encode, finish};

    /// Reads a string, also another than the fixed one.
    ///
    /// # Errors
    ///
    /// When it is no string.
    pub fn decode(reader: &mut Reader<'_>, expected: &'static str) -> Result<Constant, Error> {
        Constant::read(reader, expected)
    }
}

/// May be left out; otherwise a string that the document fixes.
pub mod optional_constant {
    use super::{Constant, Error, Reader};

    pub use super::optional::{encode, finish};

    /// Reads a string, also another than the fixed one.
    ///
    /// # Errors
    ///
    /// When it is no string.
    pub fn decode(reader: &mut Reader<'_>, expected: &'static str) -> Result<Option<Constant>, Error> {
        if reader.null()? { Ok(None) } else { Constant::read(reader, expected).map(Some) }
    }
}
