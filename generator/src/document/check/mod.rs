//! Checks a document against the object model of `OpenAPI`: what it breaks is told, and read all the same.

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
        let mut checker = Checker {
            document: self,
            version: self.version(),
            diagnostics: Vec::new(),
            seen: HashSet::default(),
            parameters_by_id: None,
        };
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
    /// For each `operationId` the location and name of the operation's parameters, once that is asked for.
    parameters_by_id: Option<HashMap<&'a str, Vec<(&'a str, &'a str)>>>,
}

impl Checker<'_> {
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
