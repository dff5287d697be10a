//! What is known not to come back, and why that is right.

use serde::Deserialize;

use super::report::Failure;
use super::trial::Kind;

/// The exceptions of this repository.
const LISTED: &str = include_str!("../../sampler/exceptions.toml");

/// What is known not to come back.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exceptions {
    /// Each with its reason.
    #[serde(default)]
    exception: Vec<Exception>,
}

/// One type of one document.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Exception {
    /// SHA-256 of the document.
    document: String,
    /// JSON pointer of the schema.
    pointer: String,
    /// What is tried in vain; everything where none is named.
    #[serde(default)]
    kinds: Vec<Kind>,
    /// Whether it takes a value that few runs draw.
    #[serde(default)]
    rare: bool,
    /// Why it is right, or cannot be helped.
    reason: String,
}

impl Exceptions {
    /// Those of this repository.
    ///
    /// # Errors
    /// A list that cannot be read, or an exception without a reason.
    pub fn listed() -> Result<Self, String> {
        let listed: Self = toml::from_str(LISTED).map_err(|error| error.to_string())?;
        match listed.exception.iter().find(|exception| exception.reason.trim().is_empty()) {
            Some(exception) => Err(format!("the exception {} has no reason", exception.pointer)),
            None => Ok(listed),
        }
    }

    /// Whether `failure` is one of them.
    #[must_use]
    pub fn has(&self, failure: &Failure) -> bool {
        self.exception.iter().any(|exception| exception.is(failure))
    }

    /// Those of the documents with these digests that nothing of `failures` needs; of one that is rare a run cannot tell.
    #[must_use]
    pub fn needless(&self, digests: &[&str], failures: &[&Failure]) -> Vec<String> {
        let tried = self.exception.iter().filter(|exception| digests.contains(&exception.document.as_str()));
        let needless =
            tried.filter(|exception| !exception.rare && !failures.iter().any(|failure| exception.is(failure)));
        needless.map(|exception| format!("{} {}", exception.document, exception.pointer)).collect()
    }
}

impl Exception {
    fn is(&self, failure: &Failure) -> bool {
        let kind = self.kinds.is_empty() || self.kinds.contains(&failure.kind);
        kind && self.document == failure.digest && self.pointer == failure.pointer
    }
}
