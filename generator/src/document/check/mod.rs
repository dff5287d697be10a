//! Checks a document against the object model of `OpenAPI`: what it breaks is told, and read all the same.

mod list;
mod model;
mod rules;
mod tables;
mod walk;

use std::collections::{HashMap, HashSet};

use foldhash::fast::RandomState;

use self::model::ObjectKind;
use super::arena::NodeId;
use super::{Document, Node, Version};
use crate::diagnostic::{Diagnostic, Severity};
pub use list::Written;

/// Whether `pattern` is a regular expression, as far as all dialects agree on what is none.
pub(crate) fn is_regular(pattern: &str) -> bool {
    rules::regular::fault(pattern).is_none()
}

impl Document {
    /// Everything in which the document breaks the specification, in its order: missing, unknown and misshapen
    /// fields, names that are not unique, values that do not fit their schema.
    ///
    /// None of it is an error, because documents in use are sloppy; what cannot be generated is told by whoever
    /// finds that. Broken references are told by
    /// [`Self::check_references`].
    #[must_use]
    pub fn check(&self) -> Vec<Diagnostic> {
        let mut checker = Checker::new(self);
        checker.object(self.root(), &tables::root::DOCUMENT);
        let mut diagnostics = checker.diagnostics;
        diagnostics.sort_by_key(|diagnostic| diagnostic.span);
        diagnostics
    }
}

/// A check that is under way.
struct Checker<'a> {
    document: &'a Document,
    version: Version,
    diagnostics: Vec<Diagnostic>,
    /// The nodes that were checked already, each as some kind of object.
    seen: HashSet<(NodeId, *const ObjectKind), RandomState>,
    /// The fields that were met, where somebody asks for them.
    written: Option<Vec<Written<'a>>>,
    /// For each `operationId` the location and name of the operation's parameters, once that is asked for.
    parameters_by_id: Option<HashMap<&'a str, Vec<(&'a str, &'a str)>>>,
}

impl<'a> Checker<'a> {
    fn new(document: &'a Document) -> Self {
        Self {
            document,
            version: document.version(),
            diagnostics: Vec::new(),
            seen: HashSet::default(),
            written: None,
            parameters_by_id: None,
        }
    }

    /// Keeps a field of an object that is no schema.
    fn keep(&mut self, kind: &'static ObjectKind, field: &'a str, node: Node<'a>) {
        let is_schema = [&raw const tables::schema::SCHEMA, &raw const tables::schema::SCHEMA_3_0]
            .contains(&std::ptr::from_ref(kind));
        if let Some(written) = self.written.as_mut().filter(|_| !is_schema) {
            written.push(Written { object: kind.name, field, node });
        }
    }

    /// Warns about `node`.
    fn warn(&mut self, code: &'static str, node: Node<'_>, message: impl Into<String>, advice: impl Into<String>) {
        let diagnostic = self.document.diagnostic(Severity::Warning, code, node, message, advice);
        self.diagnostics.push(diagnostic);
    }

    /// Warns about the key under which `node` stands.
    fn warn_key(&mut self, code: &'static str, node: Node<'_>, message: impl Into<String>, advice: impl Into<String>) {
        let diagnostic = self.document.key_diagnostic(Severity::Warning, code, node, message, advice);
        self.diagnostics.push(diagnostic);
    }
}
