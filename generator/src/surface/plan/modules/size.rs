//! How many lines an item takes, roughly.

use crate::surface::{Field, Item, ItemKind, Struct};

/// Characters of prose in a line.
const WIDTH: usize = 90;

/// Lines of an item without its documentation and its members.
const FRAME: usize = 8;

/// The lines of `item`.
pub(super) fn lines(item: &Item) -> usize {
    FRAME + docs(&item.docs) + members(item)
}

fn members(item: &Item) -> usize {
    match &item.kind {
        ItemKind::Struct(object) | ItemKind::Form(object) => structure(object),
        ItemKind::StringEnum(values) | ItemKind::IntegerEnum(values) => {
            values.variants.iter().map(|variant| 2 + docs(&variant.docs)).sum()
        }
        ItemKind::Union(union) => union.variants.iter().map(|variant| 2 + docs(&variant.docs)).sum(),
        ItemKind::Body(body) => body.variants.iter().map(|variant| 8 + docs(&variant.docs)).sum(),
        ItemKind::Output(output) => output.arms.len() * 3,
        ItemKind::Tuple(tuple) => tuple.fields.iter().map(|field| 2 + docs(&field.docs)).sum(),
        ItemKind::Newtype(_) => 1,
    }
}

/// A structure that is made by hand has a setter a field.
fn structure(object: &Struct) -> usize {
    let setter = if object.constructible { 6 } else { 0 };
    let field = |field: &Field| 2 + docs(&field.docs) + if setter > 0 { setter + docs(&field.docs) } else { 0 };
    object.fields.iter().map(field).sum()
}

fn docs(paragraphs: &[String]) -> usize {
    let lines = |paragraph: &String| paragraph.lines().map(|line| 1 + line.len() / WIDTH).sum::<usize>();
    paragraphs.iter().map(lines).sum::<usize>() + paragraphs.len().saturating_sub(1)
}
