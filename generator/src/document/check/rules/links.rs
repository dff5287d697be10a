//! Links from an answer to the next call.

use super::super::Checker;
use crate::document::Node;

/// A link leads to an operation of the document, and gives values to parameters that it has.
pub(in super::super) fn target<'a>(checker: &mut Checker<'a>, link: Node<'a>) {
    let Some((id, text)) = link.get("operationId").and_then(|id| Some((id, id.as_str()?))) else { return };
    let Some(parameters) = checker.parameters_of(text).cloned() else {
        let message = format!("no operation has the operationId `{text}`, to which this link leads");
        checker.warn("link-to-nowhere", id, message, "name an operation of this document, or use `operationRef`");
        return;
    };
    for (name, value) in link.get("parameters").into_iter().flat_map(Node::entries) {
        let known = |(location, own): &(&str, &str)| {
            name == *own || name.strip_prefix(location).and_then(|rest| rest.strip_prefix('.')) == Some(own)
        };
        if !parameters.iter().any(known) {
            let message = format!("the operation `{text}` has no parameter `{name}`");
            checker.warn_key("link-parameter", value, message, "name a parameter of the operation");
        }
    }
}
