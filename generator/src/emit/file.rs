//! A Rust file while it is written.

use std::collections::BTreeMap;

use crate::surface::RustType;

use super::docs;
use super::layout;
use super::lints;
use super::scope::Scope;

/// A Rust file: its documentation, the names it uses and its items.
#[derive(Debug)]
pub struct File<'a> {
    /// The names it uses.
    pub scope: Scope<'a>,
    /// Its items.
    pub body: String,
    /// Lints that are allowed in all of it, each with a reason.
    allowed: BTreeMap<&'static str, &'static str>,
}

impl<'a> File<'a> {
    /// A file without items.
    pub fn new(scope: Scope<'a>) -> Self {
        Self { scope, body: String::new(), allowed: BTreeMap::new() }
    }

    /// Starts the next item, with an empty line before it.
    pub fn gap(&mut self) {
        if !self.body.is_empty() {
            self.body.push('\n');
        }
    }

    /// Writes a line behind `indent` spaces.
    pub fn line(&mut self, indent: usize, text: &str) {
        if !text.is_empty() {
            self.body.push_str(&" ".repeat(indent));
            self.body.push_str(text);
        }
        self.body.push('\n');
    }

    /// Writes lines that are laid out already.
    pub fn text(&mut self, text: &str) {
        self.body.push_str(text);
        if !text.ends_with('\n') {
            self.body.push('\n');
        }
    }

    /// Writes the documentation of an item: `paragraphs`, or `fallback` where they say nothing.
    pub fn docs(&mut self, indent: usize, paragraphs: &[String], fallback: &str) {
        if docs::is_blank(paragraphs) {
            docs::comment(&mut self.body, indent, "///", &[fallback]);
        } else {
            let before = self.body.len();
            docs::comment(&mut self.body, indent, "///", paragraphs);
            if self.body.len() == before {
                docs::comment(&mut self.body, indent, "///", &[fallback]);
            }
        }
    }

    /// Writes lines of documentation that are laid out already.
    pub fn doc_lines<S: AsRef<str>>(&mut self, indent: usize, lines: &[S]) {
        for line in lines {
            let line = format!("/// {}", line.as_ref());
            self.line(indent, line.trim_end());
        }
    }

    /// Writes `#[deprecated]`, where there is a reason for it.
    pub fn deprecated(&mut self, indent: usize, reason: Option<&String>) {
        let Some(reason) = reason else { return };
        let text = deprecation(indent, reason);
        self.text(&text);
    }

    /// Writes an attribute that allows `lint` for a reason.
    pub fn allow(&mut self, indent: usize, lint: &str, reason: &str) {
        let items = [lint.to_owned(), format!("reason = {}", layout::literal(reason))];
        let text = layout::attribute(indent, "allow", &items);
        self.text(&text);
    }

    /// Allows `lint` in the whole file, for a reason.
    pub fn allow_everywhere(&mut self, lint: &'static str, reason: &'static str) {
        self.allowed.insert(lint, reason);
    }

    /// Allows an enum whose variants hold `types` to be as unequal as it is.
    pub fn allow_unequal<'t>(&mut self, types: impl Iterator<Item = &'t RustType>) {
        if self.scope.are_unequal(types) {
            self.allow(0, "clippy::large_enum_variant", "the document makes one so large");
        }
    }

    /// The whole file.
    pub fn finish(mut self, header: &str, module_docs: &[String]) -> String {
        let mut out = header.to_owned();
        out.push('\n');
        docs::comment(&mut out, 0, "//!", module_docs);
        if self.scope.maps_to_nothing() {
            let (lint, reason) = lints::MAP_TO_NOTHING;
            self.allow_everywhere(lint, reason);
        }
        let allowed = self.allowed.iter().map(|(lint, reason)| layout::allow_in_file(lint, reason) + "\n");
        let allowed: String = allowed.collect();
        let imports = self.scope.imports();
        for part in [allowed, imports, self.body] {
            if !part.is_empty() {
                out.push('\n');
                out.push_str(&part);
            }
        }
        out
    }
}

/// `#[deprecated]` with the words of the document, behind `indent` spaces.
pub fn deprecation(indent: usize, reason: &str) -> String {
    let words = docs::phrase(reason);
    if words.is_empty() {
        format!("{:indent$}#[deprecated]", "")
    } else {
        layout::attribute(indent, "deprecated", &[format!("note = {}", layout::literal(&words))])
    }
}
