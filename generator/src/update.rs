//! A new document from elsewhere takes the place of one that is kept.

use crate::diagnostic::{Diagnostic, Severity};
use crate::document::{Adopted, Document};
use crate::{Input, read};

/// What [`update`] made.
#[derive(Debug)]
pub struct Update {
    /// The text that takes the place of the old document; absent exactly when some diagnostic is an error.
    pub adopted: Option<Adopted>,
    /// Everything there is to say about the new document.
    pub diagnostics: Vec<Diagnostic>,
}

/// Says how the document of `old` has to be written to say what that of `new` does: the part that `new.only` names,
/// without corrections, in the form of the old one. What only the corrected document reaches is part of it too.
#[must_use]
pub fn update(old: &Input<'_>, new: &Input<'_>) -> Update {
    let (kept, mut diagnostics) = Document::parse_with(old.document.clone(), &old.settings.references, old.load);
    let Some(kept) = kept else { return Update { adopted: None, diagnostics } };
    diagnostics.clear();
    let Some(corrected) = read(new, &mut diagnostics) else { return Update { adopted: None, diagnostics } };
    // Whoever reads the document again gets told the same about it.
    diagnostics.retain(|one| one.is_error() && one.code != "setting-without-effect");
    let (taken, _) = Document::parse_with(new.document.clone(), &new.settings.references, new.load);
    let Some(mut taken) = taken.filter(|_| diagnostics.is_empty()) else {
        return Update { adopted: None, diagnostics };
    };
    taken.slice_as(&new.only, &corrected);
    if let [_, second, ..] = taken.sources() {
        let message = format!("the document refers to another file, `{}`", second.name());
        let advice = "put all of it into one file first: only one file takes the place of the old document";
        diagnostics.push(taken.diagnostic(Severity::Error, "several-files", taken.root(), message, advice));
        return Update { adopted: None, diagnostics };
    }
    match kept.adopt(&taken, new.settings.upstream.texts) {
        Ok(adopted) => Update { adopted: Some(adopted), diagnostics },
        Err(error) => {
            let advice = "rename the key";
            diagnostics.push(taken.diagnostic(Severity::Error, "merge-key", taken.root(), error.to_string(), advice));
            Update { adopted: None, diagnostics }
        }
    }
}
