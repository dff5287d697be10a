//! Path items, with what stands beside a reference to one.

use super::super::Docs;
use super::context::Lowering;
use crate::document::{Kind, METHODS, Node, path_items};

/// Fields of which nobody asks which of two counts.
const TEXTS: [&str; 2] = ["summary", "description"];

/// The fields of a path item: its own, and those of what it refers to.
#[derive(Default)]
pub(super) struct PathItem<'a>(Vec<(&'a str, Node<'a>)>);

impl<'a> PathItem<'a> {
    /// All of them, its own first.
    pub(super) fn entries(&self) -> impl Iterator<Item = (&'a str, Node<'a>)> + '_ {
        self.0.iter().copied()
    }

    /// What the field `key` holds.
    pub(super) fn get(&self, key: &str) -> Option<Node<'a>> {
        self.0.iter().find(|(other, _)| *other == key).map(|(_, node)| *node)
    }

    /// The text of the field `key`; empty where there is none.
    pub(super) fn text(&self, key: &str) -> String {
        self.get(key).and_then(Node::as_str).unwrap_or_default().to_owned()
    }

    /// What it says about itself.
    pub(super) fn docs(&self) -> Docs {
        Docs { title: self.text("summary"), description: self.text("description"), deprecated: false }
    }
}

impl<'a> Lowering<'a> {
    /// The operations of a path item, each with its method.
    pub(super) fn methods(&mut self, item: &PathItem<'a>) -> Vec<(String, Node<'a>)> {
        let mut found = Vec::new();
        for (key, node) in item.entries() {
            if METHODS.contains(&key) {
                found.push((key.to_ascii_uppercase(), node));
            } else if key == "additionalOperations" {
                let added = node.entries().filter(|(method, node)| self.may_be_added(item, method, *node));
                found.extend(added.map(|(method, node)| (method.to_owned(), node)));
            }
        }
        found
    }

    /// Whether an operation that is listed by its method alone is read: not where HTTP knows no such method, and not where
    /// the field that this method has of its own is there too.
    fn may_be_added(&mut self, item: &PathItem<'a>, method: &str, node: Node<'a>) -> bool {
        if http::Method::from_bytes(method.as_bytes()).is_err() {
            self.reports.warn(
                "method-unknown",
                node,
                &format!("`{method}` cannot be a method of HTTP; the operation is left out"),
                "name the method as it is sent: by letters, digits and hyphens",
            );
            return false;
        }
        let Some(field) = METHODS.iter().find(|field| field.to_ascii_uppercase() == method) else { return true };
        let is_twice = item.get(field).is_some();
        let what = if is_twice { "; the operation here is left out, as that field is there too" } else { "" };
        self.reports.warn(
            "method-with-field",
            node,
            &format!("`{method}` is not to stand here, as the path item has the field `{field}` for it{what}"),
            "write it under that field",
        );
        !is_twice
    }

    /// All that the path item `item` says, with what it refers to. OpenAPI leaves open what counts where both have a field:
    /// here it is the one beside the reference, which speaks of this path alone.
    pub(super) fn whole_path_item(&mut self, item: Node<'a>) -> PathItem<'a> {
        let mut whole = PathItem::default();
        for node in self.readable(item) {
            for (key, value) in node.entries().filter(|(key, _)| *key != "$ref") {
                let Some(own) = whole.get(key) else {
                    whole.0.push((key, value));
                    continue;
                };
                if !TEXTS.contains(&key) && !key.starts_with("x-") {
                    self.reports.warn(
                        "path-item-field-twice",
                        own,
                        &format!(
                            "`{key}` stands beside the reference and in the path item that it names, and OpenAPI does not \
                             say which counts; the one beside the reference does"
                        ),
                        "write it in one place alone",
                    );
                }
            }
        }
        whole
    }

    /// The nodes that are the path item `item` together, after what is wrong with them was said.
    fn readable(&mut self, item: Node<'a>) -> Vec<Node<'a>> {
        // Of a reference that leads nowhere nothing is known, so nothing wrong is sent: there is no method for what it named.
        let _ = self.follow_or(item, "the operations there are left out");
        let mut items: Vec<Node<'a>> = path_items(item).collect();
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
}
