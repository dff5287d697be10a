//! The operations of path items, those of callbacks among them.

use super::node::{Kind, Node};

/// The fields of a path item that are operations.
pub(crate) const METHODS: [&str; 9] = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/// The nodes that are the path item `item` together: itself, and by each reference what that names, as fields beside a
/// reference count too.
pub(crate) fn path_items(item: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    let is_whole = item.resolve().is_ok();
    std::iter::successors(Some(item), move |node| node.follow().ok().flatten().filter(|_| is_whole))
}

/// Every operation of `item`, and of the callbacks of its operations.
pub(super) fn operations<'a>(item: Node<'a>, found: &mut Vec<Node<'a>>) {
    let fields = || path_items(item).flat_map(Node::entries);
    let fixed = fields().filter(|(key, _)| METHODS.contains(key)).map(|(_, operation)| operation);
    let others = fields().filter(|(key, _)| *key == "additionalOperations");
    let others = others.flat_map(|(_, list)| list.entries()).map(|(_, operation)| operation);
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
