//! Which items have a schema of the document that describes them.

use std::collections::BTreeMap;

use crate::api::{Schemas, TypeId};
use crate::surface::SchemaBundle;

use super::{Context, Finding};

impl Context<'_> {
    /// The schemas of the items that travel as JSON; none where the settings do not ask for them.
    pub(super) fn schemas(&self) -> Option<SchemaBundle> {
        let schemas = self.api.schemas.as_ref()?;
        let mut keys = BTreeMap::new();
        for (index, key) in schemas.of.iter().enumerate() {
            let id = TypeId::new(index);
            let name = self.names.of(id).filter(|_| self.wire.is_json(id));
            keys.extend(name.zip(key.as_deref()).map(|(name, key)| (name.to_owned(), Schemas::reference(key))));
        }
        Some(SchemaBundle { keys, text: text(schemas) })
    }

    /// Names of schemas to keep that the document does not have.
    pub(super) fn unused_models(&self) -> Vec<Finding> {
        self.api.absent.iter().map(|name| Finding::unused("crate.models", name)).collect()
    }
}

/// One definition a line, so that a change of one shows as one.
fn text(schemas: &Schemas) -> String {
    let each =
        schemas.definitions.iter().map(|(key, schema)| format!("{}:{schema}", serde_json::Value::from(key.as_str())));
    let all: Vec<String> = each.collect();
    format!("{{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"$defs\":{{\n{}\n}}}}\n", all.join(",\n"))
}
