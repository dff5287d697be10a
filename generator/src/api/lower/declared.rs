//! Schemas that stand in something else than what they were first met in are called after where they stand: who else
//! refers to them, and in which order, does not change their names.

use std::collections::HashMap;

use super::super::{Naming, Operation, Parent, Type};
use super::context::is_below;

/// Where schemas with names of their own stand.
const COMPONENTS: &str = "/components/schemas/";

/// Gives types that were met from elsewhere the names of their places.
pub(super) fn settle(types: &mut [Type], operations: &[Operation]) {
    let is_elsewhere = |ty: &&Type| ty.naming.component.is_none() && !is_held(ty, types, operations);
    let mut uses: HashMap<&str, usize> = HashMap::new();
    for ty in types.iter().filter(is_elsewhere) {
        *uses.entry(&ty.origin.pointer).or_default() += 1;
    }
    let naming = |ty: &Type| {
        let pointer = ty.origin.pointer.as_str();
        // Of one schema there may be several types, by what stands beside it or what its references mean.
        let is_alone = is_elsewhere(&ty) && uses.get(pointer) == Some(&1);
        is_alone.then(|| {
            let parent = in_operation(pointer, operations).unwrap_or_else(|| ty.naming.parent.clone());
            Naming { parent, place: in_component(pointer), ..ty.naming.clone() }
        })
    };
    let settled: Vec<Option<Naming>> = types.iter().map(naming).collect();
    for (ty, naming) in types.iter_mut().zip(settled) {
        if let Some(naming) = naming {
            ty.naming = naming;
        }
    }
}

/// Whether `ty` stands in what it was first met in.
fn is_held(ty: &Type, types: &[Type], operations: &[Operation]) -> bool {
    let outer = match &ty.naming.parent {
        Parent::None => return true,
        Parent::Type(outer, _) => types.get(outer.index()).map(|outer| &outer.origin.pointer),
        Parent::Operation(index, _) => operations.get(*index).map(|operation| &operation.origin.pointer),
    };
    outer.is_none_or(|outer| *outer == ty.origin.pointer || is_below(&ty.origin.pointer, outer))
}

/// The body or answer of an operation that the schema at `pointer` is.
fn in_operation(pointer: &str, operations: &[Operation]) -> Option<Parent> {
    let at = operations.iter().position(|operation| is_below(pointer, &operation.origin.pointer))?;
    let rest = pointer.strip_prefix(operations.get(at)?.origin.pointer.as_str())?;
    let role = match rest.split('/').nth(1)? {
        "requestBody" => "body",
        "responses" => "response",
        _ => return None,
    };
    // Behind the media type there is nothing but the schema.
    rest.ends_with("/schema").then(|| Parent::Operation(at, role.to_owned()))
}

/// The words for a schema within a component that is no type itself.
fn in_component(pointer: &str) -> Option<String> {
    let (component, path) = pointer.strip_prefix(COMPONENTS)?.split_once('/')?;
    let mut words = vec![component.to_owned()];
    let mut steps = path.split('/');
    while let Some(step) = steps.next() {
        match step {
            "properties" | "patternProperties" | "$defs" | "dependentSchemas" => {
                words.extend(steps.next().map(str::to_owned));
            }
            "items" | "prefixItems" => words.push("item".to_owned()),
            "additionalProperties" => words.push("value".to_owned()),
            _ => {}
        }
    }
    (words.len() > 1).then(|| words.join(" ").replace("~1", "/").replace("~0", "~"))
}
