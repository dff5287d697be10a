//! Shapes that are too large to be shown in every place that they stand in.

use std::collections::BTreeSet;

use crate::surface::{WireKind, WireSpec};

/// How many members and branches a shape has with all that is in it, if it is shown where it stands: about what one reads
/// without forgetting of what they are.
const MOST: usize = 100;

/// The shapes with a name of their own that have more. Pages show them by that name, and one page describes them all: a
/// document in which types refer to each other by the hundred would be printed as often as it has operations.
pub fn of(wire: &WireSpec) -> BTreeSet<usize> {
    (0..wire.shapes.len()).filter(|index| can_be_apart(wire, *index) && size(wire, *index) > MOST).collect()
}

fn can_be_apart(wire: &WireSpec, index: usize) -> bool {
    wire.shapes.get(index).is_some_and(|shape| {
        shape.name.is_some() && !shape.named && matches!(shape.kind, WireKind::Object(_) | WireKind::Union(_))
    })
}

/// How many members and branches there are in a shape and all below it, or a few more than the most.
fn size(wire: &WireSpec, index: usize) -> usize {
    let (mut met, mut open, mut size) = (BTreeSet::from([index]), vec![index], 0);
    while let Some(shape) = open.pop().filter(|_| size <= MOST).and_then(|index| wire.shapes.get(index)) {
        size += match &shape.kind {
            WireKind::Object(object) => object.members.len(),
            WireKind::Union(union) => union.branches.len(),
            _ => 0,
        };
        let is_shown = |index: &usize| wire.shapes.get(*index).is_some_and(|shape| !shape.named);
        open.extend(shape.kind.held().into_iter().filter(is_shown).filter(|index| met.insert(*index)));
    }
    size
}
