//! How an output folder differs from what codegen would write there.

use std::collections::BTreeSet;
use std::path::Path;

use crate::files::disk::{self, Found};
use crate::files::list::{LIST, List, PENDING};
use crate::files::orphans;
use crate::files::output::{OutputPath, Outputs};
use crate::files::transaction::STAGING;
use crate::problem::Problem;

/// How one file differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// It is to be there and is not.
    Missing,
    /// It is as codegen wrote it, and would be written differently now.
    Stale,
    /// It would be written differently, and is not as codegen wrote it: somebody edited it.
    Edited,
    /// Codegen would write it, did not write it before, and something else is there.
    Foreign,
    /// Codegen wrote it and would not now.
    Leftover,
    /// Codegen wrote it and would not now, and somebody edited it.
    EditedLeftover,
}

impl Kind {
    /// Whether the file is to be removed.
    #[must_use]
    pub fn is_leftover(self) -> bool {
        matches!(self, Self::Leftover | Self::EditedLeftover)
    }

    /// Whether bringing it up to date loses what somebody wrote.
    #[must_use]
    pub fn loses_work(self) -> bool {
        matches!(self, Self::Edited | Self::Foreign | Self::EditedLeftover)
    }
}

/// One file that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Which file.
    pub path: OutputPath,
    /// How it differs.
    pub kind: Kind,
}

/// Everything in which a folder differs from what codegen would write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The files that differ, sorted by path.
    pub differences: Vec<Difference>,
    /// The list of the files as they would be written.
    pub list: List,
    /// Files in emitted folders that are on no list, sorted by path.
    pub orphans: Vec<String>,
    /// How many files are as they would be written.
    pub unchanged: usize,
    /// Whether the list is there and says what it would say.
    pub list_is_current: bool,
    /// Whether a run ended before it was through; what it left is cleared away by the next.
    pub interrupted: bool,
    /// Whether the folder holds other people's files and no list.
    pub unowned: bool,
}

impl Plan {
    /// Compares `dir` with `outputs`; changes nothing.
    ///
    /// # Errors
    /// What cannot be read; and a symbolic link, file or folder that stands where a folder or file is to be.
    pub fn new(dir: &Path, outputs: &Outputs<'_>) -> Result<Self, Problem> {
        if !dir.exists() {
            return Ok(Self::of_nothing(outputs));
        }
        if !dir.is_dir() {
            return Err(Problem::new(
                format!("cannot write to `{}`: it is not a folder", dir.display()),
                "name a folder with --out",
            ));
        }
        let list = List::of(outputs);
        let written = List::read(dir, LIST)?;
        let pending = List::read(dir, PENDING)?;
        let interrupted = pending.is_some() || disk::kind(&dir.join(STAGING))?.is_some();
        let unowned = written.is_none() && pending.is_none() && !orphans::is_vacant(dir)?;
        let list_is_current = written.as_ref() == Some(&list);
        let mut owned = written.unwrap_or_default();
        owned.merge(pending.unwrap_or_default());

        let mut differences = Vec::new();
        for path in outputs.keys() {
            differences.extend(to_write(dir, &owned, path, &list)?);
        }
        let unchanged = outputs.len() - differences.len();
        for path in owned.paths().filter(|path| !outputs.contains_key(path)) {
            differences.extend(to_remove(dir, &owned, path)?);
        }
        differences.sort_by(|a, b| a.path.cmp(&b.path));
        let known: BTreeSet<&OutputPath> = outputs.keys().chain(owned.paths()).collect();
        let orphans = orphans::find(dir, &known)?;
        Ok(Self { differences, list, orphans, unchanged, list_is_current, interrupted, unowned })
    }

    fn of_nothing(outputs: &Outputs<'_>) -> Self {
        let missing = outputs.keys().map(|path| Difference { path: path.clone(), kind: Kind::Missing });
        Self {
            differences: missing.collect(),
            list: List::of(outputs),
            orphans: Vec::new(),
            unchanged: 0,
            list_is_current: false,
            interrupted: false,
            unowned: false,
        }
    }

    /// Whether there is nothing to write; orphans are not counted, since writing leaves them alone.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.differences.is_empty() && self.list_is_current && !self.interrupted
    }
}

fn to_write(dir: &Path, owned: &List, path: &OutputPath, wanted: &List) -> Result<Option<Difference>, Problem> {
    let listed = owned.contains(path);
    let kind = match disk::look(dir, path)? {
        Found::File(digest) if wanted.wrote(path, digest) => return Ok(None),
        Found::File(digest) if owned.wrote(path, digest) => Kind::Stale,
        Found::File(_) | Found::Other if listed => Kind::Edited,
        Found::File(_) | Found::Other => Kind::Foreign,
        Found::Nothing => Kind::Missing,
        Found::Folder => {
            return Err(in_the_way(dir, path.as_str(), "a folder, where a file is to be"));
        }
        Found::Blocked(length) => {
            let folder = path.as_str().get(..length).unwrap_or_default();
            return Err(in_the_way(dir, folder, "a symbolic link or a file, where a folder is to be"));
        }
    };
    Ok(Some(Difference { path: path.clone(), kind }))
}

/// A file that was written once and has no place now. What took its place, or that of a folder above it, is not ours.
fn to_remove(dir: &Path, owned: &List, path: &OutputPath) -> Result<Option<Difference>, Problem> {
    let kind = match disk::look(dir, path)? {
        Found::File(digest) if owned.wrote(path, digest) => Kind::Leftover,
        Found::File(_) | Found::Other => Kind::EditedLeftover,
        Found::Nothing | Found::Folder | Found::Blocked(_) => return Ok(None),
    };
    Ok(Some(Difference { path: path.clone(), kind }))
}

fn in_the_way(dir: &Path, path: &str, what: &str) -> Problem {
    Problem::new(
        format!("`{}` is {what}; codegen writes nothing over or through it", dir.join(path).display()),
        "move it away, then run it again",
    )
}
