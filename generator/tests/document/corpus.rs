//! Every document of a folder of real ones, which the variable `WHARF_SPECS` names.

use std::path::{Path, PathBuf};

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

#[test]
fn valid_documents_are_read() {
    let mut refused = Vec::new();
    for folder in ["vendors", "edge-valid", "updates"] {
        for path in documents(folder) {
            let (document, diagnostics) = Document::parse(source(&path), &Folder);
            let errors: Vec<_> = diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).collect();
            if document.is_none() || !errors.is_empty() {
                refused.push(format!("{}: {errors:#?}", path.display()));
            }
        }
    }
    assert!(refused.is_empty(), "{}", refused.join("\n"));
}

/// The local reference that a diagnostic says leads nowhere.
fn pointer_in(diagnostic: &wharf::Diagnostic) -> Option<String> {
    let (_, rest) = diagnostic.message.split_once("`#")?;
    let (pointer, _) = rest.split_once('`')?;
    Some(pointer.replace("%7B", "{").replace("%7D", "}"))
}

#[test]
fn references_that_lead_nowhere_do_so_for_another_reader_too() {
    for path in documents("vendors") {
        let (document, _) = Document::parse(source(&path), &Folder);
        let Some(document) = document else { continue };
        let json = document.root().to_json();
        for broken in document.check_references() {
            // Some were published without the files they refer to.
            if let Some(pointer) = pointer_in(&broken).filter(|_| broken.code != "ref-file") {
                assert_eq!(json.pointer(&pointer), None, "{broken:#?}");
            }
        }
    }
}

#[test]
fn documents_that_are_written_are_read_as_the_same() {
    for path in documents("edge-valid").into_iter().chain(documents("vendors").into_iter().step_by(7)) {
        let (Some(before), _) = Document::parse(source(&path), &Folder) else { continue };
        let yaml = before.to_yaml().expect("no key is a merge key");
        let name = path.display().to_string();
        let (after, diagnostics) = Document::parse(wharf::Source { name, bytes: yaml.into_bytes() }, &Folder);
        let after = after.unwrap_or_else(|| panic!("{diagnostics:#?}"));
        assert!(before.root().structural_eq(after.root()), "{}", path.display());
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
