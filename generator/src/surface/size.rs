//! How large values are in memory, roughly: clippy wants enums of very unequal variants explained, and the stack is small.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::{Field, FieldPresence, Item, ItemKind, ModelModule, Output, RustType, Struct};

/// A difference in bytes from which on clippy may complain, which it does for sure from 200 on.
const UNEQUAL: usize = 120;

/// Bytes of an upload, and of other types of the runtime that are no text.
const LARGE: usize = 96;

/// Sizes of items in bytes, by name.
#[derive(Debug, Default)]
pub struct Sizes<'a> {
    /// Each with its size, once that is known.
    items: BTreeMap<&'a str, (&'a Item, OnceLock<usize>)>,
}

impl<'a> Sizes<'a> {
    /// The sizes of the items of `models`.
    pub fn new(models: &'a [ModelModule]) -> Self {
        let items = models.iter().flat_map(|module| &module.items);
        Self { items: items.map(|item| (item.name.as_str(), (item, OnceLock::new()))).collect() }
    }

    /// The item called `name`.
    pub fn known(&self, name: &str) -> Option<&'a Item> {
        self.items.get(name).map(|(item, _)| *item)
    }

    /// Whether one of `types` is much larger than all others.
    pub fn are_unequal<'t>(&self, types: impl Iterator<Item = &'t RustType>) -> bool {
        let mut sizes: Vec<usize> = types.map(|ty| self.of(ty, 0)).collect();
        sizes.sort_unstable_by(|a, b| b.cmp(a));
        match sizes[..] {
            [] => false,
            [only] => only > UNEQUAL,
            [first, second, ..] => first > second + UNEQUAL,
        }
    }

    /// Whether a value of this type takes no memory at all.
    pub fn is_nothing(&self, ty: &RustType) -> bool {
        self.is_nothing_within(ty, 0)
    }

    fn is_nothing_within(&self, ty: &RustType, depth: usize) -> bool {
        match ty {
            RustType::Unit => true,
            RustType::Tuple(items) => items.iter().all(|item| self.is_nothing_within(item, depth)),
            RustType::Item(name) => match self.items.get(name.as_str()).map(|(item, _)| &item.kind) {
                Some(ItemKind::Struct(object) | ItemKind::Form(object)) => {
                    let nothing = |field: &Field| {
                        field.presence == FieldPresence::Required && self.is_nothing_within(&field.ty, depth + 1)
                    };
                    depth < 32
                        && object.extra.is_none()
                        && object.patterns.is_empty()
                        && object.fields.iter().all(nothing)
                }
                Some(ItemKind::Newtype(ty)) => depth < 32 && self.is_nothing_within(ty, depth + 1),
                _ => false,
            },
            _ => false,
        }
    }

    /// The bytes of a value of this type.
    pub fn bytes(&self, ty: &RustType) -> usize {
        self.of(ty, 0)
    }

    /// `depth` bounds types that hold themselves, which only a wrong surface has.
    fn of(&self, ty: &RustType, depth: usize) -> usize {
        match ty {
            RustType::Unit => 0,
            RustType::Bool | RustType::I8 | RustType::U8 => 1,
            RustType::I16 | RustType::U16 => 2,
            RustType::I32 | RustType::U32 => 4,
            RustType::I64 | RustType::U64 | RustType::F64 | RustType::Boxed(_) => 8,
            RustType::I128 => 16,
            RustType::Value => 32,
            RustType::Upload => LARGE,
            RustType::FileOr(other) => LARGE + self.of(other, depth),
            RustType::String
            | RustType::Lines(_)
            | RustType::DateTime
            | RustType::Date
            | RustType::Secret
            | RustType::Base64
            | RustType::Decimal
            | RustType::Constant
            | RustType::Vec(_)
            | RustType::Map(_) => 24,
            RustType::Option(inner) => self.of(inner, depth),
            RustType::Tuple(items) => items.iter().map(|item| self.of(item, depth)).sum(),
            RustType::Item(name) => match self.items.get(name.as_str()) {
                Some((item, known)) if depth < 32 => {
                    let bytes = known.get().copied().unwrap_or_else(|| self.item(item, depth + 1));
                    *known.get_or_init(|| bytes)
                }
                _ => 0,
            },
        }
    }

    fn item(&self, item: &Item, depth: usize) -> usize {
        match &item.kind {
            ItemKind::Struct(object) | ItemKind::Form(object) => self.object(object, depth),
            ItemKind::StringEnum(_) => 24,
            ItemKind::IntegerEnum(_) => 16,
            ItemKind::Union(union) => self.largest(union.variants.iter().map(|variant| &variant.ty), depth),
            ItemKind::Tuple(tuple) => {
                let rest = if tuple.rest.is_some() { 24 } else { 0 };
                tuple.fields.iter().map(|field| self.of(&field.ty, depth).next_multiple_of(4)).sum::<usize>() + rest
            }
            ItemKind::Newtype(ty) => self.of(ty, depth),
            ItemKind::Body(body) => self.largest(body.variants.iter().map(|variant| &variant.ty), depth),
            ItemKind::Output(output) => self.largest(output.arms.iter().filter_map(|arm| held(&arm.output)), depth),
        }
    }

    fn object(&self, object: &Struct, depth: usize) -> usize {
        let field = |field: &Field| self.of(&field.ty, depth).next_multiple_of(4);
        let extra = if object.extra.is_some() { 24 } else { 0 };
        object.fields.iter().map(field).sum::<usize>() + 24 * object.patterns.len() + extra
    }

    fn largest<'t>(&self, types: impl Iterator<Item = &'t RustType>, depth: usize) -> usize {
        types.map(|ty| self.of(ty, depth)).max().unwrap_or_default() + 8
    }
}

/// The type that an output is read as, if it is read as one of the document's.
pub fn held(output: &Output) -> Option<&RustType> {
    match output {
        Output::Json(ty) => Some(ty),
        Output::Text | Output::Stream(_) => Some(&RustType::String),
        // A download is a pointer.
        Output::Download => Some(&RustType::I64),
        Output::Empty => Some(&RustType::Unit),
        Output::OneOf(..) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_nothing_and_options_of_them_something() {
        let sizes = Sizes::default();
        assert!(sizes.is_nothing(&RustType::Tuple(vec![RustType::Unit, RustType::Unit])));
        assert!(!sizes.is_nothing(&RustType::Option(Box::new(RustType::Unit))));
        assert!(!sizes.is_nothing(&RustType::Item("Unheard".to_owned())));
    }

    #[test]
    fn a_download_beside_a_large_answer_is_noticed() {
        let sizes = Sizes::default();
        let large = Output::Json(RustType::Tuple(vec![RustType::String; 6]));
        let types = [&Output::Download, &large].map(|output| held(output).unwrap());
        assert!(sizes.are_unequal(types.into_iter()));
    }

    #[test]
    fn one_large_variant_is_noticed() {
        let sizes = Sizes::default();
        let large = RustType::Tuple(vec![RustType::String; 9]);
        assert!(sizes.are_unequal([&RustType::Bool, &large].into_iter()));
        assert!(!sizes.are_unequal([&large, &large].into_iter()));
        assert!(!sizes.are_unequal([&RustType::Boxed(Box::new(large)), &RustType::Bool].into_iter()));
    }
}
