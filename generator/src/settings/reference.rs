//! Reference pages.

use std::collections::BTreeMap;

use serde::Deserialize;

/// What the reference pages show, and how.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Reference {
    /// Whether there are pages; by default there are.
    pub enabled: bool,
    /// The extension of an operation that holds its heading: a pointer below the operation, which may be written with
    /// dots. Where there is none, the heading is the summary.
    pub title: Option<String>,
    /// Which models are shown by their name alone.
    pub named: Named,
    /// Names that only pages use: `#/components/schemas/Name` or another pointer of a schema → its name; `operationId` →
    /// the name of its answer.
    pub names: BTreeMap<String, String>,
    /// Pointers of schemas whose list of one value is a constant.
    pub constants: Vec<String>,
    /// Titles of resources that are not made from their paths: `pets:photos` → `Pictures`.
    pub titles: BTreeMap<String, String>,
    /// Whether to say what signatures do not show: ranges, defaults, limits, errors and inner flags.
    pub details: bool,
    /// Whether models that are shown by their name are described at the end of a page.
    pub models: bool,
    /// What stands for a credential in examples.
    pub credential: String,
}

/// Which models are shown by their name alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Named {
    /// Branches of unions that have a name.
    #[default]
    UnionArms,
    /// All components.
    Components,
    /// None: all are shown with what is in them.
    None,
}

impl Default for Reference {
    fn default() -> Self {
        Self {
            enabled: true,
            title: None,
            named: Named::default(),
            names: BTreeMap::new(),
            constants: Vec::new(),
            titles: BTreeMap::new(),
            details: true,
            models: true,
            credential: "My API Key".to_owned(),
        }
    }
}
