//! A file that people write for the generator, for diagnostics about what is in it.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Severity, Span};

/// A file as it was written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Written {
    name: String,
    text: String,
}

impl Written {
    /// A file by its name.
    pub(crate) fn new(name: &str, text: &str) -> Self {
        Self { name: name.to_owned(), text: text.to_owned() }
    }

    /// Something to say about a place; without advice.
    pub(crate) fn tell(&self, severity: Severity, code: &'static str, offset: usize, message: String) -> Diagnostic {
        let (file, span, line_text) = self.at(offset);
        let (pointer, advice) = (String::new(), String::new());
        Diagnostic { severity, code, file, span, line_text, pointer, message, advice }
    }

    /// File, place and line of the first mention of `text`.
    pub(crate) fn mention(&self, text: &str) -> (Arc<str>, Span, String) {
        match self.text.find(text) {
            Some(offset) => self.at(offset),
            None => (self.name.as_str().into(), Span::default(), String::new()),
        }
    }

    /// File, place and line of an offset.
    fn at(&self, offset: usize) -> (Arc<str>, Span, String) {
        let before = self.text.get(..offset).unwrap_or(&self.text);
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let line_text = self.text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        let number = |count: usize| u32::try_from(count + 1).unwrap_or(u32::MAX);
        let line = number(before.matches('\n').count());
        let column = number(before.get(start..).map_or(0, |part| part.chars().count()));
        (self.name.as_str().into(), Span { source: 0, line, column }, line_text.to_owned())
    }
}
