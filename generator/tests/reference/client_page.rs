//! The page of the Rust client beside that of a client in another language: the same operations in the same order, and
//! the same members. What differs, and why:
//!
//! - names of types, and types as Rust writes them: `Option<…>` for `?`, `i64` for `number`, the name of an enum for its
//!   values, `&str` for a text that is given;
//! - a model is shown once, not once for each call that gives it: a schema is one type;
//! - arguments of paths stand in the order of the path, and optional parameters are options of the call, not a struct;
//! - the body of the operation with two media types is an enum of both, of which the other page shows the members;
//! - values of enums are shown with the variants that they are;
//! - a field that is a keyword is written as one: `r#type`.

use crate::{published, seed};

#[derive(Debug, PartialEq, Eq)]
struct Operation {
    title: String,
    name: String,
    route: String,
    /// The members of what it gives, as far as they are shown.
    gives: String,
    options: Vec<String>,
}

#[derive(Debug, PartialEq, Eq)]
struct Member {
    name: String,
    is_optional: bool,
    ty: String,
    docs: String,
    values: Vec<String>,
}

/// What stands between the last pair of braces.
fn braces(text: &str) -> String {
    let found = text.rsplit_once('{').and_then(|(_, rest)| rest.split_once('}'));
    found.map(|(members, _)| members.trim().to_owned()).unwrap_or_default()
}

/// What the other page writes for a type, in the words of Rust.
fn neutral(ty: &str) -> String {
    match ty {
        "string" => "String".to_owned(),
        "number" => "i64".to_owned(),
        "boolean" => "bool".to_owned(),
        "Array<string>" => "Vec<String>".to_owned(),
        constant if constant.starts_with('"') && !constant.contains('|') => constant.to_owned(),
        _ => "a type".to_owned(),
    }
}

struct Known {
    operations: Vec<Operation>,
    models: Vec<Vec<Member>>,
}

fn known(seed: &str) -> Known {
    let lines: Vec<&str> = seed.lines().map(str::trim).collect();
    let start = lines.iter().position(|line| line.starts_with("client.")).unwrap() - 1;
    let (mut operations, mut models) = (Vec::new(), Vec::<Vec<Member>>::new());
    let mut at = start;
    while at < lines.len() {
        let line = lines[at];
        if let Some(call) = line.strip_prefix("client.") {
            let (name, rest) = call.split_once('(').unwrap();
            let (taken, gives) = rest.rsplit_once("): ").unwrap();
            let query = taken.split_once('{').map(|(_, rest)| rest).and_then(|rest| rest.split_once("} query"));
            let options = query.map(|(names, _)| names.split(',').map(|name| name.trim().to_owned()).collect());
            operations.push(Operation {
                title: lines[at - 1].to_owned(),
                name: name.to_owned(),
                route: lines[at + 1].split("Skip").next().unwrap().to_owned(),
                gives: braces(gives),
                options: options.unwrap_or_default(),
            });
            at += 2;
        } else if line.ends_with('}') && line.contains(" {") && !line.contains(": ") {
            models.push(Vec::new());
            at += 1;
        } else if let Some((name, ty)) = line.split_once(": ").filter(|(name, _)| !models.is_empty() && is_name(name)) {
            let mut values = Vec::new();
            let mut docs = Vec::new();
            at += 1;
            while at < lines.len() && !is_next(lines[at]) {
                match lines[at] {
                    "" | "One of the following:" => {}
                    value if value.starts_with('"') => values.push(value.to_owned()),
                    text => docs.push(text),
                }
                at += 1;
            }
            models.last_mut().unwrap().push(Member {
                name: name.trim_end_matches('?').to_owned(),
                is_optional: name.ends_with('?'),
                ty: neutral(ty),
                docs: docs.join(" "),
                values,
            });
        } else {
            at += 1;
        }
    }
    models.dedup();
    Known { operations, models }
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_lowercase() || c == '_' || c == '?')
}

/// Whether a line begins something else than what is said of a member.
fn is_next(line: &str) -> bool {
    let is_member = line.split_once(": ").is_some_and(|(name, _)| is_name(name));
    let is_title = line.starts_with("Containers") || line.ends_with("Collapse");
    is_member || is_title || (line.ends_with('}') && line.contains(" {")) || line.starts_with("client.")
}

fn ours(page: &str) -> Known {
    let (mut operations, mut models) = (Vec::<Operation>::new(), Vec::<Vec<Member>>::new());
    let mut title = "";
    let mut within = "";
    for line in page.lines() {
        let text = line.trim();
        if let Some(heading) = text.strip_prefix("## ") {
            title = heading;
            within = "";
        } else if let Some(heading) = text.strip_prefix("### ") {
            within = heading;
            if title == "Models" {
                models.push(Vec::new());
            }
        } else if let Some(call) = text.strip_prefix("`client.") {
            let (path, rest) = call.split_once(") -> ").unwrap();
            let (path, _) = path.rsplit_once('(').unwrap();
            operations.push(Operation {
                title: title.to_owned(),
                name: path.replace("()", ""),
                route: String::new(),
                gives: braces(rest),
                options: Vec::new(),
            });
        } else if let Some((method, path)) = text.strip_prefix("**").and_then(|rest| rest.split_once("** ")) {
            let route = format!("{}{}", method.to_uppercase(), path.trim_matches('`'));
            operations.last_mut().unwrap().route = route;
        } else if let Some(code) = text.strip_prefix("- `") {
            let (name, ty) = code.trim_end_matches('`').split_once(": ").unwrap();
            if title != "Models" {
                if within == "Options" && name != "body" {
                    operations.last_mut().unwrap().options.push(name.to_owned());
                }
            } else if name.contains("::") {
                models.last_mut().unwrap().last_mut().unwrap().values.push(ty.to_owned());
            } else {
                let inner = ty.strip_prefix("Option<").and_then(|ty| ty.strip_suffix('>'));
                let plain = inner.unwrap_or(ty);
                let is_plain = plain.starts_with('"') || ["String", "i64", "bool", "Vec<String>"].contains(&plain);
                models.last_mut().unwrap().push(Member {
                    name: name.trim_start_matches("r#").to_owned(),
                    is_optional: inner.is_some(),
                    ty: if is_plain { plain.to_owned() } else { "a type".to_owned() },
                    docs: String::new(),
                    values: Vec::new(),
                });
            }
        } else if title == "Models" && !text.is_empty() && !text.starts_with('#') && !text.starts_with("<!--") {
            let docs = &mut models.last_mut().unwrap().last_mut().unwrap().docs;
            docs.push_str(if docs.is_empty() { "" } else { " " });
            docs.push_str(&text.replace('`', ""));
        }
    }
    Known { operations, models }
}

#[test]
fn the_page_agrees_in_order_operations_and_members() {
    let (Some(outputs), Some(seed)) = (published(), seed("004")) else { return };
    let (known, ours) = (known(&seed), ours(&outputs["reference/rust/containers.md"]));
    assert_eq!(known.operations.len(), 9);
    assert_eq!(known.operations, ours.operations);
    // Three models of containers and three of files are one each.
    assert_eq!(known.models.len(), 2);
    assert!(known.models.iter().map(Vec::len).sum::<usize>() > 15);
    assert_eq!(known.models, ours.models);
}
