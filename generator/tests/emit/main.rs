//! Emitted crates: what is printed for the surfaces in `cases/`, and that it compiles.

mod compile;
mod golden;

use std::path::{Path, PathBuf};

use wharf::emit::Header;
use wharf::surface::Surface;

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

fn surface(folder: &Path) -> Surface {
    serde_json::from_str(&std::fs::read_to_string(folder.join("surface.json")).unwrap()).unwrap()
}

fn header(case: &str) -> Header {
    Header {
        command: "wharf generate".to_owned(),
        document: format!("{case}.yaml"),
        digest: "0123456789abcdef".to_owned(),
    }
}
