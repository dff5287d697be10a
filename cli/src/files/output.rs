//! Where an emitted file may go.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::{Path, PathBuf};

use crate::files::list::{LIST, PENDING};
use crate::files::transaction::STAGING;
use crate::problem::Problem;

/// A path below the output folder with `/` between its parts, which leads nowhere else on any system.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct OutputPath(String);

impl OutputPath {
    /// Takes a path that stays below the output folder and is not one of those that codegen keeps for itself.
    #[must_use]
    pub fn new(path: &str) -> Option<Self> {
        let mut parts = path.split('/');
        let own = [LIST, PENDING, STAGING];
        let fine = parts.clone().all(is_plain)
            && !parts.next().is_some_and(|first| own.contains(&first) || first == "target")
            && parts.next_back().unwrap_or(path) != "Cargo.lock";
        fine.then(|| Self(path.to_owned()))
    }

    /// Where it is when the output folder is `dir`.
    #[must_use]
    pub fn below(&self, dir: &Path) -> PathBuf {
        dir.join(&self.0)
    }

    /// The path as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folders above it, the outermost first: `a`, `a/b` for `a/b/c`.
    #[must_use]
    pub fn folders(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.0.match_indices('/').filter_map(|(at, _)| self.0.get(..at))
    }
}

impl fmt::Display for OutputPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A name that means one file or folder, and the same one everywhere.
fn is_plain(part: &str) -> bool {
    let reserved = |c: char| c.is_control() || "\\:*?\"<>|".contains(c);
    !matches!(part, "" | "." | "..") && !part.contains(reserved) && !part.ends_with(['.', ' '])
}

/// The outputs by checked path.
pub type Outputs<'a> = BTreeMap<OutputPath, &'a str>;

/// Checks every path of what the generator made.
///
/// # Errors
/// A path that leads out of the folder, that codegen keeps for itself, that is both file and folder, or that differs
/// from another only by case. The generator never makes one, whatever the document says.
pub fn checked(outputs: &wharf::Outputs) -> Result<Outputs<'_>, Problem> {
    let wrong = |path: &str, why: &str| {
        Problem::new(
            format!("the generator made a file `{}` {why}", path.escape_debug()),
            "this is a bug in Wharf; please report it",
        )
    };
    let mut checked = Outputs::new();
    let mut lowercase = BTreeSet::new();
    for (path, text) in outputs {
        let Some(output) = OutputPath::new(path) else {
            return Err(wrong(path, "that is not below the output folder, or not its own to write"));
        };
        if output.folders().any(|folder| outputs.contains_key(folder)) {
            return Err(wrong(path, "in a folder that it made as a file too"));
        }
        if !lowercase.insert(path.to_lowercase()) {
            return Err(wrong(path, "whose name differs from another's only by case"));
        }
        checked.insert(output, text.as_str());
    }
    Ok(checked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_below_the_folder() {
        for fine in ["Cargo.toml", "client/src/lib.rs", "client/src/target/mod.rs", "reference/.nojekyll"] {
            assert!(OutputPath::new(fine).is_some(), "{fine}");
        }
        for bad in [
            "",
            "/etc/hosts",
            "../a",
            "a/../b",
            "a//b",
            "a/",
            "./a",
            "a\\b",
            "C:a",
            "a\nb",
            "a.",
            "target/a",
            "Cargo.lock",
            "client/Cargo.lock",
            ".wharf-files",
            ".wharf-files.pending",
            ".wharf-staging/a",
        ] {
            assert!(OutputPath::new(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn folders_from_the_outermost() {
        let path = OutputPath::new("a/b/c").unwrap();
        assert_eq!(path.folders().collect::<Vec<_>>(), ["a", "a/b"]);
    }

    #[test]
    fn names_that_cannot_stand_side_by_side() {
        let outputs = |names: &[&str]| names.iter().map(|name| ((*name).to_owned(), String::new())).collect();
        assert!(checked(&outputs(&["a/b", "a/c", "b"])).is_ok());
        assert!(checked(&outputs(&["a", "a/b"])).unwrap_err().message.contains("folder"));
        assert!(checked(&outputs(&["A", "a"])).unwrap_err().message.contains("case"));
        assert!(checked(&outputs(&["../a"])).unwrap_err().message.contains("below"));
    }
}
