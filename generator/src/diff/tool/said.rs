//! How command lines are written in a report.

use super::One;
use super::commands::Command;
use crate::surface::{FlagSpec, ToolSpec, WireKind, WirePlace, WireSpec};

/// How many values of an enumeration are written.
const SHOWN: usize = 5;

/// The flags that all commands have because of the API, each with what it is for.
pub fn globals(tool: &ToolSpec) -> Vec<(String, String)> {
    let credentials = tool.credentials.iter().map(|(scheme, flag)| (format!("scheme {scheme}"), flag.clone()));
    let headers = tool.headers.iter().map(|(header, flag)| (format!("header {header}"), flag.clone()));
    credentials.chain(headers).collect()
}

/// A flag that all commands have.
pub fn global(tool: &ToolSpec, flag: &str) -> String {
    format!("{} --{flag}", tool.binary)
}

/// A command.
pub fn command(one: One<'_>, command: Command<'_>) -> String {
    format!("{} {} {}", one.spec.binary, command.resource, command.spec.verb)
}

/// A command with a flag.
pub fn flag(one: One<'_>, of: Command<'_>, flag: &FlagSpec) -> String {
    let value = value(one.wire, flag.place, flag.repeatable);
    let value = if value.is_empty() { value } else { format!(" {value}") };
    let required = if flag.required { " (required)" } else { "" };
    format!("{} --{}{value}{required}", command(one, of), flag.name)
}

/// A command with the values that need no flag.
pub fn positions(one: One<'_>, of: Command<'_>, names: &[String]) -> String {
    names.iter().fold(command(one, of), |line, name| format!("{line} <{name}>"))
}

/// Two command lines that read alike and do not take the same.
pub fn differing(before: String, after: String) -> (String, String) {
    if before == after { (before, format!("{after}  # refuses some values that it took")) } else { (before, after) }
}

/// What a value looks like.
fn value(wire: &WireSpec, place: WirePlace, is_item: bool) -> String {
    let Some(shape) = wire.at(place) else { return String::new() };
    let word = |value: &serde_json::Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let limits: Vec<String> = shape.limits.iter().map(|(keyword, value)| format!("{keyword} {value}")).collect();
    let limited =
        |word: &str| if limits.is_empty() { format!("<{word}>") } else { format!("<{word}, {}>", limits.join(", ")) };
    match &shape.kind {
        WireKind::Boolean => String::new(),
        WireKind::Integer(_) => limited("integer"),
        WireKind::Number(_) => limited("number"),
        WireKind::String(_) => limited("text"),
        WireKind::Binary => "<file>".to_owned(),
        WireKind::Constant(one) => format!("<{}>", word(one)),
        WireKind::Enum(all) => {
            let mut words: Vec<String> = all.iter().take(SHOWN).map(word).collect();
            if all.len() > SHOWN {
                words.push("…".to_owned());
            }
            format!("<{}>", words.join("|"))
        }
        WireKind::Open(_) => "<text>".to_owned(),
        WireKind::Array(item) if is_item => value(wire, *item, false),
        _ => "<json>".to_owned(),
    }
}
