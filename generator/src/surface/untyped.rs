//! What the document says and the types do not.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::api::Origin;

/// A keyword of a schema that no type expresses.
#[derive(Debug, Clone, PartialEq)]
pub struct Untyped {
    /// The keyword.
    pub keyword: String,
    /// What stands there.
    pub value: Value,
    /// The same as JSON with its numbers as the document writes them.
    pub written: String,
    /// Where it stands.
    pub origin: Origin,
    /// What it speaks of: items, and what is in them by the document's names, as `models::Pet.name`.
    pub subjects: Vec<String>,
    /// What is done instead.
    pub instead: Instead,
}

/// What is done instead of expressing a keyword by a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Instead {
    /// The documentation says it in words.
    Documented,
    /// The documentation says that the document has a rule, and which keyword.
    Mentioned,
    /// Any JSON may stand there.
    AnyJson,
    /// Nothing: it speaks of values of another type.
    Idle,
    /// Nothing: clients have no use for it.
    Unread,
    /// Nothing: the keyword is not known.
    Unknown,
    /// Nothing.
    Nothing,
}

impl Instead {
    /// The same in words.
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Documented => "said in the documentation",
            Self::Mentioned => "mentioned in the documentation, which leads to the document",
            Self::AnyJson => "any JSON may stand there",
            Self::Idle => "read over: it says nothing about values of this type",
            Self::Unread => "read over: clients have no use for it",
            Self::Unknown => "read over: the keyword is not known",
            Self::Nothing => "said here alone",
        }
    }
}
