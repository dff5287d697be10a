//! What things were called before.

use std::collections::BTreeMap;

use serde::Deserialize;

/// Names that items and flags had, which stay usable: the generator remembers nothing by itself, as the same document and
/// the same settings must give the same output.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Renames {
    /// Rust name of a model → names that it had. Each becomes a deprecated alias.
    pub items: BTreeMap<String, Vec<String>>,
    /// `operationId` or pointer → name of a flag → names that it had. Each still works, and is not shown.
    pub flags: BTreeMap<String, BTreeMap<String, Vec<String>>>,
}
