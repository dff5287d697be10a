//! One schema of the document, ready to check values.

use jsonschema::{Draft, Validator};
use serde_json::{Map, Value};

use super::Complaint;

/// One schema of the document, ready to check values.
#[derive(Debug)]
pub struct Schema {
    validator: Validator,
    kind: Option<String>,
}

impl Schema {
    /// The schema that a fragment such as `#/components/schemas/Error` names in the document.
    pub(super) fn compile(root: &Map<String, Value>, pointer: &str) -> Result<Self, String> {
        // The whole document is the schema, so that every reference inside it resolves; its own members say nothing
        // to JSON Schema, and `$ref` picks the place.
        let mut schema = root.clone();
        schema.insert("$ref".into(), Value::String(format!("#{}", encode(pointer))));
        let options = jsonschema::options().with_draft(Draft::Draft202012).should_validate_formats(false);
        let validator = options.build(&Value::Object(schema)).map_err(|error| format!("{pointer}: {error}"))?;
        Ok(Self { validator, kind: kind_at(root, pointer) })
    }

    /// What is wrong with a value called `name`; nothing where it is as it should be.
    #[must_use]
    pub fn complaints(&self, name: &str, value: &Value) -> Vec<Complaint> {
        self.validator.iter_errors(value).map(|error| Complaint::from_error(name, &error)).collect()
    }

    /// The value that a piece of text stands for: a number where the schema wants one and the text is one.
    pub(super) fn read_text(&self, text: &str) -> Value {
        let as_string = || Value::String(text.to_owned());
        match self.kind.as_deref() {
            Some("integer" | "number") => {
                serde_json::from_str(text).ok().filter(Value::is_number).unwrap_or_else(as_string)
            }
            Some("boolean") => text.parse().map_or_else(|_| as_string(), Value::Bool),
            _ => as_string(),
        }
    }
}

/// The `type` of the schema at a pointer, behind any references.
fn kind_at(root: &Map<String, Value>, pointer: &str) -> Option<String> {
    let document = Value::Object(root.clone());
    let mut schema = document.pointer(pointer)?;
    // A chain of references that is longer than this is a cycle.
    for _ in 0..16 {
        match schema.get("$ref").and_then(Value::as_str) {
            Some(next) => schema = document.pointer(next.strip_prefix('#')?)?,
            None => break,
        }
    }
    schema.get("type")?.as_str().map(str::to_owned)
}

/// Braces, of path templates, may not stand in a URI fragment.
fn encode(pointer: &str) -> String {
    pointer.replace('%', "%25").replace('{', "%7B").replace('}', "%7D")
}
