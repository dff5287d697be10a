//! What comes with a type, or goes with it.

use std::collections::{HashMap, HashSet};

use super::super::finding::FindingId;
use crate::api::{Api, TypeId};

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
        waiting.extend(ty.shape.held());
    }
}
