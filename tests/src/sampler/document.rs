//! Reading a document, and generating its models.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use wharf::document::Document;
use wharf::surface::Surface;
use wharf::{Input, Settings, Source};
use wharf_cli::load::Folder;

/// A document, and what was generated for it.
pub struct Generated {
    /// Where it is.
    pub path: PathBuf,
    /// SHA-256 of its bytes.
    pub digest: String,
    /// As it was read.
    pub document: Document,
    /// What there is in the crate.
    pub surface: Surface,
    /// The files below `models`.
    pub models: BTreeMap<String, String>,
    /// The features of the crate.
    pub features: Vec<String>,
}

/// Reads and generates the document at `path`; with a place for members that no schema names if `extra`.
///
/// # Errors
/// Why there is nothing to sample: it cannot be read, or is refused.
pub fn generate(path: &Path, extra: bool) -> Result<Generated, String> {
    let bytes = fs::read(path).map_err(|error| error.to_string())?;
    let digest = Sha256::digest(&bytes).iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"));
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let source = Source { name, bytes };
    let load = Folder::new(path.parent().unwrap_or(path).to_owned());
    let mut settings = Settings::default();
    settings.keep_unknown = extra;
    let made = wharf::generate(&Input { settings, command: "sample".to_owned(), ..Input::new(source.clone(), &load) });
    let first = || made.diagnostics.iter().find(|one| one.is_error()).map(|one| one.message.clone());
    let mut outputs = made.outputs.ok_or_else(|| first().unwrap_or_default())?;
    let surface = outputs.remove("surface.json").ok_or("no surface.json")?;
    let manifest = outputs.remove("client/Cargo.toml").unwrap_or_default();
    let models = outputs.into_iter().filter_map(|(path, text)| {
        let below = path.strip_prefix("client/src/models/")?;
        Some((below.to_owned(), text))
    });
    Ok(Generated {
        path: path.to_owned(),
        digest,
        document: Document::parse(source, &load).0.ok_or("the document is not read twice")?,
        surface: serde_json::from_str(&surface).map_err(|error| format!("surface.json: {error}"))?,
        models: models.collect(),
        features: features(&manifest),
    })
}

/// The features of a manifest: each may choose models.
fn features(manifest: &str) -> Vec<String> {
    let table: toml::Table = manifest.parse().unwrap_or_default();
    let all = table.get("features").and_then(toml::Value::as_table).into_iter().flatten();
    all.map(|(name, _)| name.clone()).filter(|name| name != "default").collect()
}
