//! What is told about each document that the tests of some tool call faulty, below the folder that `WHARF_SPECS` names.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use wharf::{Diagnostic, Input, Outcome, Severity, Source};

use super::Folder;
use super::verdicts::{self, Faulty};

fn generated(file: &Path, bytes: Vec<u8>) -> Outcome {
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    wharf::generate(&Input {
        command: "test".to_owned(),
        ..Input::new(Source { name, bytes }, &Folder(file.parent().unwrap_or(Path::new(".")).to_owned()))
    })
}

/// What is wrong with the verdict `entry` on a document about which `told` is told.
fn objection(entry: &Faulty, told: &[Diagnostic]) -> Option<&'static str> {
    let is_it = |one: &&Diagnostic| verdicts::is_at(one, &entry.code, &entry.at);
    let found = told.iter().find(is_it).map(|one| one.severity.to_string());
    match entry.verdict.as_str() {
        "error" if told.iter().all(|one| !one.is_error()) => Some("is not refused"),
        "warning" | "valid" if told.iter().any(Diagnostic::is_error) => Some("is refused"),
        "valid" if entry.code.is_empty() => {
            told.iter().any(|one| one.severity > Severity::Hint).then_some("is told something about")
        }
        "valid" => found.is_none_or(|severity| severity != "warning").then_some("is told something else about"),
        verdict => found.is_none_or(|severity| severity != verdict).then_some("is told something else about"),
    }
}

#[test]
fn each_faulty_document_is_told_where() {
    let Some(folder) = std::env::var_os("WHARF_SPECS") else {
        eprintln!("skipped: WHARF_SPECS names no folder with documents");
        return;
    };
    let mut expected: HashMap<String, Faulty> =
        verdicts::faulty().into_iter().map(|entry| (entry.sha256.clone(), entry)).collect();
    let entries = fs::read_dir(Path::new(&folder).join("edge-invalid")).expect("the folder is there");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("it can be read").path()).collect();
    files.sort();
    let mut wrong = Vec::new();
    for file in files {
        let bytes = fs::read(&file).expect("a file of the folder can be read");
        let digest = verdicts::digest(&bytes);
        let told = generated(&file, bytes).diagnostics;
        let objection = expected.remove(&digest).map_or(Some("is not listed"), |entry| objection(&entry, &told));
        if let Some(objection) = objection {
            let told: Vec<String> = told.iter().map(brief).collect();
            wrong.push(format!("{} {digest} {objection}\n  {}", file.display(), told.join("\n  ")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(expected.is_empty(), "listed, and not there: {:#?}", expected.keys());
}

fn brief(one: &Diagnostic) -> String {
    format!("{} {} {}:{} {}", one.severity, one.code, one.span.line, one.span.column, one.message)
}
