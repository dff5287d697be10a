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
