//! The actions of an overlay, checked.

use serde_json_path::JsonPath;

use super::super::arena::NodeId;
use super::super::node::{Kind, Node};
use crate::diagnostic::{Diagnostic, Severity};

/// One correction.
pub(super) struct Action {
    /// The node of the query.
    pub target: NodeId,
    pub query: JsonPath,
    pub query_text: String,
    pub change: Change,
}

/// What is done to each node that is selected.
pub(super) enum Change {
    Remove,
    /// The node of the overlay is merged into it.
    Update(NodeId),
    /// The one node that the query selects is merged into it.
    Copy {
        query: JsonPath,
        node: NodeId,
    },
}

const FIELDS: [&str; 5] = ["target", "description", "update", "copy", "remove"];

/// The actions that can be applied, and what is wrong with the others.
pub(super) fn read(root: Node<'_>) -> (Vec<Action>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let version = root.get("overlay").and_then(Node::as_str);
    if version.is_none_or(|version| !version.starts_with("1.")) {
        let place = root.get("overlay").unwrap_or(root);
        let message = "`overlay` has to name a version of the Overlay Specification that begins with `1.`";
        diagnostics.push(error(place, "overlay-version", message, "write `overlay: 1.0.0` at the top of the file"));
    }
    let actions = root.get("actions").filter(|actions| actions.kind() == Kind::Array);
    let Some(actions) = actions else {
        let place = root.get("actions").unwrap_or(root);
        diagnostics.push(error(
            place,
            "overlay-actions",
            "`actions` is missing or no array",
            "list the actions under `actions`",
        ));
        return (Vec::new(), diagnostics);
    };
    let read = actions.items().filter_map(|action| read_action(action, &mut diagnostics)).collect();
    (read, diagnostics)
}

fn read_action(action: Node<'_>, diagnostics: &mut Vec<Diagnostic>) -> Option<Action> {
    for (key, value) in action.entries() {
        if !FIELDS.contains(&key) && !key.starts_with("x-") {
            let message = format!("an action has no field `{key}`; it is ignored");
            let advice = format!("it has {}", FIELDS.join(", "));
            let document = action.document();
            diagnostics.push(document.key_diagnostic(Severity::Warning, "unknown-field", value, message, advice));
        }
    }
    let (target, query) = query(action, "target", diagnostics)?;
    let change = change(action, diagnostics)?;
    if matches!(change, Change::Remove) && query.to_string() == "$" {
        let advice = "name what is to go, such as `$.paths['/pets']`";
        diagnostics.push(error(target, "overlay-remove", "the whole document cannot be removed", advice));
        return None;
    }
    Some(Action { target: target.id(), query_text: target.as_str().unwrap_or_default().to_owned(), query, change })
}

fn change(action: Node<'_>, diagnostics: &mut Vec<Diagnostic>) -> Option<Change> {
    if action.get("remove").and_then(Node::as_bool) == Some(true) {
        return Some(Change::Remove);
    }
    match (action.get("update"), action.get("copy")) {
        (Some(update), None) => Some(Change::Update(update.id())),
        (None, Some(_)) => {
            let (node, query) = query(action, "copy", diagnostics)?;
            Some(Change::Copy { query, node: node.id() })
        }
        (Some(_), Some(copy)) => {
            let message = "an action has either `update` or `copy`";
            diagnostics.push(error(copy, "overlay-action", message, "make it two actions"));
            None
        }
        (None, None) => {
            let message = "the action changes nothing: it has neither `update` nor `copy` nor `remove: true`";
            diagnostics.push(error(action, "overlay-action", message, "add one of them"));
            None
        }
    }
}

/// The query in the field `key` of an action.
fn query<'a>(action: Node<'a>, key: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<(Node<'a>, JsonPath)> {
    let node = action.get(key);
    let Some((node, text)) = node.and_then(|node| Some((node, node.as_str()?))) else {
        let message = format!("`{key}` is missing or no string");
        diagnostics.push(error(node.unwrap_or(action), "overlay-query", &message, "write a JSONPath such as `$.info`"));
        return None;
    };
    match JsonPath::parse(text) {
        Ok(query) => Some((node, query)),
        Err(reason) => {
            let message =
                format!("`{text}` is no JSONPath: {}, at character {}", reason.message(), reason.position() + 1);
            let advice = "put names that are more than letters and digits in brackets: `$.paths['/pets']`";
            diagnostics.push(error(node, "overlay-query", &message, advice));
            None
        }
    }
}

fn error(node: Node<'_>, code: &'static str, message: &str, advice: &str) -> Diagnostic {
    node.document().diagnostic(Severity::Error, code, node, message, advice)
}
