//! Where things are in this repository.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// A checkout of this repository.
#[derive(Debug, Clone)]
pub struct Repository {
    root: PathBuf,
}

impl Repository {
    /// The checkout that this program was built from, whatever the current folder is.
    pub fn here() -> Self {
        let manifest = env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| OsString::from(env!("CARGO_MANIFEST_DIR")));
        let root = Path::new(&manifest).parent().map_or_else(PathBuf::new, Path::to_owned);
        Self { root }
    }

    /// The checkout in `root`.
    #[cfg(test)]
    pub fn at(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    /// A path in the checkout, as short as the current folder allows.
    pub fn path(&self, below: &str) -> PathBuf {
        let full = self.root.join(below);
        let here = env::current_dir().unwrap_or_default();
        full.strip_prefix(&here).map_or_else(|_| full.clone(), Path::to_owned)
    }

    /// The checkout itself.
    pub fn root(&self) -> &Path {
        &self.root
    }
}
