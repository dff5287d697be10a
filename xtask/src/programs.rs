//! Tasks that start other programs.

use std::ffi::OsString;
use std::process::Command;

use wharf_cli::cargo;
use wharf_cli::exit::Exit;
use wharf_cli::print::Terminal;
use wharf_cli::problem::Problem;

use crate::repository::Repository;

/// Starts a program of the package `wharf-tests`.
pub fn of_tests(name: &str, repository: &Repository, arguments: &[OsString], terminal: &mut Terminal) -> Exit {
    let mut cargo = cargo::command();
    cargo.args(["run", "--quiet", "--package", "wharf-tests", "--bin", name, "--manifest-path"]);
    cargo.arg(repository.root().join("Cargo.toml")).arg("--").args(arguments);
    start(cargo, terminal)
}

/// Runs the steps of `.ci/run`, in this environment.
pub fn ci(repository: &Repository, terminal: &mut Terminal) -> Exit {
    let mut steps = Command::new("bash");
    steps.arg(repository.root().join(".ci/run")).current_dir(repository.root());
    cargo::detach(&mut steps);
    start(steps, terminal)
}

fn start(mut command: Command, terminal: &mut Terminal) -> Exit {
    match command.status() {
        Ok(status) if status.success() => Exit::Fine,
        Ok(_) => Exit::Differs,
        Err(error) => {
            let program = command.get_program().to_string_lossy().into_owned();
            terminal.problem(&Problem::new(
                format!("cannot start `{program}`: {error}"),
                "install it, then run this again",
            ));
            Exit::Failed
        }
    }
}
