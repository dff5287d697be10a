//! What has to hold across a document.

use std::collections::HashMap;

use super::super::Checker;
use crate::document::operations::{operations, path_items};
use crate::document::{Node, Version, scheme};
use crate::nearest::nearest;

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

/// There is something to call. A document without an operation may be whole, but the types of its schemas are made for
/// those who send and get them, and nobody does.
pub(in super::super) fn has_operations<'a>(checker: &mut Checker<'a>, root: Node<'a>) {
    let calls = root.get("paths").into_iter().flat_map(Node::entries);
    let calls = calls.filter(|(path, item)| !path.starts_with("x-") && !item.is_empty());
    if calls.count() > 0 || root.get("webhooks").is_some_and(|webhooks| !webhooks.is_empty()) {
        return;
    }
    let schemas = root.get("components").and_then(|components| components.get("schemas"));
    if let Some(schemas) = schemas.filter(|schemas| !schemas.is_empty()) {
        let message = "no operation uses these schemas, so no types are made of them";
        checker.warn_key("nothing-to-call", schemas, message, "describe an operation under `paths`");
    } else if let Some(paths) = root.get("paths") {
        let message = "there is no operation, so there is nothing to call";
        checker.warn("nothing-to-call", paths, message, "describe an operation");
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
        if scheme(scopes, name).is_some() {
            continue;
        }
        let advice = match nearest(name, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("add `{name}` to `components.securitySchemes`"),
        };
        checker.warn_key("unknown-security-scheme", scopes, format!("there is no security scheme `{name}`"), advice);
    }
}

impl<'a> Checker<'a> {
    /// Location and name of each parameter of the operation with this `operationId`. What was cut away counts too.
    pub(super) fn parameters_of(&mut self, id: &str) -> Option<&Vec<(&'a str, &'a str)>> {
        let document = self.document;
        let by_id = self.parameters_by_id.get_or_insert_with(|| {
            let whole = document.sources().first().map_or(document.root(), |source| document.node(source.root()));
            items(whole).flat_map(parameters_of_item).collect()
        });
        by_id.get(id)
    }
}

/// Location and name of each parameter in the list of `holder`.
fn listed(holder: Node<'_>) -> Vec<(&str, &str)> {
    let list = holder.get("parameters").into_iter().flat_map(Node::items);
    list.filter_map(super::parameters::identity).collect()
}

/// The operations of a path item that have an `operationId`, each with its parameters and those of the item.
fn parameters_of_item(item: Node<'_>) -> Vec<(&str, Vec<(&str, &str)>)> {
    let mut found = Vec::new();
    operations(item, &mut found);
    let shared: Vec<(&str, &str)> = path_items(item).flat_map(listed).collect();
    let known = found.into_iter().filter_map(|operation| Some((operation.get("operationId")?.as_str()?, operation)));
    known.map(|(id, operation)| (id, listed(operation).into_iter().chain(shared.iter().copied()).collect())).collect()
}
