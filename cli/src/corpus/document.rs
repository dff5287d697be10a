//! A process in the place of rustdoc: it lets rustdoc write to a folder that does not stay.
//!
//! Cargo has all crates of a workspace documented into one folder, with one index over all of them, which is read and
//! written anew for each. With hundreds of crates that takes longer than all else, and nobody reads it.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

use serde::{Deserialize, Serialize};
use tempfile::TempDir;

/// What stands before the folder that rustdoc writes to.
const TO: &str = "-o";

/// What to start, and where it may write.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Order {
    /// The program.
    pub rustdoc: PathBuf,
    /// Gets a folder for each run.
    pub scratch: PathBuf,
}

/// Runs rustdoc with the arguments of this process, but for the folder.
pub fn play(order: &Order) -> ExitCode {
    let code = documented(order).ok().flatten().and_then(|code| u8::try_from(code).ok());
    ExitCode::from(code.unwrap_or(101))
}

fn documented(order: &Order) -> std::io::Result<Option<i32>> {
    let folder = TempDir::new_in(&order.scratch)?;
    let given: Vec<OsString> = std::env::args_os().skip(1).collect();
    let is_folder = |at: usize| at.checked_sub(1).and_then(|before| given.get(before)).is_some_and(|flag| flag == TO);
    let argument = |(at, given): (usize, &OsString)| {
        if is_folder(at) { folder.path().as_os_str().to_owned() } else { given.clone() }
    };
    let status = Command::new(&order.rustdoc).args(given.iter().enumerate().map(argument)).status()?;
    Ok(status.code())
}
