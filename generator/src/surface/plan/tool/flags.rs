//! The flags of a command.

use crate::surface::{
    BodyKind, FlagSpec, FlagStep, FlagTarget, ParameterKind, WireKind, WireMember, WireOperation, WireParameter,
    WirePlace, WireSpec,
};

use super::merge;
use super::names::{Names, OF_API, kebab, one_of_several};

/// What a flag will be made from.
struct Wanted {
    wire_name: String,
    /// What stands before its name where another one has it.
    of: &'static str,
    is_list: bool,
    flag: FlagSpec,
}

/// Makes the flags of one command.
pub(super) struct Flags<'f> {
    wire: &'f mut WireSpec,
    operation: &'f WireOperation,
    reserved: &'f Names,
}

impl<'f> Flags<'f> {
    pub(super) fn new(wire: &'f mut WireSpec, reserved: &'f Names, operation: &'f WireOperation) -> Self {
        Self { wire, operation, reserved }
    }

    /// All of them, in the order in which they are shown.
    pub(super) fn all(mut self) -> Vec<FlagSpec> {
        let parameters = self.operation.parameters.iter().enumerate();
        let (mut path, mut rest): (Vec<Wanted>, Vec<Wanted>) = parameters
            .map(|(index, parameter)| self.of_parameter(index, parameter))
            .partition(|wanted| wanted.flag.positional);
        rest.extend(self.of_body());
        rest.sort_by(|a, b| (!a.flag.required, &a.wire_name).cmp(&(!b.flag.required, &b.wire_name)));
        path.extend(rest);
        name(&mut path, self.reserved);
        let mut out = Vec::new();
        for wanted in path {
            let outer = wanted.flag;
            let inner = super::inner::flags(self.wire, &outer);
            out.push(outer);
            out.extend(inner);
        }
        out
    }

    fn of_parameter(&self, index: usize, parameter: &WireParameter) -> Wanted {
        let is_path = parameter.spec.kind == ParameterKind::Path;
        let mut flag = FlagSpec::new(String::new(), FlagTarget::Parameter(index));
        flag.place = parameter.place;
        flag.required = parameter.required;
        flag.positional = is_path;
        flag.docs.clone_from(&parameter.docs);
        flag.limits.clone_from(&parameter.limits);
        flag.default.clone_from(&parameter.default);
        flag.deprecated.clone_from(&parameter.deprecated);
        self.wanted(&parameter.spec.wire_name, place_name(parameter.spec.kind), flag)
    }

    fn wanted(&self, wire_name: &str, of: &'static str, mut flag: FlagSpec) -> Wanted {
        let is_list = self.wire.at(flag.place).is_some_and(|shape| matches!(shape.kind, WireKind::Array(_)));
        flag.repeatable = is_list;
        // The only value that may be is filled in, not asked for.
        let is_constant = self.wire.at(flag.place).is_some_and(|shape| matches!(shape.kind, WireKind::Constant(_)));
        flag.required &= !is_constant || flag.positional;
        Wanted { wire_name: wire_name.to_owned(), of, is_list, flag }
    }

    /// A flag for each member that any of the bodies has; one for the whole, where they are no objects.
    fn of_body(&mut self) -> Vec<Wanted> {
        let mut found: Vec<(WireMember, Vec<usize>)> = Vec::new();
        let mut whole: Option<WirePlace> = None;
        let bodies = &self.operation.bodies;
        for (index, body) in bodies.iter().enumerate() {
            let has_members =
                matches!(body.kind, BodyKind::Json | BodyKind::Form | BodyKind::Multipart | BodyKind::Parts);
            let members = body.place.filter(|_| has_members).and_then(|place| merge::members(self.wire, place));
            let Some(members) = members else {
                whole = whole.or(Some(body.place.unwrap_or_else(|| bytes(self.wire))));
                continue;
            };
            for member in members.into_iter().filter(|member| !member.read_only) {
                add(self.wire, &mut found, member, index);
            }
        }
        let all = bodies.len();
        let mut out: Vec<Wanted> = Vec::new();
        for (member, bodies) in found {
            let required = member.is_required() && bodies.len() == all;
            let path = vec![FlagStep::Member(member.name.clone())];
            let mut flag = FlagSpec::new(String::new(), FlagTarget::Body { path, bodies });
            flag.place = member.place;
            flag.required = required;
            flag.docs = member.docs;
            flag.limits = member.limits;
            flag.default = member.default;
            flag.deprecated = member.deprecated;
            out.push(self.wanted(&member.name, "body", flag));
        }
        if let Some(place) = whole {
            let mut flag = FlagSpec::new(String::new(), FlagTarget::WholeBody);
            flag.place = place;
            flag.required = self.operation.body_required && out.is_empty();
            "The body of the request.".clone_into(&mut flag.docs);
            out.push(Wanted { is_list: false, ..self.wanted("body", "request", flag) });
        }
        out
    }
}

/// Adds a member of the body at `index`. Of members that several bodies have, bytes count for more than text that stands
/// for them.
fn add(wire: &WireSpec, found: &mut Vec<(WireMember, Vec<usize>)>, member: WireMember, index: usize) {
    let Some((known, bodies)) = found.iter_mut().find(|(known, _)| known.name == member.name) else {
        found.push((member, vec![index]));
        return;
    };
    bodies.push(index);
    let is_binary = |place: WirePlace| wire.at(place).is_some_and(|shape| matches!(shape.kind, WireKind::Binary));
    if is_binary(member.place) && !is_binary(known.place) {
        known.place = member.place;
    }
    if !member.is_required() {
        known.presence = member.presence;
    }
}

/// The place of a body of which nothing is said.
fn bytes(wire: &mut WireSpec) -> WirePlace {
    WirePlace { shape: merge::made(wire, WireKind::Binary), nullable: false }
}

fn place_name(kind: ParameterKind) -> &'static str {
    match kind {
        ParameterKind::Path => "path",
        ParameterKind::Query | ParameterKind::QueryString => "query",
        ParameterKind::Header => "header",
        ParameterKind::Cookie => "cookie",
        ParameterKind::Part => "part",
    }
}

/// Names flags: first those that are called as on the wire, then those of lists, which are called after one item; last
/// the whole lists, as other names for the same.
fn name(wanted: &mut [Wanted], reserved: &Names) {
    let mut names = Names::default();
    let own = |name: String| if reserved.has(&name) { format!("{OF_API}-{name}") } else { name };
    let give = |one: &mut Wanted, first: String, names: &mut Names| {
        let plain = kebab(&one.wire_name);
        let wanted = [own(first), own(plain.clone()), own(format!("{}-{plain}", one.of))];
        one.flag.name = names.claim(&wanted);
    };
    for one in wanted.iter_mut().filter(|one| !one.is_list) {
        give(one, kebab(&one.wire_name), &mut names);
    }
    for one in wanted.iter_mut().filter(|one| one.is_list) {
        give(one, one_of_several(&one.wire_name), &mut names);
    }
    for one in wanted.iter_mut().filter(|one| one.is_list) {
        let plain = kebab(&one.wire_name);
        if !reserved.has(&plain) && names.take(&plain) {
            one.flag.aliases.push(plain);
        }
    }
}
