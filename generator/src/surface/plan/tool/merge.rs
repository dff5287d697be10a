//! The members of what may be one of several objects, as if it were one.

use crate::surface::{
    FieldPresence, WireBranch, WireKind, WireMember, WireObject, WirePlace, WireShape, WireSpec, WireUnion,
};

/// How many unions within unions are looked into.
const DEEPEST: usize = 3;

/// The members of an object, or of any branch of a union of objects; none for anything else.
pub(super) fn members(wire: &mut WireSpec, place: WirePlace) -> Option<Vec<WireMember>> {
    let shape = wire.at(place)?;
    match &shape.kind {
        WireKind::Object(object) => Some(object.members.clone()),
        WireKind::Union(union) => {
            let union = union.clone();
            let objects = objects(wire, &union, 0);
            (!objects.is_empty()).then(|| merged(wire, &union, &objects))
        }
        _ => None,
    }
}

/// A branch that is an object.
struct Branch {
    object: WireObject,
    /// The tags that mean it.
    tags: Vec<String>,
    /// What people know it by: its tags, or else its name.
    name: String,
}

/// The branches that are objects.
fn objects(wire: &WireSpec, union: &WireUnion, depth: usize) -> Vec<Branch> {
    let mut out = Vec::new();
    for branch in &union.branches {
        let Some(shape) = wire.shapes.get(branch.shape) else { continue };
        match &shape.kind {
            WireKind::Object(object) => {
                let tags: Vec<String> = branch.tags.iter().map(|tag| format!("`{tag}`")).collect();
                let named = || shape.name.as_ref().map(|name| format!("`{name}`")).unwrap_or_default();
                let name = if tags.is_empty() { named() } else { tags.join(", ") };
                out.push(Branch { object: object.clone(), tags: branch.tags.clone(), name });
            }
            WireKind::Union(inner) if depth < DEEPEST => out.extend(objects(wire, inner, depth + 1)),
            _ => {}
        }
    }
    out
}

/// All members that any object has, in the order in which they are met.
fn merged(wire: &mut WireSpec, union: &WireUnion, objects: &[Branch]) -> Vec<WireMember> {
    let mut out: Vec<WireMember> = Vec::new();
    for branch in objects {
        for member in &branch.object.members {
            if !out.iter().any(|known| known.name == member.name) {
                out.push(member.clone());
            }
        }
    }
    for member in &mut out {
        let same = |branch: &Branch| branch.object.members.iter().find(|other| other.name == member.name).cloned();
        let named: Vec<(&str, WireMember)> =
            objects.iter().filter_map(|branch| Some((branch.name.as_str(), same(branch)?))).collect();
        let found: Vec<WireMember> = named.iter().map(|(_, member)| member.clone()).collect();
        let always =
            found.len() == union.branches.len().max(objects.len()) && found.iter().all(WireMember::is_required);
        if !always {
            member.presence = FieldPresence::Optional;
        }
        let tags: Vec<&String> = objects.iter().flat_map(|branch| &branch.tags).collect();
        let is_tag = union.tag.as_ref() == Some(&member.name) && !tags.is_empty();
        member.docs = docs(&named, is_tag);
        if found.iter().any(|other| other.limits != member.limits) {
            member.limits.clear();
        }
        member.read_only = found.iter().all(|member| member.read_only);
        member.default = found.first().and_then(|first| first.default.clone());
        if found.iter().any(|other| other.default != member.default) {
            member.default = None;
        }
        let kind = if is_tag { Some(choice(tags.into_iter().map(|tag| tag.as_str().into()))) } else { None };
        member.place = place(wire, &found, kind);
    }
    out
}

/// What all say, or what each says where that differs, with the branches that say it. Of what tells branches apart each says
/// which one it is, and its values do so better.
fn docs(found: &[(&str, WireMember)], is_tag: bool) -> String {
    let mut said: Vec<(&str, Vec<&str>)> = Vec::new();
    for (branch, member) in found.iter().filter(|(_, member)| !member.docs.is_empty()) {
        match said.iter_mut().find(|(docs, _)| *docs == member.docs.as_str()) {
            Some((_, branches)) => branches.push(branch),
            None => said.push((&member.docs, vec![branch])),
        }
    }
    match said.as_slice() {
        [] => String::new(),
        [(docs, _)] => (*docs).to_owned(),
        _ if is_tag => String::new(),
        several => {
            let labelled = several.iter().map(|(docs, branches)| {
                let named: Vec<&str> = branches.iter().copied().filter(|name| !name.is_empty()).collect();
                if named.is_empty() { (*docs).to_owned() } else { format!("Of {}: {docs}", named.join(", ")) }
            });
            labelled.collect::<Vec<_>>().join("\n\n")
        }
    }
}

/// A place for all that the members hold.
fn place(wire: &mut WireSpec, found: &[WireMember], kind: Option<WireKind>) -> WirePlace {
    let nullable = found.iter().any(|member| member.place.nullable);
    let first = found.first().map_or(0, |member| member.place.shape);
    if kind.is_none() && found.iter().all(|member| member.place.shape == first) {
        return WirePlace { shape: first, nullable };
    }
    let kinds: Vec<WireKind> =
        found.iter().filter_map(|member| wire.at(member.place)).map(|shape| shape.kind.clone()).collect();
    let kind = kind.unwrap_or_else(|| match common(&kinds) {
        WireKind::Any => any_of(wire, found),
        common => common,
    });
    WirePlace { shape: made(wire, kind), nullable }
}

/// The kind that all of `kinds` are.
fn common(kinds: &[WireKind]) -> WireKind {
    let values = |kind: &WireKind| match kind {
        WireKind::Constant(value) => Some(vec![value.clone()]),
        WireKind::Enum(values) => Some(values.clone()),
        _ => None,
    };
    let listed: Option<Vec<_>> = kinds.iter().map(values).collect();
    if let Some(listed) = listed {
        return choice(listed.into_iter().flatten());
    }
    let all = |fits: fn(&WireKind) -> bool| kinds.iter().all(fits);
    if all(|kind| matches!(kind, WireKind::String(_) | WireKind::Enum(_) | WireKind::Open(_) | WireKind::Constant(_))) {
        return WireKind::String(None);
    }
    if all(|kind| matches!(kind, WireKind::Integer(_))) {
        return WireKind::Integer(None);
    }
    if all(|kind| matches!(kind, WireKind::Integer(_) | WireKind::Number(_))) {
        return WireKind::Number(None);
    }
    if all(|kind| matches!(kind, WireKind::Boolean)) { WireKind::Boolean } else { WireKind::Any }
}

/// One of what the members hold; anything, where one of them may be that.
fn any_of(wire: &WireSpec, found: &[WireMember]) -> WireKind {
    let mut branches: Vec<WireBranch> = Vec::new();
    // Tags tell the branches of one union apart, and these may be of several.
    let mut add = |shape: usize| {
        if branches.iter().all(|known| known.shape != shape) {
            branches.push(WireBranch { shape, tags: Vec::new(), docs: String::new() });
        }
    };
    for member in found {
        match wire.at(member.place).map(|shape| &shape.kind) {
            None | Some(WireKind::Any) => return WireKind::Any,
            Some(WireKind::Union(union)) => union.branches.iter().for_each(|branch| add(branch.shape)),
            Some(_) => add(member.place.shape),
        }
    }
    WireKind::Union(WireUnion { tag: None, branches })
}

fn choice(values: impl Iterator<Item = serde_json::Value>) -> WireKind {
    let mut out = Vec::new();
    for value in values {
        if !out.contains(&value) {
            out.push(value);
        }
    }
    WireKind::Enum(out)
}

/// The index of a shape that no schema has: they stand behind those of schemas, which are not looked through.
pub(super) fn made(wire: &mut WireSpec, kind: WireKind) -> usize {
    let mut ours = wire.shapes.iter().enumerate().rev().take_while(|(_, shape)| shape.origin.is_empty());
    let known = ours.find(|(_, shape)| shape.kind == kind).map(|(index, _)| index);
    known.unwrap_or_else(|| {
        wire.shapes.push(WireShape::of(kind));
        wire.shapes.len() - 1
    })
}
