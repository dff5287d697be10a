//! Servers and the variables in their addresses.

use super::super::Checker;
use crate::document::{Kind, Node};

/// Every name in the address is a variable.
pub(in super::super) fn variables<'a>(checker: &mut Checker<'a>, server: Node<'a>) {
    let Some((url, text)) = server.get("url").and_then(|url| Some((url, url.as_str()?))) else { return };
    let names = text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name);
    for name in names {
        if server.get("variables").and_then(|variables| variables.get(name)).is_none() {
            let message = format!("the address has `{{{name}}}`, which is no variable of the server");
            checker.warn("server-variable", url, message, format!("add `{name}` to `variables`, with a default"));
        }
    }
}

/// The values of a variable are at least one, differ, and its default is among them.
pub(in super::super) fn variable<'a>(checker: &mut Checker<'a>, variable: Node<'a>) {
    let Some(values) = variable.get("enum").filter(|values| values.kind() == Kind::Array) else { return };
    if values.is_empty() {
        checker.warn("server-variable", values, "`enum` has to have at least one value", "remove it");
        return;
    }
    let texts: Vec<Option<&str>> = values.items().map(Node::as_str).collect();
    for (at, value) in values.items().enumerate() {
        if texts.iter().take(at).any(|earlier| *earlier == value.as_str()) {
            let text = value.as_str().unwrap_or_default();
            checker.warn("server-variable", value, format!("`{text}` stands in `enum` twice"), "remove one of them");
        }
    }
    if let Some(default) = variable.get("default").filter(|default| !texts.contains(&default.as_str())) {
        let text = default.as_str().unwrap_or_default();
        let message = format!("the default `{text}` is not among the values");
        checker.warn("server-variable", default, message, format!("add `{text}` to `enum`"));
    }
}
