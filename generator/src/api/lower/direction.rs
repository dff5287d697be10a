//! Which way values of a type travel, by reachability from the operations.

use std::collections::HashSet;

use super::super::{Branch, Direction, Operation, Shape, Tagging, Type, TypeId};
use super::children::{Held, visit};
use super::places;

/// One of the two ways.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Request,
    Response,
}

/// Marks all types that `operations` reach, and those that the API's own requests `received` do the other way round, and
/// those that are `kept` both ways; and then settles which members need not be there.
pub(super) fn mark(
    operations: &mut [Operation],
    received: &mut [Operation],
    event: Option<TypeId>,
    kept: &[TypeId],
    types: &mut [Type],
) {
    let (mut requests, mut responses) =
        (kept.to_vec(), event.into_iter().chain(kept.iter().copied()).collect::<Vec<_>>());
    for operation in operations {
        places::of_requests(operation, |place| requests.push(place.id));
        places::of_responses(operation, |place| responses.push(place.id));
    }
    for operation in received {
        places::of_requests(operation, |place| responses.push(place.id));
        places::of_successes(operation, |place| requests.push(place.id));
    }
    walk(requests.clone(), types, Way::Request, Held::ReadOnly);
    walk(responses.clone(), types, Way::Response, Held::WriteOnly);
    // What only a read-only member of a request holds is written down all the same.
    adopt(requests, types, Direction { request: true, response: false });
    adopt(responses, types, Direction { request: false, response: true });
    settle(types);
}

/// Marks what is reachable from `waiting` but for members that are `skipped`.
fn walk(mut waiting: Vec<TypeId>, types: &mut [Type], way: Way, skipped: Held) {
    while let Some(id) = waiting.pop() {
        let Some(ty) = types.get_mut(id.index()) else {
            continue;
        };
        let mark = match way {
            Way::Request => &mut ty.direction.request,
            Way::Response => &mut ty.direction.response,
        };
        if std::mem::replace(mark, true) {
            continue;
        }
        visit(&mut ty.shape, |id, held| {
            if held != skipped {
                waiting.push(*id);
            }
        });
    }
}

/// Gives types below `roots` that no way was found for the direction of what holds them.
fn adopt(roots: Vec<TypeId>, types: &mut [Type], direction: Direction) {
    let mut seen = vec![false; types.len()];
    let mut waiting = roots;
    while let Some(id) = waiting.pop() {
        let (Some(ty), Some(seen)) = (types.get_mut(id.index()), seen.get_mut(id.index())) else {
            continue;
        };
        if std::mem::replace(seen, true) {
            continue;
        }
        if ty.direction == Direction::default() {
            ty.direction = direction;
        }
        visit(&mut ty.shape, |id, _| waiting.push(*id));
    }
}

/// A member that is not there one way need not be there in a type that travels that way; a tag must be sent.
fn settle(types: &mut [Type]) {
    let mut released: HashSet<(TypeId, String)> = HashSet::new();
    for (index, ty) in types.iter_mut().enumerate() {
        let direction = ty.direction;
        if let Shape::Object(object) = &mut ty.shape {
            for property in &mut object.properties {
                let is_one_way = property.read_only && direction.request || property.write_only && direction.response;
                if is_one_way && std::mem::replace(&mut property.required, false) {
                    released.insert((TypeId::new(index), property.wire_name.clone()));
                }
            }
        }
    }
    loosen(types, &released);
    let tagged: Vec<(TypeId, String)> = types.iter().flat_map(tagged_branches).collect();
    for (branch, name) in tagged {
        let Some(ty) = types.get(branch.index()) else {
            continue;
        };
        let sent = ty.direction.request;
        let Shape::Object(object) = &ty.shape else {
            continue;
        };
        // One that is always the same is set by whoever makes a value, and its absence breaks nothing.
        let at = object.properties.iter().position(|property| {
            let shape = types.get(property.ty.id.index()).map(|ty| &ty.shape);
            property.wire_name == name && !matches!(shape, Some(Shape::Enum(values)) if values.len() == 1)
        });
        if let (Some(at), Some(Shape::Object(object))) = (at, types.get_mut(branch.index()).map(|ty| &mut ty.shape))
            && let Some(property) = object.properties.get_mut(at)
        {
            property.required |= sent;
        }
    }
}

/// Lets values be of a branch without the members of it that are `released`. A constant is set by whoever makes a value.
fn loosen(types: &mut [Type], released: &HashSet<(TypeId, String)>) {
    for ty in types {
        let Shape::Union(union) = &mut ty.shape else { continue };
        for Branch { ty, guard, .. } in &mut union.branches {
            let is_constant = |name: &String| guard.literals.iter().any(|(constant, _)| constant == name);
            guard.members.retain(|name| is_constant(name) || !released.contains(&(*ty, name.clone())));
        }
    }
}

fn tagged_branches(ty: &Type) -> Vec<(TypeId, String)> {
    match &ty.shape {
        Shape::Union(union) => match &union.tagging {
            Tagging::Property(name) => {
                let tagged = union.branches.iter().enumerate().filter(|(at, _)| Some(*at) != union.default);
                tagged.map(|(_, branch)| (branch.ty, name.clone())).collect()
            }
            Tagging::Guards => Vec::new(),
        },
        _ => Vec::new(),
    }
}
