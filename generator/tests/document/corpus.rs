//! Every document of a folder of real ones, which the variable `WHARF_SPECS` names.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use wharf::Diagnostic;
use wharf::document::Document;

use crate::{Folder, source};

/// The documents below `folder` of the corpus; none, with a word about it, where there is no corpus.
pub fn documents(folder: &str) -> Vec<PathBuf> {
    let Some(root) = std::env::var_os("WHARF_SPECS") else {
        eprintln!("skipped: WHARF_SPECS is not set");
        return Vec::new();
    };
    let mut found = Vec::new();
    collect(&Path::new(&root).join(folder), &mut found);
    assert!(!found.is_empty(), "there is no document in {folder}");
    found.sort();
    found
}

fn collect(path: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(path).expect("the folder is there") {
        let path = entry.expect("the folder can be read").path();
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|ending| ["json", "yaml", "yml"].iter().any(|known| ending == *known)) {
            found.push(path);
        }
    }
}

/// A document of the corpus, as it was read.
pub struct Read {
    pub path: PathBuf,
    pub document: Option<Document>,
    pub diagnostics: Vec<Diagnostic>,
}

fn read(folder: &str) -> Vec<Read> {
    let read = |path: PathBuf| {
        let (document, diagnostics) = Document::parse(source(&path), &Folder);
        Read { path, document, diagnostics }
    };
    documents(folder).into_iter().map(read).collect()
}

/// The documents that companies publish, read once for all tests.
pub static VENDORS: LazyLock<Vec<Read>> = LazyLock::new(|| read("vendors"));

/// Small valid documents, read once for all tests.
static VALID: LazyLock<Vec<Read>> = LazyLock::new(|| read("edge-valid"));

#[test]
fn valid_documents_are_read() {
    let refused = VENDORS
        .iter()
        .chain(VALID.iter())
        .filter(|read| read.document.is_none() || read.diagnostics.iter().any(Diagnostic::is_error));
    let refused: Vec<_> = refused.map(|read| format!("{}: {:#?}", read.path.display(), read.diagnostics)).collect();
    assert!(refused.is_empty(), "{}", refused.join("\n"));
}

/// The local reference that a diagnostic says leads nowhere.
fn pointer_in(diagnostic: &Diagnostic) -> Option<String> {
    let (_, rest) = diagnostic.message.split_once("`#")?;
    let (pointer, _) = rest.split_once('`')?;
    Some(pointer.replace("%7B", "{").replace("%7D", "}"))
}

#[test]
fn references_that_lead_nowhere_do_so_for_another_reader_too() {
    for document in VENDORS.iter().filter_map(|read| read.document.as_ref()) {
        let broken = document.check_references();
        if broken.is_empty() {
            continue;
        }
        let json = document.root().to_json();
        for broken in broken {
            // Some were published without the files they refer to.
            if let Some(pointer) = pointer_in(&broken).filter(|_| broken.code != "ref-file") {
                assert_eq!(json.pointer(&pointer), None, "{broken:#?}");
            }
        }
    }
}

#[test]
fn documents_that_are_written_are_read_as_the_same() {
    for read in VALID.iter().chain(VENDORS.iter().step_by(7)) {
        let Some(before) = &read.document else { continue };
        let yaml = before.to_yaml().expect("no key is a merge key");
        let name = read.path.display().to_string();
        let (after, diagnostics) = Document::parse(wharf::Source { name, bytes: yaml.into_bytes() }, &Folder);
        let after = after.unwrap_or_else(|| panic!("{diagnostics:#?}"));
        assert!(before.root().structural_eq(after.root()), "{}", read.path.display());
    }
}

/// The documents of the corpus that another validator refuses, by the last column of its list.
fn refused_by_another() -> Vec<PathBuf> {
    let Some(root) = std::env::var_os("WHARF_SPECS") else { return Vec::new() };
    let list = std::fs::read_to_string(Path::new(&root).join("manifest.tsv")).expect("the list is there");
    let rows = list.lines().map(|line| line.split('\t').collect::<Vec<_>>());
    let refused = rows.filter(|row| row.len() == 10 && row[0].starts_with("edge-invalid/") && !row[9].is_empty());
    refused.map(|row| Path::new(&root).join(row[0])).collect()
}

#[test]
fn what_another_validator_refuses_gets_a_warning() {
    let _ = documents("edge-invalid");
    let mut silent = Vec::new();
    for path in refused_by_another() {
        let (document, mut diagnostics) = Document::parse(source(&path), &Folder);
        if let Some(document) = document {
            diagnostics.extend(document.check_references());
            diagnostics.extend(document.check());
        }
        if diagnostics.iter().all(|diagnostic| diagnostic.severity == wharf::Severity::Hint) {
            silent.push(path);
        }
    }
    assert!(silent.is_empty(), "{silent:#?}");
}
