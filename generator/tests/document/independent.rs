//! Real 3.0 documents, compared with what an independent reader finds in them.

use openapiv3::{OpenAPI, ReferenceOr};
use wharf::document::{Document, Node, Version};

use crate::corpus::VENDORS;

#[derive(Debug, PartialEq, Eq)]
struct Counts {
    paths: usize,
    operations: usize,
    schemas: usize,
    parameters: usize,
}

const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

fn ours(document: &Document) -> Counts {
    let root = document.root();
    let items = || root.get("paths").into_iter().flat_map(Node::entries).filter(|(path, _)| path.starts_with('/'));
    let operations = || items().flat_map(|(_, item)| item.entries()).filter(|(key, _)| METHODS.contains(key));
    let parameters = |node: Node<'_>| node.get("parameters").map_or(0, Node::len);
    Counts {
        paths: items().count(),
        operations: operations().count(),
        schemas: root.find("/components/schemas").map_or(0, Node::len),
        parameters: items().map(|(_, item)| parameters(item)).sum::<usize>()
            + operations().map(|(_, operation)| parameters(operation)).sum::<usize>(),
    }
}

fn theirs(document: &OpenAPI) -> Counts {
    let items = || document.paths.paths.values().filter_map(ReferenceOr::as_item);
    let operations = || items().flat_map(openapiv3::PathItem::iter);
    Counts {
        paths: document.paths.paths.len(),
        operations: operations().count(),
        schemas: document.components.as_ref().map_or(0, |components| components.schemas.len()),
        parameters: items().map(|item| item.parameters.len()).sum::<usize>()
            + operations().map(|(_, operation)| operation.parameters.len()).sum::<usize>(),
    }
}

#[test]
fn another_reader_counts_the_same() {
    let mut compared = 0;
    for read in VENDORS.iter() {
        let Some(document) = &read.document else { continue };
        if document.version() != Version::V3_0 {
            continue;
        }
        // It is stricter than documents in use are, and has no 3.1.
        let Ok(other) = serde_json::from_value::<OpenAPI>(document.root().to_json()) else { continue };
        assert_eq!(ours(document), theirs(&other), "{}", read.path.display());
        compared += 1;
    }
    assert!(compared > 50 || std::env::var_os("WHARF_SPECS").is_none(), "only {compared} documents were compared");
}
