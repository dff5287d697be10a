//! A process in the place of the compiler: it starts the compiler, within limits, and says what that took.

use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Instant;

use serde::{Deserialize, Serialize};

use super::limits::{self, End};

/// Limits, and the folder for what was measured.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Order {
    /// Gets a file with a [`Measure`] for each run of the compiler.
    pub folder: PathBuf,
    /// How long a run may work.
    pub seconds: u64,
    /// How much memory it may use.
    pub memory_mib: u64,
}

/// What one run of the compiler took.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Measure {
    /// The folder of the crate's manifest.
    pub package: PathBuf,
    /// How long it worked.
    pub milliseconds: u64,
    /// The most memory that it had in use.
    pub peak_kib: Option<u64>,
    /// Why it was stopped, if it was.
    pub stopped: Option<String>,
}

/// Runs the compiler that the arguments of this process name.
pub fn play(order: &Order) -> ExitCode {
    let mut arguments = std::env::args_os().skip(1);
    let Some(compiler) = arguments.next() else { return ExitCode::FAILURE };
    let mut command = Command::new(compiler);
    command.args(arguments);
    let Some(package) = std::env::var_os("CARGO_MANIFEST_DIR").filter(|_| is_compiling()) else {
        return code(command.status().ok().and_then(|status| status.code()));
    };
    limits::set(order.memory_mib, order.seconds);
    let started = Instant::now();
    let end = command.spawn().and_then(|mut child| limits::wait(&mut child, limits::patience(order.seconds)));
    let (status, stopped) = match end {
        Ok(End::Ended(status)) => (status.code(), status.code().is_none().then(|| format!("it ended with {status}"))),
        Ok(End::Stopped) => (None, Some(format!("it worked longer than {} s", order.seconds))),
        Err(error) => (None, Some(format!("it did not start: {error}"))),
    };
    let (milliseconds, peak_kib) = (limits::children_worked(started), limits::peak_of_children());
    let measure = Measure { package: Path::new(&package).to_owned(), milliseconds, peak_kib, stopped };
    if let Err(error) = keep(&order.folder, &measure) {
        eprintln!("cannot keep what was measured: {error}");
    }
    code(status)
}

/// Cargo also asks the compiler who it is, with no crate to compile.
fn is_compiling() -> bool {
    std::env::args_os().any(|argument| argument == OsStr::new("--crate-name"))
}

fn code(code: Option<i32>) -> ExitCode {
    ExitCode::from(code.and_then(|code| u8::try_from(code).ok()).unwrap_or(101))
}

fn keep(folder: &Path, measure: &Measure) -> std::io::Result<()> {
    let mut file = tempfile::Builder::new().suffix(".json").tempfile_in(folder)?;
    serde_json::to_writer(&mut file, measure)?;
    file.flush()?;
    file.keep().map(|_| ()).map_err(|error| error.error)
}

/// Reads what was kept, and removes it.
pub fn take(folder: &Path) -> Vec<Measure> {
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
    files
        .filter_map(|file| {
            let text = std::fs::read_to_string(file.path()).ok()?;
            std::fs::remove_file(file.path()).ok()?;
            serde_json::from_str(&text).ok()
        })
        .collect()
}
