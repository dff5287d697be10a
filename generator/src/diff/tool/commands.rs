//! Commands: by their names, and what was renamed by its operation.

use std::collections::{BTreeMap, BTreeSet};

use super::super::rust::{Beside, NAME, Place};
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
        let mut told: BTreeSet<(&str, &str)> = BTreeSet::new();
        for (name, command) in &from {
            let paired = pairs.iter().find(|(pointer, _)| *pointer == command.operation.origin).map(|(_, now)| now);
            let is_paired = |other: &Command<'_>| Some(&other.operation.origin) == paired;
            let same = to.get(name);
            let moved = to.iter().find(|(_, other)| is_paired(other)).filter(|_| !same.is_some_and(is_paired));
            let now = moved.map(|(name, _)| name).or(same.map(|_| name));
            let other = now.and_then(|name| to.get(name));
            if let (Some(now), Some(other)) = (now, other) {
                told.insert(*now);
                self.flags(*command, *other);
            }
            if let (Some(other), true) = (other, paired.is_none() && other.is_some()) {
                let places = places(Some(command.operation.origin.clone()), Some(other.operation.origin.clone()));
                let said = |one: One<'_>, of: Command<'_>| {
                    format!("{}  # {} {}", said::command(one, of), of.operation.method, of.operation.path)
                };
                self.note(Tool::Breaks, places, said(old, *command), said(new, *other));
            }
            if now != Some(name) {
                let of = |there: Option<&Command<'_>>| there.map(|one| one.operation.origin.clone());
                let beside = Beside { new: of(same), old: of(now.and_then(|name| from.get(name))) };
                let mut places = places(Some(command.operation.origin.clone()), of(other));
                if other.is_some() {
                    let named =
                        Place { member: Some(NAME.to_owned()), beside, ..places.last().cloned().unwrap_or_default() };
                    places.insert(0, named);
                }
                let after = other.map(|other| said::command(new, *other)).unwrap_or_default();
                self.note(Tool::Breaks, places, said::command(old, *command), after);
            }
        }
        for (name, command) in &to {
            if !told.contains(name) {
                let places = places(None, Some(command.operation.origin.clone()));
                self.note(Tool::New, places, String::new(), said::command(new, *command));
            }
        }
    }
}

/// Where a command stands: what makes an operation come, go or move explains it, before all else at the operation.
fn places(old: Option<String>, new: Option<String>) -> Vec<Place> {
    let any = Place { old, new, is_call: true, ..Place::default() };
    vec![Place { member: Some("feature".to_owned()), ..any.clone() }, any]
}
