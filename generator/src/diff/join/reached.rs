//! What comes with a type, or goes with it.

use std::collections::{HashMap, HashSet};

use super::super::finding::FindingId;
use crate::api::{Additional, Api, Shape, TypeId};

/// Notes the finding `id` for all types that `from` reach and that stand for none of the other document.
pub fn reached(
    api: &Api,
    from: &[TypeId],
    paired: &HashSet<TypeId>,
    id: FindingId,
    of: &mut HashMap<String, Vec<FindingId>>,
) {
    let mut waiting = from.to_vec();
    let mut seen = HashSet::new();
    while let Some(ty) = waiting.pop() {
        if paired.contains(&ty) || !seen.insert(ty) {
            continue;
        }
        let Some(ty) = api.get(ty) else { continue };
        let known = of.entry(ty.origin.pointer.clone()).or_default();
        // Two types may stand at one place.
        if known.last() != Some(&id) {
            known.push(id);
        }
        waiting.extend(held(&ty.shape));
    }
}

/// The types that a shape holds.
pub fn held(shape: &Shape) -> Vec<TypeId> {
    match shape {
        Shape::Any | Shape::Scalar(_) | Shape::Enum(_) => Vec::new(),
        Shape::Open(open) => open.like.into_iter().collect(),
        Shape::Array(item) | Shape::Map(item) => vec![item.id],
        Shape::Tuple(tuple) => tuple.items.iter().chain(&tuple.rest).map(|item| item.id).collect(),
        Shape::Object(object) => {
            let members = object.properties.iter().map(|one| one.ty.id);
            let patterns = object.patterns.iter().map(|one| one.ty.id);
            let rest = match &object.additional {
                Additional::Typed(value) => Some(value.id),
                Additional::Unmentioned | Additional::Forbidden => None,
            };
            members.chain(patterns).chain(rest).collect()
        }
        Shape::Union(union) => union.branches.iter().map(|branch| branch.ty).collect(),
    }
}
