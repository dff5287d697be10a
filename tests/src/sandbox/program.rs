//! A program that uses a client.

use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::Command;

/// A program that was built in a sandbox.
#[derive(Debug, Clone)]
pub struct Program {
    path: PathBuf,
}

/// What a run of a program left.
#[derive(Debug, Clone)]
pub struct Ran {
    /// Its exit code; none where a signal ended it.
    pub code: Option<i32>,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Program {
    /// The program at `path`.
    #[must_use]
    pub fn new(path: PathBuf) -> Self {
        Self { path }
    }

    /// Runs it with these arguments and no environment but these variables.
    ///
    /// # Errors
    /// A program that does not start.
    pub fn run<V: AsRef<OsStr>>(&self, arguments: &[&str], variables: &[(&str, V)]) -> Result<Ran, String> {
        let mut command = Command::new(&self.path);
        command.args(arguments).env_clear();
        for (name, value) in variables {
            command.env(name, value);
        }
        let output = command.output().map_err(|error| format!("{}: {error}", self.path.display()))?;
        Ok(Ran {
            code: output.status.code(),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        })
    }
}

impl Ran {
    /// What it printed, where it ended well.
    ///
    /// # Errors
    /// Everything that it printed, where it did not.
    pub fn fine(self) -> Result<String, String> {
        if self.code == Some(0) {
            Ok(self.out)
        } else {
            Err(format!("exit code {:?}\n{}{}", self.code, self.out, self.err))
        }
    }
}
