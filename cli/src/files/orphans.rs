//! Files that nobody wrote, where only codegen writes; and folders that hold nothing of anybody's.

use std::collections::BTreeSet;
use std::path::Path;

use crate::files::disk;
use crate::files::output::OutputPath;
use crate::files::transaction::STAGING;
use crate::problem::Problem;

/// Folders that belong to codegen as a whole.
const OURS: [&str; 2] = ["src", "reference"];

/// The files below an emitted `src/` or `reference/` of `owned` that are not among `owned`.
///
/// # Errors
/// A folder that cannot be read.
pub fn find(dir: &Path, owned: &BTreeSet<&OutputPath>) -> Result<Vec<String>, Problem> {
    let roots: BTreeSet<&str> = owned.iter().filter_map(|path| root(path)).collect();
    let known: BTreeSet<&str> = owned.iter().map(|path| path.as_str()).collect();
    let mut orphans = Vec::new();
    for root in roots {
        if disk::kind(&dir.join(root))?.is_some_and(|kind| kind.is_dir()) {
            walk(dir, root, &known, &mut orphans)?;
        }
    }
    Ok(orphans)
}

/// The outermost `src` or `reference` folder that `path` is in.
fn root(path: &OutputPath) -> Option<&str> {
    path.folders().find(|folder| OURS.contains(&folder.rsplit('/').next().unwrap_or(folder)))
}

fn walk(dir: &Path, folder: &str, known: &BTreeSet<&str>, orphans: &mut Vec<String>) -> Result<(), Problem> {
    for entry in disk::entries(&dir.join(folder))? {
        let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
        let is_folder = disk::kind(&entry.path())?.is_some_and(|kind| kind.is_dir());
        if is_folder {
            walk(dir, &path, known, orphans)?;
        } else if !known.contains(path.as_str()) {
            orphans.push(path);
        }
    }
    Ok(())
}

/// Whether `dir` holds nothing but what is nobody's: build folders, lock files of cargo, and leftovers of a run that
/// ended before it wrote anything.
///
/// # Errors
/// A folder that cannot be read.
pub fn is_vacant(dir: &Path) -> Result<bool, Problem> {
    for entry in disk::entries(dir)? {
        let name = entry.file_name();
        let kind = disk::kind(&entry.path())?;
        let is_folder = kind.is_some_and(|kind| kind.is_dir());
        let nobodys = if is_folder { name == "target" || name == STAGING } else { name == "Cargo.lock" };
        if !(nobodys || is_folder && is_vacant(&entry.path())?) {
            return Ok(false);
        }
    }
    Ok(true)
}
