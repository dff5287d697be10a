//! A problem found while reading, before the document is there to tell where it stands.

use super::arena::NodeId;
use super::source::{self, SourceText};
use crate::diagnostic::{Diagnostic, Severity, Span};

/// A [`Diagnostic`] to be.
#[derive(Debug, Clone)]
pub(super) struct Problem {
    pub severity: Severity,
    pub code: &'static str,
    pub span: Span,
    /// The node it is about; where there is none, `pointer` says what it is about.
    pub node: Option<NodeId>,
    pub pointer: String,
    pub message: String,
    pub advice: String,
}

impl Problem {
    pub fn error(code: &'static str, span: Span, message: impl Into<String>, advice: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            code,
            span,
            node: None,
            pointer: String::new(),
            message: message.into(),
            advice: advice.into(),
        }
    }

    pub fn warning(code: &'static str, span: Span, message: impl Into<String>, advice: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, span, message, advice) }
    }

    pub fn at(mut self, node: NodeId) -> Self {
        self.node = Some(node);
        self
    }

    pub fn within(mut self, pointer: String) -> Self {
        self.pointer = pointer;
        self
    }

    pub fn tell(self, sources: &[SourceText], pointer: String) -> Diagnostic {
        Diagnostic {
            severity: self.severity,
            code: self.code,
            file: source::name(sources, self.span.source),
            line_text: source::line_text(sources, self.span),
            span: self.span,
            pointer,
            message: self.message,
            advice: self.advice,
        }
    }
}
