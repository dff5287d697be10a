//! Lowers small documents, one for each construct, and compares what comes out with the text beside them.
//!
//! A case is a file `cases/NAME.yaml`. One that does not begin with `openapi` is a schema under test: its top-level
//! keys are component schemas, of which `Subject` is both sent and answered by one operation; a first line
//! `# 3.0` sets the version. `UPDATE_EXPECT=1` writes the expectations anew.

mod chains;
mod corpus;
mod dump;
mod faulty;
mod verdicts;

use std::fs;
use std::path::{Path, PathBuf};

use wharf::document::Document;
use wharf::settings::Settings;
use wharf::{Load, Source};

/// Reads files below a folder.
pub struct Folder(pub PathBuf);

impl Load for Folder {
    fn load(&self, name: &str) -> Result<Vec<u8>, String> {
        fs::read(self.0.join(name)).map_err(|error| error.to_string())
    }
}

const FRAME: &str = "\
info: {title: Case, version: '1'}
paths:
  /subject:
    post:
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Subject'}}}}
      responses: {'200': {description: '', content: {application/json: {schema: {$ref: '#/components/schemas/Subject'}}}}}
components:
  schemas:
";

fn framed(text: &str) -> String {
    if text.contains("\nopenapi:") || text.starts_with("openapi:") {
        return text.to_owned();
    }
    let version = if text.starts_with("# 3.0") { "3.0.3" } else { "3.1.0" };
    let mut whole = format!("openapi: {version}\n{FRAME}");
    for line in text.lines() {
        whole.push_str("    ");
        whole.push_str(line);
        whole.push('\n');
    }
    whole
}

fn lowered(folder: &Path, name: &str, text: String) -> String {
    let source = Source { name: name.to_owned(), bytes: text.into_bytes() };
    let settings = settings(folder, name);
    let (document, problems) = Document::parse_with(source, &settings.references, &Folder(folder.to_owned()));
    let Some(document) = document else {
        panic!("{name} is no document: {problems:?}");
    };
    let (api, diagnostics) = wharf::api::lower::lower(&document, &settings);
    for told in &diagnostics {
        assert!(!told.advice.is_empty(), "{name}: {} does not say what to do", told.code);
    }
    match api {
        Some(api) => dump::dump(&api, &diagnostics),
        None => format!("nothing: {diagnostics:?}"),
    }
}

fn settings(folder: &Path, name: &str) -> Settings {
    let path = folder.join(name).with_extension("toml");
    match fs::read_to_string(path) {
        Ok(text) => Settings::parse("settings", &text).expect("the settings of a case are right"),
        Err(_) => Settings::default(),
    }
}

#[test]
fn cases_lower_as_expected() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lower/cases");
    let update = std::env::var_os("UPDATE_EXPECT").is_some();
    let mut names: Vec<String> = fs::read_dir(&folder)
        .expect("the cases are there")
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| Path::new(name).extension().is_some_and(|extension| extension == "yaml"))
        .filter(|name| !name.starts_with('_'))
        .collect();
    names.sort();
    assert!(names.len() >= 40, "only {} cases were found", names.len());
    let mut wrong = Vec::new();
    for name in &names {
        let text = fs::read_to_string(folder.join(name)).expect("a case is text");
        let found = lowered(&folder, name, framed(&text));
        let path = folder.join(name).with_extension("txt");
        if update {
            fs::write(&path, &found).expect("expectations can be written");
        } else {
            let expected = fs::read_to_string(&path).unwrap_or_default();
            if expected != found {
                wrong.push(format!("== {name}\n-- expected\n{expected}-- found\n{found}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
