//! Reference pages, and the flags that they show, beside pages that people know. Those are not part of this repository:
//! they lie beside the folder that `WHARF_SPECS` names, and where that is not at hand, these tests say so and end.

mod client_page;
mod http_page;
mod large_page;
mod tool_page;

use std::path::{Path, PathBuf};

use wharf::{Input, Load, Outputs, Settings, Source};

/// Files beside a document.
struct Beside<'a>(&'a Path);

impl Load for Beside<'_> {
    fn load(&self, name: &str) -> Result<Vec<u8>, String> {
        std::fs::read(self.0.join(name)).map_err(|error| error.to_string())
    }
}

fn here(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reference").join(name)
}

/// The folder of other people's documents; none where it is not at hand.
fn specs() -> Option<PathBuf> {
    let folder = std::env::var_os("WHARF_SPECS").filter(|folder| !folder.is_empty()).map(PathBuf::from);
    if folder.is_none() {
        println!("skipped: WHARF_SPECS does not name the folder of other people's documents");
    }
    folder
}

/// The pages that people know, by the beginning of their names.
fn seed(start: &str) -> Option<String> {
    let folder = specs()?.parent()?.join("seeds");
    let entries = std::fs::read_dir(&folder).ok();
    if entries.is_none() {
        println!("skipped: there is no folder {}", folder.display());
    }
    let mut files = entries?.map(|entry| entry.unwrap().path());
    let file = files.find(|path| path.file_name().unwrap().to_str().unwrap().starts_with(start)).unwrap();
    Some(std::fs::read_to_string(file).unwrap())
}

fn source(path: &Path) -> Source {
    Source { name: path.file_name().unwrap().to_str().unwrap().to_owned(), bytes: std::fs::read(path).unwrap() }
}

fn generated(document: &Path, overlays: &[PathBuf], settings: &Path) -> Outputs {
    let settings = Settings::parse("settings", &std::fs::read_to_string(settings).unwrap()).unwrap();
    generated_with(document, overlays, settings)
}

fn generated_with(document: &Path, overlays: &[PathBuf], settings: Settings) -> Outputs {
    let outcome = wharf::generate(&Input {
        document: source(document),
        overlays: overlays.iter().map(|path| source(path)).collect(),
        settings,
        only: Vec::new(),
        load: &Beside(document.parent().unwrap()),
        command: "wharf codegen".to_owned(),
        report: false,
    });
    outcome.outputs.unwrap_or_else(|| panic!("{:#?}", outcome.diagnostics))
}

/// What is generated from the published document.
fn published() -> Option<Outputs> {
    let document = specs()?.join("openai-containers.yaml");
    Some(generated(&document, &[here("containers-overlay.yaml")], &here("containers.toml")))
}
