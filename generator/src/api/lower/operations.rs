//! Paths, path items and operations.

use super::super::{Method, Operation};
use super::context::Lowering;
use super::notes::{self, summary_docs};
use crate::document::{Kind, Node};

/// The members of a path item that are operations, by method.
pub(super) const METHODS: [&str; 9] = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/// What an operation takes from around it.
struct Around<'a> {
    path: &'a str,
    item: Node<'a>,
}

impl<'a> Lowering<'a> {
    /// All operations of the document, in its order.
    pub(super) fn operations(&mut self) -> Vec<Operation> {
        let root = self.document.root();
        let mut operations = Vec::new();
        for (path, item) in root.get("paths").iter().flat_map(|paths| paths.entries()) {
            if path.starts_with("x-") {
                continue;
            }
            if !path.starts_with('/') {
                self.reports.warn(
                    "path-without-slash",
                    item,
                    &format!("the path `{path}` does not begin with a slash; it is read as if it did"),
                    "begin the path with a slash",
                );
            }
            self.path_item(path, item, &mut operations);
        }
        operations
    }

    fn path_item(&mut self, path: &'a str, item: Node<'a>, operations: &mut Vec<Operation>) {
        for item in self.path_items(item) {
            let around = Around { path, item };
            for (key, node) in item.entries() {
                if METHODS.contains(&key) {
                    self.operation(&around, &key.to_ascii_uppercase(), node, operations);
                } else if key == "additionalOperations" {
                    for (method, node) in node.entries() {
                        self.operation(&around, method, node, operations);
                    }
                }
            }
        }
    }

    /// The nodes that are the path item `item` together: what it refers to, and itself, as keywords beside the reference
    /// count too.
    pub(super) fn path_items(&mut self, item: Node<'a>) -> Vec<Node<'a>> {
        let mut items = vec![item];
        if item.reference().is_some() {
            // Nothing is known of the operations there, so nothing wrong is sent: there is no method for them.
            let target = self.follow_or(item, "the operations there are left out");
            items.extend(target.filter(|target| target.id() != item.id()));
        }
        items.retain(|item| {
            let is_object = item.kind() == Kind::Object;
            if !is_object {
                self.reports.warn(
                    "path-item-no-object",
                    *item,
                    &format!("a path item is an object, and this is {}; it is read over", item.kind()),
                    "write operations here, or remove the path",
                );
            }
            is_object
        });
        items
    }

    fn operation(&mut self, around: &Around<'a>, method: &str, node: Node<'a>, operations: &mut Vec<Operation>) {
        if node.kind() != Kind::Object {
            self.reports.warn(
                "operation-no-object",
                node,
                &format!("an operation is an object, and this is {}; it is read over", node.kind()),
                "describe the operation, or remove it",
            );
            return;
        }
        let index = operations.len();
        let item = around.item;
        let path = if around.path.starts_with('/') { around.path.to_owned() } else { format!("/{}", around.path) };
        let parameters = self.parameters(index, &path, item, node);
        let body = node.get("requestBody").and_then(|body| self.body(index, method, body));
        let responses = self.responses(index, node);
        self.callbacks.extend(node.get("callbacks").map(|callbacks| (index, callbacks)));
        let server = self.own_server(node).or_else(|| self.own_server(item));
        let mut docs = summary_docs(node);
        notes::add(&mut docs, &notes::read_on(node).unwrap_or_default());
        operations.push(Operation {
            id: Some(notes::text(node, "operationId")).filter(|id| !id.is_empty()),
            method: Method(method.to_owned()),
            path,
            server,
            docs,
            heading: self.heading(node),
            about_path: notes::joined(&[notes::text(item, "summary"), notes::text(item, "description")]),
            tags: node
                .get("tags")
                .iter()
                .flat_map(|tags| tags.items())
                .filter_map(|tag| tag.as_str().map(str::to_owned))
                .collect(),
            parameters,
            body,
            responses,
            security: self.security(node),
            origin: self.origin(node),
        });
        self.drain();
    }
}
