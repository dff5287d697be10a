//! Path, query and header parameters.

use std::collections::BTreeMap;

use axum::http::HeaderMap;
use serde_json::Value;

use super::document::Document;
use super::{Complaint, Schema};

/// One parameter that an operation declares.
#[derive(Debug)]
pub struct Parameter {
    name: String,
    location: String,
    required: bool,
    schema: Schema,
}

/// The parameters of a request as they came, decoded.
#[derive(Debug)]
pub struct Given<'r> {
    /// Of the path: name and value.
    pub path: &'r BTreeMap<String, String>,
    /// Of the query, in order.
    pub query: &'r [(String, String)],
    /// The headers.
    pub headers: &'r HeaderMap,
}

/// The parameters of a request by name, as the JSON values that they stand for.
pub type Arguments = BTreeMap<String, Value>;

impl Parameter {
    /// Reads the parameter object at a pointer.
    pub fn read(document: &Document, pointer: &str) -> Result<Self, String> {
        let place = document.place(pointer)?;
        let text = |name: &str| {
            let text = place.value.get(name).and_then(Value::as_str);
            text.map(str::to_owned).ok_or_else(|| format!("the parameter at #{pointer} has no {name}"))
        };
        Ok(Self {
            name: text("name")?,
            location: text("in")?,
            required: place.value.get("required").and_then(Value::as_bool).unwrap_or(false),
            schema: document.schema(&format!("{}/schema", place.pointer))?,
        })
    }

    /// Whether this one takes the place of another: that of an operation that of its path.
    pub fn replaces(&self, other: &Self) -> bool {
        self.name == other.name && self.location == other.location
    }

    fn texts<'g>(&self, given: &'g Given<'_>) -> Vec<&'g str> {
        match self.location.as_str() {
            "path" => given.path.get(&self.name).map(String::as_str).into_iter().collect(),
            "query" => given.query.iter().filter(|item| item.0 == self.name).map(|item| item.1.as_str()).collect(),
            "header" => given.headers.get_all(&self.name).iter().filter_map(|value| value.to_str().ok()).collect(),
            _ => Vec::new(),
        }
    }
}

/// Reads a request's parameters, with everything that is wrong with them. With `strict`, query items that are not
/// declared are wrong.
pub fn read(parameters: &[Parameter], given: &Given<'_>, strict: bool) -> (Arguments, Vec<Complaint>) {
    let mut arguments = Arguments::new();
    let mut complaints = Vec::new();
    for parameter in parameters {
        let name = &parameter.name;
        match parameter.texts(given).as_slice() {
            [] if parameter.required => {
                let message = format!("Missing required parameter: '{name}'.");
                complaints.push(Complaint::new(name, "missing_required_parameter", message));
            }
            [] => {}
            [text] => {
                let value = parameter.schema.read_text(text);
                complaints.extend(parameter.schema.complaints(name, &value));
                arguments.insert(name.clone(), value);
            }
            _ => complaints.push(Complaint::new(name, "invalid_value", format!("'{name}' was given more than once."))),
        }
    }
    if strict {
        complaints.extend(undeclared(parameters, given.query));
    }
    (arguments, complaints)
}

fn undeclared<'g>(parameters: &'g [Parameter], query: &'g [(String, String)]) -> impl Iterator<Item = Complaint> + 'g {
    let declared = |name: &str| parameters.iter().any(|one| one.location == "query" && one.name == name);
    query
        .iter()
        .filter(move |item| !declared(&item.0))
        .map(|item| Complaint::new(&item.0, "unknown_parameter", format!("Unknown parameter: '{}'.", item.0)))
}
