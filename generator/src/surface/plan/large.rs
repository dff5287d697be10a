//! Large types that hold themselves: their large members go into a `Box`. Otherwise a value with some of its own type in it,
//! one in another, would take the sizes of all of them on the stack while it is read.

use std::collections::{BTreeMap, BTreeSet};

use crate::surface::size::Sizes;
use crate::surface::{Field, Item, ItemKind, ModelModule, RustType};

use super::recursion::circles;

/// The most bytes of a type that holds itself.
const LARGEST: usize = 2048;

/// The most bytes of a member of a larger one.
const LARGEST_MEMBER: usize = 64;

/// Boxes the members.
pub(super) fn part(models: &mut [ModelModule]) {
    let mut boxed = members(models);
    for item in models.iter_mut().flat_map(|module| &mut module.items) {
        let Some(names) = boxed.remove(&item.name) else { continue };
        if let ItemKind::Struct(object) = &mut item.kind {
            for field in object.fields.iter_mut().filter(|field| names.contains(&field.wire_name)) {
                field.ty = RustType::Boxed(Box::new(std::mem::replace(&mut field.ty, RustType::Unit)));
            }
        }
    }
}

/// The members that are boxed, by the name of the type.
fn members(models: &[ModelModule]) -> BTreeMap<String, BTreeSet<String>> {
    let sizes = Sizes::new(models);
    let is_large = |field: &&Field| {
        matches!(field.ty, RustType::Item(_)) && field.constant.is_none() && sizes.bytes(&field.ty) > LARGEST_MEMBER
    };
    let mut found = BTreeMap::new();
    for item in round(models) {
        if let ItemKind::Struct(object) = &item.kind
            && sizes.bytes(&RustType::Item(item.name.clone())) > LARGEST
        {
            let names = object.fields.iter().filter(is_large).map(|field| field.wire_name.clone());
            found.insert(item.name.clone(), names.collect());
        }
    }
    found
}

/// The items that hold themselves, in lists and maps too.
fn round(models: &[ModelModule]) -> Vec<&Item> {
    let items: Vec<&Item> = models.iter().flat_map(|module| &module.items).collect();
    let places: BTreeMap<&str, usize> = items.iter().enumerate().map(|(at, item)| (item.name.as_str(), at)).collect();
    let used = |at: usize| {
        let names = items.get(at).map(|item| item.uses()).unwrap_or_default();
        names.into_iter().filter_map(|name| places.get(name).copied()).collect()
    };
    circles(items.len(), used).into_iter().flatten().filter_map(|at| items.get(at).copied()).collect()
}
