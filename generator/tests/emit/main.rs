//! Emitted crates: what is printed for the surfaces in `cases/`, or for the documents there, and that it compiles.

mod compile;
mod golden;

use std::path::{Path, PathBuf};

use wharf::document::Document;
use wharf::emit::Header;
use wharf::surface::Surface;
use wharf::{Load, Settings, Severity, Source};

struct Nothing;

impl Load for Nothing {
    fn load(&self, name: &str) -> Result<Vec<u8>, String> {
        Err(format!("{name} is not here"))
    }
}

/// The surfaces, by the names of their folders.
fn cases() -> Vec<(String, PathBuf)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/emit/cases");
    let mut cases: Vec<(String, PathBuf)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| (entry.file_name().into_string().unwrap(), entry.path()))
        .collect();
    assert!(!cases.is_empty());
    cases.sort();
    cases
}

/// The surface in the folder, or that of the document in it.
fn surface(folder: &Path) -> Surface {
    let read = |name: &str| std::fs::read_to_string(folder.join(name));
    let Ok(text) = read("document.yaml") else {
        return serde_json::from_str(&read("surface.json").unwrap()).unwrap();
    };
    let settings =
        read("settings.toml").map_or_else(|_| Settings::default(), |text| Settings::parse("", &text).unwrap());
    let source = Source { name: "document.yaml".to_owned(), bytes: text.into_bytes() };
    let (document, problems) = Document::parse(source, &Nothing);
    let document = document.unwrap_or_else(|| panic!("{problems:?}"));
    let (api, told) = wharf::api::lower::lower(&document, &settings);
    let (surface, findings) = wharf::surface::plan(&api.unwrap(), &settings);
    let told = told.into_iter().chain(findings.into_iter().map(|finding| finding.tell(&document, &settings)));
    let told: Vec<_> = told.filter(|one| one.severity != Severity::Hint).collect();
    assert!(told.is_empty(), "{told:#?}");
    surface
}

fn header(case: &str) -> Header {
    Header {
        command: "wharf generate".to_owned(),
        document: format!("{case}.yaml"),
        digest: "0123456789abcdef".to_owned(),
    }
}
