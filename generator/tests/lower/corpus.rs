//! Lowers all documents below the folder that `WHARF_SPECS` names: none may panic, none may hold a place that names no
//! type, and none may be refused but those that `refused.toml` lists.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use wharf::api::{Additional, Api, Shape, TypeId};
use wharf::document::Document;
use wharf::settings::Settings;
use wharf::{Diagnostic, Severity, Source};

use super::Folder;
use super::verdicts::{self, Refused};

#[test]
fn documents_of_others_lower() {
    let Some(folder) = std::env::var_os("WHARF_SPECS") else {
        eprintln!("skipped: WHARF_SPECS names no folder with documents");
        return;
    };
    let mut files = Vec::new();
    collect(Path::new(&folder), &mut files);
    files.sort();
    assert!(!files.is_empty(), "WHARF_SPECS names a folder without documents");
    let mut codes: BTreeMap<(Severity, &'static str), usize> = BTreeMap::new();
    let (mut lowered, mut failed) = (0, 0);
    let mut list = List::new();
    for file in &files {
        let bytes = fs::read(file).expect("a file of the folder can be read");
        let digest = verdicts::digest(&bytes);
        let source = Source { name: file.file_name().unwrap_or_default().to_string_lossy().into_owned(), bytes };
        let beside = Folder(file.parent().unwrap_or(Path::new(".")).to_owned());
        let (document, read) = Document::parse(source, &beside);
        let Some(document) = document else {
            list.refuse(file, &digest, &read);
            continue;
        };
        let (api, mut diagnostics) = wharf::api::lower::lower(&document, &Settings::default());
        diagnostics.extend(read);
        list.refuse(file, &digest, &diagnostics);
        let api = api.expect("a document that parses is an object");
        check(&api, file);
        lowered += 1;
        let errors = diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).count();
        failed += usize::from(errors > 0);
        for diagnostic in &diagnostics {
            *codes.entry((diagnostic.severity, diagnostic.code)).or_default() += 1;
            if diagnostic.severity > Severity::Hint && std::env::var_os("WHARF_VERBOSE").is_some() {
                let Diagnostic { severity, code, pointer, message, .. } = diagnostic;
                eprintln!("{}: {severity} {code} {pointer}: {message}", file.display());
            }
        }
    }
    eprintln!("{lowered} of {} documents lowered, {failed} of them with errors", files.len());
    for ((severity, code), count) in codes {
        eprintln!("{severity} {code}: {count}");
    }
    list.compare();
}

/// The documents that are refused, but for those that are there to be refused.
struct List {
    expected: Vec<Refused>,
    wrong: Vec<String>,
}

impl List {
    fn new() -> Self {
        Self { expected: verdicts::refused(), wrong: Vec::new() }
    }

    fn refuse(&mut self, file: &Path, digest: &str, diagnostics: &[Diagnostic]) {
        let errors: Vec<&Diagnostic> = diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).collect();
        if errors.is_empty() || file.components().any(|part| part.as_os_str() == "edge-invalid") {
            return;
        }
        let is_it = |one: &&Diagnostic, entry: &Refused| verdicts::is_at(one, &entry.code, &entry.at);
        let listed = self.expected.iter().position(|entry| entry.sha256 == digest);
        match listed.map(|at| self.expected.swap_remove(at)) {
            Some(entry) if errors.iter().any(|one| is_it(one, &entry)) => {}
            _ => self.wrong.push(format!("{} {digest} is refused: {errors:#?}", file.display())),
        }
    }

    fn compare(self) {
        assert!(self.wrong.is_empty(), "{}", self.wrong.join("\n"));
        assert!(self.expected.is_empty(), "listed, and not refused: {:#?}", self.expected);
    }
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
        let extension = path.extension().and_then(|extension| extension.to_str());
        if path.is_dir() {
            collect(&path, files);
        } else if matches!(extension, Some("yaml" | "yml" | "json")) {
            files.push(path);
        }
    }
}

/// Every place names a type, every union has branches, and every type travels some way.
fn check(api: &Api, file: &Path) {
    for (index, ty) in api.types.iter().enumerate() {
        let at = format!("{}: {}", file.display(), ty.origin.pointer);
        let direction = ty.direction;
        assert!(direction.request || direction.response, "{at} travels no way");
        for id in held(&ty.shape) {
            assert!(api.get(id).is_some(), "{at} holds a type that is not there");
        }
        if let Shape::Union(union) = &ty.shape {
            assert!(union.branches.len() > 1, "{at} is a union of one ({index})");
        }
    }
}

fn held(shape: &Shape) -> Vec<TypeId> {
    match shape {
        Shape::Any | Shape::Scalar(_) | Shape::Enum(_) => Vec::new(),
        Shape::Open(open) => open.like.into_iter().collect(),
        Shape::Array(place) | Shape::Map(place) => vec![place.id],
        Shape::Tuple(tuple) => tuple.items.iter().chain(&tuple.rest).map(|place| place.id).collect(),
        Shape::Object(object) => {
            let mut ids: Vec<TypeId> = object.properties.iter().map(|property| property.ty.id).collect();
            ids.extend(object.patterns.iter().map(|members| members.ty.id));
            if let Additional::Typed(place) = object.additional {
                ids.push(place.id);
            }
            ids
        }
        Shape::Union(union) => union.branches.iter().map(|branch| branch.ty).collect(),
    }
}
