//! Leaves only the types that operations reach, numbered in the order in which they are met.

use std::collections::HashMap;

use super::super::{Operation, Parent, Scalar, Shape, Subject, Type, TypeId, Use};
use super::children::visit;
use super::places;

/// How many parents are looked through for one that is kept.
const GENERATIONS: usize = 64;

/// The kept types; `operations`, `event` and `subjects` hold their new numbers afterwards. `same_as` says which types are really
/// another one.
pub(super) fn compact<'s>(
    operations: &mut [Operation],
    roots: impl Iterator<Item = &'s mut TypeId>,
    mut types: Vec<Type>,
    same_as: &HashMap<TypeId, TypeId>,
    subjects: impl Iterator<Item = &'s mut Subject>,
) -> Vec<Type> {
    let actual = |mut id: TypeId| {
        while let Some(other) = same_as.get(&id) {
            id = *other;
        }
        id
    };
    settle(&mut types, operations, &actual);
    let mut roots: Vec<&mut TypeId> = roots.collect();
    for id in &mut roots {
        **id = actual(**id);
    }
    let order = reached(operations, roots.iter().map(|id| **id), &mut types);
    let mut numbers: HashMap<TypeId, TypeId> = HashMap::with_capacity(order.len());
    for (index, id) in order.iter().enumerate() {
        numbers.insert(*id, TypeId::new(index));
    }
    let renumber = |id: &mut TypeId| {
        if let Some(number) = numbers.get(id) {
            *id = *number;
        }
    };
    let parents: Vec<Parent> = order.iter().map(|id| parent(*id, &types, &numbers, &actual)).collect();
    for subject in subjects {
        if let Some(id) = subject.ty {
            subject.ty = numbers.get(&actual(id)).copied();
            subject.at = parent(id, &types, &numbers, &actual);
        }
    }
    let mut slots: Vec<Option<Type>> = types.into_iter().map(Some).collect();
    let mut kept = Vec::with_capacity(order.len());
    for (id, parent) in order.iter().zip(parents) {
        if let Some(mut ty) = slots.get_mut(id.index()).and_then(Option::take) {
            ty.naming.parent = parent;
            visit(&mut ty.shape, |id, _| renumber(id));
            kept.push(ty);
        }
    }
    for operation in operations {
        places::of_requests(operation, |place| renumber(&mut place.id));
        places::of_responses(operation, |place| renumber(&mut place.id));
    }
    roots.into_iter().for_each(renumber);
    kept
}

/// Makes every place name the type that is really there. What holds any JSON holds `null` anyway.
fn settle(types: &mut [Type], operations: &mut [Operation], actual: &impl Fn(TypeId) -> TypeId) {
    let holds_null: Vec<bool> =
        types.iter().map(|ty| matches!(ty.shape, Shape::Any | Shape::Scalar(Scalar::Null))).collect();
    let fix = |place: &mut Use| {
        place.id = actual(place.id);
        place.nullable &= !holds_null.get(place.id.index()).copied().unwrap_or(false);
    };
    for ty in types.iter_mut() {
        for_each_use(&mut ty.shape, &fix);
        visit(&mut ty.shape, |id, _| *id = actual(*id));
    }
    for operation in operations {
        places::of_requests(operation, &fix);
        places::of_responses(operation, &fix);
    }
}

fn for_each_use(shape: &mut Shape, fix: &impl Fn(&mut Use)) {
    match shape {
        Shape::Array(place) | Shape::Map(place) => fix(place),
        Shape::Tuple(tuple) => tuple.items.iter_mut().chain(&mut tuple.rest).for_each(fix),
        Shape::Object(object) => {
            for property in &mut object.properties {
                fix(&mut property.ty);
            }
            object.patterns.iter_mut().for_each(|members| fix(&mut members.ty));
            if let super::super::Additional::Typed(place) = &mut object.additional {
                fix(place);
            }
        }
        Shape::Any | Shape::Scalar(_) | Shape::Enum(_) | Shape::Open(_) | Shape::Union(_) => {}
    }
}

/// The types that `operations` and `roots` reach, each before what it holds.
fn reached(operations: &mut [Operation], roots: impl Iterator<Item = TypeId>, types: &mut [Type]) -> Vec<TypeId> {
    let mut waiting = Vec::new();
    for operation in operations {
        places::of_requests(operation, |place| waiting.push(place.id));
        places::of_responses(operation, |place| waiting.push(place.id));
    }
    waiting.extend(roots);
    waiting.reverse();
    let mut seen = vec![false; types.len()];
    let mut order = Vec::new();
    while let Some(id) = waiting.pop() {
        let (Some(ty), Some(seen)) = (types.get_mut(id.index()), seen.get_mut(id.index())) else {
            continue;
        };
        if std::mem::replace(seen, true) {
            continue;
        }
        order.push(id);
        let first = waiting.len();
        visit(&mut ty.shape, |id, _| waiting.push(*id));
        if let Some(added) = waiting.get_mut(first..) {
            added.reverse();
        }
    }
    order
}

/// What `id` was first met in, passing over parents that are not kept.
fn parent(id: TypeId, types: &[Type], numbers: &HashMap<TypeId, TypeId>, actual: &impl Fn(TypeId) -> TypeId) -> Parent {
    let Some(mut parent) = types.get(id.index()).map(|ty| ty.naming.parent.clone()) else {
        return Parent::None;
    };
    for _ in 0..GENERATIONS {
        let Parent::Type(outer, role) = &parent else {
            return parent;
        };
        let raw = *outer;
        let outer = actual(raw);
        if let Some(number) = numbers.get(&outer).filter(|_| outer != id) {
            return Parent::Type(*number, role.clone());
        }
        let above = types.get(raw.index()).map(|ty| ty.naming.parent.clone());
        parent = match above {
            // A union that is its only branch: the branch stands where the union stood.
            Some(above) if outer == id => above,
            Some(Parent::Type(next, _)) => Parent::Type(next, role.clone()),
            Some(above) => above,
            None => return Parent::None,
        };
    }
    Parent::None
}
