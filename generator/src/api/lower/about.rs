//! What a document says to people about itself.

use super::super::Tag;
use super::notes::{joined, read_on, text};
use crate::document::Node;

/// What `info` and the document say beside title and description, a sentence each.
pub(super) fn document(root: Node<'_>, info: Node<'_>) -> Vec<String> {
    let version = text(info, "version");
    let version = version.trim();
    let mut said = vec![text(info, "summary")];
    said.extend((!version.is_empty()).then(|| format!("Version of the API: {version}.")));
    let terms = text(info, "termsOfService");
    said.extend((!terms.trim().is_empty()).then(|| format!("Terms of service: <{}>.", terms.trim())));
    said.extend(info.get("contact").and_then(|contact| listed("Contact", contact, &["name", "email", "url"])));
    let license = info.get("license");
    said.extend(license.and_then(|license| listed("License of the API", license, &["name", "identifier", "url"])));
    said.extend(read_on(root));
    said.retain(|text| !text.trim().is_empty());
    said
}

/// The fields of `node` in one sentence.
fn listed(what: &str, node: Node<'_>, fields: &[&str]) -> Option<String> {
    let field = |name: &&str| {
        let value = text(node, name);
        let value = value.trim();
        let shown = if *name == "url" { format!("<{value}>") } else { value.to_owned() };
        (!value.is_empty()).then_some(shown)
    };
    let said: Vec<String> = fields.iter().filter_map(field).collect();
    (!said.is_empty()).then(|| format!("{what}: {}.", said.join(", ")))
}

/// The tags that say something.
pub(super) fn tags(root: Node<'_>) -> Vec<Tag> {
    let tags = root.get("tags");
    let each = tags.iter().flat_map(|list| list.items()).map(|node| {
        let said = [text(node, "summary"), text(node, "description"), read_on(node).unwrap_or_default()];
        Tag { name: text(node, "name"), description: joined(&said) }
    });
    each.filter(|tag| !tag.description.is_empty()).collect()
}
