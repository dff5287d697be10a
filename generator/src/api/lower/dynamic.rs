//! `$dynamicRef` and `$recursiveRef`, as far as they can be known without running anything.

use super::context::Lowering;
use crate::document::Node;

impl<'a> Lowering<'a> {
    /// The schema that the dynamic reference `value` of `node` means: the innermost around it that offers itself.
    pub(super) fn dynamic_target(&mut self, node: Node<'a>, value: Node<'a>) -> Option<Node<'a>> {
        let text = value.as_str().unwrap_or_default();
        let name = text.trim_start_matches('#');
        let mut around = std::iter::successors(node.parent(), |inner| inner.parent());
        let found = if name.is_empty() {
            around.find(|outer| super::notes::flag(*outer, "$recursiveAnchor"))
        } else {
            around.find(|outer| anchor(*outer) == Some(name))
        };
        let found = found.or_else(|| node.target(text).ok().filter(|target| target.parent().is_some()));
        if found.is_none() {
            self.reports.warn(
                "dynamic-reference",
                value,
                &format!("no schema around this one answers to `{text}`, so any value is allowed here"),
                "name the schema by a plain `$ref`",
            );
        }
        found
    }
}

fn anchor(node: Node<'_>) -> Option<&str> {
    node.get("$dynamicAnchor").and_then(Node::as_str)
}
