//! A new document from elsewhere takes the place of one that is kept.

use crate::diagnostic::{Diagnostic, Severity};
use crate::document::{Adopted, Document};
use crate::{Input, read};

/// What [`update`] made.
#[derive(Debug)]
pub struct Update {
    /// The text that takes the place of the old document; absent exactly when there are errors.
    pub adopted: Option<Adopted>,
    /// Why the old document cannot be read.
    pub old: Vec<Diagnostic>,
    /// Why the new document cannot take its place.
    pub new: Vec<Diagnostic>,
}

/// Says how the document of `old` has to be written to say what that of `new` does: the part that `new.only` names,
/// without corrections, in the form of the old one. What only the corrected document reaches is part of it too.
#[must_use]
pub fn update(old: &Input<'_>, new: &Input<'_>) -> Update {
    let (kept, old_told) = Document::parse_with(old.document.clone(), &old.settings.references, old.load);
    let Some(kept) = kept else {
        return Update { adopted: None, old: errors(old_told), new: Vec::new() };
    };
    let taken = taken(new).and_then(|taken| adopt(&kept, &taken, new));
    let (adopted, new) = match taken {
        Ok(adopted) => (Some(adopted), Vec::new()),
        Err(told) => (None, errors(told)),
    };
    Update { adopted, old: Vec::new(), new }
}

fn errors(told: Vec<Diagnostic>) -> Vec<Diagnostic> {
    told.into_iter().filter(Diagnostic::is_error).collect()
}

/// The part of the new document that is taken, without corrections.
fn taken(new: &Input<'_>) -> Result<Document, Vec<Diagnostic>> {
    let mut told = Vec::new();
    let corrected = read(new, &mut told);
    // Whether settings still apply is seen when the result is read.
    let wrong = told.iter().any(|one| one.is_error() && one.code != "setting-without-effect");
    let Some(corrected) = corrected.filter(|_| !wrong) else { return Err(told) };
    let (document, told) = Document::parse_with(new.document.clone(), &new.settings.references, new.load);
    let mut document = document.ok_or(told)?;
    document.slice_as(&new.only, &corrected);
    Ok(document)
}

fn adopt(kept: &Document, taken: &Document, new: &Input<'_>) -> Result<Adopted, Vec<Diagnostic>> {
    let error =
        |code, message: String, advice| vec![taken.diagnostic(Severity::Error, code, taken.root(), message, advice)];
    if let [_, second, ..] = taken.sources() {
        let message = format!("the document refers to another file, `{}`", second.name());
        let advice = "put all of it into one file first: only one file takes the place of the old document";
        return Err(error("several-files", message, advice));
    }
    let adopted = kept.adopt(taken, new.settings.upstream.texts);
    adopted.map_err(|refused| error("merge-key", refused.to_string(), "rename the key"))
}
