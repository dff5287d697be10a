//! Planning, as data: `cases/NAME.yaml` is a document, `NAME.toml` its settings where it needs any, and `NAME.txt` the
//! surface that must come out. `UPDATE_EXPECT=1` writes the expectations anew.

mod docs;
mod render;

use std::fs;
use std::path::{Path, PathBuf};

use wharf::document::Document;
use wharf::surface::Surface;
use wharf::{Diagnostic, Load, Settings, Source, api};

struct Nothing;

impl Load for Nothing {
    fn load(&self, name: &str) -> Result<Vec<u8>, String> {
        Err(format!("{name} is not here"))
    }
}

fn cases(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/plan").join(folder);
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut cases: Vec<PathBuf> = files.filter(|path| path.extension().is_some_and(|end| end == "yaml")).collect();
    cases.sort();
    cases
}

fn planned(case: &Path) -> String {
    let (surface, said) = surface(case);
    render::surface(&surface, said.into_iter())
}

fn surface(case: &Path) -> (Surface, Vec<Diagnostic>) {
    let settings = case.with_extension("toml");
    let settings = match fs::read_to_string(&settings) {
        Ok(text) => Settings::parse("settings", &text).unwrap(),
        Err(_) => Settings::default(),
    };
    let source = Source { name: "document".to_owned(), bytes: fs::read(case).unwrap() };
    let (document, problems) = Document::parse(source, &Nothing);
    let document = document.unwrap_or_else(|| panic!("{problems:?}"));
    let (api, told) = api::lower::lower(&document, &settings);
    let (surface, findings) = wharf::surface::plan(&api.unwrap(), &settings);
    let said = told.into_iter().chain(findings.into_iter().map(|finding| finding.tell(&document, &settings)));
    (surface, said.collect())
}

#[test]
fn documents_become_the_surfaces_beside_them() {
    let cases = cases("cases");
    assert!(cases.len() >= 10, "only {} cases", cases.len());
    compare(&cases, planned);
}

/// Compares what `make` makes of each case with what is expected.
fn compare(cases: &[PathBuf], make: impl Fn(&Path) -> String) {
    let update = std::env::var_os("UPDATE_EXPECT").is_some();
    let mut wrong = Vec::new();
    for case in cases {
        let expectation = case.with_extension("txt");
        let found = make(case);
        if update {
            fs::write(&expectation, &found).unwrap();
        } else if fs::read_to_string(&expectation).unwrap_or_default() != found {
            wrong.push(format!("{}:\n{found}", case.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_told_of_a_document_in_one_line_does_not_hold_the_line() {
    let long = "x".repeat(5000);
    let text = format!(
        r#"{{"openapi": "3.1.0", "info": {{"title": "{long}", "version": "1"}}, "paths": {{"/a": {{"get": {{
        "operationId": "a", "responses": {{"200": {{"description": "A", "content": {{"application/json":
        {{"schema": {{"type": "integer"}}, "example": "x"}}}}}}}}}}}}}}}}"#
    );
    let source = Source { name: "document".to_owned(), bytes: text.replace('\n', " ").into_bytes() };
    let (document, _) = Document::parse(source, &Nothing);
    let (document, settings) = (document.unwrap(), Settings::default());
    let (api, _) = api::lower::lower(&document, &settings);
    let (_, findings) = wharf::surface::plan(&api.unwrap(), &settings);
    assert!(!findings.is_empty());
    for finding in findings {
        assert!(finding.tell(&document, &settings).line_text.len() < 5000);
    }
}
