//! Which branch of a union a text is meant for.

use crate::api::{Open, Shape, TypeId, Union};
use crate::surface::RustType;

use super::Context;
use super::names::is_string_enum;

/// How deep unions may stand in unions.
const DEPTH: usize = 8;

impl Context<'_> {
    /// The branch that is made of any text: the only one that is a string, or else the only one that takes texts.
    pub(super) fn text_branch(&self, owner: TypeId, union: &Union, depth: usize) -> Option<usize> {
        let only = |is_wanted: &dyn Fn(TypeId) -> bool| {
            let mut found = union.branches.iter().enumerate().filter(|(_, branch)| is_wanted(branch.ty));
            found.next().filter(|_| found.next().is_none()).map(|(at, _)| at)
        };
        let is_string = |id: TypeId| self.bare(id) == RustType::String;
        if union.branches.iter().any(|branch| is_string(branch.ty)) {
            only(&is_string)
        } else {
            only(&|id| !self.boxes.needed(owner, id) && self.takes_text(id, depth))
        }
    }

    fn takes_text(&self, id: TypeId, depth: usize) -> bool {
        match self.api.get(id).filter(|_| depth < DEPTH).map(|ty| &ty.shape) {
            Some(Shape::Enum(values) | Shape::Open(Open { values, like: None, .. })) => is_string_enum(values),
            Some(Shape::Union(union)) => self.text_branch(id, union, depth + 1).is_some(),
            _ => matches!(self.bare(id), RustType::String | RustType::Secret),
        }
    }
}
