//! The commands that every tool has.

mod candidates;
mod completion;
mod man;

use std::ffi::OsString;
use std::io::Write as _;

use crate::arguments::COMPLETE;
use crate::failure::{Failure, unwritable};
use crate::table::Tool;

/// Runs one of them with the words behind its name.
pub(crate) fn run(tool: &'static Tool, name: &str, words: &[OsString]) -> Result<(), Failure> {
    let words: Vec<String> = words.iter().map(|word| word.to_string_lossy().into_owned()).collect();
    let text = match name {
        COMPLETE => completion::complete(tool, &words),
        "completion" => completion::script(tool, &words)?,
        _ => man::show(tool, &words)?,
    };
    std::io::stdout().lock().write_all(text.as_bytes()).map_err(|error| unwritable(&error))
}
