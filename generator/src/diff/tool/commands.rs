//! Commands: by their names, and what was renamed by its operation.

use std::collections::{BTreeMap, BTreeSet};

use super::super::rust::Place;
use super::super::verdict::Tool;
use super::{One, Tools, said};
use crate::surface::{CommandSpec, WireOperation};

/// A command with what it stands for.
#[derive(Clone, Copy)]
pub struct Command<'a> {
    pub resource: &'a str,
    pub spec: &'a CommandSpec,
    pub operation: &'a WireOperation,
}

/// All commands by what command lines call them.
fn commands(one: One<'_>) -> BTreeMap<(&str, &str), Command<'_>> {
    let mut found = BTreeMap::new();
    for resource in &one.spec.resources {
        for spec in &resource.commands {
            let Some(operation) = one.wire.operations.get(spec.operation) else { continue };
            let command = Command { resource: &resource.path, spec, operation };
            found.insert((resource.path.as_str(), spec.verb.as_str()), command);
        }
    }
    found
}

impl<'a> Tools<'a> {
    /// Compares all commands. `pairs` are the pointers of operations that stand for each other.
    pub(super) fn commands(&mut self, pairs: &[(String, String)]) {
        let (old, new): (One<'a>, One<'a>) = (self.old, self.new);
        let (from, to) = (commands(old), commands(new));
        let mut taken: BTreeSet<(&str, &str)> = BTreeSet::new();
        for (name, command) in &from {
            if let Some(other) = to.get(name) {
                self.flags(*command, *other);
                continue;
            }
            let paired = pairs.iter().find(|(pointer, _)| *pointer == command.operation.origin).map(|(_, now)| now);
            let moved = to.iter().find(|(name, other)| {
                Some(&other.operation.origin) == paired && !from.contains_key(*name) && !taken.contains(*name)
            });
            let mut now = None;
            let mut after = String::new();
            if let Some((name, other)) = moved {
                taken.insert(*name);
                now = Some(other.operation.origin.clone());
                after = said::command(new, *other);
                self.flags(*command, *other);
            }
            let places = places(Some(command.operation.origin.clone()), now);
            self.note(Tool::Breaks, places, said::command(old, *command), after);
        }
        for (name, command) in &to {
            if !from.contains_key(name) && !taken.contains(name) {
                let places = places(None, Some(command.operation.origin.clone()));
                self.note(Tool::New, places, String::new(), said::command(new, *command));
            }
        }
    }
}

/// Where a command stands: what makes an operation come, go or move explains it, before all else at the operation.
fn places(old: Option<String>, new: Option<String>) -> Vec<Place> {
    let moved = Place { old, new, member: Some("feature".to_owned()), is_call: true };
    let any = Place { member: None, ..moved.clone() };
    vec![moved, any]
}
