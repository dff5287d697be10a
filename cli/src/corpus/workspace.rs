//! The crates of all documents as one workspace, so that what they depend on is compiled once.
//!
//! ```text
//! Cargo.toml  runtime/  crates/NAME/client/  target/
//! ```

use std::path::{Path, PathBuf};

use toml::{Table, Value};
use wharf::Outputs;

use crate::files::{Plan, output, write as files};
use crate::problem::Problem;

/// The shared runtime, as seen from a crate.
pub const RUNTIME_OF_CRATE: &str = "../../../runtime";

/// The manifest of a crate, below the folder that a document is written to.
const MANIFEST: &str = "client/Cargo.toml";

/// A folder that holds the crates.
#[derive(Debug, Clone)]
pub struct Workspace {
    root: PathBuf,
}

impl Workspace {
    /// The workspace in the folder `root`, made with the runtime in it.
    ///
    /// # Errors
    /// A folder or file that cannot be written.
    pub fn new(root: &Path) -> Result<Self, Problem> {
        let refused = |error| Problem::refused("write to", root, &error);
        std::fs::create_dir_all(root).map_err(refused)?;
        let root = root.canonicalize().map_err(refused)?;
        write(&root.join("runtime"), &wharf::emit::runtime())?;
        Ok(Self { root })
    }

    /// Where everything is.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The folder for the document called `name`.
    pub fn folder(&self, name: &str) -> PathBuf {
        self.root.join("crates").join(name)
    }

    /// The manifest of the document called `name`.
    pub fn manifest(&self, name: &str) -> PathBuf {
        self.folder(name).join(MANIFEST)
    }

    /// Whether the crate of a document has tests.
    pub fn has_tests(&self, name: &str) -> bool {
        self.folder(name).join("client/tests").is_dir()
    }

    /// Makes the crates of these documents the members.
    ///
    /// # Errors
    /// A manifest that cannot be written.
    pub fn set_members(&self, names: &[&str]) -> Result<(), Problem> {
        let members = names.iter().map(|name| format!("    \"crates/{name}/client\",\n"));
        let members: String = members.collect();
        let manifest = format!(
            "[workspace]\nresolver = \"3\"\nexclude = [\"runtime\"]\nmembers = [\n{members}]\n\n\
             [profile.dev]\ndebug = false\nincremental = false\n"
        );
        let path = self.root.join("Cargo.toml");
        std::fs::write(&path, manifest).map_err(|error| Problem::refused("write", &path, &error))
    }
}

/// Makes `dir` hold these files; those that are as they should be are left alone, so that cargo does not compile them
/// again.
///
/// # Errors
/// A file that cannot be read or written.
pub fn write(dir: &Path, outputs: &Outputs) -> Result<(), Problem> {
    let outputs = output::checked(outputs)?;
    let plan = Plan::new(dir, &outputs)?;
    files::write(dir, &outputs, &plan)
}

/// The files of a document, with a package named after the folder that they go to: no two documents share it. The library
/// keeps its name.
pub fn member(folder: &Path, mut outputs: Outputs) -> Outputs {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    if let Some(manifest) = outputs.get_mut(MANIFEST)
        && let Some(renamed) = renamed(manifest, &name)
    {
        *manifest = renamed;
    }
    outputs
}

fn renamed(manifest: &str, name: &str) -> Option<String> {
    let mut manifest: Table = manifest.parse().ok()?;
    let package = manifest.get_mut("package")?.as_table_mut()?;
    let before = package.insert("name".to_owned(), Value::from(name))?;
    let library = before.as_str()?.replace('-', "_");
    manifest.insert("lib".to_owned(), Value::Table(Table::from_iter([("name".to_owned(), Value::from(library))])));
    toml::to_string(&manifest).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_library_keeps_its_name() {
        let outputs = Outputs::from([(MANIFEST.to_owned(), "[package]\nname = \"pet-store\"\n".to_owned())]);
        let outputs = member(Path::new("crates/api-7"), outputs);
        assert_eq!(outputs[MANIFEST], "[lib]\nname = \"pet_store\"\n\n[package]\nname = \"api-7\"\n");
    }
}
