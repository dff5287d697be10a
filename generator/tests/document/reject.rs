//! Bad documents, each with what is told about it.
//!
//! `reject/NAME.yaml` or `.json` is a document that cannot be read or referred within, `breach/NAME.yaml` one that
//! breaks the specification and is read all the same; `NAME.yaml.expected` is what is told. To write the
//! expectations anew, run with the variable `UPDATE_EXPECT` set and read the difference.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use wharf::Diagnostic;
use wharf::document::Document;

use crate::{Folder, source};

fn inputs(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new("tests/document").join(folder);
    let entries = std::fs::read_dir(folder).expect("the folder is there");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("it can be read").path()).collect();
    files.retain(|file| file.is_file() && file.extension().is_some_and(|ending| ending != "expected"));
    files.sort();
    files
}

fn tell(diagnostics: &[Diagnostic]) -> String {
    let mut text = String::new();
    for told in diagnostics {
        let file = told.file.rsplit('/').next().unwrap_or_default();
        let place = format!("{file}:{}:{}", told.span.line, told.span.column);
        let _ = writeln!(text, "{}[{}] {place} ({})", told.severity, told.code, told.pointer);
        let _ = writeln!(text, "  {}", told.message);
        assert!(!told.advice.is_empty(), "{} at {place} does not say what to do", told.code);
        let _ = writeln!(text, "  = {}", told.advice);
    }
    text
}

/// Compares what `find` tells about each document in `folder` with what is expected.
fn compare(folder: &str, find: fn(&Document) -> Vec<Diagnostic>) {
    let mut wrong = Vec::new();
    let inputs = inputs(folder);
    assert!(inputs.len() > 10, "only {} documents", inputs.len());
    for input in inputs {
        let (document, mut diagnostics) = Document::parse(source(&input), &Folder);
        diagnostics.extend(document.iter().flat_map(find));
        let told = tell(&diagnostics);
        let expectation = PathBuf::from(format!("{}.expected", input.display()));
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            std::fs::write(&expectation, &told).expect("it can be written");
        }
        let expected = std::fs::read_to_string(&expectation).unwrap_or_default();
        if told != expected || told.is_empty() {
            wrong.push(format!("{}\n--- expected\n{expected}--- told\n{told}", input.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn documents_that_cannot_be_used_are_told_why() {
    compare("reject", Document::check_references);
}

#[test]
fn documents_that_break_the_specification_are_told_where() {
    compare("breach", Document::check);
}
