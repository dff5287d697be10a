//! One value, what is expected of it, and what became of it.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::equality::{same, within};

/// A value that is sent through a type.
#[derive(Debug, Clone)]
pub struct Trial {
    /// What it tries.
    pub kind: Kind,
    /// The member that it is about, where it is about one.
    pub place: String,
    /// Its text.
    pub text: String,
    /// The value, for one that is to come back.
    pub value: Value,
}

/// What a value tries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A valid value.
    Valid,
    /// A valid value, oddly spelled.
    Spelling,
    /// A valid value with null in a place that may hold it.
    Null,
    /// A valid value without a member that may be missing.
    Absent,
    /// A valid value with a member that no schema names.
    Extra,
    /// A value of an enumeration that the document does not list, or a tag of no branch.
    Unknown,
    /// A required member is missing.
    Missing,
    /// Something is of another JSON type.
    Type,
    /// The tag of a union is missing or no string.
    Tag,
    /// Something is wrong within what may be of one of several types: it is refused, or what comes back is all that
    /// some type has a place for.
    Doubtful,
    /// Broken text.
    Hostile,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::Valid,
        Self::Spelling,
        Self::Null,
        Self::Absent,
        Self::Extra,
        Self::Unknown,
        Self::Missing,
        Self::Type,
        Self::Tag,
        Self::Doubtful,
        Self::Hostile,
    ];
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Valid => "valid",
            Self::Spelling => "spelling",
            Self::Null => "null",
            Self::Absent => "absent",
            Self::Extra => "extra",
            Self::Unknown => "unknown",
            Self::Missing => "missing",
            Self::Type => "type",
            Self::Tag => "tag",
            Self::Doubtful => "doubtful",
            Self::Hostile => "hostile",
        })
    }
}

/// What a type made of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// It was decoded, and this was encoded from it.
    Encoded(String),
    /// It was refused, with this error.
    Refused(String),
    /// It was decoded, and what was encoded from it did not decode to the same.
    Unstable(String),
    /// The program ended, or panicked.
    Ended(String),
}

impl Trial {
    /// A value, as it is written usually.
    #[must_use]
    pub fn new(kind: Kind, place: &str, value: Value) -> Self {
        Self { kind, place: place.to_owned(), text: value.to_string(), value }
    }

    /// What is wrong with `answer`; nothing where it is as expected.
    #[must_use]
    pub fn complaint(&self, answer: &Answer) -> Option<String> {
        match (self.kind, answer) {
            (_, Answer::Ended(said)) => Some(format!("it panics: {said}")),
            // What is wrong may be skipped by a branch that does not know it, and is another value then.
            (Kind::Doubtful, Answer::Unstable(_)) => None,
            (_, Answer::Unstable(said)) => Some(format!("what is encoded is not decoded to the same: {said}")),
            (Kind::Hostile, _) | (Kind::Missing | Kind::Type | Kind::Tag | Kind::Doubtful, Answer::Refused(_)) => None,
            (Kind::Missing | Kind::Type | Kind::Tag, Answer::Encoded(text)) => Some(format!("it is accepted: {text}")),
            (_, Answer::Refused(error)) => Some(format!("it is refused: {error}")),
            (Kind::Doubtful, Answer::Encoded(text)) => match serde_json::from_str::<Value>(text) {
                Ok(back) if within(&back, &self.value) => None,
                _ => Some(format!("something else comes back: {text}")),
            },
            (_, Answer::Encoded(text)) => match serde_json::from_str::<Value>(text) {
                Ok(back) if same(&self.value, &back) => None,
                Ok(_) => Some(format!("another value comes back: {text}")),
                Err(error) => Some(format!("what comes back is no JSON ({error}): {text}")),
            },
        }
    }
}
