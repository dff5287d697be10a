//! The types that a type holds.

use super::super::{Additional, Shape, TypeId};

/// Why a type is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Held {
    /// Whenever the holder is.
    Always,
    /// Only in answers.
    ReadOnly,
    /// Only in requests.
    WriteOnly,
}

/// Calls `visit` with each type that a value of `shape` holds.
pub(super) fn visit(shape: &mut Shape, mut visit: impl FnMut(&mut TypeId, Held)) {
    match shape {
        Shape::Any | Shape::Scalar(_) | Shape::Enum(_) => {}
        Shape::Open(open) => open.like.iter_mut().for_each(|id| visit(id, Held::Always)),
        Shape::Array(item) | Shape::Map(item) => visit(&mut item.id, Held::Always),
        Shape::Tuple(tuple) => {
            for item in tuple.items.iter_mut().chain(&mut tuple.rest) {
                visit(&mut item.id, Held::Always);
            }
        }
        Shape::Object(object) => {
            for property in &mut object.properties {
                let held = if property.read_only && !property.write_only {
                    Held::ReadOnly
                } else if property.write_only && !property.read_only {
                    Held::WriteOnly
                } else {
                    Held::Always
                };
                visit(&mut property.ty.id, held);
            }
            for members in &mut object.patterns {
                visit(&mut members.ty.id, Held::Always);
            }
            if let Additional::Typed(value) = &mut object.additional {
                visit(&mut value.id, Held::Always);
            }
        }
        Shape::Union(union) => {
            for branch in &mut union.branches {
                visit(&mut branch.ty, Held::Always);
            }
        }
    }
}
