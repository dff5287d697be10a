//! Servers: the first one counts, with the defaults of its variables.

use crate::document::{Document, Node};

/// The URL of the document's first server; empty where there is none.
pub(super) fn of_document(document: &Document) -> String {
    own(document.root()).unwrap_or_default()
}

/// The URL of the first server that `node` lists itself.
pub(super) fn own(node: Node<'_>) -> Option<String> {
    let server = node.get("servers")?.at(0)?;
    let mut url = server.get("url")?.as_str()?.to_owned();
    let variables = server.get("variables");
    for (name, variable) in variables.iter().flat_map(|list| list.entries()) {
        let Some(default) = variable.get("default").or_else(|| variable.get("enum")?.at(0)) else {
            continue;
        };
        let text = default.as_str().map_or_else(|| default.to_json().to_string(), str::to_owned);
        url = url.replace(&format!("{{{name}}}"), &text);
    }
    Some(url)
}
