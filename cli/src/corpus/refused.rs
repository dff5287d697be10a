//! The documents that may be refused.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde::Deserialize;

use super::{Outcome, Record};
use crate::problem::Problem;

/// The documents that may be refused, by their digest.
#[derive(Debug, Default)]
pub struct Refused(BTreeSet<String>);

#[derive(Deserialize)]
struct List {
    #[serde(default)]
    refused: Vec<Entry>,
}

/// What else an entry says is for people.
#[derive(Deserialize)]
struct Entry {
    sha256: String,
}

impl Refused {
    /// Reads the list.
    ///
    /// # Errors
    /// A file that cannot be read, or is no such list.
    pub fn read(path: &Path) -> Result<Self, Problem> {
        let text = fs::read_to_string(path).map_err(|error| Problem::refused("read the list", path, &error))?;
        let list: List = toml::from_str(&text).map_err(|error| {
            Problem::new(
                format!("cannot read the list `{}`: {}", path.display(), error.message()),
                "it has `[[refused]]` for each document, with its `sha256`",
            )
        })?;
        Ok(Self(list.refused.into_iter().map(|entry| entry.sha256).collect()))
    }

    /// Whether nothing went wrong, or a document was refused that may be.
    pub fn accepts(&self, record: &Record) -> bool {
        let is_refused = matches!(record.outcome, Outcome::Refused { .. });
        record.is_fine() || (is_refused && self.0.contains(&record.sha256))
    }
}
