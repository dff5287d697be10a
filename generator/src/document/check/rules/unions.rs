//! Branches of unions that no value can be told to fit.

use super::super::Checker;
use crate::document::Node;

/// How many branches that are one type whole are compared with the others; there are only four such types.
const COMPARED: usize = 8;

/// Keywords that leave no value out. A format alone does not: it is a note, unless someone agrees to check it.
const NOTES: [&str; 11] = [
    "type",
    "format",
    "title",
    "description",
    "default",
    "example",
    "examples",
    "deprecated",
    "readOnly",
    "writeOnly",
    "nullable",
];

/// The branches of a `oneOf` exclude one another: a value of one type is not a value of a branch that is that type
/// whole. Only branches of single values are compared, as only those can be told for certain.
pub(in super::super) fn overlap<'a>(checker: &mut Checker<'a>, schema: Node<'a>) {
    let branches: Vec<Node<'a>> = schema.get("oneOf").into_iter().flat_map(Node::items).collect();
    let resolved: Vec<Node<'a>> = branches.iter().map(|branch| branch.resolve().unwrap_or(*branch)).collect();
    let whole = resolved.iter().enumerate().filter_map(|(at, branch)| Some((at, whole_type(*branch)?)));
    let whole: Vec<(usize, &str)> = whole.take(COMPARED).collect();
    for (at, (branch, schema)) in branches.iter().zip(&resolved).enumerate() {
        let Some(own) = declared(*schema) else { continue };
        // Of two that are the same type whole, the second one is one too many.
        let is_whole = whole.contains(&(at, own));
        let wider = |(other, name): &&(usize, &str)| {
            let within = own == *name || (own, *name) == ("integer", "number");
            *other != at && within && !(is_whole && own == *name && at < *other)
        };
        if let Some((other, _)) = whole.iter().find(wider) {
            let other = other + 1;
            let message = format!("each value of this branch fits branch {other} too, and `oneOf` allows one alone");
            let advice = "write `anyOf`, or make the other branch narrower; a `format` alone leaves no value out";
            checker.warn("one-of-overlap", *branch, message, advice);
        }
    }
}

/// The type of a schema of single values.
fn declared(schema: Node<'_>) -> Option<&str> {
    let name = schema.get("type")?.as_str()?;
    matches!(name, "string" | "integer" | "number" | "boolean").then_some(name)
}

/// The type that a schema allows whole.
fn whole_type(schema: Node<'_>) -> Option<&str> {
    let name = declared(schema)?;
    schema.entries().all(|(key, _)| NOTES.contains(&key) || key.starts_with("x-")).then_some(name)
}
