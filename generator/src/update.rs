//! A new document from elsewhere takes the place of one that is kept.

use crate::diagnostic::{Diagnostic, Severity};
use crate::document::{Adopted, Document, Refused, SourceText, WriteError, adopt_file};
use crate::settings::Texts;
use crate::{Input, Source, read};

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
    let taken = taken(new).and_then(|taken| adopt(&kept, &taken, old, new));
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

fn adopt(kept: &Document, taken: &Document, old: &Input<'_>, new: &Input<'_>) -> Result<Adopted, Vec<Diagnostic>> {
    let error =
        |code, message: String, advice| vec![taken.diagnostic(Severity::Error, code, taken.root(), message, advice)];
    let merge = |refused: WriteError| error("merge-key", refused.to_string(), "rename the key");
    let texts = new.settings.upstream.texts;
    let mut adopted = kept.adopt(taken, texts).map_err(merge)?;
    for (name, bytes) in others(&adopted, new)? {
        if name.starts_with("../") || name.contains(':') || name.starts_with('/') {
            let message = format!("the document refers to `{name}`, which is outside of its folder");
            let advice = "put that file below the folder of the document: nothing is written elsewhere";
            return Err(error("outside-the-folder", message, advice));
        }
        let there = old.load.load(&name).ok();
        let (text, left_out) = match there.or_else(|| (texts == Texts::Keep).then(|| nothing(&bytes))) {
            Some(there) => adopt_file(&name, there, bytes, texts).map_err(|refused| match refused {
                Refused::Unread(told) => told,
                Refused::Unwritten(refused) => merge(refused),
            })?,
            None => (String::from_utf8_lossy(&bytes).into_owned(), Vec::new()),
        };
        adopted.left_out.extend(left_out.into_iter().map(|pointer| format!("{name}#{pointer}")));
        adopted.files.insert(name, text);
    }
    Ok(adopted)
}

/// A file in the form of `bytes` that says nothing.
fn nothing(bytes: &[u8]) -> Vec<u8> {
    let is_json = bytes.trim_ascii_start().starts_with(b"{");
    if is_json { b"{}".to_vec() } else { b"~\n".to_vec() }
}

/// The other files that an adopted document refers to, as the new one has them.
fn others(adopted: &Adopted, new: &Input<'_>) -> Result<Vec<(String, Vec<u8>)>, Vec<Diagnostic>> {
    let source = Source { bytes: adopted.text.clone().into_bytes(), ..new.document.clone() };
    let (document, told) = Document::parse_with(source, &new.settings.references, new.load);
    let document = document.ok_or(told)?;
    let whole = |source: &SourceText| (source.name().to_owned(), source.text().as_bytes().to_vec());
    if new.only.is_empty() {
        return Ok(document.sources().iter().skip(1).map(whole).collect());
    }
    // Of a file that other paths use as well only what these need is taken.
    let needed = document.needed_of_files();
    let files = document.sources().iter().skip(1).filter_map(|source| Some((source, needed.get(source.name())?)));
    let cut = |(source, needed)| {
        let (name, bytes) = whole(source);
        Ok((name.clone(), Document::cut_file(Source { name, bytes }, needed)?))
    };
    files.map(cut).collect()
}
