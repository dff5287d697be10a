//! An example of a command: what must be given, with placeholders.

use crate::surface::{CommandSpec, FlagSpec, FlagStep, FlagTarget, WireOperation, WireSpec};

use super::{shell, specimen};

/// The flags, each with its value.
pub fn given(command: &CommandSpec, operation: &WireOperation, wire: &WireSpec) -> Vec<String> {
    let first_of = |flag: &FlagSpec| command.one_of.iter().any(|names| names.first() == Some(&flag.name));
    let given = command.flags.iter().filter(|flag| !flag.is_inner() && (flag.required || first_of(flag)));
    given.map(|flag| format!("--{} {}", flag.name, shell::word(&placeholder(flag, operation, wire)))).collect()
}

/// What stands for the value of a flag: its name on the wire, where any text may be.
fn placeholder(flag: &FlagSpec, operation: &WireOperation, wire: &WireSpec) -> String {
    let name = match &flag.target {
        FlagTarget::Parameter(index) => operation.parameters.get(*index).map(|one| one.spec.wire_name.as_str()),
        FlagTarget::Within { path, .. } => path.last().map(String::as_str),
        FlagTarget::Body { path, .. } => path.iter().rev().find_map(|step| match step {
            FlagStep::Member(name) => Some(name.as_str()),
            FlagStep::Item => None,
        }),
        FlagTarget::WholeBody | FlagTarget::Stream => None,
    };
    let name = name.unwrap_or("file");
    match specimen::value(wire, flag.place, name, true) {
        specimen::Json::Array(items) if flag.repeatable => {
            items.first().map_or_else(|| name.to_owned(), specimen::Json::plain)
        }
        value => value.plain(),
    }
}
