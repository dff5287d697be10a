//! The wire form of models: a pull reader over bytes, a writer into bytes, and the two traits between.
//!
//! Both sides are concrete. A generic format layer would compile every model once for each format and each
//! side; here a model is one `decode` and one `encode`, and a union may look ahead and go back.

mod bridge;
mod error;
mod impls;
mod locate;
mod lookahead;
mod member;
mod number;
mod reader;
mod scan;
mod skip;
mod string;
mod value;
mod writer;

pub use bridge::{deserialize, serialize};
pub use error::Error;
pub(crate) use locate::telling;
pub(crate) use lookahead::Held;
pub use lookahead::{Admission, Guard, Literal, Mark, Shape};
pub(crate) use member::{has_member, with_member};
pub use number::Number;
pub use reader::{Kind, Reader};
pub use writer::Writer;
pub(crate) use writer::Written;

/// What can be read from JSON.
pub trait Decode: Sized {
    /// Whether `null` is a value of the type. A member that may be left out then holds it, instead of being read as
    /// left out.
    const TAKES_NULL: bool = false;

    /// Reads one value.
    ///
    /// # Errors
    ///
    /// When the text is no JSON, or is JSON of another shape.
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Error>;
}

/// What can be written as JSON.
pub trait Encode {
    /// Writes one value.
    fn encode(&self, writer: &mut Writer);
}

/// Reads exactly one value from `bytes`; anything but white space after it is an error.
///
/// # Errors
///
/// When `bytes` are no JSON or hold another shape; the error says where.
pub fn decode<T: Decode>(bytes: &[u8]) -> Result<T, Error> {
    decode_counted(bytes).map(|(value, _)| value)
}

/// As [`decode`], and how many values came in members that the types of it do not name.
pub(crate) fn decode_counted<T: Decode>(bytes: &[u8]) -> Result<(T, usize), Error> {
    let mut reader = Reader::new(bytes).map_err(|error| error.locate(bytes))?;
    let value = T::decode(&mut reader).map_err(|error| error.locate(bytes))?;
    reader.finish().map_err(|error| error.locate(bytes))?;
    Ok((value, reader.unnamed()))
}

/// A value that the document fixes, out of the text of it.
#[doc(hidden)]
#[must_use]
pub fn fixed<T: Decode + Default>(text: &str) -> T {
    decode(text.as_bytes()).unwrap_or_default()
}

/// Writes `value` as compact JSON.
#[must_use]
pub fn encode<T: Encode + ?Sized>(value: &T) -> Vec<u8> {
    let mut writer = Writer::new();
    value.encode(&mut writer);
    writer.into_bytes()
}
