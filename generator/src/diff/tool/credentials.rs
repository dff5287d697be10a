//! Command lines give the credentials that their operations asked for: where others are asked for they are refused.

use std::collections::{BTreeSet, HashMap};

use super::super::rust::Place;
use super::super::verdict::Tool;
use super::super::wire::{OperationPair, renamed};
use super::super::{Side, join};
use super::Tools;
use crate::api::Operation;
use crate::surface::ToolSpec;

impl Tools<'_> {
    /// Compares what the operations of commands ask for.
    pub(super) fn credentials(&mut self, old: &Side<'_>, new: &Side<'_>, operations: &[OperationPair]) {
        let called = renamed(&old.api.schemes, &new.api.schemes);
        let (before, after) = (lines(self.old.spec, old), lines(self.new.spec, new));
        for pair in operations {
            let (Some(from), Some(to)) = (old.api.operations.get(pair.0), new.api.operations.get(pair.1)) else {
                continue;
            };
            let (Some(was), Some(is)) = (before.get(&from.origin.pointer), after.get(&to.origin.pointer)) else {
                continue;
            };
            if still_enough(from, to, &called) {
                continue;
            }
            let place = Place {
                old: Some(from.origin.pointer.clone()),
                new: Some(to.origin.pointer.clone()),
                member: Some(join::CREDENTIAL.to_owned()),
                is_call: true,
                ..Place::default()
            };
            let line = |tool: &ToolSpec, line: &str, operation: &Operation| format!("{line}{}", asked(tool, operation));
            let (was, is) = (line(self.old.spec, was, from), line(self.new.spec, is, to));
            self.note(Tool::Breaks, vec![place], was, is);
        }
    }
}

/// The command line of each operation, by its pointer.
fn lines(tool: &ToolSpec, side: &Side<'_>) -> HashMap<String, String> {
    let commands = tool.resources.iter().flat_map(|one| one.commands.iter().map(move |command| (one, command)));
    let line = |(resource, command): (&crate::surface::ResourceSpec, &crate::surface::CommandSpec)| {
        let operation = side.surface.wire.operations.get(command.operation)?;
        Some((operation.origin.clone(), format!("{} {} {}", tool.binary, resource.path, command.verb)))
    };
    commands.filter_map(line).collect()
}

/// Whether whoever gave what any of the old alternatives asked for gives all that one of the new ones asks for.
fn still_enough(from: &Operation, to: &Operation, called: &HashMap<String, String>) -> bool {
    let sets = |operation: &Operation, named: &dyn Fn(&String) -> String| -> Vec<BTreeSet<String>> {
        let all = operation.security.iter().map(|one| one.iter().map(named).collect());
        let all: Vec<BTreeSet<String>> = all.collect();
        if all.is_empty() { vec![BTreeSet::new()] } else { all }
    };
    let given = sets(from, &|name| called.get(name).unwrap_or(name).clone());
    let asked = sets(to, &String::clone);
    given.iter().all(|given| asked.iter().any(|asked| asked.is_subset(given)))
}

/// The flags for the first of what an operation asks for.
fn asked(tool: &ToolSpec, operation: &Operation) -> String {
    let flag = |name: &String| tool.credentials.iter().find(|(scheme, _)| scheme == name).map(|(_, flag)| flag);
    let flags = operation.security.first().into_iter().flatten().filter_map(flag);
    flags.fold(String::new(), |line, flag| line + " --" + flag)
}
