//! Defaults, examples and enumerated values, which have to fit their schema.

use super::super::Checker;
use super::fit::{Travel, misfit};
use crate::document::{Kind, Node, Version};

/// The default, the enumerated values and the examples of a schema fit it.
pub(in super::super) fn schema<'a>(checker: &mut Checker<'a>, schema: Node<'a>) {
    let version = checker.version;
    for value in schema.get("enum").into_iter().flat_map(Node::items) {
        if let Some(misfit) = super::fit::wrong_type(schema, value, version) {
            let message = format!("the value does not fit the schema: {}", misfit.message);
            checker.warn("value-misfit", misfit.node, message, "correct the value, or `type`");
        }
    }
    if let Some(misfit) = schema.get("default").and_then(|default| misfit(schema, default, version, Travel::Unknown)) {
        let message = format!("the default does not fit the schema: {}", misfit.message);
        checker.warn("default-misfit", misfit.node, message, "correct the default or the schema");
    }
    let several = schema.get("examples").filter(|_| version != Version::V3_0).into_iter().flat_map(Node::items);
    for example in schema.get("example").into_iter().chain(several) {
        tell(checker, schema, example, Travel::Unknown);
    }
}

/// The examples of a parameter, header or media type fit its schema.
pub(in super::super) fn examples<'a>(checker: &mut Checker<'a>, holder: Node<'a>) {
    let Some(schema) = holder.get("schema") else { return };
    let travel = travel(holder);
    let named = holder.get("examples").filter(|examples| examples.kind() == Kind::Object);
    let named =
        named.into_iter().flat_map(Node::entries).filter_map(|(_, example)| example.resolve().ok()?.get("value"));
    for example in holder.get("example").into_iter().chain(named) {
        tell(checker, schema, example, travel);
    }
}

/// Which way the values of a parameter or media type travel, by what stands around it.
fn travel(holder: Node<'_>) -> Travel {
    // A media type stands in `content` of a body, a parameter in a list: what tells it is at most this far out.
    let around = std::iter::successors(holder.parent(), |node| node.parent()).take(4);
    let known = around.filter_map(Node::key).find_map(|key| match key {
        "requestBody" | "requestBodies" | "parameters" => Some(Travel::Request),
        "responses" => Some(Travel::Response),
        "headers" => Some(Travel::Unknown),
        _ => None,
    });
    known.unwrap_or(Travel::Unknown)
}

/// Tells of an example that does not fit. Calls do not depend on it, but who reads it is misled.
fn tell<'a>(checker: &mut Checker<'a>, schema: Node<'a>, example: Node<'a>, travel: Travel) {
    if let Some(misfit) = misfit(schema, example, checker.version, travel) {
        let message = format!("the example does not fit the schema: {}", misfit.message);
        checker.warn("example-misfit", misfit.node, message, "correct the example or the schema");
    }
}
