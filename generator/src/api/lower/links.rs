//! Links from an answer to what can be asked next.

use super::super::Link;
use super::context::Lowering;
use super::notes::text;
use crate::document::Node;

impl<'a> Lowering<'a> {
    /// The links of the answer `node`.
    pub(super) fn links(&mut self, node: Node<'a>) -> Vec<Link> {
        let mut found = Vec::new();
        for (name, written) in node.get("links").iter().flat_map(|list| list.entries()) {
            let Some(link) = self.follow(written).filter(|_| !name.starts_with("x-")) else {
                continue;
            };
            let reference = text(link, "operationRef");
            let id = text(link, "operationId");
            // Of one that leads to another document, all of it says where.
            let inside = reference.strip_prefix('#').map(str::to_owned);
            let operation = if id.is_empty() { inside.unwrap_or(reference) } else { id };
            let parameters = link.get("parameters");
            let parameters = parameters.iter().flat_map(|list| list.entries());
            let body = link.get("requestBody").map(|body| ("requestBody", body));
            let arguments = parameters.chain(body).map(|(name, value)| (name.to_owned(), expression(value))).collect();
            found.push(Link {
                name: name.to_owned(),
                operation,
                arguments,
                description: text(link, "description"),
                origin: self.origin(written),
            });
        }
        found
    }
}

/// An expression as it is written, or a value as JSON.
fn expression(value: Node<'_>) -> String {
    value.as_str().map_or_else(|| value.to_json().to_string(), str::to_owned)
}
