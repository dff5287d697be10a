//! Writes what a new document says in the place of an old one, so that as much as possible stays as it was written:
//! order, comments, quotes and, where that is asked for, texts.
//!
//! First it is decided which part comes from which document (`take`), then that is written, by lines of either document
//! wherever a part is taken whole (`print`). What was written is read again, and has to say the same.

mod layout;
mod pairs;
mod plain;
mod print;
mod renamed;
mod take;
mod texts;
mod tree;

use std::collections::BTreeMap;

use crate::Source;
use crate::diagnostic::Diagnostic;
use crate::settings::Texts;

use super::{Document, WriteError};
use take::Taking;
use tree::Piece;

/// What [`Document::adopt`] made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adopted {
    /// The text that takes the place of the old document.
    pub text: String,
    /// JSON pointers of the texts that only the new document has, which were left out; of another file, behind its name.
    pub left_out: Vec<String>,
    /// The other files that the document refers to, by their names, as they have to be.
    pub files: BTreeMap<String, String>,
}

impl Document {
    /// The text of a document that says what `new` says, written as this one is. With [`Texts::Keep`] the texts of this
    /// one stay, and those that only `new` has are left out.
    ///
    /// # Errors
    /// If a key is `<<`, which would be read as a merge key.
    pub fn adopt(&self, new: &Self, texts: Texts) -> Result<Adopted, WriteError> {
        let mut taking = Taking::new(self.root(), new.root(), texts);
        let piece = taking.whole();
        let left_out = taking.left_out;
        let is_json = self.sources().first().is_some_and(|source| source.text().trim_start().starts_with('{'));
        if is_json {
            return Ok(Adopted { text: plain::json(&piece)?, left_out, files: BTreeMap::new() });
        }
        let text = print::print(&piece, self, new, texts == Texts::Take)?;
        let text = if says(&text, &piece) { text } else { plain::yaml(&piece)? };
        Ok(Adopted { text, left_out, files: BTreeMap::new() })
    }
}

/// Why a file cannot be adopted.
pub enum Refused {
    /// It cannot be read.
    Unread(Vec<Diagnostic>),
    /// It cannot be written.
    Unwritten(WriteError),
}

/// The text of a file that says what `new` says, written as `old` is, and what was left out.
///
/// # Errors
/// Where one of both cannot be read, or the result cannot be written.
pub fn adopt_file(name: &str, old: Vec<u8>, new: Vec<u8>, texts: Texts) -> Result<(String, Vec<String>), Refused> {
    let read = |bytes| {
        let (document, told) = Document::fragment(Source { name: name.to_owned(), bytes });
        document.ok_or(Refused::Unread(told))
    };
    let adopted = read(old)?.adopt(&read(new)?, texts).map_err(Refused::Unwritten)?;
    Ok((adopted.text, adopted.left_out))
}

impl Document {
    /// The document as it was written, without what was cut off. Of several files it is the first; where corrections were
    /// applied, layout and comments are not kept.
    #[must_use]
    pub fn as_written(&self) -> String {
        let text = self.sources().first().map_or("", |source| source.text());
        let piece = Piece::whole(self.root());
        let written = if text.trim_start().starts_with('{') {
            plain::json(&piece)
        } else if self.sources().len() > 1 {
            self.to_yaml()
        } else {
            print::print(&piece, self, self, true)
        };
        // A document that cannot be written has been read all the same.
        written.unwrap_or_else(|_| text.to_owned())
    }
}

impl Document {
    /// The same of a document that was cut within what stands on one line: plainly, where its lines say too much.
    pub(super) fn as_said(&self) -> String {
        let (text, piece) = (self.as_written(), Piece::whole(self.root()));
        if says(&text, &piece) { text } else { plain::yaml(&piece).unwrap_or(text) }
    }
}

/// Whether a text reads as what `piece` stands for.
fn says(text: &str, piece: &Piece<'_>) -> bool {
    let source = Source { name: "adopted.yaml".to_owned(), bytes: text.as_bytes().to_vec() };
    let (read, _) = Document::fragment(source);
    read.is_some_and(|document| piece.is_said_by(document.root()))
}
