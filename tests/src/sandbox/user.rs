//! The crate of somebody who uses a generated client.

use std::fs;
use std::path::Path;

use super::folders;

/// What programs may use beside the client; each is in this repository's lock file.
const DEPENDENCIES: &str = r#"bytes = "1"
futures-util = { version = "0.3", default-features = false, features = ["std"] }
serde = "1"
serde_json = "1"
tokio = { version = "1", features = ["fs", "io-util", "macros", "net", "rt-multi-thread", "time"] }
"#;

/// Writes the crate `name` into `folder`.
pub fn write(folder: &Path, name: &str, source: &Path, client: &Path) -> Result<(), String> {
    let (package, features) = package(&client.join("Cargo.toml"))?;
    let manifest = format!(
        "[workspace]\n\n[package]\nname = {name:?}\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
         [dependencies]\napi = {{ package = {package:?}, path = {:?}, features = {features:?} }}\n{DEPENDENCIES}",
        client.display().to_string(),
    );
    folders::write(&folder.join("Cargo.toml"), manifest.as_bytes())?;
    folders::copy_lock(folder)?;
    folders::copy(source, &folder.join("src/main.rs"))
}

/// The name in the manifest of a package, and those of its features that programs want and nobody has by default.
fn package(manifest: &Path) -> Result<(String, Vec<&'static str>), String> {
    let text = fs::read_to_string(manifest).map_err(|error| format!("{}: {error}", manifest.display()))?;
    let mut lines = text.lines().filter_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"'));
    let features = ["json-schemas"].into_iter().filter(|name| text.contains(&format!("\n{name} = ["))).collect();
    lines
        .next()
        .map(|name| (name.to_owned(), features))
        .ok_or_else(|| format!("{} names no package", manifest.display()))
}
