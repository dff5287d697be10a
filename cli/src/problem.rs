//! What went wrong outside the document: files and folders.

use std::fmt;
use std::io;
use std::path::Path;

/// Something that stops a command: what and where, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong and where, in one sentence without a full stop.
    pub message: String,
    /// What to do about it; empty where that is plain.
    pub advice: String,
}

impl Problem {
    /// A problem of these words.
    pub fn new(message: impl Into<String>, advice: impl Into<String>) -> Self {
        Self { message: message.into(), advice: advice.into() }
    }

    /// The system refused to do `what` (such as "read the settings") to `path`.
    #[must_use]
    pub fn refused(what: &str, path: &Path, error: &io::Error) -> Self {
        let advice = match error.kind() {
            io::ErrorKind::NotFound => "check the path; a relative one starts at the current folder",
            io::ErrorKind::PermissionDenied => "check who owns it and its permissions",
            io::ErrorKind::IsADirectory => "name a file, not a folder",
            io::ErrorKind::StorageFull => "make room on the disk, then run it again",
            _ => "",
        };
        Self::new(format!("cannot {what} `{}`: {error}", path.display()), advice)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Problem {}
