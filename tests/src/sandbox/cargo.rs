//! Running cargo beside the one that runs the tests.

use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

use super::folders;

/// Variables by which the cargo that runs the tests, or its user, would reach into this one.
const INHERITED: [&str; 6] = [
    "CARGO_ENCODED_RUSTFLAGS",
    "CARGO_MAKEFLAGS",
    "CARGO_PRIMARY_PACKAGE",
    "CARGO_TARGET_DIR",
    "MAKEFLAGS",
    "RUSTC_WORKSPACE_WRAPPER",
];

/// Runs cargo in `folder` without the network; everything goes to the target folder of all sandboxes, and a warning
/// is an error. Gives what it said.
///
/// # Errors
/// What it said, where it failed.
pub fn cargo(folder: &Path, arguments: &[&str]) -> Result<String, String> {
    let (verb, rest) = arguments.split_first().ok_or("cargo needs arguments")?;
    let mut command = program();
    command.current_dir(folder).arg(verb).args(["--offline", "--target-dir"]).arg(folders::sandbox_target()?);
    // One set of flags for all, since each other one compiles every dependency again.
    command.env("RUSTFLAGS", "-D warnings").env("RUSTDOCFLAGS", "-D warnings");
    // What is built here is run once and never looked into.
    command.env("CARGO_INCREMENTAL", "0").env("CARGO_PROFILE_DEV_DEBUG", "0");
    command.args(rest);
    finish(command)
}

fn program() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo")));
    for name in INHERITED {
        command.env_remove(name);
    }
    command
}

fn finish(mut command: Command) -> Result<String, String> {
    let output = command.output().map_err(|error| format!("cargo does not start: {error}"))?;
    let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
    if output.status.success() { Ok(said) } else { Err(format!("{command:?}\n{said}")) }
}
