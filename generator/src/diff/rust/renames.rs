//! Items that are called otherwise: the types that they are made of stand for each other.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::super::Side;
use super::super::pairs::Pairs;
use crate::api::{Api, TypeId};
use crate::surface::{Item, RustType, Surface};

/// Old name → new name, of items of which the old name is gone and the new one is new.
#[derive(Debug, Default)]
pub struct Renames {
    to: BTreeMap<String, String>,
}

/// What an item and a type have in common: the pointers of their schemas and the JSON types that are left.
type Key = (String, Vec<String>, Vec<String>);

impl Renames {
    /// Finds them.
    pub fn new(old: &Side<'_>, new: &Side<'_>, pairs: &Pairs) -> Self {
        let (named_old, named_new) = (by_origin(old.surface), by_origin(new.surface));
        let (is_old, is_new) = (names(old.surface), names(new.surface));
        let mut to = BTreeMap::new();
        let mut taken = BTreeSet::new();
        for pair in pairs.iter() {
            let before = key(old.api, pair.old).and_then(|key| named_old.get(&key).copied());
            let after = key(new.api, pair.new).and_then(|key| named_new.get(&key).copied());
            let (Some(before), Some(after)) = (before, after) else { continue };
            let moves = before != after && !is_new.contains(before) && !is_old.contains(after);
            if moves && !to.contains_key(before) && taken.insert(after) {
                to.insert(before.to_owned(), after.to_owned());
            }
        }
        Self { to }
    }

    /// What an item of the old crate is called in the new one.
    pub fn of<'n>(&'n self, name: &'n str) -> &'n str {
        self.to.get(name).map_or(name, String::as_str)
    }

    /// Old and new name of each.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.to.iter().map(|(old, new)| (old.as_str(), new.as_str()))
    }

    /// Whether a type of the old crate is the one of the new crate, but for the names of items.
    pub fn same(&self, old: &RustType, new: &RustType) -> bool {
        match (old, new) {
            (RustType::Item(old), RustType::Item(new)) => self.of(old) == new,
            (RustType::Vec(old), RustType::Vec(new))
            | (RustType::Map(old), RustType::Map(new))
            | (RustType::Option(old), RustType::Option(new))
            | (RustType::Boxed(old), RustType::Boxed(new))
            | (RustType::Lines(old), RustType::Lines(new)) => self.same(old, new),
            (RustType::Tuple(old), RustType::Tuple(new)) => {
                old.len() == new.len() && old.iter().zip(new).all(|(old, new)| self.same(old, new))
            }
            _ => old == new,
        }
    }
}

fn key(api: &Api, id: TypeId) -> Option<Key> {
    let ty = api.get(id)?;
    let types = ty.extent.types.iter().map(|one| one.name().to_owned()).collect();
    Some((ty.origin.pointer.clone(), ty.extent.schemas.clone(), types))
}

fn by_origin(surface: &Surface) -> HashMap<Key, &str> {
    let mut named = HashMap::new();
    for item in items(surface) {
        let key = (item.origin.clone(), item.extent.schemas.clone(), item.extent.types.clone());
        named.entry(key).or_insert(item.name.as_str());
    }
    named
}

fn names(surface: &Surface) -> BTreeSet<&str> {
    items(surface).map(|item| item.name.as_str()).collect()
}

fn items(surface: &Surface) -> impl Iterator<Item = &Item> {
    surface.models.iter().flat_map(|module| &module.items)
}
