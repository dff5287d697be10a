//! Turns an OpenAPI document into a Rust crate.
//!
//! The generator is a pure library: bytes in, a map of path → text and a list of diagnostics out. It reads no
//! file, prints nothing and does not panic; reading, writing and printing are `wharf-cli`'s.
//!
//! ```text
//! document bytes ─ parse ─▶ Document ─ overlay, slice, resolve ─▶ Document
//!    ─ lower ─▶ Api ─ plan ─▶ Surface ─ emit ─▶ Outputs (path → text)
//!                      └────────┴──▶ diff ─▶ what an update of the document means
//! ```

#[cfg(test)]
mod alone;
pub mod api;
pub mod diagnostic;
pub mod diff;
pub mod document;
pub mod emit;
mod examples;
mod nearest;
mod once;
#[cfg(feature = "openapiv3")]
mod openapiv3;
pub mod report;
pub mod settings;
pub mod surface;
mod threads;
mod update;
mod version;

use std::collections::BTreeMap;

use api::Api;
use document::Document;
use emit::Header;
use sha2::{Digest, Sha256};
use surface::{Group, Planned, Surface};

pub use diagnostic::{Diagnostic, Severity, Span};
pub use report::Report;
pub use settings::Settings;
pub use update::{Update, update};
pub use version::{Version, compare_meanings, compare_versions, digest, version};

/// A file: how its owner calls it, and what is in it.
#[derive(Debug, Clone)]
pub struct Source {
    /// The name that diagnostics show and that relative references are resolved against.
    pub name: String,
    /// Its content, as it is on disk.
    pub bytes: Vec<u8>,
}

/// Reads the files that a document's relative references name. Two versions of a document are read at the same time.
pub trait Load: Sync {
    /// The content of the file `name`, which is a reference resolved against the name of the file that holds it.
    ///
    /// # Errors
    /// One sentence that says why it cannot be read; it becomes part of a diagnostic at the reference.
    fn load(&self, name: &str) -> Result<Vec<u8>, String>;
}

/// What [`generate`] works on.
pub struct Input<'a> {
    /// The document.
    pub document: Source,
    /// Corrections in the `OpenAPI` Overlay format, applied in this order before anything is cut away.
    pub overlays: Vec<Source>,
    /// What the document cannot say: names, environment variables, pagination.
    pub settings: Settings,
    /// Path prefixes to keep, such as `/pets`; empty keeps all.
    pub only: Vec<String>,
    /// Reads the files that relative references name.
    pub load: &'a dyn Load,
    /// The command that the header of each emitted file names.
    pub command: String,
    /// Whether to say what no type expresses.
    pub report: bool,
}

impl<'a> Input<'a> {
    /// A document as it is, all of it, by the usual settings.
    pub fn new(document: Source, load: &'a dyn Load) -> Self {
        Self {
            document,
            overlays: Vec::new(),
            settings: Settings::default(),
            only: Vec::new(),
            load,
            command: String::new(),
            report: false,
        }
    }
}

/// Emitted files: path below the output folder, with `/` between its parts, and text.
pub type Outputs = BTreeMap<String, String>;

/// What a run found and made, in numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Summary {
    /// Operations that got a method.
    pub operations: usize,
    /// Structs, enums and unions emitted.
    pub types: usize,
    /// Diagnostics of severity warning.
    pub warnings: usize,
}

/// What [`generate`] made.
#[derive(Debug)]
pub struct Outcome {
    /// The files; absent exactly when some diagnostic is an error.
    pub outputs: Option<Outputs>,
    /// Everything there is to say, in the order of the document.
    pub diagnostics: Vec<Diagnostic>,
    /// What was made, in numbers.
    pub summary: Summary,
    /// What no type expresses, where that was asked for and there is an API.
    pub report: Option<Report>,
}

/// Runs the whole way from bytes to files.
#[must_use]
pub fn generate(input: &Input<'_>) -> Outcome {
    threads::within(|| generated(input))
}

fn generated(input: &Input<'_>) -> Outcome {
    let mut diagnostics = Vec::new();
    let document = read(input, &mut diagnostics);
    if input.settings.upstream.texts == settings::Texts::Keep {
        diagnostics.extend(document.iter().flat_map(Document::undescribed));
    }
    let planned = document.and_then(|document| plan(&document, input, &mut diagnostics));
    let (planned, report) = planned.unzip();
    let examples = examples::read(input, &mut diagnostics);
    diagnostics.sort_by(|a, b| (&a.file, a.span).cmp(&(&b.file, b.span)));
    let errors = diagnostics.iter().any(Diagnostic::is_error);
    let warnings = diagnostics.iter().filter(|one| one.severity == Severity::Warning).count();
    let summary = planned.as_ref().map_or_else(Summary::default, Summary::of);
    let outputs = planned.filter(|_| !errors).map(|surface| {
        let mut outputs = emit::emit(&surface, &header(input));
        outputs.extend(examples);
        outputs
    });
    Outcome { outputs, diagnostics, summary: Summary { warnings, ..summary }, report: report.flatten() }
}

/// What [`compare`] found.
#[derive(Debug)]
pub struct Comparison {
    /// What the update means; absent exactly when some diagnostic of either document is an error.
    pub report: Option<diff::Report>,
    /// Everything there is to say about the old document.
    pub old: Vec<Diagnostic>,
    /// Everything there is to say about the new document.
    pub new: Vec<Diagnostic>,
}

/// What may be missing in one of two documents that are compared: a prefix of paths, what a setting is about.
const MISSING: [&str; 2] = ["no-such-path", "setting-without-effect"];

/// Says what it means that the document of `new` takes the place of that of `old`.
#[must_use]
pub fn compare(old: &Input<'_>, new: &Input<'_>) -> Comparison {
    let ((before, mut told_old), (after, mut told_new)) = version::both(old, new);
    one_has_it(&mut told_old, &mut told_new);
    let errors = told_old.iter().chain(&told_new).any(Diagnostic::is_error);
    let report = before.zip(after).filter(|_| !errors).map(|(before, after)| version::compare_once(&before, &after));
    Comparison { report, old: told_old, new: told_new }
}

/// Takes out what only one of two documents misses.
fn one_has_it(old: &mut Vec<Diagnostic>, new: &mut Vec<Diagnostic>) {
    let missing = |told: &[Diagnostic]| -> Vec<String> {
        told.iter().filter(|one| MISSING.contains(&one.code)).map(|one| one.message.clone()).collect()
    };
    let (in_old, in_new) = (missing(old), missing(new));
    old.retain(|one| !MISSING.contains(&one.code) || in_new.contains(&one.message));
    new.retain(|one| !MISSING.contains(&one.code) || in_old.contains(&one.message));
}

/// Reads the document, corrects it, and takes the part that is asked for, in this order.
fn read(input: &Input<'_>, diagnostics: &mut Vec<Diagnostic>) -> Option<Document> {
    let (document, told) = Document::parse_with(input.document.clone(), &input.settings.references, input.load);
    diagnostics.extend(told);
    let mut document = document?;
    for overlay in &input.overlays {
        diagnostics.extend(document.apply_overlay(overlay.clone(), input.load));
    }
    let unused = document.unused_addresses().into_iter();
    diagnostics.extend(unused.map(|address| input.settings.without_effect("references", address)));
    diagnostics.extend(document.slice(&input.only));
    Some(document)
}

/// Checks a document, and decides which Rust items it becomes.
fn plan(
    document: &Document,
    input: &Input<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<(Surface, Option<Report>)> {
    let (_, surface, report) = plan_api(document, input, diagnostics)?;
    Some((surface, report))
}

/// The same, with the API that the items are made of.
fn plan_api(
    document: &Document,
    input: &Input<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<(Api, Surface, Option<Report>)> {
    let settings = &input.settings;
    let rules = input.report;
    let (checked, (api, told)) =
        rayon::join(|| document.check(), || api::lower::lower_noting(document, settings, rules));
    diagnostics.extend(checked);
    once::told(diagnostics, &told);
    diagnostics.extend(once::unreached(document.check_references(), &told));
    diagnostics.extend(told);
    let api = api?;
    let Planned { surface, findings, untyped } = surface::plan_all(&api, settings);
    let mut found: Vec<Diagnostic> = findings.into_iter().map(|finding| finding.tell(document, settings)).collect();
    once::examples(diagnostics, &mut found);
    diagnostics.extend(found);
    let report = input.report.then(|| Report::new(untyped, document, &settings.package.models));
    Some((api, surface, report))
}

/// What stands on top of each file.
fn header(input: &Input<'_>) -> Header {
    let name = input.document.name.rsplit(['/', '\\']).next().unwrap_or_default();
    let digest = Sha256::digest(&input.document.bytes);
    let digest = digest.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"));
    Header { command: input.command.clone(), document: name.to_owned(), digest }
}

impl Summary {
    fn of(surface: &Surface) -> Self {
        let calls = surface.groups.iter().map(Group::len).sum();
        let types = surface.models.iter().map(|module| module.items.len()).sum();
        Self { operations: calls, types, warnings: 0 }
    }
}
