//! `discriminator`: the property, and which value means which schema.

use crate::document::{Kind, Node};

/// One entry of a discriminator's `mapping`.
pub(super) struct Entry<'a> {
    /// The tag.
    pub(super) value: &'a str,
    /// The schema; none where nothing is found under that name.
    pub(super) target: Option<Node<'a>>,
    /// Where it stands.
    pub(super) node: Node<'a>,
}

/// The name of the property that the discriminator of `schema` reads. Some documents write it as Swagger 2 did.
pub(super) fn property(schema: Node<'_>) -> Option<&str> {
    let discriminator = schema.get("discriminator")?;
    match discriminator.kind() {
        Kind::String => discriminator.as_str(),
        _ => discriminator.get("propertyName")?.as_str(),
    }
}

/// The mapping of the discriminator of `schema`.
pub(super) fn entries(schema: Node<'_>) -> Vec<Entry<'_>> {
    let mapping = schema.get("discriminator").and_then(|discriminator| discriminator.get("mapping"));
    mapping
        .iter()
        .flat_map(|mapping| mapping.entries())
        .map(|(value, node)| Entry { value, target: target(node), node })
        .collect()
}

/// `defaultMapping`: where it stands, and the schema that it names.
pub(super) fn default(schema: Node<'_>) -> Option<(Node<'_>, Option<Node<'_>>)> {
    let node = schema.get("discriminator")?.get("defaultMapping")?;
    Some((node, target(node)))
}

/// The schema that a value of a mapping names: a component, or where a reference leads.
fn target(node: Node<'_>) -> Option<Node<'_>> {
    let text = node.as_str().or_else(|| node.get("$ref").and_then(Node::as_str))?;
    let by_name = || {
        let name = text.replace('~', "~0").replace('/', "~1").replace('%', "%25");
        node.target(&format!("#/components/schemas/{name}")).ok()
    };
    let found = if text.contains(['/', '#']) {
        node.target(text).ok().or_else(by_name)
    } else {
        by_name().or_else(|| node.target(text).ok())
    };
    found?.resolve().ok()
}
