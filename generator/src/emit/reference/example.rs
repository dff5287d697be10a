//! An example of a command: what must be given, with placeholders.

use crate::surface::{
    BodyKind, CommandSpec, FlagSpec, FlagStep, FlagTarget, WireBody, WireKind, WireOperation, WirePlace, WireSpec,
};

use super::shell;
use super::specimen::{self, Branches, Json};

/// The flags, each with its value.
pub fn given(command: &CommandSpec, operation: &WireOperation, wire: &WireSpec) -> Vec<String> {
    let example = Example { command, operation, wire };
    let mut out = Vec::new();
    let of_body = example.of_body();
    for flag in command.flags.iter().filter(|flag| !flag.is_inner()) {
        match of_body.iter().find(|(known, _)| **known == flag.name) {
            Some((_, value)) => out.extend(example.words(flag, value)),
            None if flag.required && member(flag).is_none() => out.extend(example.words(flag, &example.value(flag))),
            None => {}
        }
    }
    out
}

struct Example<'e> {
    command: &'e CommandSpec,
    operation: &'e WireOperation,
    wire: &'e WireSpec,
}

impl<'e> Example<'e> {
    /// The flags for the members of a body that is accepted, and their values.
    fn of_body(&self) -> Vec<(&'e String, Json)> {
        let bodies: Vec<_> = self.operation.bodies.iter().enumerate().map(|(at, body)| self.of(at, body)).collect();
        // What a group of flags needs goes before the order of media types, and files before JSON.
        let is_of_group = |name: &String| self.command.one_of.iter().any(|names| names.first() == Some(name));
        let by_group = bodies.iter().position(|body| body.iter().any(|(name, _)| is_of_group(name)));
        let by_kind = || {
            let kinds = bodies.iter().zip(&self.operation.bodies);
            let fits = |(given, body): (&Vec<(&String, Json)>, &WireBody)| {
                let has_file = given.iter().any(|(name, _)| self.is_file(name));
                has_file == matches!(body.kind, BodyKind::Multipart | BodyKind::Parts | BodyKind::Bytes)
                    && (has_file || body.kind == BodyKind::Json)
            };
            kinds.into_iter().position(fits)
        };
        let chosen = by_group.or_else(by_kind).unwrap_or(0);
        bodies.into_iter().nth(chosen).unwrap_or_default()
    }

    fn of(&self, at: usize, body: &WireBody) -> Vec<(&'e String, Json)> {
        let is_union = self.kind(body.place).is_some_and(|kind| matches!(kind, WireKind::Union(_)));
        let Some(place) = body.place else { return Vec::new() };
        let Json::Object(made) = specimen::needed(self.wire, place, "body") else { return Vec::new() };
        let mut out = Vec::new();
        for flag in self.command.flags.iter().filter(|flag| !flag.is_inner()) {
            let (Some(name), FlagTarget::Body { bodies, .. }) = (member(flag), &flag.target) else { continue };
            let of_group = self.command.one_of.iter().any(|names| names.first() == Some(&flag.name));
            // The only value that a member may have is filled in, but for what tells the branches of a union apart.
            let is_filled =
                !is_union && self.kind(Some(flag.place)).is_some_and(|kind| matches!(kind, WireKind::Constant(_)));
            let value = made.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone());
            let value = value.or_else(|| (of_group && bodies.contains(&at)).then(|| self.value(flag)));
            out.extend(value.filter(|_| !is_filled).map(|value| (&flag.name, value)));
        }
        out
    }

    fn kind(&self, place: Option<WirePlace>) -> Option<&'e WireKind> {
        self.wire.at(place?).map(|shape| &shape.kind)
    }

    /// Whether a flag takes a file, or several, and nothing else: of a body with a file or a name for one, another body
    /// may take the name.
    fn is_file(&self, name: &str) -> bool {
        let flag = self.command.flags.iter().find(|flag| flag.name == name);
        flag.is_some_and(|flag| specimen::is_file(self.wire, flag.place.shape, Branches::All))
    }

    /// A flag with its value; one that takes one of several for each of them.
    fn words(&self, flag: &FlagSpec, value: &Json) -> Vec<String> {
        let word = |value: &Json| format!("--{} {}", flag.name, shell::word(&value.plain()));
        let is_one_by_one = flag.repeatable || self.is_file(&flag.name);
        match value {
            Json::Array(items) if is_one_by_one && !items.is_empty() => items.iter().map(word).collect(),
            value => vec![word(value)],
        }
    }

    /// What stands for the value of a flag: its name on the wire, where any text may be.
    fn value(&self, flag: &FlagSpec) -> Json {
        let name = match &flag.target {
            FlagTarget::Parameter(index) => {
                self.operation.parameters.get(*index).map(|one| one.spec.wire_name.as_str())
            }
            FlagTarget::Within { path, .. } => path.last().map(String::as_str),
            FlagTarget::Body { .. } => member(flag),
            FlagTarget::WholeBody | FlagTarget::Stream => None,
        };
        specimen::needed(self.wire, flag.place, name.unwrap_or("file"))
    }
}

/// The member of the body that a flag sets.
fn member(flag: &FlagSpec) -> Option<&str> {
    match &flag.target {
        FlagTarget::Body { path, .. } => path.iter().rev().find_map(|step| match step {
            FlagStep::Member(name) => Some(name.as_str()),
            FlagStep::Item => None,
        }),
        _ => None,
    }
}
