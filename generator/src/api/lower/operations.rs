//! Paths, path items and operations.

use super::super::{Method, Operation};
use super::context::Lowering;
use super::notes::{self, summary_docs};
use super::path_items::PathItem;
use crate::document::{Kind, Node};

/// What an operation takes from around it.
struct Around<'i, 'a> {
    path: &'a str,
    item: &'i PathItem<'a>,
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
        let item = self.whole_path_item(item);
        let around = Around { path, item: &item };
        for (method, node) in self.methods(&item) {
            self.operation(&around, &method, node, operations);
        }
    }

    fn operation(&mut self, around: &Around<'_, 'a>, method: &str, node: Node<'a>, operations: &mut Vec<Operation>) {
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
        let parameters = self.parameters(index, &path, item.get("parameters"), node);
        let body = node.get("requestBody").and_then(|body| self.body(index, method, body));
        let responses = self.responses(index, node);
        self.callbacks.extend(node.get("callbacks").map(|callbacks| (index, callbacks)));
        let server = self.own_server(node.get("servers")).or_else(|| self.own_server(item.get("servers")));
        let mut docs = summary_docs(node);
        notes::add(&mut docs, &notes::read_on(node).unwrap_or_default());
        operations.push(Operation {
            id: Some(notes::text(node, "operationId")).filter(|id| !id.is_empty()),
            method: Method(method.to_owned()),
            path,
            server,
            docs,
            heading: self.heading(node),
            about_path: notes::joined(&[item.text("summary"), item.text("description")]),
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
