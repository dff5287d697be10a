//! A document and all that becomes of it, to be compared with other versions of it.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use sha2::{Digest, Sha256};

use crate::api::Api;
use crate::diagnostic::Diagnostic;
use crate::diff::{self, Report};
use crate::document::Document;
use crate::emit::{self, Header};
use crate::surface::{Group, Surface};
use crate::{Input, Outputs, plan_api, read, threads};

/// A document and all that becomes of it.
#[derive(Debug)]
pub struct Version {
    document: Document,
    api: Api,
    surface: Surface,
    header: Header,
    /// What is emitted and says what nothing else does, as soon as somebody asks for it: half of the work is this.
    outputs: OnceLock<Outputs>,
}

impl Version {
    /// The title that the document has.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.api.title
    }

    /// How many operations got a method.
    #[must_use]
    pub fn operations(&self) -> usize {
        self.surface.groups.iter().map(Group::len).sum()
    }

    /// How many structs, enums and unions there are.
    #[must_use]
    pub fn types(&self) -> usize {
        self.surface.models.iter().map(|module| module.items.len()).sum()
    }

    /// The emitted files, without the digest of the document, and without those that only gather what others say.
    #[must_use]
    pub fn outputs(&self) -> &Outputs {
        self.outputs.get_or_init(|| threads::within(|| emit::telling(&self.surface, &self.header)))
    }

    /// All emitted files, without the digest of the document.
    #[must_use]
    pub fn all_outputs(&self) -> Outputs {
        threads::within(|| emit::emit(&self.surface, &self.header))
    }

    /// The part of the document that it is about, as it was written.
    #[must_use]
    pub fn written(&self) -> String {
        self.document.as_written()
    }

    /// The other files that the document refers to, by their names.
    #[must_use]
    pub fn files(&self) -> BTreeMap<&str, &str> {
        self.document.sources().iter().skip(1).map(|source| (source.name(), source.text())).collect()
    }
}

type Made = (Option<Version>, Vec<Diagnostic>);

/// Reads a document and decides all that becomes of it; none where it cannot be read or lowered. Some diagnostic
/// may be an error all the same.
#[must_use]
pub fn version(input: &Input<'_>) -> (Option<Version>, Vec<Diagnostic>) {
    threads::within(|| made(input))
}

/// Two versions, made at the same time: nearly all of a comparison is the making of both sides.
pub fn both(old: &Input<'_>, new: &Input<'_>) -> (Made, Made) {
    threads::within(|| rayon::join(|| made(old), || made(new)))
}

fn made(input: &Input<'_>) -> Made {
    let mut diagnostics = Vec::new();
    let version = read(input, &mut diagnostics).and_then(|document| {
        let (api, surface, _) = plan_api(&document, input, &mut diagnostics)?;
        // What the document is called, and its digest, are not what an update is about.
        let header =
            Header { command: input.command.clone(), document: "openapi.yaml".to_owned(), digest: String::new() };
        Some(Version { document, api, surface, header, outputs: OnceLock::new() })
    });
    diagnostics.sort_by(|a, b| (&a.file, a.span).cmp(&(&b.file, b.span)));
    (version, diagnostics)
}

/// Says what it means that `new` takes the place of `old`, with the files that are regenerated.
#[must_use]
pub fn compare_versions(old: &Version, new: &Version) -> Report {
    let (before, after) = threads::within(|| rayon::join(|| old.outputs(), || new.outputs()));
    compare(old, new, emit::differing((&old.surface, before), (&new.surface, after)))
}

/// The same of versions that nobody asks for their files.
#[must_use]
pub fn compare_once(old: &Version, new: &Version) -> Report {
    let of = |version: &Version| emit::digests(&version.surface, &version.header);
    let (before, after) = threads::within(|| rayon::join(|| of(old), || of(new)));
    compare(old, new, emit::differing((&old.surface, &before), (&new.surface, &after)))
}

/// The same without the files that are regenerated and the pages that change: nothing is emitted for it.
#[must_use]
pub fn compare_meanings(old: &Version, new: &Version) -> Report {
    compare(old, new, Vec::new())
}

fn compare(old: &Version, new: &Version, regenerated: Vec<String>) -> Report {
    let [files_old, files_new] = [old, new].map(|one| emit::files(&one.surface));
    let before = diff::Side { document: &old.document, api: &old.api, surface: &old.surface, files: &files_old };
    let after = diff::Side { document: &new.document, api: &new.api, surface: &new.surface, files: &files_new };
    diff::compare(&before, &after, regenerated)
}

/// A digest of what a document says, corrected and sliced, and of all other files that it refers to: of versions with the
/// same one nothing differs. None where it cannot be read.
#[must_use]
pub fn digest(input: &Input<'_>) -> (Option<[u8; 32]>, Vec<Diagnostic>) {
    let (document, mut diagnostics) =
        Document::parse_with(input.document.clone(), &input.settings.references, input.load);
    let digest = document.map(|mut document| {
        for overlay in &input.overlays {
            diagnostics.extend(document.apply_overlay(overlay.clone(), input.load));
        }
        diagnostics.extend(document.slice(&input.only));
        let text = document.to_yaml().unwrap_or_else(|_| document.as_written());
        let mut digest = Sha256::new_with_prefix(text);
        for other in document.sources().iter().skip(1) {
            digest.update([other.name(), "\n", other.text(), "\n"].concat());
        }
        digest.finalize().into()
    });
    (digest, diagnostics)
}
