//! What has to hold across a document.

use std::collections::HashMap;

use super::super::Checker;
use crate::document::nearest::nearest;
use crate::document::operations::operations;
use crate::document::{Node, Version};

/// The path items of `root`: those of paths and of webhooks.
fn items(root: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    let sections = ["paths", "webhooks"].into_iter().filter_map(move |section| root.get(section));
    let entries = sections.flat_map(Node::entries).filter(|(key, _)| !key.starts_with("x-"));
    entries.map(|(_, item)| item)
}

fn all_operations(root: Node<'_>) -> Vec<Node<'_>> {
    let mut found = Vec::new();
    for item in items(root) {
        operations(item, &mut found);
    }
    found
}

/// A document of 3.1 has paths, components or webhooks.
pub(in super::super) fn has_content<'a>(checker: &mut Checker<'a>, root: Node<'a>) {
    let has_some = ["paths", "components", "webhooks"].iter().any(|key| root.get(key).is_some());
    if checker.version != Version::V3_0 && !has_some {
        let message = "an OpenAPI document has to have `paths`, `components` or `webhooks`";
        checker.warn("missing-field", root, message, "add `paths`");
    }
}

/// No two operations have the same name.
pub(in super::super) fn operation_ids<'a>(checker: &mut Checker<'a>, root: Node<'a>) {
    let mut seen: HashMap<&str, Node<'a>> = HashMap::new();
    for operation in all_operations(root) {
        let Some((id, text)) = operation.get("operationId").and_then(|id| Some((id, id.as_str()?))) else { continue };
        if let Some(first) = seen.get(text) {
            let message = format!("another operation has the operationId `{text}` too");
            checker.warn(
                "duplicate-operation-id",
                id,
                message,
                format!("the other one is in line {}", first.span().line),
            );
        } else {
            seen.insert(text, id);
        }
    }
}

/// No two tags have the same name.
pub(in super::super) fn tags<'a>(checker: &mut Checker<'a>, root: Node<'a>) {
    let mut seen: HashMap<&str, Node<'a>> = HashMap::new();
    for tag in root.get("tags").into_iter().flat_map(Node::items) {
        let Some((name, text)) = tag.get("name").and_then(|name| Some((name, name.as_str()?))) else { continue };
        if seen.insert(text, name).is_some() {
            checker.warn("duplicate-tag", name, format!("the tag `{text}` stands here again"), "make them one");
        }
    }
}

/// Every security requirement names a scheme.
pub(in super::super) fn security<'a>(checker: &mut Checker<'a>, root: Node<'a>) {
    let schemes = root.get("components").and_then(|components| components.get("securitySchemes"));
    let known: Vec<&str> = schemes.into_iter().flat_map(Node::entries).map(|(name, _)| name).collect();
    let holders = std::iter::once(root).chain(all_operations(root));
    let requirements = holders.filter_map(|holder| holder.get("security")).flat_map(Node::items);
    for (name, scopes) in requirements.flat_map(Node::entries) {
        let is_address = checker.version == Version::V3_2 && name.contains(['#', '/']);
        if known.contains(&name) || is_address {
            continue;
        }
        let advice = match nearest(name, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("add `{name}` to `components.securitySchemes`"),
        };
        checker.warn_key("unknown-security-scheme", scopes, format!("there is no security scheme `{name}`"), advice);
    }
}
