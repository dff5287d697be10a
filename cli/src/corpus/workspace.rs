//! The crates of all documents as one workspace, so that what they depend on is compiled once.
//!
//! ```text
//! Cargo.toml  runtime/  crates/NAME/client/  target/
//! ```

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use toml::{Table, Value};
use wharf::Outputs;

use crate::files::{Plan, output, write as files};
use crate::problem::Problem;

/// The shared runtime, as seen from a crate.
pub const RUNTIME_OF_CRATE: &str = "../../../runtime";

/// The manifest of a crate, below the folder that a document is written to.
const MANIFEST: &str = "client/Cargo.toml";

/// The feature that needs OpenSSL on Linux.
const NATIVE_TLS: &str = "native-tls";

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

    /// The features of the crates of these documents that are not on by default, as arguments of cargo. The platform's TLS is
    /// none of them: it needs a library that is not on every machine.
    pub fn features(&self, names: &[&str]) -> Vec<String> {
        let manifests = names.iter().filter_map(|name| std::fs::read_to_string(self.manifest(name)).ok());
        let all: BTreeSet<String> = manifests.flat_map(|manifest| beside_default(&manifest)).collect();
        let all: Vec<String> = all.into_iter().collect();
        if all.is_empty() { Vec::new() } else { vec!["--features".to_owned(), all.join(",")] }
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

fn beside_default(manifest: &str) -> Vec<String> {
    let manifest: Table = manifest.parse().unwrap_or_default();
    let Some(features) = manifest.get("features").and_then(Value::as_table) else { return Vec::new() };
    let turned_on = |name: &str| {
        let names = features.get(name).and_then(Value::as_array).into_iter().flatten();
        names.filter_map(Value::as_str).collect::<Vec<_>>()
    };
    let mut on = vec!["default", NATIVE_TLS];
    on.extend(turned_on("default").into_iter().flat_map(|name| [vec![name], turned_on(name)].concat()));
    features.keys().filter(|name| !on.contains(&name.as_str())).cloned().collect()
}

fn renamed(manifest: &str, name: &str) -> Option<String> {
    let mut manifest: Table = manifest.parse().ok()?;
    let package = manifest.get_mut("package")?.as_table_mut()?;
    let before = package.insert("name".to_owned(), Value::from(name))?;
    let before = before.as_str()?.to_owned();
    // Its tests depend on the crate itself, by the name that it had.
    let itself = manifest.get_mut("dev-dependencies").and_then(|list| list.get_mut(&before)?.as_table_mut());
    if let Some(itself) = itself {
        itself.insert("package".to_owned(), Value::from(name));
    }
    let library = before.replace('-', "_");
    manifest.insert("lib".to_owned(), Value::Table(Table::from_iter([("name".to_owned(), Value::from(library))])));
    toml::to_string(&manifest).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_library_keeps_its_name() {
        let manifest = "[package]\nname = \"pet-store\"\n\n[dev-dependencies]\npet-store = { path = \".\" }\n";
        let outputs = Outputs::from([(MANIFEST.to_owned(), manifest.to_owned())]);
        let outputs = member(Path::new("crates/api-7"), outputs);
        let expected = "[dev-dependencies.pet-store]\npackage = \"api-7\"\npath = \".\"\n\n[lib]\nname = \"pet_store\"\n\n\
                        [package]\nname = \"api-7\"\n";
        assert_eq!(outputs[MANIFEST], expected);
    }

    #[test]
    fn features_are_all_but_those_of_other_libraries() {
        let manifest = "[features]\ndefault = [\"full\", \"rustls\"]\nfull = [\"books\"]\nbooks = []\n\
                        rustls = [\"wharf-runtime/rustls\"]\nnative-tls = []\nmock = []\njson-schemas = []\n";
        assert_eq!(beside_default(manifest), ["json-schemas", "mock"]);
        assert!(beside_default("").is_empty());
    }
}
