//! What a document does not say in words.

use std::collections::HashSet;

use super::Document;
use super::node::{Kind, Node};
use super::operations::METHODS;
use super::references::{Keys, child_keys};
use crate::diagnostic::{Diagnostic, Severity};

/// Where objects stand that are to be described, by the key of what holds them, and what they are called.
const DESCRIBED: [(&str, &str); 6] = [
    ("parameters", "parameter"),
    ("properties", "property"),
    ("responses", "answer"),
    ("schemas", "schema"),
    ("tags", "tag"),
    ("webhooks", "webhook"),
];

impl Document {
    /// Operations, parameters, answers, schemas and properties without a word about them, for documents whose texts are
    /// written by hand. What only refers to something is described there.
    #[must_use]
    pub fn undescribed(&self) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        let mut seen = HashSet::new();
        let mut waiting = vec![(self.root(), Keys::Keywords, "", "")];
        while let Some((node, keys, own, within)) = waiting.pop() {
            if !seen.insert(node.id()) {
                continue;
            }
            if let Some(what) = undescribed(node, keys, own, within) {
                let message = format!("nothing says what this {what} is for");
                let advice = "write a `description`";
                found.push(self.key_diagnostic(Severity::Warning, "to-be-described", node, message, advice));
            }
            let first = waiting.len();
            waiting.extend(node.items().map(|item| (item, Keys::Keywords, "", own)));
            let members = node.entries().filter(|(key, _)| !key.starts_with("x-"));
            waiting.extend(members.filter_map(|(key, child)| Some((child, child_keys(keys, key, child)?, key, own))));
            if let Some(added) = waiting.get_mut(first..) {
                added.reverse();
            }
        }
        found
    }
}

/// What a node is that nothing is said about.
fn undescribed(node: Node<'_>, keys: Keys, own: &str, within: &str) -> Option<&'static str> {
    let says = |key: &str| node.get(key).and_then(Node::as_str).is_some_and(|text| !text.trim().is_empty());
    if node.kind() != Kind::Object || keys != Keys::Keywords || node.reference().is_some() || says("description") {
        return None;
    }
    if METHODS.contains(&own) && node.get("responses").is_some() {
        return (!says("summary")).then_some("operation");
    }
    DESCRIBED.iter().find(|(holder, _)| *holder == within).map(|(_, what)| *what)
}
