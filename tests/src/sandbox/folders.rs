//! Where things are, and moving them.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The checkout that this package belongs to.
#[must_use]
pub fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map_or_else(PathBuf::new, Path::to_owned)
}

/// The target folder that the running test lies in.
pub fn target() -> Result<PathBuf, String> {
    let test = std::env::current_exe().map_err(|error| format!("no path of this test: {error}"))?;
    let marked = test.ancestors().find(|folder| folder.join("CACHEDIR.TAG").exists());
    marked.map(Path::to_owned).ok_or_else(|| format!("{} lies in no target folder", test.display()))
}

/// The folder of all sandboxes.
pub fn sandboxes() -> Result<PathBuf, String> {
    Ok(target()?.join("sandbox"))
}

/// What cargo builds in sandboxes.
pub fn sandbox_target() -> Result<PathBuf, String> {
    Ok(sandboxes()?.join("target"))
}

/// A program that was built in a sandbox.
///
/// # Errors
/// A test that lies in no target folder.
pub fn built(name: &str) -> Result<PathBuf, String> {
    Ok(sandbox_target()?.join("debug").join(format!("{name}{}", std::env::consts::EXE_SUFFIX)))
}

/// Lets cargo take the versions in `folder` that this repository takes.
pub fn copy_lock(folder: &Path) -> Result<(), String> {
    copy(&repository().join("Cargo.lock"), &folder.join("Cargo.lock"))
}

/// Writes a file, with the folders above it; where it holds these bytes already, cargo is not to take it for new.
///
/// # Errors
/// What cannot be written.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    if fs::read(path).is_ok_and(|there| there == bytes) {
        return Ok(());
    }
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder).map_err(|error| failed("make", folder, &error))?;
    fs::write(path, bytes).map_err(|error| failed("write", path, &error))
}

/// Removes a folder with all there is in it, where it is there.
///
/// # Errors
/// What cannot be removed.
pub fn remove(folder: &Path) -> Result<(), String> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(failed("remove", folder, &error)),
        _ => Ok(()),
    }
}

/// Copies a file, or makes a folder hold what another one holds, but for target folders.
///
/// # Errors
/// What cannot be read, written or removed.
pub fn copy(from: &Path, to: &Path) -> Result<(), String> {
    if !from.is_dir() {
        let bytes = fs::read(from).map_err(|error| failed("read", from, &error))?;
        return write(to, &bytes);
    }
    let wanted = files(from)?;
    let there = if to.is_dir() { files(to)? } else { BTreeMap::new() };
    for name in there.keys().filter(|name| !wanted.contains_key(*name)) {
        fs::remove_file(to.join(name)).map_err(|error| failed("remove", &to.join(name), &error))?;
    }
    wanted.iter().try_for_each(|(name, bytes)| write(&to.join(name), bytes))
}

/// Every file below a folder, by its path there with `/`; nothing in folders called `target`.
///
/// # Errors
/// What cannot be read.
pub fn files(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>, String> {
    let mut found = BTreeMap::new();
    let mut folders = vec![String::new()];
    while let Some(below) = folders.pop() {
        let here = folder.join(&below);
        for entry in fs::read_dir(&here).map_err(|error| failed("read", &here, &error))? {
            let entry = entry.map_err(|error| failed("read", &here, &error))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = if below.is_empty() { name.clone() } else { format!("{below}/{name}") };
            if !entry.path().is_dir() {
                let bytes = fs::read(entry.path()).map_err(|error| failed("read", &entry.path(), &error))?;
                found.insert(path, bytes);
            } else if name != "target" {
                folders.push(path);
            }
        }
    }
    Ok(found)
}

fn failed(what: &str, path: &Path, error: &io::Error) -> String {
    format!("cannot {what} {}: {error}", path.display())
}
