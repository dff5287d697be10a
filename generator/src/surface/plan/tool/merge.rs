//! The members of what may be one of several objects, as if it were one.

use crate::surface::{FieldPresence, WireKind, WireMember, WireObject, WirePlace, WireShape, WireSpec, WireUnion};

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

/// The branches that are objects, each with the tags that mean it.
fn objects(wire: &WireSpec, union: &WireUnion, depth: usize) -> Vec<(WireObject, Vec<String>)> {
    let mut out = Vec::new();
    for branch in &union.branches {
        match wire.shapes.get(branch.shape).map(|shape| &shape.kind) {
            Some(WireKind::Object(object)) => out.push((object.clone(), branch.tags.clone())),
            Some(WireKind::Union(inner)) if depth < DEEPEST => out.extend(objects(wire, inner, depth + 1)),
            _ => {}
        }
    }
    out
}

/// All members that any object has, in the order in which they are met.
fn merged(wire: &mut WireSpec, union: &WireUnion, objects: &[(WireObject, Vec<String>)]) -> Vec<WireMember> {
    let mut out: Vec<WireMember> = Vec::new();
    for (object, _) in objects {
        for member in &object.members {
            if !out.iter().any(|known| known.name == member.name) {
                out.push(member.clone());
            }
        }
    }
    for member in &mut out {
        let same = |object: &&(WireObject, Vec<String>)| {
            object.0.members.iter().find(|other| other.name == member.name).cloned()
        };
        let found: Vec<WireMember> = objects.iter().filter_map(|object| same(&object)).collect();
        let always =
            found.len() == union.branches.len().max(objects.len()) && found.iter().all(WireMember::is_required);
        if !always {
            member.presence = FieldPresence::Optional;
        }
        member.docs = docs(&found);
        if found.iter().any(|other| other.limits != member.limits) {
            member.limits.clear();
        }
        member.read_only = found.iter().all(|member| member.read_only);
        member.default = found.first().and_then(|first| first.default.clone());
        if found.iter().any(|other| other.default != member.default) {
            member.default = None;
        }
        let tags: Vec<&String> = objects.iter().flat_map(|(_, tags)| tags).collect();
        let is_tag = union.tag.as_ref() == Some(&member.name) && !tags.is_empty();
        let kind = if is_tag { Some(choice(tags.into_iter().map(|tag| tag.as_str().into()))) } else { None };
        member.place = place(wire, &found, kind);
    }
    out
}

/// What all say, or what each says where that differs.
fn docs(found: &[WireMember]) -> String {
    let mut said: Vec<&str> = Vec::new();
    for member in found.iter().filter(|member| !member.docs.is_empty()) {
        if !said.contains(&member.docs.as_str()) {
            said.push(&member.docs);
        }
    }
    said.join("\n\n")
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
    let kind = kind.unwrap_or_else(|| common(&kinds));
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

fn choice(values: impl Iterator<Item = serde_json::Value>) -> WireKind {
    let mut out = Vec::new();
    for value in values {
        if !out.contains(&value) {
            out.push(value);
        }
    }
    WireKind::Enum(out)
}

/// The index of a shape that no schema has.
pub(super) fn made(wire: &mut WireSpec, kind: WireKind) -> usize {
    let known = wire.shapes.iter().position(|shape| shape.origin.is_empty() && shape.kind == kind);
    known.unwrap_or_else(|| {
        wire.shapes.push(WireShape::of(kind));
        wire.shapes.len() - 1
    })
}
