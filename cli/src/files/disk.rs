//! What is on disk at a path, without following symbolic links below the output folder.

use std::fs;
use std::io;
use std::path::Path;

use crate::files::digest::Digest;
use crate::files::output::OutputPath;
use crate::problem::Problem;

/// What is at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// Nothing.
    Nothing,
    /// A file with this content.
    File(Digest),
    /// A symbolic link, or something else that is neither file nor folder.
    Other,
    /// A folder.
    Folder,
    /// Nothing that could be reached: this folder above it is a symbolic link or a file.
    Blocked(usize),
}

/// Looks at `path` below `dir`.
///
/// # Errors
/// A file or folder that cannot be read.
pub fn look(dir: &Path, path: &OutputPath) -> Result<Found, Problem> {
    for folder in path.folders() {
        match kind(&dir.join(folder))? {
            Some(kind) if kind.is_dir() => {}
            Some(_) => return Ok(Found::Blocked(folder.len())),
            None => return Ok(Found::Nothing),
        }
    }
    let full = path.below(dir);
    match kind(&full)? {
        None => Ok(Found::Nothing),
        Some(kind) if kind.is_dir() => Ok(Found::Folder),
        Some(kind) if kind.is_file() => {
            let bytes = fs::read(&full).map_err(|error| Problem::refused("read", &full, &error))?;
            Ok(Found::File(Digest::of(bytes)))
        }
        Some(_) => Ok(Found::Other),
    }
}

/// What is at `path` itself; nothing when nothing is.
///
/// # Errors
/// A path that cannot be looked at.
pub fn kind(path: &Path) -> Result<Option<fs::FileType>, Problem> {
    match fs::symlink_metadata(path) {
        Ok(found) => Ok(Some(found.file_type())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Problem::refused("look at", path, &error)),
    }
}

/// The entries of a folder, by name.
///
/// # Errors
/// A folder that cannot be read.
pub fn entries(dir: &Path) -> Result<Vec<fs::DirEntry>, Problem> {
    let read = fs::read_dir(dir).and_then(Iterator::collect::<io::Result<Vec<_>>>);
    let mut entries = read.map_err(|error| Problem::refused("read the folder", dir, &error))?;
    entries.sort_by_key(fs::DirEntry::file_name);
    Ok(entries)
}
