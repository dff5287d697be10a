//! What no type expresses is told: `cases/NAME.yaml` is a document, and `NAME.txt` its report. `UPDATE_EXPECT=1` writes
//! the expectations anew.

mod fields;
mod keywords;

use std::fs;
use std::path::{Path, PathBuf};

use wharf::{Input, Load, Outcome, Source, generate};

struct Nothing;

impl Load for Nothing {
    fn load(&self, name: &str) -> Result<Vec<u8>, String> {
        Err(format!("{name} is not here"))
    }
}

fn generated(name: &str, bytes: Vec<u8>) -> Outcome {
    generate(&Input { report: true, ..Input::new(Source { name: name.to_owned(), bytes }, &Nothing) })
}

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/report/cases");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut cases: Vec<PathBuf> = files.filter(|path| path.extension().is_some_and(|end| end == "yaml")).collect();
    cases.sort();
    cases
}

#[test]
fn reports_are_those_beside_the_documents() {
    let update = std::env::var_os("UPDATE_EXPECT").is_some();
    let cases = cases();
    assert!(!cases.is_empty());
    for case in cases {
        let name = case.file_name().unwrap().to_string_lossy();
        let outcome = generated(&name, fs::read(&case).unwrap());
        let found = outcome.report.unwrap_or_else(|| panic!("{name}: {:?}", outcome.diagnostics)).text();
        let expectation = case.with_extension("txt");
        if update {
            fs::write(&expectation, &found).unwrap();
        }
        assert_eq!(fs::read_to_string(&expectation).unwrap_or_default(), found, "{name}");
    }
}

#[test]
fn the_json_says_the_same() {
    let case = cases().remove(0);
    let report = generated("d.yaml", fs::read(case).unwrap()).report.unwrap();
    let json: serde_json::Value = serde_json::from_str(&report.json()).unwrap();
    let entries = json["entries"].as_array().unwrap();
    assert_eq!(entries.len(), report.entries.len());
    let counted = json["counts"].as_object().unwrap().values().flat_map(|ways| ways.as_object().unwrap().values());
    assert_eq!(counted.map(|number| number.as_u64().unwrap()).sum::<u64>(), entries.len() as u64);
    for name in ["keyword", "value", "written", "file", "line", "column", "pointer", "subjects", "instead"] {
        assert!(entries.iter().all(|entry| entry.get(name).is_some()), "{name}");
    }
}
