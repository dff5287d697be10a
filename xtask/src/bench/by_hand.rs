//! Crates that people wrote for an API.

use wharf::surface::Surface;
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

/// The crate that somebody wrote for the API of `surface`, where there is one.
pub fn as_crate(folders: &Folders, surface: &Surface, feature: &str) -> Result<Option<Crate>, Problem> {
    let Some(known) = KNOWN.iter().find(|known| surface.client.base_url.starts_with(known.api)) else {
        return Ok(None);
    };
    let build = |feature: &str| -> Result<Build, Problem> {
        let folder = folders.work(&format!("{}-{feature}", known.package));
        folders::write(&folder.join("Cargo.toml"), &manifest(known, feature))?;
        folders::write(&folder.join("src/lib.rs"), "")?;
        Ok(Build { manifest: folder.join("Cargo.toml"), features: Features::Usual })
    };
    let all = build(known.all)?;
    let one = known.features.iter().find(|(ours, _)| *ours == feature);
    let one = one.map(|(_, theirs)| build(theirs)).transpose()?;
    let folder = folders.work(&format!("{}-program", known.package));
    program::write(&folder, &dependency(known, known.all), known.program)?;
    Ok(Some(Crate {
        name: format!("{} {}", known.package, known.version),
        package: known.package.to_owned(),
        target: folders.target(known.package),
        all: Some(all),
        one,
        // Cargo does not look at files of crates that were downloaded.
        touched: None,
        program: Some(folder.join("Cargo.toml")),
    }))
}

fn manifest(known: &ByHand, feature: &str) -> String {
    format!(
        "[package]\nname = \"host\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\napi = {}\n\n[workspace]\n",
        dependency(known, feature)
    )
}

fn dependency(known: &ByHand, feature: &str) -> String {
    format!(
        "{{ package = \"{}\", version = \"={}\", default-features = false, features = [\"{feature}\"] }}",
        known.package, known.version
    )
}
