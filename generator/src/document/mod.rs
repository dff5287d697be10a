//! `OpenAPI` as written: every node of every source in one arena, each with the place it was read from.
//!
//! Nothing is lost and nothing is decided here: numbers keep their text, members keep their order, unknown
//! members stay. Aliases of YAML are shared, not copied, so a node may stand at several places.

mod adopt;
mod arena;
mod broken;
mod build;
mod check;
mod edit;
mod elsewhere;
mod encoding;
mod index;
mod json;
mod mend;
mod node;
mod number;
mod operations;
mod overlay;
mod parse;
mod patience;
mod pointer;
mod position;
mod problem;
mod references;
mod resolve;
mod scalar;
mod security;
mod slice;
pub(crate) mod source;
#[cfg(test)]
mod tests;
mod to_json;
mod undescribed;
pub(crate) mod uri;
mod version;
mod write;
mod yaml;

use arena::Arena;
use index::Index;
use patience::Patience;

pub(crate) use check::is_regular;

pub use adopt::Adopted;
pub(crate) use adopt::{Refused, adopt_file};
pub use arena::NodeId;
pub use check::Written;
pub use node::{Kind, Node};
pub use number::Number;
pub(crate) use operations::{METHODS, path_items};
pub(crate) use security::scheme;
pub use source::SourceText;
pub use version::Version;
pub use write::WriteError;

use crate::diagnostic::{Diagnostic, Severity};
use problem::Problem;

/// A document and the files that it refers to.
#[derive(Debug, Clone)]
pub struct Document {
    arena: Arena,
    sources: Vec<SourceText>,
    root: NodeId,
    version: Version,
    index: Index,
    patience: Patience,
}

impl Document {
    /// The node of the whole main document.
    #[must_use]
    pub fn root(&self) -> Node<'_> {
        self.node(self.root)
    }

    /// The node that `id` names. An identifier of another document names some node or a null.
    #[must_use]
    pub fn node(&self, id: NodeId) -> Node<'_> {
        Node::new(self, id)
    }

    /// The version of `OpenAPI` it says it follows.
    #[must_use]
    pub fn version(&self) -> Version {
        self.version
    }

    /// The files that were read: the main document first.
    #[must_use]
    pub fn sources(&self) -> &[SourceText] {
        &self.sources
    }

    /// How many nodes there are in all sources.
    #[must_use]
    pub fn node_count(&self) -> usize {
        self.arena.len()
    }

    /// Something to say about `node`, at its place.
    #[must_use]
    pub fn diagnostic(
        &self,
        severity: Severity,
        code: &'static str,
        node: Node<'_>,
        message: impl Into<String>,
        advice: impl Into<String>,
    ) -> Diagnostic {
        self.tell(Problem {
            severity,
            code,
            span: node.span(),
            node: Some(node.id()),
            pointer: String::new(),
            message: message.into(),
            advice: advice.into(),
        })
    }

    /// Something to say about the key that `node` stands under, at the place of the key where there is one.
    #[must_use]
    pub fn key_diagnostic(
        &self,
        severity: Severity,
        code: &'static str,
        node: Node<'_>,
        message: impl Into<String>,
        advice: impl Into<String>,
    ) -> Diagnostic {
        let mut diagnostic = self.diagnostic(severity, code, node, message, advice);
        if let Some(span) = node.key_span() {
            diagnostic.line_text = source::line_text(&self.sources, span);
            diagnostic.file = source::name(&self.sources, span.source);
            diagnostic.span = span;
        }
        diagnostic
    }

    /// Turns a problem found in this document into what is told to people.
    fn tell(&self, problem: Problem) -> Diagnostic {
        let pointer = problem.node.map(|id| self.node(id).pointer());
        let pointer = pointer.unwrap_or_else(|| problem.pointer.clone());
        problem.tell(&self.sources, pointer)
    }
}
