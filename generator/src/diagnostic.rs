//! What Wharf has to say about a document: where, what is wrong, and how to go on.

use std::fmt;
use std::sync::Arc;

/// How grave a [`Diagnostic`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is wrong; something worth knowing, such as a property that looks like a secret.
    Hint,
    /// The document breaks the specification, or asks for what is not there yet, in a way the output survives.
    Warning,
    /// The document cannot be generated whole.
    Error,
}

/// A place in a source file. Lines and columns start at 1; a column counts characters, not bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// Which file: an index into [`crate::document::Document::sources`].
    pub source: u32,
    /// Line, from 1; 0 where the place is not known.
    pub line: u32,
    /// Column, from 1.
    pub column: u32,
}

/// One thing to tell about a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How grave it is.
    pub severity: Severity,
    /// A stable name of the kind of problem, in kebab case: `ref-to-nowhere`.
    pub code: &'static str,
    /// The file, as it was named by whoever gave it.
    pub file: Arc<str>,
    /// Where in the file.
    pub span: Span,
    /// The line of the file that `span` points at, where there is one.
    pub line_text: String,
    /// The JSON pointer of the node, such as `/paths/~1pets/get`; empty for the whole file.
    pub pointer: String,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// What to do about it; empty where nothing can be done.
    pub advice: String,
}

impl Diagnostic {
    /// Whether generation must stop because of it.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Hint => "hint",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}
