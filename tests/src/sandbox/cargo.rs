//! Running cargo beside the one that runs the tests.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::folders;

/// Variables by which the cargo that runs the tests, or its user, would reach into this one.
const INHERITED: [&str; 7] = [
    "CARGO_ENCODED_RUSTFLAGS",
    "CARGO_MAKEFLAGS",
    "CARGO_PRIMARY_PACKAGE",
    "CARGO_TARGET_DIR",
    "MAKEFLAGS",
    "RUSTC_WORKSPACE_WRAPPER",
    "RUSTDOCFLAGS",
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
    command.args(rest).env("RUSTFLAGS", "-D warnings").env("CARGO_INCREMENTAL", "0");
    finish(command)
}

/// Builds the `wharf` command of this repository, where it is not built yet, and gives its path.
///
/// # Errors
/// What cargo said, where it failed.
pub fn build_wharf() -> Result<PathBuf, String> {
    let target = folders::target()?;
    let mut command = program();
    command.current_dir(folders::repository()).args(["build", "--offline", "-p", "wharf-cli", "--bin", "wharf"]);
    command.arg("--target-dir").arg(&target);
    finish(command)?;
    Ok(target.join("debug").join(format!("wharf{}", std::env::consts::EXE_SUFFIX)))
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
