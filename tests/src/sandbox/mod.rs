//! Generating a client from a document and using it as somebody else would: from a crate of their own, outside this
//! workspace, with a program that cargo compiles and the test runs.
//!
//! ```text
//! target/sandbox/target      what cargo builds, shared by all sandboxes
//! target/sandbox/NAME/out    what was generated
//! target/sandbox/NAME/user   the crate that uses it, under the name `api`
//! ```

mod cargo;
mod folders;
mod generation;
mod program;
mod user;

use std::path::{Path, PathBuf};

pub use cargo::{Message, cargo, messages};
pub use folders::{built, copy, files, remove, repository, write};
pub use generation::{Generation, Said};
pub use program::{Program, Ran};

/// A folder in which one client is generated and used.
#[derive(Debug, Clone)]
pub struct Sandbox {
    root: PathBuf,
    name: String,
}

impl Sandbox {
    /// A sandbox; no two tests that may run at once take the same name. It is not emptied, so that what did not change
    /// since the last run is not compiled again.
    ///
    /// # Errors
    /// A test that lies in no target folder.
    pub fn new(name: &str) -> Result<Self, String> {
        Ok(Self { root: folders::sandboxes()?.join(name), name: name.to_owned() })
    }

    /// A path in the sandbox.
    #[must_use]
    pub fn path(&self, below: &str) -> PathBuf {
        self.root.join(below)
    }

    /// Writes a file into the sandbox, and gives its path.
    ///
    /// # Errors
    /// A file that cannot be written.
    pub fn write(&self, below: &str, text: impl AsRef<[u8]>) -> Result<PathBuf, String> {
        let path = self.path(below);
        folders::write(&path, text.as_ref())?;
        Ok(path)
    }

    /// Generates into `out`.
    #[must_use]
    pub fn generate(&self, generation: &Generation) -> Said {
        generation.run(&self.path("out"))
    }

    /// Compiles a program, whose `main.rs` is `source`, against the client in `out`.
    ///
    /// # Errors
    /// What went wrong, with everything that cargo said; a warning is an error.
    pub fn program(&self, source: &Path) -> Result<Program, String> {
        self.program_with(source, &self.path("out/client"))
    }

    /// Compiles a program against the client in another folder.
    ///
    /// # Errors
    /// As with [`Sandbox::program`].
    pub fn program_with(&self, source: &Path, client: &Path) -> Result<Program, String> {
        let folder = self.path("user");
        user::write(&folder, &self.name, source, client)?;
        cargo::cargo(&folder, &["build", "--bin", &self.name])?;
        Ok(Program::new(folders::built(&self.name)?))
    }

    /// Runs cargo in `out/client`, such as clippy or its tests.
    ///
    /// # Errors
    /// What cargo said, where it failed.
    pub fn cargo_in_client(&self, arguments: &[&str]) -> Result<String, String> {
        folders::copy_lock(&self.path("out"))?;
        cargo::cargo(&self.path("out/client"), arguments)
    }
}
