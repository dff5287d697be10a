//! Asking git, and reading the files of a revision.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, PoisonError};

use wharf::Load;

/// A repository.
#[derive(Debug, Clone)]
pub struct Repository {
    folder: PathBuf,
}

impl Repository {
    /// The repository that `folder` is in.
    #[must_use]
    pub fn at(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    /// The folder that git is asked in.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// What git answers to these arguments; times are in UTC.
    ///
    /// # Errors
    /// What git says, or that it cannot be run.
    pub fn ask<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> Result<Vec<u8>, String> {
        let mut command = Command::new("git");
        command.args(["-c", "core.quotePath=false"]).arg("-C").arg(&self.folder).args(arguments).env("TZ", "UTC0");
        let output = command.output().map_err(|error| format!("git cannot be run: {error}"))?;
        if output.status.success() {
            return Ok(output.stdout);
        }
        let said = String::from_utf8_lossy(&output.stderr);
        Err(said.lines().next().unwrap_or("git says nothing").trim_start_matches("fatal: ").to_owned())
    }

    /// What a revision has at a path.
    ///
    /// # Errors
    /// What git says.
    pub fn show(&self, revision: &str, path: &str) -> Result<Vec<u8>, String> {
        // A revision is no option.
        self.ask(["show", "--no-textconv", "--end-of-options", &format!("{revision}:{path}")])
    }
}

/// The files beside a document in a revision.
#[derive(Debug)]
pub struct Beside {
    repository: Repository,
    revision: String,
    folder: String,
    seen: Mutex<BTreeSet<String>>,
}

impl Beside {
    /// Those in the folder of the document at `path`.
    #[must_use]
    pub fn new(repository: &Repository, revision: &str, path: &str) -> Self {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        Self { repository: repository.clone(), revision: revision.to_owned(), folder, seen: Mutex::default() }
    }

    /// The paths of all files that were asked for, there or not.
    #[must_use]
    pub fn into_seen(self) -> BTreeSet<String> {
        self.seen.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Load for Beside {
    fn load(&self, name: &str) -> Result<Vec<u8>, String> {
        let path = beside(&self.folder, name);
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).insert(path.clone());
        self.repository.show(&self.revision, &path)
    }
}

/// The path of a file that one in `folder` names, as git takes it: without steps up, where there are folders to leave.
#[must_use]
pub fn beside(folder: &str, name: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in name.split('/') {
        match part {
            "." | "" => {}
            ".." if parts.last().is_some_and(|last| *last != "." && *last != "..") => _ = parts.pop(),
            other => parts.push(other),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_up_leave_folders() {
        assert_eq!(beside("spec/v1", "../shared/a.yaml"), "spec/shared/a.yaml");
        assert_eq!(beside("", "a/./b.yaml"), "a/b.yaml");
        // From the current folder, which only git knows.
        assert_eq!(beside(".", "../a.yaml"), "./../a.yaml");
        assert_eq!(beside("./x", "../../a.yaml"), "./../a.yaml");
    }
}
