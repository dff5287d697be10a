//! `corpus`: generate many documents, compile what came out, and say how it went.

mod against;
mod compile;
mod document;
pub mod find;
mod generate;
mod groups;
mod limits;
mod measure;
mod messages;
mod outcome;
mod part;
mod pool;
mod progress;
mod refused;
mod report;
mod testing;
mod workspace;

use std::num::NonZeroUsize;
use std::path::Path;

pub use outcome::{Compiled, Finding, Outcome, Record, Tool};
pub use part::{Itself, play};

use crate::arguments;
use crate::exit::Exit;
use crate::print::Terminal;
use crate::problem::Problem;
use compile::Compiler;
use find::Document;
use pool::Pool;
use progress::Progress;
use refused::Refused;
use workspace::Workspace;

/// Does what [`run`] does, with the running program as all its parts. The program calls [`play`] before anything else.
pub fn run_itself(arguments: &arguments::Corpus, terminal: &mut Terminal) -> Exit {
    match Itself::running() {
        Ok(itself) => run(arguments, &itself, terminal),
        Err(error) => {
            terminal.problem(&Problem::new(format!("cannot start this program again: {error}"), ""));
            Exit::Failed
        }
    }
}

/// Generates every document below the folders of `arguments`, and compiles the crates if these say so. Exits with 1 when
/// something went wrong that is not accepted.
pub fn run(arguments: &arguments::Corpus, itself: &Itself, terminal: &mut Terminal) -> Exit {
    told(arguments, itself, terminal).unwrap_or_else(|problem| {
        terminal.problem(&problem);
        Exit::Failed
    })
}

fn told(arguments: &arguments::Corpus, itself: &Itself, terminal: &mut Terminal) -> Result<Exit, Problem> {
    let arguments::Records { json, against, refused } = &arguments.records;
    let refused = refused.as_deref().map_or_else(|| Ok(Refused::default()), Refused::read)?;
    let old = against.as_deref().map(against::read).transpose()?;
    let records = records(arguments, itself)?;
    if let Some(path) = json {
        let text = serde_json::to_string_pretty(&records).unwrap_or_default() + "\n";
        std::fs::write(path, text).map_err(|error| Problem::refused("write the records to", path, &error))?;
    }
    report::print(&records, &arguments.crates, &refused, terminal);
    if let Some(old) = old {
        against::print(&old, &records, terminal);
    }
    let is_fine = records.iter().all(|record| refused.accepts(record));
    Ok(if is_fine { Exit::Fine } else { Exit::Differs })
}

fn records(arguments: &arguments::Corpus, itself: &Itself) -> Result<Vec<Record>, Problem> {
    let documents = documents(arguments)?;
    let scratch = tempfile::tempdir().map_err(|error| Problem::refused("write to", &std::env::temp_dir(), &error))?;
    let crates = &arguments.crates;
    let out = crates.out.clone().unwrap_or_else(|| scratch.path().join("crates"));
    let is_written = crates.are_compiled() || crates.out.is_some();
    let workspace = is_written.then(|| Workspace::new(&out)).transpose()?;
    let jobs = arguments.jobs.or(std::thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
    let mut records = generate(arguments, itself, jobs, workspace.as_ref(), scratch.path(), &documents);
    if let Some(workspace) = workspace.filter(|_| crates.are_compiled()) {
        let names: Vec<&str> = documents.iter().map(|document| document.name.as_str()).collect();
        let (limits, scratch) = (arguments.limits, scratch.path());
        let compiler = Compiler { workspace: &workspace, itself, crates, limits, jobs, scratch };
        compiler.run(&mut records, &names)?;
    }
    Ok(records)
}

fn documents(arguments: &arguments::Corpus) -> Result<Vec<Document>, Problem> {
    let mut documents = find::documents(&arguments.folders)?;
    if !arguments.only.is_empty() {
        documents.retain(|document| arguments.only.iter().any(|part| document.shown().contains(part)));
    }
    if documents.is_empty() {
        let folders: Vec<_> = arguments.folders.iter().map(|path| path.display().to_string()).collect();
        let none = format!("no OpenAPI document below {}", folders.join(", "));
        return Err(Problem::new(none, "documents are .yaml, .yml and .json files with a member `openapi`"));
    }
    Ok(documents)
}

fn generate(
    arguments: &arguments::Corpus,
    itself: &Itself,
    jobs: usize,
    workspace: Option<&Workspace>,
    scratch: &Path,
    documents: &[Document],
) -> Vec<Record> {
    let arguments::Limits { time_limit: seconds, memory_limit: memory_mib, .. } = arguments.limits;
    let pool = Pool { itself, jobs, seconds, memory_mib, workspace, scratch };
    pool.run(documents, &Progress::new("generating", documents.len()))
}
