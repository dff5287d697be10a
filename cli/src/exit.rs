//! How a command ends.

use std::process::ExitCode;

/// How a command ends; each has its exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// 0: it was done.
    Fine,
    /// 1: what was to be checked does not hold.
    Differs,
    /// 2: the arguments, the document or a file does not allow it.
    Failed,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Fine => 0,
            Exit::Differs => 1,
            Exit::Failed => 2,
        })
    }
}
