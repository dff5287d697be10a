//! What is taken of a new document that somebody else writes.

use serde::Deserialize;

/// What is taken of a new document that somebody else writes.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Upstream {
    /// The prefixes of the paths that are taken; all are without one.
    pub only: Vec<String>,
    /// Whose texts there are.
    pub texts: Texts,
}

/// Whose texts a document has when a new one takes its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Texts {
    /// Those of the new document.
    #[default]
    Take,
    /// Its own: descriptions, summaries, examples and extensions stay, and new ones are left out.
    Keep,
}
