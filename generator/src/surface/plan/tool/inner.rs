//! Flags for the parts of what another flag holds: `--expires-after.minutes`.

use crate::surface::{FlagSpec, FlagStep, FlagTarget, WireKind, WireMember, WirePlace, WireSpec};

use super::merge;
use super::names::{Names, kebab, one_of_several};

/// How many dots a flag may have.
const DEEPEST: usize = 2;

/// The most inner flags of one flag: beyond that nobody finds the right one, and the value is better written as a whole.
const MOST: usize = 64;

/// A flag, and the shapes that it stands in.
struct Found {
    flag: FlagSpec,
    within: Vec<usize>,
}

/// The inner flags of `outer`, each followed by its own. As deep as there are not too many.
pub(super) fn flags(wire: &mut WireSpec, outer: &FlagSpec) -> Vec<FlagSpec> {
    if !matches!(outer.target, FlagTarget::Body { .. } | FlagTarget::Parameter(_)) || outer.positional {
        return Vec::new();
    }
    let mut best = Vec::new();
    for depth in 1..=DEEPEST {
        let mut found = Vec::new();
        collect(wire, &Found { flag: outer.clone(), within: Vec::new() }, depth, &mut found);
        if found.len() > MOST || found.len() == best.len() {
            break;
        }
        best = found;
    }
    best
}

fn collect(wire: &mut WireSpec, outer: &Found, depth: usize, out: &mut Vec<FlagSpec>) {
    if depth == 0 || out.len() > MOST {
        return;
    }
    let Some((place, is_item)) = parts(wire, &outer.flag) else { return };
    // What only some branches have at all is written as a whole.
    let is_mixed = wire.at(place).is_some_and(|shape| shape.origin.is_empty());
    if is_mixed || outer.within.contains(&place.shape) {
        return;
    }
    let Some(members) = merge::members(wire, place) else { return };
    let members: Vec<WireMember> = members.into_iter().filter(|member| !member.read_only).collect();
    let mut flags: Vec<FlagSpec> = members.iter().map(|member| inner(wire, &outer.flag, member, is_item)).collect();
    name(&outer.flag.name, &members, &mut flags);
    for flag in flags {
        let within = outer.within.iter().copied().chain([place.shape]).collect();
        let found = Found { flag, within };
        out.push(found.flag.clone());
        collect(wire, &found, depth - 1, out);
    }
}

/// The place whose members a flag's inner ones set, and whether that is an item of the list which the flag holds. A list
/// within an item of another has none: nothing would say which item is meant. Nor has one in a parameter, which are lists
/// of words.
fn parts(wire: &WireSpec, flag: &FlagSpec) -> Option<(WirePlace, bool)> {
    match (wire.at(flag.place)?.kind.clone(), &flag.target) {
        (WireKind::Array(item), FlagTarget::Body { path, .. }) => {
            (!path.contains(&FlagStep::Item)).then_some((item, true))
        }
        (WireKind::Array(_), _) => None,
        _ => Some((flag.place, false)),
    }
}

fn inner(wire: &WireSpec, outer: &FlagSpec, member: &WireMember, is_item: bool) -> FlagSpec {
    let shape = wire.at(member.place).map(|shape| &shape.kind);
    let mut flag = FlagSpec::new(String::new(), target(&outer.target, &member.name, is_item));
    flag.place = member.place;
    flag.repeatable = matches!(shape, Some(WireKind::Array(_)));
    flag.required = member.is_required() && !matches!(shape, Some(WireKind::Constant(_)));
    flag.docs.clone_from(&member.docs);
    flag.limits.clone_from(&member.limits);
    flag.default.clone_from(&member.default);
    flag.deprecated.clone_from(&member.deprecated);
    flag
}

/// The member `name` of what `outer` sets, or of an item of that.
fn target(outer: &FlagTarget, name: &str, is_item: bool) -> FlagTarget {
    match outer {
        FlagTarget::Parameter(parameter) => FlagTarget::Within { parameter: *parameter, path: vec![name.to_owned()] },
        FlagTarget::Within { parameter, path } => {
            FlagTarget::Within { parameter: *parameter, path: [path.as_slice(), &[name.to_owned()]].concat() }
        }
        FlagTarget::Body { path, bodies } => {
            let steps = is_item.then_some(FlagStep::Item).into_iter().chain([FlagStep::Member(name.to_owned())]);
            FlagTarget::Body { path: path.iter().cloned().chain(steps).collect(), bodies: bodies.clone() }
        }
        FlagTarget::WholeBody | FlagTarget::Stream => outer.clone(),
    }
}

/// As for the flags of a command, behind the name of the outer one.
fn name(outer: &str, members: &[WireMember], flags: &mut [FlagSpec]) {
    let mut names = Names::default();
    let mut pairs: Vec<(&WireMember, &mut FlagSpec)> = members.iter().zip(flags).collect();
    for (member, flag) in pairs.iter_mut().filter(|(_, flag)| !flag.repeatable) {
        flag.name = names.claim(&[format!("{outer}.{}", kebab(&member.name))]);
    }
    for (member, flag) in pairs.iter_mut().filter(|(_, flag)| flag.repeatable) {
        let wanted = [one_of_several(&member.name), kebab(&member.name)].map(|name| format!("{outer}.{name}"));
        flag.name = names.claim(&wanted);
    }
    for (member, flag) in pairs.iter_mut().filter(|(_, flag)| flag.repeatable) {
        let whole = format!("{outer}.{}", kebab(&member.name));
        if names.take(&whole) {
            flag.aliases.push(whole);
        }
    }
}
