//! What became of one document.

use serde::{Deserialize, Serialize};

/// What became of one document.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Record {
    /// Its path.
    pub document: String,
    /// The digest of its bytes.
    pub sha256: String,
    /// How generating ended.
    #[serde(flatten)]
    pub outcome: Outcome,
    /// How long the processor worked at that: reading, generating and, where it was asked for, writing.
    pub milliseconds: u64,
    /// How much memory that needed at most, where the system says.
    pub peak_kib: Option<u64>,
    /// What the compiler made of its crate, where it was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub compiled: Option<Compiled>,
}

/// How the generator ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
        /// The bytes of all files, without the runtime's.
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
    /// Its process died.
    Died {
        /// How, and what it said last.
        message: String,
    },
    /// Not in time.
    TimedOut,
    /// Not within its memory.
    OutOfMemory,
}

/// What the compiler made of a crate.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Compiled {
    /// Whether there is a compiled library.
    pub finished: bool,
    /// How long the compiler worked at all parts of the crate, where it had to run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub milliseconds: Option<u64>,
    /// How much memory it needed at most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub peak_kib: Option<u64>,
    /// What it and the other tools had to say, each once.
    pub findings: Vec<Finding>,
}

/// Something that a tool said about a crate.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Finding {
    /// Which tool.
    pub tool: Tool,
    /// The code of an error, or the name of a lint.
    pub code: String,
    /// In words.
    pub message: String,
    /// File, line and column below the crate.
    pub place: String,
}

/// What looks at crates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tool {
    /// The compiler: errors and warnings.
    Rustc,
    /// `clippy::pedantic`.
    Clippy,
    /// The documentation.
    Rustdoc,
    /// The tests of the crate: the examples of the document.
    Test,
}

impl Tool {
    /// What a crate is about which this tool has nothing to say.
    #[must_use]
    pub fn praise(self) -> &'static str {
        match self {
            Self::Rustc => "compiled",
            Self::Clippy => "clippy-clean",
            Self::Rustdoc => "documented",
            Self::Test => "tested",
        }
    }
}

impl Record {
    /// Whether there are files.
    #[must_use]
    pub fn is_generated(&self) -> bool {
        matches!(self.outcome, Outcome::Generated { .. })
    }

    /// Whether there is a library about which `tool` has nothing to say.
    #[must_use]
    pub fn passes(&self, tool: Tool) -> bool {
        self.compiled.as_ref().is_some_and(|one| one.finished && one.findings.iter().all(|found| found.tool != tool))
    }

    /// Whether everything went as it should; nothing is said about what was not asked for.
    #[must_use]
    pub fn is_fine(&self) -> bool {
        let clean = |one: &Compiled| one.finished && one.findings.is_empty();
        self.is_generated() && self.compiled.as_ref().is_none_or(clean)
    }

    /// In a word, how far it came.
    #[must_use]
    pub fn state(&self) -> String {
        match &self.outcome {
            Outcome::Generated { .. } => self.compiled.as_ref().map_or_else(|| "generated".to_owned(), Compiled::state),
            Outcome::Refused { codes, .. } => format!("refused: {}", codes.join(", ")),
            Outcome::Panicked { .. } => "panicked".to_owned(),
            Outcome::Died { .. } => "died".to_owned(),
            Outcome::TimedOut => "timed out".to_owned(),
            Outcome::OutOfMemory => "out of memory".to_owned(),
        }
    }
}

impl Compiled {
    fn state(&self) -> String {
        let first = self.findings.first().map(|found| format!("{} finds {}", found.tool.name(), found.code));
        match (self.finished, first) {
            (true, None) => "fine".to_owned(),
            (true, Some(first)) => first,
            (false, first) => format!("not compiled: {}", first.unwrap_or_else(|| "for no reason given".to_owned())),
        }
    }
}

impl Tool {
    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Rustc => "rustc",
            Self::Clippy => "clippy",
            Self::Rustdoc => "rustdoc",
            Self::Test => "its test",
        }
    }
}
