//! The commands that every tool has.

mod candidates;
mod completion;
mod line;
mod man;

use std::ffi::OsString;

use crate::arguments::COMPLETE;
use crate::failure::Failure;
use crate::show::print;
use crate::table::Tool;

/// Runs one of them with the words behind its name.
pub(crate) fn run(tool: &'static Tool, name: &str, words: &[OsString]) -> Result<(), Failure> {
    let words: Vec<String> = words.iter().map(|word| word.to_string_lossy().into_owned()).collect();
    let text = match name {
        COMPLETE => completion::complete(tool, &words),
        "completion" => completion::script(tool, &words)?,
        _ => man::show(tool, &words)?,
    };
    print(&text)
}
