//! Samples values for the types of documents, as a program.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use wharf_cli::corpus::find::documents;
use wharf_tests::sampler::{Exceptions, Options, Report, run};

/// Samples values from the schemas of documents, and sends them through the types generated for them.
#[derive(Debug, Parser)]
#[command(name = "sample", bin_name = "cargo xtask sample")]
struct Arguments {
    /// Folders of documents, or documents.
    #[arg(required = true, value_name = "DIR")]
    folders: Vec<PathBuf>,
    /// Only documents whose path contains this.
    #[arg(long, value_name = "SUBSTRING")]
    only: Option<String>,
    /// Where the values begin.
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// Generate with a place for members that no schema names, and try those.
    #[arg(long)]
    extra: bool,
    /// Write what came out to this file.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// How many failures to show.
    #[arg(long, value_name = "N", default_value_t = 40)]
    show: usize,
}

fn main() -> ExitCode {
    match sample(&Arguments::parse()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::from(2)
        }
    }
}

fn sample(arguments: &Arguments) -> Result<bool, String> {
    let found = documents(&arguments.folders).map_err(|problem| problem.message)?;
    let mut found: Vec<PathBuf> = found.into_iter().map(|document| document.path).collect();
    if let Some(only) = &arguments.only {
        found.retain(|path| path.to_string_lossy().contains(only.as_str()));
    }
    let name = if arguments.extra { "extra" } else { "usual" };
    let options = Options { documents: found, seed: arguments.seed, extra: arguments.extra, name: name.to_owned() };
    let mut written = Ok(());
    let mut step = |step: &str, report: &Report| {
        eprintln!("{step}");
        written = write(arguments, report);
    };
    let report = run(&options, &Exceptions::listed()?, &mut step)?;
    written.and_then(|()| write(arguments, &report))?;
    print!("{}{}", report.first(arguments.show), report.causes(arguments.show));
    println!("{}", report.text());
    Ok(report.is_fine())
}

/// Writes what came out, where that is asked.
fn write(arguments: &Arguments, report: &Report) -> Result<(), String> {
    let Some(path) = &arguments.json else { return Ok(()) };
    let text = serde_json::to_string_pretty(report).map_err(|error| error.to_string())?;
    std::fs::write(path, text + "\n").map_err(|error| format!("{}: {error}", path.display()))
}
