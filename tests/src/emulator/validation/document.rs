//! The OpenAPI document, read for what requests and answers must be like.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::operation::Rules;
use super::schema::Schema;
use super::tighten;

const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// An OpenAPI document.
#[derive(Debug)]
pub struct Document {
    root: Map<String, Value>,
    operations: BTreeMap<String, Rules>,
}

/// A place in the document, behind any reference.
#[derive(Debug, Clone)]
pub(super) struct Place<'d> {
    /// Its JSON pointer.
    pub pointer: String,
    /// What is there.
    pub value: &'d Value,
}

impl Document {
    /// Reads a document in YAML or JSON. Unless it is lenient, objects refuse members that they do not declare.
    ///
    /// # Errors
    /// What keeps it from being used to check anything.
    pub fn read(text: &str, lenient: bool) -> Result<Self, String> {
        let mut value: Value = yaml_serde::from_str(text).map_err(|error| error.to_string())?;
        if !lenient {
            tighten::close_objects(&mut value);
        }
        let Value::Object(root) = value else {
            return Err("the document is no object".into());
        };
        let mut document = Self { root, operations: BTreeMap::new() };
        document.operations = document.read_operations()?;
        Ok(document)
    }

    /// The member of the whole document of this name.
    #[must_use]
    pub fn member(&self, name: &str) -> Option<&Value> {
        self.root.get(name)
    }

    /// The schema at a JSON pointer such as `/components/schemas/Error`.
    ///
    /// # Errors
    /// Why there is no usable schema.
    pub fn schema(&self, pointer: &str) -> Result<Schema, String> {
        Schema::compile(&self.root, pointer)
    }

    /// What an operation takes and gives.
    pub(crate) fn operation(&self, id: &str) -> Option<&Rules> {
        self.operations.get(id)
    }

    /// The place at a pointer, or the one that a reference there leads to.
    pub(super) fn place(&self, pointer: &str) -> Result<Place<'_>, String> {
        let mut pointer = pointer.to_owned();
        // A chain of references that is longer than this is a cycle.
        for _ in 0..16 {
            let value = self.at(&pointer).ok_or_else(|| format!("nothing is at #{pointer}"))?;
            match value.get("$ref").and_then(Value::as_str) {
                None => return Ok(Place { pointer, value }),
                Some(next) => match next.strip_prefix('#') {
                    Some(inside) => inside.clone_into(&mut pointer),
                    None => return Err(format!("{next} is in another document")),
                },
            }
        }
        Err(format!("references at {pointer} go round in a circle"))
    }

    fn at(&self, pointer: &str) -> Option<&Value> {
        let (first, rest) = pointer.strip_prefix('/')?.split_once('/').unwrap_or((pointer.strip_prefix('/')?, ""));
        let value = self.root.get(first)?;
        if rest.is_empty() { Some(value) } else { value.pointer(&format!("/{rest}")) }
    }

    fn read_operations(&self) -> Result<BTreeMap<String, Rules>, String> {
        let mut operations = BTreeMap::new();
        let paths = self.root.get("paths").and_then(Value::as_object).ok_or("the document has no paths")?;
        for (path, item) in paths {
            let item_pointer = format!("/paths/{}", escape(path));
            for method in METHODS.iter().filter(|method| item.get(method).is_some()) {
                let pointer = format!("{item_pointer}/{method}");
                if let Some(id) = item.pointer(&format!("/{method}/operationId")).and_then(Value::as_str) {
                    operations.insert(id.to_owned(), Rules::read(self, &item_pointer, &pointer)?);
                }
            }
        }
        Ok(operations)
    }
}

/// A member's name as a step of a JSON pointer.
pub(super) fn escape(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// The names of the members of the object that a place has under `name`.
pub(super) fn names(place: &Value, name: &str) -> Vec<String> {
    place.get(name).and_then(Value::as_object).map(|members| members.keys().cloned().collect()).unwrap_or_default()
}
