//! What planning has to say about a place in the document.

use crate::api::Origin;
use crate::diagnostic::Severity;

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
