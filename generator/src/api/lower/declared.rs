//! Schemas that stand in something else than what they were first met in are called after where they stand: who else
//! refers to them, and in which order, does not change their names.

use std::collections::HashMap;

use super::super::{Operation, Parent, Type};
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
    let place = |ty: &Type| {
        let pointer = ty.origin.pointer.as_str();
        // Of one schema there may be several types, by what stands beside it or what its references mean.
        let is_alone = is_elsewhere(&ty) && uses.get(pointer) == Some(&1);
        is_alone.then(|| in_operation(pointer, operations).or_else(|| in_component(pointer)))?
    };
    let places: Vec<Option<(Parent, Option<String>)>> = types.iter().map(place).collect();
    for (ty, place) in types.iter_mut().zip(places) {
        if let Some((parent, title)) = place {
            ty.naming.parent = parent;
            ty.naming.title = title.or(ty.naming.title.take());
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
fn in_operation(pointer: &str, operations: &[Operation]) -> Option<(Parent, Option<String>)> {
    let at = operations.iter().position(|operation| is_below(pointer, &operation.origin.pointer))?;
    let rest = pointer.strip_prefix(operations.get(at)?.origin.pointer.as_str())?;
    let role = match rest.split('/').nth(1)? {
        "requestBody" => "body",
        "responses" => "response",
        _ => return None,
    };
    // Behind the media type there is nothing but the schema.
    rest.ends_with("/schema").then(|| (Parent::Operation(at, role.to_owned()), None))
}

/// What a schema within a component is called, where the component itself is no type.
fn in_component(pointer: &str) -> Option<(Parent, Option<String>)> {
    let (component, path) = pointer.strip_prefix(COMPONENTS)?.split_once('/')?;
    let mut words = vec![component.to_owned()];
    let mut steps = path.split('/');
    while let Some(step) = steps.next() {
        match step {
            "properties" | "patternProperties" | "$defs" | "dependentSchemas" => {
                words.extend(steps.next().map(str::to_owned))
            }
            "items" | "prefixItems" => words.push("item".to_owned()),
            "additionalProperties" => words.push("value".to_owned()),
            _ => {}
        }
    }
    let title = words.join(" ").replace("~1", "/").replace("~0", "~");
    (words.len() > 1).then_some((Parent::None, Some(title)))
}
