//! The list of what codegen wrote: a text file that `sha256sum --check` reads too.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::io;
use std::path::Path;

use crate::files::digest::Digest;
use crate::files::output::{OutputPath, Outputs};
use crate::problem::Problem;

/// The name of the list in an output folder.
pub const LIST: &str = ".wharf-files";

/// The name of the list of what a run is about to write. It is there only while files are being moved into place, so
/// that a run after a crash knows what the crashed one had written.
pub const PENDING: &str = ".wharf-files.pending";

const HEADER: &str =
    "# What codegen wrote here, with the SHA-256 of each file. Only these files are overwritten or removed by it.\n";

/// Files that codegen owns, each with the digests it may have: one, or several after a crash.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct List {
    entries: BTreeMap<OutputPath, BTreeSet<Digest>>,
}

impl List {
    /// The list of `outputs`.
    #[must_use]
    pub fn of(outputs: &Outputs<'_>) -> Self {
        let entries = outputs.iter().map(|(path, text)| (path.clone(), BTreeSet::from([Digest::of(text)])));
        Self { entries: entries.collect() }
    }

    /// Reads the list called `name` in `dir`; nothing when there is none.
    ///
    /// # Errors
    /// A list that cannot be read or does not look like one.
    pub fn read(dir: &Path, name: &str) -> Result<Option<Self>, Problem> {
        let path = dir.join(name);
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => {
                return Err(Problem::refused("read the list of owned files", &path, &error));
            }
        };
        Self::parse(&text).map(Some).map_err(|line| {
            Problem::new(
                format!("`{}` line {line} is not a digest and a path below the folder", path.display()),
                "restore the file from version control, or delete it and run again with --force",
            )
        })
    }

    /// Reads the text of a list; the number of the first line that is none of it otherwise.
    ///
    /// # Errors
    /// A line, counted from 1.
    pub fn parse(text: &str) -> Result<Self, usize> {
        let mut list = Self::default();
        for (index, line) in text.lines().enumerate() {
            if line.starts_with('#') || line.is_empty() {
                continue;
            }
            let entry =
                line.split_once("  ").and_then(|(digest, path)| Some((Digest::parse(digest)?, OutputPath::new(path)?)));
            let (digest, path) = entry.ok_or(index + 1)?;
            list.entries.entry(path).or_default().insert(digest);
        }
        Ok(list)
    }

    /// Takes the entries of `other` too.
    pub fn merge(&mut self, other: Self) {
        for (path, digests) in other.entries {
            self.entries.entry(path).or_default().extend(digests);
        }
    }

    /// Whether `path` is on the list.
    #[must_use]
    pub fn contains(&self, path: &OutputPath) -> bool {
        self.entries.contains_key(path)
    }

    /// Whether codegen wrote exactly `digest` at `path`.
    #[must_use]
    pub fn wrote(&self, path: &OutputPath, digest: Digest) -> bool {
        self.entries.get(path).is_some_and(|digests| digests.contains(&digest))
    }

    /// The paths on the list, sorted.
    pub fn paths(&self) -> impl Iterator<Item = &OutputPath> {
        self.entries.keys()
    }
}

impl fmt::Display for List {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(HEADER)?;
        for (path, digests) in &self.entries {
            digests.iter().try_for_each(|digest| writeln!(f, "{digest}  {path}"))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(files: &[(&str, &str)]) -> List {
        List::of(&files.iter().map(|(path, text)| (OutputPath::new(path).unwrap(), *text)).collect())
    }

    #[test]
    fn reads_what_it_writes() {
        let mut written = list(&[("b c", "2"), ("a", "1")]);
        written.merge(list(&[("a", "other")]));
        let text = written.to_string();
        assert_eq!(List::parse(&text), Ok(written));
        assert_eq!(text.lines().count(), 4);
    }

    #[test]
    fn refuses_other_text_with_its_line() {
        let good = list(&[("a", "1")]).to_string();
        assert_eq!(List::parse(&format!("{good}<<<<<<< HEAD\n")), Err(3));
        assert_eq!(List::parse(&good.replace("  a", "  ../a")), Err(2));
        assert_eq!(List::parse(&good.replace("  a", " a")), Err(2));
    }
}
