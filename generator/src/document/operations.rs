//! The operations of path items, those of callbacks among them.

use super::node::{Kind, Node};

/// The fields of a path item that are operations.
pub(super) const METHODS: [&str; 9] = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/// Every operation of `item`, and of the callbacks of its operations.
pub(super) fn operations<'a>(item: Node<'a>, found: &mut Vec<Node<'a>>) {
    let item = item.resolve().unwrap_or(item);
    let fixed = item.entries().filter(|(key, _)| METHODS.contains(key)).map(|(_, operation)| operation);
    let others = item.get("additionalOperations").into_iter().flat_map(Node::entries).map(|(_, operation)| operation);
    for operation in fixed.chain(others).filter(|operation| operation.kind() == Kind::Object) {
        // A callback may refer to the path item that it belongs to.
        if found.iter().any(|known| known.id() == operation.id()) {
            continue;
        }
        found.push(operation);
        for (_, callback) in operation.get("callbacks").into_iter().flat_map(Node::entries) {
            let callback = callback.resolve().unwrap_or(callback);
            for (_, item) in callback.entries().filter(|(key, _)| !key.starts_with("x-")) {
                operations(item, found);
            }
        }
    }
}
