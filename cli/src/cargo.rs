//! Starting cargo.

use std::process::Command;

use crate::problem::Problem;

/// The cargo that started this process, or the one of the system.
#[must_use]
pub fn command() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    detach(&mut command);
    command
}

/// Keeps the folder and version that cargo gave this process from `command`: they are not the other's.
pub fn detach(command: &mut Command) {
    let own = std::env::vars_os().map(|(name, _)| name);
    for name in own.filter(|name| name.to_string_lossy().starts_with("CARGO_PKG_") || name == "CARGO_MANIFEST_DIR") {
        command.env_remove(name);
    }
}

/// Cargo does not start.
#[must_use]
pub fn refused(error: &std::io::Error) -> Problem {
    Problem::new(format!("cannot start `cargo`: {error}"), "install it from https://rustup.rs, then run this again")
}
