//! Running cargo beside the one that runs the tests.

use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

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
    finish(prepared(folder, arguments)?)
}

fn prepared(folder: &Path, arguments: &[&str]) -> Result<Command, String> {
    let (verb, rest) = arguments.split_first().ok_or("cargo needs arguments")?;
    let mut command = program();
    command.current_dir(folder).arg(verb).args(["--offline", "--target-dir"]).arg(folders::sandbox_target()?);
    // One set of flags for all, since each other one compiles every dependency again.
    command.env("RUSTFLAGS", "-D warnings").env("RUSTDOCFLAGS", "-D warnings");
    // What is built here is run once and never looked into.
    command.env("CARGO_INCREMENTAL", "0").env("CARGO_PROFILE_DEV_DEBUG", "0");
    command.args(rest);
    Ok(command)
}

/// What the compiler said about a package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The package.
    pub package: String,
    /// `error`, `warning` or `note`.
    pub level: String,
    /// The number of the error or the name of the lint; empty where it has none.
    pub code: String,
    /// What is said, with the place.
    pub text: String,
}

/// Runs cargo as [`cargo`] does, but that a warning is none: packages that do not compile are no failure. Gives what the
/// compiler said.
///
/// # Errors
/// What cargo itself said, where it compiled nothing.
pub fn messages(folder: &Path, arguments: &[&str]) -> Result<Vec<Message>, String> {
    let mut command = prepared(folder, arguments)?;
    command.env("RUSTFLAGS", "").args(["--message-format", "json"]);
    let output = command.output().map_err(|error| format!("cargo does not start: {error}"))?;
    let lines = String::from_utf8_lossy(&output.stdout).into_owned();
    let told: Vec<Value> = lines.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    if !told.iter().any(|one| one["reason"] == "compiler-artifact") {
        return Err(format!("{command:?}\n{}", String::from_utf8_lossy(&output.stderr)));
    }
    Ok(told.iter().filter(|one| one["reason"] == "compiler-message").map(message).collect())
}

fn message(told: &Value) -> Message {
    let text = |place: &Value| place.as_str().unwrap_or_default().to_owned();
    let said = &told["message"];
    Message {
        package: text(&told["target"]["name"]).replace('_', "-"),
        level: text(&said["level"]),
        code: text(&said["code"]["code"]),
        text: text(&said["rendered"]),
    }
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
