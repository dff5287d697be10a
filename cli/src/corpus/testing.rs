//! Running the tests of a crate.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use super::limits::{self, End};
use super::outcome::{Finding, Tool};
use crate::problem::Problem;

/// Runs the tests that `command` starts and tells which failed.
///
/// # Errors
/// It cannot be started.
pub fn run(mut command: Command, scratch: &Path, seconds: u64) -> Result<Vec<Finding>, Problem> {
    let said = scratch.join("test.txt");
    let program = PathBuf::from(command.get_program());
    let refused = |error| Problem::refused("run the tests", &program, &error);
    command.stdin(Stdio::null()).stderr(Stdio::null()).stdout(File::create(&said).map_err(refused)?);
    let mut child = command.spawn().map_err(refused)?;
    let end = limits::wait(&mut child, Duration::from_secs(seconds)).map_err(refused)?;
    let said = fs::read_to_string(&said).unwrap_or_default();
    Ok(match end {
        End::Ended(status) if status.success() => Vec::new(),
        End::Ended(status) => {
            let failed = failures(&said);
            if failed.is_empty() { vec![finding("died", status.to_string(), "")] } else { failed }
        }
        End::Stopped => vec![finding("stopped", format!("the tests took longer than {seconds} s"), "")],
    })
}

/// The tests that failed, each with what it said.
fn failures(said: &str) -> Vec<Finding> {
    let mut sections = said.split("\n---- ").skip(1);
    let failed = sections.by_ref().filter_map(|section| {
        let (name, text) = section.split_once(" stdout ----\n")?;
        let text = text.split("\n\nfailures:").next().unwrap_or(text);
        let is_about_test =
            |line: &&str| !line.is_empty() && !line.starts_with("thread '") && !line.starts_with("note: ");
        let message = text.lines().filter(is_about_test).collect::<Vec<_>>().join("\n");
        Some(finding("failed", message, name))
    });
    failed.collect()
}

fn finding(code: &str, message: String, place: &str) -> Finding {
    Finding { tool: Tool::Test, code: code.to_owned(), message, place: place.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_failed() {
        let said = "\nrunning 2 tests\ntest a ... FAILED\ntest b ... ok\n\nfailures:\n\n---- a stdout ----\n\n\
                    thread 'a' panicked at tests/examples.rs:3:9:\n1\nbecame\n2\nnote: run with x\n\n\nfailures:\n    a\n";
        assert_eq!(failures(said), [finding("failed", "1\nbecame\n2".to_owned(), "a")]);
    }
}
