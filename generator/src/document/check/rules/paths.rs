//! Paths and the parameters in them.

use std::collections::HashMap;

use super::super::Checker;
use super::parameters::identity;
use crate::document::operations::{METHODS, path_items};
use crate::document::{Node, uri};

/// Every path begins with `/`, has its braces in pairs, and differs from the others by more than names.
pub(in super::super) fn templates<'a>(checker: &mut Checker<'a>, paths: Node<'a>) {
    let mut seen: HashMap<String, &str> = HashMap::new();
    for (path, item) in paths.entries().filter(|(path, _)| !path.starts_with("x-")) {
        if !path.starts_with('/') {
            checker.warn_key(
                "path-without-slash",
                item,
                format!("the path `{path}` does not begin with `/`"),
                "begin it with `/`",
            );
        }
        let Some(parts) = split(path) else {
            let message = format!("the braces in the path `{path}` are not in pairs");
            checker.warn_key("path-braces", item, message, "write each parameter as `{name}`");
            continue;
        };
        let names: Vec<&str> = parts.iter().filter_map(Part::name).collect();
        if let Some((_, name)) =
            names.iter().enumerate().find(|(at, name)| names.iter().take(*at).any(|other| other == *name))
        {
            let message = format!("`{{{name}}}` stands in the path `{path}` twice");
            checker.warn_key("path-parameter-twice", item, message, "give one of them another name");
        }
        let shape: String = parts.iter().map(Part::shape).collect();
        if let Some(first) = seen.insert(shape, path) {
            let message = format!("the path `{path}` cannot be told from `{first}`");
            checker.warn_key("duplicate-path", item, message, "make them one path");
        }
    }
}

/// Every name in a path is declared as a parameter, and the other way round.
pub(in super::super) fn parameters<'a>(checker: &mut Checker<'a>, paths: Node<'a>) {
    for (path, item) in paths.entries().filter(|(path, _)| path.starts_with('/')) {
        let Ok(_) = item.resolve() else { continue };
        // Where both have parameters, those beside the reference count.
        let nodes: Vec<Node<'a>> = path_items(item).collect();
        let names: Vec<&str> = split(path).unwrap_or_default().iter().filter_map(Part::name).collect();
        let shared =
            nodes.iter().find(|node| node.get("parameters").is_some()).map(|node| declared(*node)).unwrap_or_default();
        for (name, parameter) in &shared {
            unused(checker, path, &names, name, *parameter);
        }
        for (_, operation) in nodes.iter().flat_map(|node| node.entries()).filter(|(key, _)| METHODS.contains(key)) {
            let own = declared(operation);
            for (name, parameter) in &own {
                unused(checker, path, &names, name, *parameter);
            }
            let is_declared = |name: &&str| own.iter().chain(&shared).any(|(declared, _)| declared == name);
            for name in names.iter().filter(|name| !is_declared(name)) {
                let message = format!("the path parameter `{name}` is not declared");
                let advice = format!("add a parameter with `name: {name}` and `in: path`");
                checker.warn_key("path-parameter-undeclared", operation, message, advice);
            }
        }
    }
}

fn unused<'a>(checker: &mut Checker<'a>, path: &str, names: &[&str], name: &str, parameter: Node<'a>) {
    if !names.contains(&name) {
        let message = format!("the path `{path}` has no `{{{name}}}`");
        checker.warn("path-parameter-unused", parameter, message, "remove the parameter, or put it into the path");
    }
}

/// The path parameters that `holder` declares, by name.
fn declared(holder: Node<'_>) -> Vec<(&str, Node<'_>)> {
    let parameters = holder.get("parameters").into_iter().flat_map(Node::items);
    let named = parameters.filter_map(|parameter| Some((identity(parameter)?, parameter)));
    named.filter(|((location, _), _)| *location == "path").map(|((_, name), parameter)| (name, parameter)).collect()
}

/// A part of a path.
enum Part<'p> {
    Literal(&'p str),
    Name(&'p str),
}

impl<'p> Part<'p> {
    fn name(&self) -> Option<&'p str> {
        match self {
            Self::Name(name) => Some(name),
            Self::Literal(_) => None,
        }
    }

    /// What tells it from other parts at the same place.
    fn shape(&self) -> String {
        match self {
            Self::Name(_) => "{}".to_owned(),
            Self::Literal(text) => uri::decode(text).into_owned(),
        }
    }
}

/// The parts of a path; none where its braces are not in pairs.
fn split(path: &str) -> Option<Vec<Part<'_>>> {
    let mut parts = Vec::new();
    let mut rest = path;
    while let Some((literal, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}')?;
        if literal.contains('}') || name.contains('{') || name.is_empty() {
            return None;
        }
        parts.extend([Part::Literal(literal), Part::Name(name)]);
        rest = after;
    }
    parts.push(Part::Literal(rest));
    (!rest.contains('}')).then_some(parts)
}
