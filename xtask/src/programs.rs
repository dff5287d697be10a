//! Tasks that start other programs.

use std::ffi::OsString;
use std::process::Command;

use wharf_cli::exit::Exit;
use wharf_cli::print::Terminal;
use wharf_cli::problem::Problem;

use crate::repository::Repository;

/// Starts the local server of the package `wharf-tests`.
pub fn emulator(repository: &Repository, arguments: &[OsString], terminal: &mut Terminal) -> Exit {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(["run", "--quiet", "--package", "wharf-tests", "--bin", "emulator", "--manifest-path"]);
    cargo.arg(repository.root().join("Cargo.toml")).arg("--").args(arguments);
    start(cargo, terminal)
}

/// Runs the steps of `.ci/run`, in this environment.
pub fn ci(repository: &Repository, terminal: &mut Terminal) -> Exit {
    let mut steps = Command::new("bash");
    steps.arg(repository.root().join(".ci/run")).current_dir(repository.root());
    start(steps, terminal)
}

/// The folder and version that cargo gave this process are not the other's.
fn start(mut command: Command, terminal: &mut Terminal) -> Exit {
    let own = std::env::vars_os().map(|(name, _)| name);
    for name in own.filter(|name| name.to_string_lossy().starts_with("CARGO_PKG_") || name == "CARGO_MANIFEST_DIR") {
        command.env_remove(name);
    }
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
