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
    /// `i32`
    I32,
    /// `i64`
    I64,
    /// `u64`
    U64,
    /// `i128`
    I128,
    /// `f64`
    F64,
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
    /// The runtime's `Constant`: a string that is always the same.
    Constant,
    /// The runtime's `Upload`: bytes to send.
    Upload,
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
