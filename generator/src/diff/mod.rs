//! What an update of a document means: for the wire, for clients already released, for code that uses the regenerated
//! crate, and for command lines already written.
//!
//! Two APIs are compared (`wire`), and the Rust items that are planned for both (`rust`). What differs between the items
//! is put down to what differs between the APIs, by where both come from (`join`); then rules say what it means
//! (`judge`). There is one entry a root cause, and its reach.

mod approvals;
mod changelog;
mod finding;
mod gather;
mod join;
mod judge;
mod pages;
mod pairs;
mod print;
mod release;
mod report;
pub mod rules;
mod rust;
mod said;
mod settings;
mod shown;
mod tool;
mod verdict;
mod wire;

use std::collections::BTreeMap;

use crate::api::Api;
use crate::document::Document;
use crate::surface::Surface;

pub use approvals::{Approvals, Day};
pub use changelog::changelog_item;
pub use print::{STYLE, escaped, prose};
pub use report::{
    Approval, Directed, Entry, ItemChange, LineChange, Part, Position, Reach, Release, Report, Totals, Verdict,
};
pub use verdict::{Level, Released, Tool, Ways, Wire};

/// The JSON Schema of [`Report::json`], whose `$id` each report has as `$schema`.
pub const SCHEMA: &str = include_str!("report.schema.json");

/// One of the two documents, and what became of it.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// The document, corrected and sliced.
    pub document: &'a Document,
    /// What it says.
    pub api: &'a Api,
    /// What is emitted for it.
    pub surface: &'a Surface,
    /// The files of items, by their names, and of groups of calls, by the methods that lead to them:
    /// `client.pets().toys()`.
    pub files: &'a BTreeMap<String, String>,
}

impl Side<'_> {
    /// The file of an item or a group.
    fn file(&self, name: &str) -> String {
        self.files.get(name).cloned().unwrap_or_default()
    }
}

/// Says what it means that `new` takes the place of `old`. `regenerated` are the files that differ.
#[must_use]
pub fn compare(old: &Side<'_>, new: &Side<'_>, regenerated: Vec<String>) -> Report {
    let found = wire::compare(old, new);
    let changes = rust::compare(old, new, &found);
    let lines = tool::compare(old, new, &found.operations);
    let joined = join::join(old, new, &found, changes, lines);
    judge::judge(old, new, &found, &joined, regenerated)
}
