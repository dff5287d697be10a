//! What planning has to say about a place in the document.

use std::sync::Arc;

use crate::api::Origin;
use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::document::{Document, source};
use crate::settings::Settings;

/// A diagnostic that still lacks the text of its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// How grave it is.
    pub severity: Severity,
    /// A stable name of the kind of problem.
    pub code: &'static str,
    /// Where in the document.
    pub origin: Origin,
    /// What to look for in the settings, for a finding about one of them.
    pub setting: Option<String>,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub advice: String,
}

impl Finding {
    /// The diagnostic, with the file and line that the finding is about: those of the settings, for one about a setting.
    #[must_use]
    pub fn tell(self, document: &Document, settings: &Settings) -> Diagnostic {
        let (file, span, line_text) = match &self.setting {
            Some(text) => settings.place(text),
            None => place(document, self.origin.span),
        };
        Diagnostic {
            severity: self.severity,
            code: self.code,
            file,
            line_text,
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
        Self { severity, code, origin: origin.clone(), setting: None, message: message.into(), advice: advice.into() }
    }

    /// A setting that cannot be.
    pub(super) fn refused(code: &'static str, name: &str, message: String, advice: &str) -> Self {
        Self {
            severity: Severity::Error,
            code,
            origin: Origin::default(),
            setting: Some(name.to_owned()),
            message,
            advice: advice.to_owned(),
        }
    }

    /// A setting that applies to nothing.
    pub(super) fn unused(setting: &str, name: &str) -> Self {
        Self {
            severity: Severity::Error,
            code: "setting-without-effect",
            origin: Origin::default(),
            setting: Some(name.to_owned()),
            message: format!("the setting `{setting}` names `{name}`, which is not in the document"),
            advice: "correct the name, or take the setting out".to_owned(),
        }
    }
}

fn place(document: &Document, span: Span) -> (Arc<str>, Span, String) {
    let sources = document.sources();
    (source::name(sources, span.source), span, source::line_text(sources, span))
}
