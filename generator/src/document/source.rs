//! The files that a document was read from.

use std::sync::{Arc, OnceLock};

use super::arena::NodeId;
use super::position;
use crate::diagnostic::Span;

/// Lines longer than this many bytes are left out of diagnostics: those of minified JSON are megabytes long.
const LONGEST_LINE_SHOWN: usize = 1000;

/// A file that a [`super::Document`] was read from.
#[derive(Debug, Clone)]
pub struct SourceText {
    name: Arc<str>,
    text: Arc<str>,
    root: NodeId,
    lines: OnceLock<Vec<usize>>,
}

impl SourceText {
    pub(super) fn new(name: &str, text: String) -> Self {
        Self { name: name.into(), text: text.into(), root: NodeId::NONE, lines: OnceLock::new() }
    }

    /// Its name, as whoever gave or referred to it wrote it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its text, without a byte order mark.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The node of the whole file.
    #[must_use]
    pub fn root(&self) -> NodeId {
        self.root
    }

    pub(super) fn set_root(&mut self, root: NodeId) {
        self.root = root;
    }

    pub(super) fn shared_text(&self) -> Arc<str> {
        Arc::clone(&self.text)
    }

    /// The text of the line with this number, from 1, without its end; nothing where there is none.
    #[must_use]
    pub fn line(&self, number: u32) -> &str {
        let lines = self.lines.get_or_init(|| position::lines(self.text.as_bytes()));
        let Some(index) = (number as usize).checked_sub(1) else {
            return "";
        };
        let Some(&start) = lines.get(index) else {
            return "";
        };
        let end = lines.get(index + 1).copied().unwrap_or(self.text.len());
        let line = self.text.get(start..end).unwrap_or_default();
        line.trim_end_matches(['\n', '\r'])
    }
}

/// The line that `span` points at, unless it is too long to show: a diagnostic each would hold all of a document that
/// is one line.
pub(crate) fn line_text(sources: &[SourceText], span: Span) -> String {
    let line = sources.get(span.source as usize).map_or("", |source| source.line(span.line));
    if line.len() > LONGEST_LINE_SHOWN {
        return String::new();
    }
    line.to_owned()
}

/// The name of the source with this index.
pub(crate) fn name(sources: &[SourceText], source: u32) -> Arc<str> {
    sources.get(source as usize).map_or_else(|| Arc::from(""), |source| Arc::clone(&source.name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_found_by_number() {
        let source = SourceText::new("a", "one\r\ntwo\n\nfour".to_owned());
        assert_eq!(source.line(0), "");
        assert_eq!(source.line(1), "one");
        assert_eq!(source.line(2), "two");
        assert_eq!(source.line(3), "");
        assert_eq!(source.line(4), "four");
        assert_eq!(source.line(5), "");
    }

    #[test]
    fn a_line_of_minified_json_is_not_shown() {
        let sources = [SourceText::new("a", "x".repeat(5000))];
        let span = Span { source: 0, line: 1, column: 1 };
        assert_eq!(line_text(&sources, span), "");
    }
}
