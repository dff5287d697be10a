//! Schemas that values can be checked by.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Schemas of the document that the crate carries, where the settings ask for them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SchemaBundle {
    /// Item → where its schema stands: `#/$defs/Pet`.
    pub keys: BTreeMap<String, String>,
    /// All of them as one JSON Schema; the snapshot of a surface is without.
    #[serde(skip)]
    pub text: String,
}
