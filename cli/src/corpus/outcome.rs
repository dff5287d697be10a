//! What became of one document.

use serde::Serialize;

/// What became of one document.
#[derive(Debug, Clone, Serialize)]
pub struct Record {
    /// Its path.
    pub document: String,
    /// How it ended.
    #[serde(flatten)]
    pub outcome: Outcome,
    /// How long that took.
    pub milliseconds: u64,
}

/// How the generator ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "outcome", rename_all = "kebab-case")]
pub enum Outcome {
    /// With files.
    Generated {
        /// How many operations got a method.
        operations: usize,
        /// How many types there are.
        types: usize,
        /// How many warnings there were.
        warnings: usize,
        /// The bytes of all files.
        bytes: usize,
    },
    /// With errors.
    Refused {
        /// Their kinds, in order, each once.
        codes: Vec<String>,
        /// The first of them in words.
        first: String,
    },
    /// Not properly.
    Panicked {
        /// What it said, and where in the source.
        message: String,
    },
    /// Not in time.
    TimedOut,
}

impl Outcome {
    /// Whether the generator is to blame.
    #[must_use]
    pub fn is_failure(&self) -> bool {
        matches!(self, Self::Panicked { .. } | Self::TimedOut)
    }
}
