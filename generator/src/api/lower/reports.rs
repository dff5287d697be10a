//! What lowering has to say, each thing once.

use std::collections::HashSet;

use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::document::{Document, Node, NodeId};

/// Diagnostics, of which no two share a place and a code.
pub(super) struct Reports<'a> {
    document: &'a Document,
    told: HashSet<(NodeId, &'static str)>,
    passed: HashSet<(Span, &'static str)>,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Reports<'a> {
    pub(super) fn new(document: &'a Document) -> Self {
        Self { document, told: HashSet::new(), passed: HashSet::new(), diagnostics: Vec::new() }
    }

    /// Says that the document cannot be generated whole.
    pub(super) fn error(&mut self, code: &'static str, node: Node<'a>, message: &str, advice: &str) {
        self.tell(Severity::Error, code, node, message, advice);
    }

    /// Says that something is wrong, and was read in a way that goes on.
    pub(super) fn warn(&mut self, code: &'static str, node: Node<'a>, message: &str, advice: &str) {
        self.tell(Severity::Warning, code, node, message, advice);
    }

    /// Says something worth knowing.
    pub(super) fn hint(&mut self, code: &'static str, node: Node<'a>, message: &str, advice: &str) {
        self.tell(Severity::Hint, code, node, message, advice);
    }

    /// Passes on what was found elsewhere.
    pub(super) fn pass(&mut self, diagnostic: Diagnostic) {
        if self.passed.insert((diagnostic.span, diagnostic.code)) {
            self.diagnostics.push(diagnostic);
        }
    }

    /// Passes it on as a warning, as there is a way to go on: `instead`.
    pub(super) fn pass_instead(&mut self, diagnostic: Diagnostic, instead: &str) {
        let message = format!("{}; {instead}", diagnostic.message);
        self.pass(Diagnostic { severity: Severity::Warning, message, ..diagnostic });
    }

    fn tell(&mut self, severity: Severity, code: &'static str, node: Node<'a>, message: &str, advice: &str) {
        if self.told.insert((node.id(), code)) {
            let diagnostic = self.document.diagnostic(severity, code, node, message, advice);
            self.diagnostics.push(diagnostic);
        }
    }

    /// All of it, in the order of the document.
    pub(super) fn finish(mut self) -> Vec<Diagnostic> {
        self.diagnostics.sort_by_key(|diagnostic| diagnostic.span);
        self.diagnostics
    }
}
