//! Which members of an item a table shows.

use crate::surface::{WireAnswer, WireKind, WireMember, WireOperation, WirePlace, WireShape, WireSpec};

/// The most columns of a table.
const MOST: usize = 6;

/// Members that people look for first.
const FIRST: &[&str] = &["id", "name", "title", "status", "state", "type"];

/// The members of an item of the list that an operation answers; none where it answers none.
pub(super) fn usual(operation: &WireOperation, wire: &WireSpec) -> Vec<String> {
    let Some(item) = item(operation, wire) else { return Vec::new() };
    let WireKind::Object(object) = &item.kind else { return Vec::new() };
    let mut members: Vec<&WireMember> = object.members.iter().filter(|member| is_cell(member, wire)).collect();
    let rank = |member: &WireMember| FIRST.iter().position(|name| *name == member.name).unwrap_or(FIRST.len());
    members.sort_by_key(|member| (rank(member), !member.is_required()));
    members.into_iter().take(MOST).map(|member| member.name.clone()).collect()
}

fn item<'w>(operation: &WireOperation, wire: &'w WireSpec) -> Option<&'w WireShape> {
    let WireAnswer::Json(Some(answer)) = operation.answer else { return None };
    let list = match &operation.paging {
        Some(paging) => member(wire, answer, &paging.items)?,
        None => answer,
    };
    match wire.at(list)?.kind {
        WireKind::Array(item) => wire.at(item),
        _ => None,
    }
}

fn member(wire: &WireSpec, place: WirePlace, name: &str) -> Option<WirePlace> {
    let WireKind::Object(object) = &wire.at(place)?.kind else { return None };
    object.members.iter().find(|member| member.name == name).map(|member| member.place)
}

/// Whether a member fits into a cell and says something.
fn is_cell(member: &WireMember, wire: &WireSpec) -> bool {
    let shape = wire.at(member.place);
    let is_plain = shape.is_some_and(|shape| match &shape.kind {
        WireKind::Boolean | WireKind::Integer(_) | WireKind::Number(_) | WireKind::String(_) | WireKind::Open(_) => {
            !shape.secret
        }
        WireKind::Enum(values) => values.len() > 1,
        _ => false,
    });
    is_plain && !member.write_only && member.name != "object"
}
