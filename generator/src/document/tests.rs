//! Small documents for the tests of this module.

use super::Document;
use crate::diagnostic::Diagnostic;
use crate::{Load, Source};

/// Loads nothing.
pub(super) struct Nothing;

impl Load for Nothing {
    fn load(&self, name: &str) -> Result<Vec<u8>, String> {
        Err(format!("there is no {name}"))
    }
}

/// Reads `text` as the file `name`.
pub(super) fn read_as(name: &str, text: &str) -> (Option<Document>, Vec<Diagnostic>) {
    let source = Source { name: name.to_owned(), bytes: text.as_bytes().to_vec() };
    Document::parse(source, &Nothing)
}

/// Reads a document that has nothing wrong with its syntax.
pub(super) fn read(text: &str) -> Document {
    let (document, diagnostics) = read_as("api.yaml", text);
    document.unwrap_or_else(|| panic!("{diagnostics:#?}"))
}

/// Reads a value in YAML, as the member `x` of a document.
pub(super) fn read_value(yaml: &str) -> (Document, Vec<Diagnostic>) {
    let indented: Vec<String> = yaml.lines().map(|line| format!("  {line}")).collect();
    let (document, diagnostics) = read_as("api.yaml", &format!("openapi: 3.1.0\nx:\n{}\n", indented.join("\n")));
    (document.unwrap_or_else(|| panic!("{diagnostics:#?}")), diagnostics)
}

/// One line for each diagnostic: severity, code, line and column.
pub(super) fn brief(diagnostics: &[Diagnostic]) -> Vec<String> {
    let line = |d: &Diagnostic| format!("{} {} {}:{}", d.severity, d.code, d.span.line, d.span.column);
    diagnostics.iter().map(line).collect()
}
