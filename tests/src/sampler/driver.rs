//! Compiling batches, all in one workspace with one target folder.

use std::path::{Path, PathBuf};

use super::batch::Batch;
use crate::sandbox::{self, cargo, files, remove, repository};

/// The workspace of all batches.
#[derive(Debug, Clone)]
pub struct Workspace {
    root: PathBuf,
}

impl Workspace {
    /// One for runs that are called `name`; those of one name are not to run at once.
    ///
    /// # Errors
    /// A program that lies in no target folder.
    pub fn new(name: &str) -> Result<Self, String> {
        let root = sandbox::Sandbox::new(&format!("sampler-{name}"))?.path("");
        Ok(Self { root })
    }

    /// Compiles `batch`; gives its program.
    ///
    /// # Errors
    /// What cargo said.
    pub fn build(&self, batch: &Batch) -> Result<PathBuf, String> {
        let folder = self.root.join(&batch.name);
        let runtime = repository().join("runtime").display().to_string();
        let wanted = batch.files(&runtime);
        let there = if folder.is_dir() { files(&folder)? } else { std::collections::BTreeMap::new() };
        for name in there.keys().filter(|name| !wanted.contains_key(*name) && *name != "Cargo.lock") {
            remove_file(&folder.join(name))?;
        }
        for (path, text) in &wanted {
            sandbox::write(&folder.join(path), text.as_bytes())?;
        }
        let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = [{:?}]\n", batch.name);
        sandbox::write(&self.root.join("Cargo.toml"), manifest.as_bytes())?;
        sandbox::copy(&repository().join("Cargo.lock"), &self.root.join("Cargo.lock"))?;
        cargo(&self.root, &["build", "--package", &batch.name])?;
        sandbox::built(&batch.name)
    }

    /// Removes what was written for `batch`, and its program.
    ///
    /// # Errors
    /// What cannot be removed.
    pub fn clean(&self, batch: &Batch) -> Result<(), String> {
        remove(&self.root.join(&batch.name))?;
        remove_file(&sandbox::built(&batch.name)?)
    }
}

fn remove_file(path: &Path) -> Result<(), String> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(format!("{}: {error}", path.display())),
        _ => Ok(()),
    }
}
