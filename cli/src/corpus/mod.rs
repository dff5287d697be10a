//! `corpus`: generate many documents in memory, and say how it went.

mod find;
mod outcome;
mod report;
mod run;

pub use outcome::{Outcome, Record};

use crate::arguments;
use crate::codegen::Generator;
use crate::exit::Exit;
use crate::print::Terminal;
use crate::problem::Problem;

/// Generates every document below the folders of `arguments`. Refusing a document is fine; panicking on one, or taking
/// too long over it, is not.
pub fn run(arguments: &arguments::Corpus, generator: Generator, terminal: &mut Terminal) -> Exit {
    match records(arguments, generator) {
        Ok(records) => {
            report::print(&records, terminal);
            let failed = records.iter().any(|record| record.outcome.is_failure());
            if failed { Exit::Differs } else { Exit::Fine }
        }
        Err(problem) => {
            terminal.problem(&problem);
            Exit::Failed
        }
    }
}

fn records(arguments: &arguments::Corpus, generator: Generator) -> Result<Vec<Record>, Problem> {
    let documents = find::documents(&arguments.folders)?;
    if documents.is_empty() {
        let folders: Vec<_> = arguments.folders.iter().map(|path| path.display().to_string()).collect();
        let none = format!("no OpenAPI document below {}", folders.join(", "));
        return Err(Problem::new(none, "documents are .yaml, .yml and .json files with a member `openapi`"));
    }
    let limit = std::time::Duration::from_secs(arguments.time_limit);
    let records = run::all(&documents, generator, limit);
    if let Some(path) = &arguments.json {
        let text = serde_json::to_string_pretty(&records).unwrap_or_default() + "\n";
        std::fs::write(path, text).map_err(|error| Problem::refused("write the records to", path, &error))?;
    }
    Ok(records)
}
