//! What planning has to say about a place in the document.

use crate::api::Origin;
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::Document;

/// What a finding is said of that has no place in the document.
const SETTINGS: &str = "settings";

/// A diagnostic that still lacks the text of its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// How grave it is.
    pub severity: Severity,
    /// A stable name of the kind of problem.
    pub code: &'static str,
    /// Where in the document; the default for a setting that has no place there.
    pub origin: Origin,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub advice: String,
}

impl Finding {
    /// The diagnostic, with the file and line that the finding is about.
    #[must_use]
    pub fn tell(self, document: &Document) -> Diagnostic {
        let span = self.origin.span;
        let known = span.line > 0;
        let source = document.sources().get(span.source as usize).filter(|_| known);
        Diagnostic {
            severity: self.severity,
            code: self.code,
            file: source.map_or_else(|| SETTINGS.into(), |source| source.name().into()),
            line_text: source.map_or_else(String::new, |source| source.line(span.line).to_owned()),
            span,
            pointer: self.origin.pointer,
            message: self.message,
            advice: self.advice,
        }
    }

    /// A finding at a place in the document.
    pub(super) fn new(
        severity: Severity,
        code: &'static str,
        origin: &Origin,
        message: impl Into<String>,
        advice: impl Into<String>,
    ) -> Self {
        Self { severity, code, origin: origin.clone(), message: message.into(), advice: advice.into() }
    }

    /// A setting that applies to nothing.
    pub(super) fn unused(setting: &str, name: &str) -> Self {
        Self {
            severity: Severity::Error,
            code: "setting-without-effect",
            origin: Origin::default(),
            message: format!("the setting `{setting}` names `{name}`, which is not in the document"),
            advice: "correct the name, or take the setting out".to_owned(),
        }
    }
}
