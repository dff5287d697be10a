//! Flags of a command that both tools have.

use super::super::rust::Place;
use super::super::verdict::Tool;
use super::commands::Command;
use super::values::At;
use super::{Change, One, Renamed, Tools, said};
use crate::surface::{FlagSpec, FlagStep, FlagTarget, WireKind, WirePlace, WireSpec};

/// How many unions within unions are looked into for the object that has a member.
const DEEPEST: usize = 3;

/// Whether a flag has this name.
fn is_called(flag: &FlagSpec, name: &str) -> bool {
    flag.name == name || flag.aliases.iter().any(|alias| alias == name)
}

/// What a flag sets, by names on the wire.
fn sets(flag: &FlagSpec, command: Command<'_>) -> Option<Vec<String>> {
    let parameter = |at: usize| {
        let found = command.operation.parameters.get(at);
        found.map(|one| vec![format!("{:?}", one.spec.kind), one.spec.wire_name.clone()])
    };
    match &flag.target {
        FlagTarget::Parameter(at) => parameter(*at),
        FlagTarget::Within { parameter: at, path } => {
            let inner = path.iter().map(|name| format!(".{name}"));
            parameter(*at).map(|outer| outer.into_iter().chain(inner).collect())
        }
        FlagTarget::Body { path, .. } => Some(
            path.iter()
                .map(|step| match step {
                    FlagStep::Member(name) => format!(".{name}"),
                    FlagStep::Item => "[]".to_owned(),
                })
                .collect(),
        ),
        FlagTarget::WholeBody | FlagTarget::Stream => None,
    }
}

impl Tools<'_> {
    /// Compares the flags of a command that is in both.
    pub(super) fn flags(&mut self, from: Command<'_>, to: Command<'_>) {
        let first = self.changes.len();
        let mut now: Vec<&FlagSpec> = Vec::new();
        for flag in &from.spec.flags {
            if let Some(other) = to.spec.flags.iter().find(|other| is_called(other, &flag.name)) {
                now.push(other);
                self.kept((from, flag), (to, other));
                continue;
            }
            let is_new = |other: &&FlagSpec| !from.spec.flags.iter().any(|known| is_called(known, &other.name));
            let renamed = to.spec.flags.iter().filter(is_new).find(|other| {
                let same = sets(flag, from).is_some_and(|path| sets(other, to) == Some(path));
                same || (flag.positional && position(from, flag) == position(to, other))
            });
            now.extend(renamed);
            let after = renamed.map(|other| said::flag(self.new, to, other)).unwrap_or_default();
            let places = places((self.old, from, Some(flag)), (self.new, to, renamed));
            self.note(Tool::Breaks, places, said::flag(self.old, from, flag), after);
            if let (Some(other), Some(change)) = (renamed, self.changes.last_mut()) {
                let operation = to.operation.operation_id.clone();
                change.renamed = Some(Renamed { operation, old: flag.name.clone(), new: other.name.clone() });
            }
        }
        self.order(from, to);
        self.body(from, to);
        for flag in to.spec.flags.iter().filter(|flag| !now.iter().any(|known| known.name == flag.name)) {
            let outer = flag.name.rsplit_once('.').map(|(outer, _)| outer);
            let with_outer = outer.is_some_and(|outer| !from.spec.flags.iter().any(|known| is_called(known, outer)));
            let is_asked = flag.required && !with_outer && is_asked(from, to, flag);
            let tool = if is_asked { Tool::Breaks } else { Tool::New };
            let places = places((self.old, from, None), (self.new, to, Some(flag)));
            self.note(tool, places, String::new(), said::flag(self.new, to, flag));
        }
        self.inner_last(first);
    }

    /// A flag that is called as before.
    fn kept(&mut self, (from, flag): (Command<'_>, &FlagSpec), (to, other): (Command<'_>, &FlagSpec)) {
        let (before, after) = (said::flag(self.old, from, flag), said::flag(self.new, to, other));
        let (one, two) = (self.old, self.new);
        let places = || places((one, from, Some(flag)), (two, to, Some(other)));
        if other.required && !flag.required {
            let places = places();
            self.note(Tool::Breaks, places, before.clone(), after.clone());
        }
        // Each use of a flag of a list gives an item, as the one use of a flag of one value does.
        let item = |wire: &WireSpec, flag: &FlagSpec| match wire.at(flag.place).map(|shape| &shape.kind) {
            Some(WireKind::Array(item)) if flag.repeatable => Some(*item),
            _ => None,
        };
        let (was, is) = (item(self.old.wire, flag), item(self.new.wire, other));
        let refused = match (was, is) {
            (None, Some(item)) => self.values.refused(flag.place, item),
            _ => self.values.refused(flag.place, other.place),
        };
        let is_written_alike = self.values.is_written_alike(was.unwrap_or(flag.place), is.unwrap_or(other.place));
        if let Some(at) = refused.filter(|_| !is_written_alike) {
            let mut all: Vec<Place> = at.into_iter().map(place).collect();
            all.extend(places());
            let (before, after) = said::differing(before, after);
            self.changes.push(Change { tool: Tool::Breaks, places: all, before, after, narrows: true, renamed: None });
        }
    }

    /// A body that has to be there, where none had to; where it came, a flag that is asked for says so.
    fn body(&mut self, from: Command<'_>, to: Command<'_>) {
        let is_told = from.operation.bodies.is_empty()
            && to.spec.flags.iter().any(|flag| flag.required && is_of_body(flag) && is_asked(from, to, flag));
        if !is_told && to.operation.body_required && !from.operation.body_required {
            let places = places((self.old, from, None), (self.new, to, None));
            let (before, after) = (said::command(self.old, from), said::command(self.new, to));
            self.note(Tool::Breaks, places, before, format!("{after} (with a body)"));
        }
    }

    /// Values without a flag's name go to the path parameters in their order.
    fn order(&mut self, from: Command<'_>, to: Command<'_>) {
        let named = |command: Command<'_>| -> Vec<String> {
            command.spec.flags.iter().filter(|flag| flag.positional).map(|flag| flag.name.clone()).collect()
        };
        let (old, new) = (named(from), named(to));
        let moves =
            |(at, name): (usize, &String)| new.iter().position(|other| other == name).is_some_and(|now| now != at);
        if old.iter().enumerate().any(moves) {
            let place = Place {
                old: Some(from.operation.origin.clone()),
                new: Some(to.operation.origin.clone()),
                member: None,
                is_call: true,
                ..Place::default()
            };
            let (before, after) = (said::positions(self.old, from, &old), said::positions(self.new, to, &new));
            self.note(Tool::Breaks, vec![place], before, after);
        }
    }

    /// What is said of a flag with a dot says all about the one that it is part of, and the other way round where both are
    /// new or gone.
    fn inner_last(&mut self, first: usize) {
        let lines = self.changes.split_off(first);
        let name = |line: &Change| {
            let text = if line.after.is_empty() { &line.before } else { &line.after };
            text.split(' ').find(|word| word.starts_with("--")).unwrap_or_default().to_owned()
        };
        let is_part = |inner: &str, outer: &str| inner.strip_prefix(outer).is_some_and(|rest| rest.starts_with('.'));
        let alike = |one: &Change, other: &Change| {
            (one.before.is_empty(), one.after.is_empty()) == (other.before.is_empty(), other.after.is_empty())
        };
        let kept = lines.iter().filter(|line| {
            !lines.iter().any(|other| {
                let one_sided = line.before.is_empty() != line.after.is_empty() && alike(line, other);
                let told_by_outer = one_sided && is_part(&name(line), &name(other));
                let told_by_inner = line.narrows && is_part(&name(other), &name(line));
                told_by_outer || told_by_inner
            })
        });
        let kept: Vec<Change> = kept.cloned().collect();
        self.changes.extend(kept);
    }
}

/// Whether command lines that were complete have to have a flag which is required and new: of a body that came with it and
/// may be left out they have not.
fn is_asked(from: Command<'_>, to: Command<'_>, flag: &FlagSpec) -> bool {
    !is_of_body(flag) || to.operation.body_required || !from.operation.bodies.is_empty()
}

/// Whether a flag sets a part of the body, or all of it.
fn is_of_body(flag: &FlagSpec) -> bool {
    matches!(flag.target, FlagTarget::Body { .. } | FlagTarget::WholeBody)
}

/// The how manieth value without a name a flag takes.
fn position(command: Command<'_>, flag: &FlagSpec) -> Option<usize> {
    command.spec.flags.iter().filter(|one| one.positional).position(|one| one.name == flag.name)
}

fn place(at: At) -> Place {
    Place { old: Some(at.old), new: Some(at.new), member: at.member, ..Place::default() }
}

/// A flag of a command of one tool.
type Side<'a> = (One<'a>, Command<'a>, Option<&'a FlagSpec>);

/// Where a flag stands: the members of bodies that it sets, then the operations.
fn places(old: Side<'_>, new: Side<'_>) -> Vec<Place> {
    let call = |member: Option<String>| Place {
        old: Some(old.1.operation.origin.clone()),
        new: Some(new.1.operation.origin.clone()),
        member,
        is_call: true,
        ..Place::default()
    };
    let target = new.2.or(old.2).map(|flag| &flag.target);
    let parameter = |(_, command, flag): &Side<'_>| match flag.map(|flag| &flag.target) {
        Some(FlagTarget::Parameter(at) | FlagTarget::Within { parameter: at, .. }) => {
            command.operation.parameters.get(*at).map(|one| one.spec.wire_name.clone())
        }
        _ => None,
    };
    match target {
        Some(FlagTarget::Parameter(_) | FlagTarget::Within { .. }) => {
            let names = [parameter(&new), parameter(&old)];
            names.into_iter().flatten().map(|name| call(Some(name))).collect()
        }
        Some(FlagTarget::Body { .. }) => {
            let (before, after) = (holders(&old), holders(&new));
            let mut all = Vec::new();
            for (member, pointer) in &after {
                let was = before.iter().filter(|(name, _)| name == member).map(|(_, pointer)| Some(pointer.clone()));
                let was: Vec<Option<String>> = was.collect();
                let was = if was.is_empty() { vec![None] } else { was };
                all.extend(was.into_iter().map(|old| Place {
                    old,
                    new: Some(pointer.clone()),
                    member: Some(member.clone()),
                    ..Place::default()
                }));
            }
            let only_old = before.iter().filter(|(name, _)| !after.iter().any(|(other, _)| other == name));
            all.extend(only_old.map(|(member, pointer)| Place {
                old: Some(pointer.clone()),
                new: None,
                member: Some(member.clone()),
                ..Place::default()
            }));
            all.push(call(Some("body".to_owned())));
            all
        }
        _ => vec![call(Some("body".to_owned())), call(None)],
    }
}

/// The objects that have the member which a flag sets: its name, and the pointer of the object.
fn holders((one, command, flag): &Side<'_>) -> Vec<(String, String)> {
    let Some(FlagTarget::Body { path, bodies }) = flag.map(|flag| &flag.target) else { return Vec::new() };
    let mut at: Vec<WirePlace> = bodies.iter().filter_map(|body| command.operation.bodies.get(*body)?.place).collect();
    let mut found = Vec::new();
    for (step, is_last) in path.iter().enumerate().map(|(index, step)| (step, index + 1 == path.len())) {
        let mut next = Vec::new();
        for place in at {
            match step {
                FlagStep::Item => {
                    if let Some(WireKind::Array(item)) = one.wire.at(place).map(|shape| &shape.kind) {
                        next.push(*item);
                    }
                }
                FlagStep::Member(name) => {
                    for (pointer, held) in members(one.wire, place, name, 0) {
                        next.push(held);
                        if is_last {
                            found.push((name.clone(), pointer));
                        }
                    }
                }
            }
        }
        at = next;
    }
    found.sort();
    found.dedup();
    found
}

/// The objects at a place that have a member, and what it holds.
fn members(wire: &WireSpec, place: WirePlace, name: &str, depth: usize) -> Vec<(String, WirePlace)> {
    let Some(shape) = wire.at(place) else { return Vec::new() };
    match &shape.kind {
        WireKind::Object(object) => {
            let named = object.members.iter().find(|member| member.name == name);
            named.map(|member| (shape.origin.clone(), member.place)).into_iter().collect()
        }
        WireKind::Union(union) if depth < DEEPEST => {
            let branches = union.branches.iter().map(|branch| WirePlace { shape: branch.shape, nullable: false });
            branches.flat_map(|place| members(wire, place, name, depth + 1)).collect()
        }
        _ => Vec::new(),
    }
}
