//! Strings, numbers and booleans.

use serde_json::Value;

use super::super::{Scalar, Shape};
use super::conjunction::Conjunction;
use super::context::Lowering;
use super::kinds::Kinds;
use super::shape::names_integers;
use crate::document::Node;

impl<'a> Lowering<'a> {
    /// The shape of a single value of type `kind`.
    pub(super) fn scalar(&mut self, conjunction: &Conjunction<'a>, kind: Kinds) -> Shape {
        let format = || first(conjunction, "format");
        Shape::Scalar(if kind == Kinds::BOOLEAN {
            Scalar::Boolean(None)
        } else if kind == Kinds::INTEGER {
            Scalar::Integer(format())
        } else if kind == Kinds::STRING {
            self.warn_of_file(conjunction);
            Scalar::String(string_format(conjunction))
        } else {
            // Who names integers too means all of their digits, and those beyond 64 bits are numbers.
            let is_both = conjunction.parts.iter().any(|part| names_integers(*part));
            Scalar::Number(format().or_else(|| is_both.then(|| "decimal".to_owned())))
        })
    }

    fn warn_of_file(&mut self, conjunction: &Conjunction<'a>) {
        for part in &conjunction.parts {
            if let Some(node) = part.get("type").filter(|node| node.as_str() == Some("file")) {
                self.reports.warn(
                    "type-file",
                    node,
                    "`type: file` is of Swagger 2; it is read as a string of format `binary`",
                    "write `type: string` and `format: binary`",
                );
            }
        }
    }
}

fn first(conjunction: &Conjunction<'_>, keyword: &str) -> Option<String> {
    conjunction.parts.iter().find_map(|part| part.get(keyword)?.as_str()).map(str::to_owned)
}

/// The format of a string, from `format` and from what 3.1 says of its content.
fn string_format(conjunction: &Conjunction<'_>) -> Option<String> {
    let is_file = |part: &Node<'_>| part.get("type").and_then(Node::as_str) == Some("file");
    if conjunction.parts.iter().any(is_file) {
        return Some("binary".to_owned());
    }
    if let Some(format) = first(conjunction, "format") {
        return Some(format);
    }
    if let Some(encoding) = first(conjunction, "contentEncoding") {
        let encoding = encoding.to_ascii_lowercase();
        if matches!(encoding.as_str(), "base64" | "base64url") {
            return Some("byte".to_owned());
        }
        // With `binary`, as with any encoding that is none, the bytes stand there as they are.
        return (encoding == "binary").then_some(encoding);
    }
    let media_type = first(conjunction, "contentMediaType")?;
    is_binary(&media_type).then(|| "binary".to_owned())
}

/// Whether content of this media type is bytes and no text.
fn is_binary(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default();
    let essence = essence.trim().to_ascii_lowercase();
    let text = essence.starts_with("text/")
        || ["json", "xml", "yaml", "javascript", "graphql", "jwt"].iter().any(|name| essence.ends_with(name));
    !text
}

/// Whether a number has no fraction.
pub(super) fn is_whole(value: &Value) -> bool {
    value.is_i64() || value.is_u64() || value.as_f64().is_some_and(|float| float.fract() == 0.0)
}

/// A number without fraction as an integer, where one can hold it.
pub(super) fn whole(value: &Value) -> Option<Value> {
    // Beyond, the value may be rounded.
    let float = value.as_f64().filter(|float| float.abs() < 9_223_372_036_854_775_808.0)?;
    let text = format!("{float:.0}");
    text.parse::<i64>().ok().map(Value::from)
}
