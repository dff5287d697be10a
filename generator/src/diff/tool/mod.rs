//! What differs between the command-line tools of two sides, as command lines that were written for the old one see it.
//!
//! Commands are compared by their names, and flags by theirs, as those are what command lines say; a flag that is gone is
//! looked for by what it sets. A value that the old tool took and the new one refuses breaks command lines too: a tool
//! checks values before it sends them.

mod commands;
mod credentials;
mod flags;
mod said;
mod values;

use super::Side;
use super::rust::Place;
use super::verdict::Tool;
use super::wire::OperationPair;
use crate::surface::{ToolSpec, WireSpec};
use values::Values;

/// Something of a tool that is another thing now.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// What it means for command lines already written.
    pub tool: Tool,
    /// Where it stands: the first place that explains it does.
    pub places: Vec<Place>,
    /// A command line before; empty for what is new.
    pub before: String,
    /// A command line after; empty for what is gone.
    pub after: String,
    /// Whether it is that a flag takes less than it did.
    pub narrows: bool,
    /// The flag that it renames, which another name in the settings would keep.
    pub renamed: Option<Renamed>,
}

/// A flag that is called otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renamed {
    /// `operationId`, or method and path where there is none.
    pub operation: String,
    /// What it was called.
    pub old: String,
    /// What it is called.
    pub new: String,
}

/// Compares the tools of two sides, whose `operations` stand for each other.
#[must_use]
pub fn compare(old: &Side<'_>, new: &Side<'_>, operations: &[OperationPair]) -> Vec<Change> {
    let (Some(from), Some(to)) = (&old.surface.tool, &new.surface.tool) else { return Vec::new() };
    let mut tools = Tools {
        old: One { spec: from, wire: &old.surface.wire },
        new: One { spec: to, wire: &new.surface.wire },
        values: Values::new(&old.surface.wire, &new.surface.wire),
        changes: Vec::new(),
    };
    tools.program();
    let origin = |side: &Side<'_>, at: usize| side.api.operations.get(at).map(|one| one.origin.pointer.clone());
    let pairs: Vec<(String, String)> =
        operations.iter().filter_map(|pair| Some((origin(old, pair.0)?, origin(new, pair.1)?))).collect();
    tools.commands(&pairs);
    tools.credentials(old, new, operations);
    tools.changes
}

/// One of both tools.
#[derive(Clone, Copy)]
struct One<'a> {
    spec: &'a ToolSpec,
    wire: &'a WireSpec,
}

/// A comparison of two tools.
struct Tools<'a> {
    old: One<'a>,
    new: One<'a>,
    values: Values<'a>,
    changes: Vec<Change>,
}

impl Tools<'_> {
    fn note(&mut self, tool: Tool, places: Vec<Place>, before: String, after: String) {
        self.changes.push(Change { tool, places, before, after, narrows: false, renamed: None });
    }

    /// Compares the program's name and the flags that all commands have.
    fn program(&mut self) {
        let (from, to) = (self.old.spec, self.new.spec);
        let part = |name: &str| vec![Place { member: Some(name.to_owned()), ..Place::default() }];
        if from.binary != to.binary {
            self.note(Tool::Breaks, part("program"), from.binary.clone(), to.binary.clone());
        }
        let (was, is) = (said::globals(from), said::globals(to));
        for (of, flag) in was.iter().filter(|(_, flag)| !is.iter().any(|(_, other)| other == flag)) {
            let now = is.iter().find(|(other, _)| other == of);
            let after = now.map(|(_, flag)| said::global(to, flag)).unwrap_or_default();
            self.note(Tool::Breaks, part("credential"), said::global(from, flag), after);
        }
        for (_, flag) in is.iter().filter(|(of, _)| !was.iter().any(|(other, _)| other == of)) {
            self.note(Tool::New, part("credential"), String::new(), said::global(to, flag));
        }
    }
}
