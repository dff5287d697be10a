//! Where a document is: a file, or a file of a revision in git.

use std::path::{Path, PathBuf};

use wharf::{Load, Source};

use crate::git::{Beside, Repository, beside};
use crate::inputs::{self, Names};
use crate::load::Folder;
use crate::problem::Problem;

/// Where a document is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A file.
    File(PathBuf),
    /// A file of a revision in git, as `main:spec/api.yaml`.
    Revision {
        /// The revision.
        revision: String,
        /// The path, as git takes it: from the top of the repository, or with `./` from the current folder.
        path: String,
    },
}

impl Place {
    /// What an argument means. What is a file is one, even with a colon in its name.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        match text.split_once(':') {
            Some((revision, path)) if revision.len() > 1 && !path.is_empty() && !Path::new(text).exists() => {
                Self::Revision { revision: revision.to_owned(), path: path.to_owned() }
            }
            _ => Self::File(text.into()),
        }
    }

    /// The document.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn read(&self) -> Result<Source, Problem> {
        match self {
            Self::File(path) => {
                let bytes = std::fs::read(path);
                let bytes = bytes.map_err(|error| Problem::refused("read the document", path, &error))?;
                Ok(Source { name: name(&path.display().to_string()), bytes })
            }
            Self::Revision { revision, path } => {
                let bytes = show(revision, path).map_err(|message| {
                    let advice = "check the revision and the path, which starts at the top of the repository";
                    Problem::new(format!("cannot read `{revision}:{path}`: {message}"), advice)
                })?;
                Ok(Source { name: name(path), bytes })
            }
        }
    }

    /// Reads the files beside it.
    #[must_use]
    pub fn folder(&self) -> Box<dyn Load> {
        match self {
            Self::File(path) => Box::new(Folder::new(inputs::folder(path))),
            Self::Revision { revision, path } => Box::new(Beside::new(&here(), revision, path)),
        }
    }

    /// How people call a file that the generator calls `name`.
    #[must_use]
    pub fn shown(&self, name: &str) -> String {
        match self {
            Self::File(path) => inputs::folder(path).join(name).display().to_string(),
            Self::Revision { revision, .. } => format!("{revision}:{}", self.path(name)),
        }
    }

    /// The path of a file that the generator calls `name`, without the revision.
    #[must_use]
    pub fn path(&self, name: &str) -> String {
        match self {
            Self::File(_) => self.shown(name),
            Self::Revision { path, .. } => beside(path.rsplit_once('/').map_or("", |(folder, _)| folder), name),
        }
    }

    /// The names of its files.
    #[must_use]
    pub fn names(&self) -> Names {
        match self {
            Self::File(path) => Names::in_folder(inputs::folder(path)),
            Self::Revision { .. } => Names::in_folder(self.shown("").into()),
        }
    }
}

fn name(path: &str) -> String {
    path.rsplit(['/', '\\']).next().unwrap_or(path).to_owned()
}

/// What git has at a place.
fn show(revision: &str, path: &str) -> Result<Vec<u8>, String> {
    here().show(revision, path)
}

/// The repository of the current folder.
fn here() -> Repository {
    Repository::at(Path::new("."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colon_divides_revision_and_path() {
        let revision = Place::Revision { revision: "main~1".to_owned(), path: "spec/a.yaml".to_owned() };
        assert_eq!(Place::parse("main~1:spec/a.yaml"), revision);
        assert_eq!(revision.shown("b.yaml"), "main~1:spec/b.yaml");
        assert_eq!(Place::parse("spec/a.yaml"), Place::File("spec/a.yaml".into()));
        assert_eq!(Place::parse("C:\\a.yaml"), Place::File("C:\\a.yaml".into()));
    }
}
