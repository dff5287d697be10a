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

use crate::settings::Texts;
use crate::{Load, Source};

use super::{Document, WriteError};
use take::Taking;
use tree::Piece;

/// What [`Document::adopt`] made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adopted {
    /// The text that takes the place of the old document.
    pub text: String,
    /// JSON pointers of the texts that only the new document has, which were left out.
    pub left_out: Vec<String>,
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
            return Ok(Adopted { text: plain::json(&piece)?, left_out });
        }
        let text = print::print(&piece, self, new, texts == Texts::Take)?;
        let text = if says(&text, &piece) { text } else { plain::yaml(&piece)? };
        Ok(Adopted { text, left_out })
    }
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

/// Whether a text reads as what `piece` stands for.
fn says(text: &str, piece: &Piece<'_>) -> bool {
    let source = Source { name: "adopted.yaml".to_owned(), bytes: text.as_bytes().to_vec() };
    let (read, _) = Document::parse(source, &Alone);
    read.is_some_and(|document| piece.is_said_by(document.root()))
}

/// Files beside the document are not looked at.
struct Alone;

impl Load for Alone {
    fn load(&self, _: &str) -> Result<Vec<u8>, String> {
        Err("not looked at".to_owned())
    }
}
