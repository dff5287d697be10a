//! Crates that people wrote for an API.
//!
//! Cargo compiles a crate that it downloaded in another way than one in a folder, as ours is: it keeps nothing for the next
//! time and lints nothing. So each is measured twice, and the copy in a folder is what ours is compared with.

use std::path::{Path, PathBuf};

use wharf::surface::Surface;
use wharf_cli::cargo;
use wharf_cli::problem::Problem;

use super::compile::{Build, Crate, Features};
use super::folders::{self, Folders};
use super::program;

/// A crate that somebody wrote.
struct ByHand {
    package: &'static str,
    version: &'static str,
    /// What the address of the API begins with.
    api: &'static str,
    /// The feature for everything.
    all: &'static str,
    /// Our features, and those that are the same there.
    features: &'static [(&'static str, &'static str)],
    /// A program that makes ten calls.
    program: &'static str,
}

const KNOWN: &[ByHand] = &[ByHand {
    package: "async-openai",
    version: "0.43.0",
    api: "https://api.openai.com",
    all: "full",
    features: &[("containers", "container"), ("files", "file"), ("models", "model"), ("responses", "responses")],
    program: include_str!("programs/async_openai.rs"),
}];

/// The crate that somebody wrote for the API of `surface`, where there is one: in a folder, as ours is, and downloaded.
pub fn as_crates(folders: &Folders, surface: &Surface, feature: &str) -> Result<Vec<Crate>, Problem> {
    let Some(known) = KNOWN.iter().find(|known| surface.client.base_url.starts_with(known.api)) else {
        return Ok(Vec::new());
    };
    let registry = Origin::Registry(known.version);
    let mut downloaded = known.crate_of(folders, &registry, feature)?;
    // What is released keeps nothing for the next time, so that the program would be the same with the other.
    let program = folders.work(&format!("{}-program", known.package));
    program::write(&program, &known.dependency(&registry, known.all), known.program)?;
    downloaded.program = Some(program.join("Cargo.toml"));

    let host = known.host(folders, &registry, known.all)?;
    let copy = folders.work(known.package);
    folders::copy(&sources(&host.manifest, known.package)?, &copy)?;
    let touched = copy.join("src/lib.rs");
    let mut copied = known.crate_of(folders, &Origin::Folder(copy), feature)?;
    copied.touched = Some(touched);
    Ok(vec![copied, downloaded])
}

/// Where cargo takes a crate from.
enum Origin {
    /// The registry, in this version.
    Registry(&'static str),
    /// A folder.
    Folder(PathBuf),
}

impl Origin {
    fn label(&self) -> &'static str {
        match self {
            Self::Registry(_) => "downloaded",
            Self::Folder(_) => "in a folder",
        }
    }
}

impl ByHand {
    /// The crate as cargo takes it from `origin`.
    fn crate_of(&self, folders: &Folders, origin: &Origin, feature: &str) -> Result<Crate, Problem> {
        let one = self.features.iter().find(|(ours, _)| *ours == feature);
        Ok(Crate {
            name: format!("{} {}, {}", self.package, self.version, origin.label()),
            package: self.package.to_owned(),
            target: folders.target(&self.name(origin)),
            all: Some(self.host(folders, origin, self.all)?),
            one: one.map(|(_, theirs)| self.host(folders, origin, theirs)).transpose()?,
            // Cargo does not look at files of crates that were downloaded.
            touched: None,
            program: None,
        })
    }

    fn name(&self, origin: &Origin) -> String {
        format!("{} {}", self.package, origin.label()).replace(' ', "-")
    }

    /// A crate that does nothing but depend on it.
    fn host(&self, folders: &Folders, origin: &Origin, feature: &str) -> Result<Build, Problem> {
        let folder = folders.work(&format!("{}-{feature}", self.name(origin)));
        folders::write(&folder.join("Cargo.toml"), &self.manifest(origin, feature))?;
        folders::write(&folder.join("src/lib.rs"), "")?;
        Ok(Build { manifest: folder.join("Cargo.toml"), features: Features::Usual })
    }

    fn manifest(&self, origin: &Origin, feature: &str) -> String {
        format!(
            "[package]\nname = \"host\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\napi = {}\n\n[workspace]\n",
            self.dependency(origin, feature)
        )
    }

    fn dependency(&self, origin: &Origin, feature: &str) -> String {
        let origin = match origin {
            Origin::Registry(version) => format!("version = \"={version}\""),
            Origin::Folder(folder) => format!("path = {:?}", folder.display().to_string()),
        };
        format!("{{ package = \"{}\", {origin}, default-features = false, features = [\"{feature}\"] }}", self.package)
    }
}

/// The folder of the sources of `package`, on which `manifest` depends; cargo downloads them where it has not yet.
fn sources(manifest: &Path, package: &str) -> Result<PathBuf, Problem> {
    let advice = "run it by hand to see more";
    let mut command = cargo::command();
    command.args(["metadata", "--quiet", "--format-version", "1", "--manifest-path"]).arg(manifest);
    let output = command.output().map_err(|error| cargo::refused(&error))?;
    let failed = || {
        let said = String::from_utf8_lossy(&output.stderr);
        Problem::new(format!("{command:?} did not tell where `{package}` is: {said}"), advice)
    };
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).map_err(|_| failed())?;
    let packages = metadata["packages"].as_array().ok_or_else(failed)?;
    let found = packages.iter().find(|one| one["name"] == package).ok_or_else(failed)?;
    let manifest = found["manifest_path"].as_str().map(Path::new).and_then(Path::parent);
    manifest.map(Path::to_owned).ok_or_else(failed)
}
