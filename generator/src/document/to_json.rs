//! Nodes as values of `serde_json`, and compared by value.

use serde_json::Value;

use super::node::{Kind, Node};
use super::number::Number;

pub(super) fn to_json(node: Node<'_>) -> Value {
    match node.kind() {
        Kind::Null => Value::Null,
        Kind::Boolean => node.as_bool().into(),
        Kind::Number => node.as_number().map_or(Value::Null, Number::to_json),
        Kind::String => node.as_str().into(),
        Kind::Array => node.items().map(to_json).collect(),
        Kind::Object => node.entries().map(|(key, value)| (key.to_owned(), to_json(value))).collect(),
    }
}

/// The node as JSON, its numbers as they are written; those that JSON does not have are strings.
pub(super) fn written(node: Node<'_>) -> String {
    let mut out = String::new();
    write(node, &mut out);
    out
}

fn write(node: Node<'_>, out: &mut String) {
    match node.kind() {
        Kind::Number => {
            let text = node.as_number().map_or("null", Number::text);
            if is_json(text) {
                out.push_str(text);
            } else {
                out.push_str(&Value::from(text).to_string());
            }
        }
        Kind::Array => {
            out.push('[');
            for (index, item) in node.items().enumerate() {
                out.push_str(if index == 0 { "" } else { "," });
                write(item, out);
            }
            out.push(']');
        }
        Kind::Object => {
            out.push('{');
            for (index, (key, value)) in node.entries().enumerate() {
                out.push_str(if index == 0 { "" } else { "," });
                out.push_str(&Value::from(key).to_string());
                out.push(':');
                write(value, out);
            }
            out.push('}');
        }
        Kind::Null | Kind::Boolean | Kind::String => out.push_str(&to_json(node).to_string()),
    }
}

/// Whether JSON writes numbers so, however large they are.
fn is_json(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    let whole = whole.strip_prefix('-').unwrap_or(whole);
    let is_plain = whole.len() == 1 || !whole.starts_with('0');
    digits(whole) && is_plain && digits(fraction) && digits(exponent.strip_prefix(['-', '+']).unwrap_or(exponent))
}

pub(super) fn structural_eq(left: Node<'_>, right: Node<'_>) -> bool {
    if left.kind() != right.kind() || left.len() != right.len() {
        return false;
    }
    match left.kind() {
        Kind::Null => true,
        Kind::Boolean => left.as_bool() == right.as_bool(),
        Kind::Number => same_number(left, right),
        Kind::String => left.as_str() == right.as_str(),
        Kind::Array => left.items().zip(right.items()).all(|(left, right)| structural_eq(left, right)),
        Kind::Object => {
            left.entries().all(|(key, value)| right.get(key).is_some_and(|other| structural_eq(value, other)))
        }
    }
}

fn same_number(left: Node<'_>, right: Node<'_>) -> bool {
    let (Some(left), Some(right)) = (left.as_number(), right.as_number()) else {
        return false;
    };
    if left.text() == right.text() {
        return true;
    }
    match (left.as_i128(), right.as_i128()) {
        (Some(left), Some(right)) => left == right,
        (None, None) => left.as_f64().total_cmp(&right.as_f64()).is_eq(),
        _ => false,
    }
}
