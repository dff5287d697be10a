//! Reading what the generator works on.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use wharf::{Diagnostic, Settings, Source};

use crate::codegen::Job;
use crate::files::digest::Digest;
use crate::load::Seen;
use crate::problem::Problem;

/// The files that a [`Job`] names, read.
#[derive(Debug)]
pub struct Inputs {
    /// The document.
    pub document: Source,
    /// Its corrections, in order.
    pub overlays: Vec<Source>,
    /// The settings, or what is wrong with them.
    pub settings: Result<Settings, Vec<Diagnostic>>,
}

/// Reads the files of `job`; what was read, or tried, goes to `seen`.
///
/// # Errors
/// The first file that cannot be read.
pub fn read(job: &Job, seen: &mut Seen) -> Result<Inputs, Problem> {
    let document = Source { name: name(&job.document), bytes: bytes("read the document", &job.document, seen)? };
    let overlays = overlays(&job.overlays, seen)?;
    let settings = settings(job.settings.as_deref(), seen)?;
    Ok(Inputs { document, overlays, settings })
}

/// Reads corrections, in order.
///
/// # Errors
/// The first file that cannot be read.
pub fn overlays(paths: &[PathBuf], seen: &mut Seen) -> Result<Vec<Source>, Problem> {
    paths.iter().map(|path| Ok(Source { name: shown(path), bytes: bytes("read the overlay", path, seen)? })).collect()
}

/// Reads settings: the defaults without a file, or what is wrong with them.
///
/// # Errors
/// Where the file cannot be read, or is no text.
pub fn settings(path: Option<&Path>, seen: &mut Seen) -> Result<Result<Settings, Vec<Diagnostic>>, Problem> {
    let Some(path) = path else { return Ok(Ok(Settings::default())) };
    let text = String::from_utf8(bytes("read the settings", path, seen)?).map_err(|_| not_text(path))?;
    Ok(Settings::parse(&shown(path), &text))
}

fn bytes(what: &str, path: &Path, seen: &mut Seen) -> Result<Vec<u8>, Problem> {
    let read = std::fs::read(path);
    seen.insert(path.to_owned(), read.as_ref().ok().map(Digest::of));
    read.map_err(|error| Problem::refused(what, path, &error))
}

fn not_text(path: &Path) -> Problem {
    Problem::new(
        format!("cannot read the settings `{}`: they are not UTF-8 text", path.display()),
        "write them as TOML in UTF-8",
    )
}

/// How the generator calls the document: its name in its folder, so that the output is the same from wherever it is
/// generated, and so that references resolve to names below that folder.
fn name(document: &Path) -> String {
    document.file_name().map_or_else(|| shown(document), |name| name.to_string_lossy().into_owned())
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// How people call the files that the generator names in diagnostics.
#[derive(Debug, Default)]
pub struct Names {
    folder: PathBuf,
    given: BTreeMap<String, String>,
}

impl Names {
    /// The names of the files of `job`.
    #[must_use]
    pub fn of(job: &Job) -> Self {
        let as_is = job.overlays.iter().chain(&job.settings).map(|path| (shown(path), shown(path)));
        let mut given: BTreeMap<_, _> = as_is.collect();
        given.insert(name(&job.document), shown(&job.document));
        Self { folder: folder(&job.document), given }
    }

    /// The names of files in `folder`.
    #[must_use]
    pub fn in_folder(folder: PathBuf) -> Self {
        Self { folder, given: BTreeMap::new() }
    }

    /// The path by which a person finds the file that the generator calls `name`.
    #[must_use]
    pub fn shown(&self, name: &str) -> String {
        self.given.get(name).cloned().unwrap_or_else(|| shown(&self.folder.join(name)))
    }
}

/// The folder that a file is in.
#[must_use]
pub fn folder(file: &Path) -> PathBuf {
    file.parent().unwrap_or(Path::new("")).to_owned()
}
