//! Moving staged files into place so that a failure halfway leaves everything as it was.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::problem::Problem;

/// The folder in an output folder where files wait to be moved into place.
pub const STAGING: &str = ".wharf-staging";

/// How to take back one step.
enum Undo {
    RemoveFolder(PathBuf),
    RemoveFile(PathBuf),
    Restore { backup: PathBuf, place: PathBuf },
}

/// Steps in an output folder, each of which can be taken back. New content is written beside its place first and
/// renamed into it, so that no reader ever sees half a file.
pub struct Transaction {
    staging: PathBuf,
    staged: usize,
    undo: Vec<Undo>,
}

/// Content that waits in the staging folder.
pub struct Staged(PathBuf);

impl Transaction {
    /// Begins in `dir`, which is made when it is not there. What a crashed run left in the staging folder goes away.
    ///
    /// # Errors
    /// A folder that cannot be made or cleared.
    pub fn begin(dir: &Path) -> Result<Self, Problem> {
        let staging = dir.join(STAGING);
        let mut transaction = Self { staging: staging.clone(), staged: 0, undo: Vec::new() };
        let begun = transaction.folder(dir).and_then(|()| {
            clear(&staging).map_err(|error| Problem::refused("clear", &staging, &error))?;
            transaction.folder(&staging)
        });
        match begun {
            Ok(()) => Ok(transaction),
            Err(problem) => Err(transaction.roll_back(problem)),
        }
    }

    /// Makes `folder` and those above it that are not there.
    ///
    /// # Errors
    /// A folder that cannot be made.
    pub fn folder(&mut self, folder: &Path) -> Result<(), Problem> {
        let above = folder.ancestors().filter(|path| !path.as_os_str().is_empty());
        let missing: Vec<_> = above.take_while(|path| !path.exists()).collect();
        for path in missing.into_iter().rev() {
            match fs::create_dir(path) {
                Ok(()) => self.undo.push(Undo::RemoveFolder(path.to_owned())),
                // Another run made it in the meantime, for an output folder beside this one. A staging folder is nobody
                // else's.
                Err(_) if path.is_dir() && path != self.staging => {}
                Err(error) => return Err(Problem::refused("make the folder", path, &error)),
            }
        }
        Ok(())
    }

    /// Writes `text` into the staging folder.
    ///
    /// # Errors
    /// A file that cannot be written.
    pub fn stage(&mut self, text: &str) -> Result<Staged, Problem> {
        let path = self.next();
        fs::write(&path, text).map_err(|error| Problem::refused("write", &path, &error))?;
        Ok(Staged(path))
    }

    /// Moves staged content to `place`, over what is there.
    ///
    /// # Errors
    /// A file that cannot be kept or replaced.
    pub fn put(&mut self, staged: &Staged, place: &Path) -> Result<(), Problem> {
        let backup = self.next();
        let undo = match keep(place, &backup) {
            Ok(true) => Undo::Restore { backup, place: place.to_owned() },
            Ok(false) => Undo::RemoveFile(place.to_owned()),
            Err(error) => return Err(Problem::refused("keep a copy of", place, &error)),
        };
        self.undo.push(undo);
        fs::rename(&staged.0, place).map_err(|error| Problem::refused("replace", place, &error))
    }

    /// Takes away the file at `place`.
    ///
    /// # Errors
    /// A file that cannot be moved.
    pub fn take(&mut self, place: &Path) -> Result<(), Problem> {
        let backup = self.next();
        fs::rename(place, &backup).map_err(|error| Problem::refused("remove", place, &error))?;
        self.undo.push(Undo::Restore { backup, place: place.to_owned() });
        Ok(())
    }

    /// Ends with every step in place.
    ///
    /// # Errors
    /// A staging folder that cannot be removed; the steps stay.
    pub fn commit(self) -> Result<(), Problem> {
        clear(&self.staging).map_err(|error| Problem::refused("clear", &self.staging, &error))
    }

    /// Takes back every step, the last one first, because of `problem`. Where that fails too it stops and says so; the
    /// list of what was about to be written stays then, by which the next run knows its own files.
    pub fn roll_back(self, problem: Problem) -> Problem {
        let undone = self.undo.into_iter().rev().try_for_each(|step| match step {
            Undo::RemoveFolder(path) if path == self.staging => clear(&path),
            Undo::RemoveFolder(path) => match fs::remove_dir(&path) {
                // Another run has put something there since.
                Err(error) if error.kind() == io::ErrorKind::DirectoryNotEmpty => Ok(()),
                removed => removed,
            },
            Undo::RemoveFile(path) => match fs::remove_file(path) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
                removed => removed,
            },
            Undo::Restore { backup, place } => fs::rename(backup, place),
        });
        match undone {
            Ok(()) => problem,
            Err(error) => Problem::new(
                format!("{problem}; taking back what was done failed too: {error}"),
                "mend the cause and run it again: the next run completes the folder",
            ),
        }
    }

    fn next(&mut self) -> PathBuf {
        self.staged += 1;
        self.staging.join(self.staged.to_string())
    }
}

/// Keeps what is at `place` as `backup`, and says whether there was anything. A second name is enough, and keeps
/// the times; where the file system has none, or for a symbolic link, the file itself is moved.
fn keep(place: &Path, backup: &Path) -> io::Result<bool> {
    match fs::symlink_metadata(place) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
        Ok(found) if found.is_dir() => Err(io::ErrorKind::IsADirectory.into()),
        Ok(found) if found.is_file() && fs::hard_link(place, backup).is_ok() => Ok(true),
        Ok(_) => fs::rename(place, backup).map(|()| true),
    }
}

/// Removes the staging folder with all that is in it, or whatever stands in its place.
fn clear(staging: &Path) -> io::Result<()> {
    match fs::symlink_metadata(staging) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
        Ok(found) if found.is_dir() => fs::remove_dir_all(staging),
        Ok(_) => fs::remove_file(staging),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Barrier;
    use std::thread;

    use super::*;

    #[test]
    fn runs_side_by_side_make_the_folders_above_together() {
        let place = tempfile::tempdir().unwrap();
        for round in 0..50 {
            let above = place.path().join(round.to_string()).join("a/b/c");
            let start = Barrier::new(8);
            thread::scope(|scope| {
                for run in 0..8 {
                    let (above, start) = (&above, &start);
                    scope.spawn(move || {
                        start.wait();
                        let begun = Transaction::begin(&above.join(run.to_string()));
                        begun.unwrap().commit().unwrap();
                    });
                }
            });
        }
    }

    #[test]
    fn taking_back_leaves_what_others_put_there() {
        let place = tempfile::tempdir().unwrap();
        let mut transaction = Transaction::begin(place.path()).unwrap();
        let folder = place.path().join("made");
        transaction.folder(&folder).unwrap();
        fs::write(folder.join("theirs"), "").unwrap();
        let problem = Problem::new("a problem".to_owned(), "");
        assert_eq!(transaction.roll_back(problem).message, "a problem");
        assert!(folder.join("theirs").exists());
    }
}
