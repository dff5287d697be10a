//! Where the work is done.

use std::path::{Path, PathBuf};

use wharf_cli::problem::Problem;

use crate::repository::Repository;

/// The folders of one document below `target/bench`.
#[derive(Debug)]
pub struct Folders {
    root: PathBuf,
    document: String,
}

impl Folders {
    /// Those of `document`.
    pub fn new(repository: &Repository, document: &Path) -> Result<Self, Problem> {
        let name = document.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let folders = Self { root: repository.root().join("target/bench"), document: name };
        let work = folders.work("");
        std::fs::create_dir_all(&work).map_err(|error| Problem::refused("make the folder", &work, &error))?;
        Ok(folders)
    }

    /// A folder or file of the document's own.
    pub fn work(&self, name: &str) -> PathBuf {
        self.root.join("documents").join(&self.document).join(name)
    }

    /// Where programs are installed.
    pub fn programs(&self) -> PathBuf {
        self.root.join("programs")
    }

    /// The target folder of the crate `name`: dependencies stay warm from one document to the next.
    pub fn target(&self, name: &str) -> PathBuf {
        self.root.join("build").join(name)
    }
}

/// Writes a file and the folders that it is in.
pub fn write(path: &Path, text: &str) -> Result<(), Problem> {
    let refused = |error| Problem::refused("write", path, &error);
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(refused)?;
    }
    std::fs::write(path, text).map_err(refused)
}

/// Copies what is below `from` to below `to`.
pub fn copy(from: &Path, to: &Path) -> Result<(), Problem> {
    let refused = |error| Problem::refused("copy", from, &error);
    std::fs::create_dir_all(to).map_err(refused)?;
    for entry in std::fs::read_dir(from).map_err(refused)? {
        let entry = entry.map_err(refused)?;
        let target = to.join(entry.file_name());
        if entry.file_type().map_err(refused)?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            std::fs::copy(entry.path(), &target).map_err(refused)?;
        }
    }
    Ok(())
}
