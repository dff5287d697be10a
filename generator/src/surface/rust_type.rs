//! Types as Rust writes them.

use serde::{Deserialize, Serialize};

/// A type of a field, an argument or an answer.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RustType {
    /// `String`
    String,
    /// `bool`
    Bool,
    /// `i8`
    I8,
    /// `i16`
    I16,
    /// `i32`
    I32,
    /// `i64`
    I64,
    /// `u8`
    U8,
    /// `u16`
    U16,
    /// `u32`
    U32,
    /// `u64`
    U64,
    /// `i128`
    I128,
    /// `f64`
    F64,
    /// The runtime's `Decimal`: a number with all its digits.
    Decimal,
    /// `()`, for `null` and nothing else.
    Unit,
    /// The runtime's `Value`: any JSON.
    Value,
    /// The runtime's `DateTime`.
    DateTime,
    /// The runtime's `Date`.
    Date,
    /// The runtime's `Secret`.
    Secret,
    /// The runtime's `Base64`: bytes as text.
    Base64,
    /// The runtime's `Constant`: a string that is always the same.
    Constant,
    /// The runtime's `Upload`: bytes to send.
    Upload,
    /// The runtime's `FileOr<_>`: an upload, or a value of another type.
    FileOr(Box<RustType>),
    /// The runtime's `Lines<_>`: items to send one by one.
    Lines(Box<RustType>),
    /// `Vec<_>`
    Vec(Box<RustType>),
    /// `BTreeMap<String, _>`
    Map(Box<RustType>),
    /// `Option<_>`, for items and values that may be `null`.
    Option(Box<RustType>),
    /// `(_, _)`
    Tuple(Vec<RustType>),
    /// `Box<_>`, where a type would hold itself.
    Boxed(Box<RustType>),
    /// An emitted item, by its name.
    Item(String),
}

impl RustType {
    /// Whether it is an integer, of any width.
    #[must_use]
    pub fn is_integer(&self) -> bool {
        use RustType::{I8, I16, I32, I64, I128, U8, U16, U32, U64};
        matches!(self, I8 | I16 | I32 | I64 | I128 | U8 | U16 | U32 | U64)
    }
}
