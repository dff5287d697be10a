//! Items that are called otherwise: the types that they are made of stand for each other.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::super::Side;
use super::super::pairs::{Pair, Pairs};
use crate::api::{Api, TypeId};
use crate::surface::{Field, Item, ItemKind, RustType, Struct, Surface, UnionItem, ValueEnum};

/// How many parts an item needs, for another one to be known by them.
const FEWEST: usize = 3;

/// Old name → new name, of items of which the old name is gone and the new one is new.
#[derive(Debug, Default)]
pub struct Renames {
    to: BTreeMap<String, String>,
    /// Old names of types of which different places have different ones now: no alias can stand for all.
    scattered: BTreeSet<String>,
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
        // What the settings say comes first.
        for item in items(new.surface) {
            for former in item.former.iter().filter(|name| is_old.contains(name.as_str())) {
                taken.insert(item.name.as_str());
                to.insert(former.clone(), item.name.clone());
            }
        }
        let names_of = |pair: &Pair| {
            let before = key(old.api, pair.old).and_then(|key| named_old.get(&key).copied());
            let after = key(new.api, pair.new).and_then(|key| named_new.get(&key).copied());
            (before, after)
        };
        let mut went: BTreeMap<&str, BTreeSet<Option<&str>>> = BTreeMap::new();
        for (before, after) in pairs.iter().map(names_of) {
            if let Some(before) = before {
                went.entry(before).or_default().insert(after);
            }
        }
        let scatters =
            |name: &str| went.get(name).is_some_and(|all| all.iter().filter(|one| one.is_some()).count() > 1);
        for (before, after) in pairs.iter().map(names_of) {
            let (Some(before), Some(after)) = (before, after) else { continue };
            let moves = before != after && !is_new.contains(before) && !is_old.contains(after);
            if moves && !scatters(before) && !to.contains_key(before) && taken.insert(after) {
                to.insert(before.to_owned(), after.to_owned());
            }
        }
        let gone: Vec<&Item> = items(old.surface)
            .filter(|item| !is_new.contains(item.name.as_str()) && !to.contains_key(&item.name))
            .collect();
        let come: Vec<&Item> = items(new.surface)
            .filter(|item| !is_old.contains(item.name.as_str()) && !taken.contains(item.name.as_str()))
            .collect();
        // What stands at the same place says more than what looks alike.
        let is_elsewhere = |name: &str| went.get(name).is_some_and(|all| all.iter().any(Option::is_some));
        for (before, after) in alike(&gone, &come).into_iter().filter(|(before, _)| !is_elsewhere(&before.name)) {
            to.insert(before.name.clone(), after.name.clone());
        }
        let several = went.iter().filter(|(_, all)| all.len() > 1).map(|(name, _)| (*name).to_owned());
        Self { to, scattered: several.collect() }
    }

    /// Whether an alias of an old name stands for the type everywhere.
    pub fn is_one(&self, name: &str) -> bool {
        !self.scattered.contains(name)
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

/// Items that are gone and items that came, of the same make, where that says which is which: it is rich enough, and no
/// other is made so.
fn alike<'i>(gone: &[&'i Item], come: &[&'i Item]) -> Vec<(&'i Item, &'i Item)> {
    let rich = |item: &Item| match &item.kind {
        ItemKind::Struct(object) | ItemKind::Form(object) => object.fields.len() >= FEWEST,
        ItemKind::StringEnum(values) | ItemKind::IntegerEnum(values) => values.variants.len() >= FEWEST,
        ItemKind::Union(union) => union.variants.len() >= FEWEST,
        _ => false,
    };
    let of = |all: &[&'i Item], one: &Item| -> Vec<&'i Item> {
        all.iter().copied().filter(|item| same_make(&item.kind, &one.kind)).collect()
    };
    let mut found = Vec::new();
    for old in gone.iter().copied().filter(|item| rich(item)) {
        if let ([_], [new]) = (of(gone, old).as_slice(), of(come, old).as_slice()) {
            found.push((old, *new));
        }
    }
    found
}

/// Whether two items are made alike: what is in them, and not what is said about it.
fn same_make(old: &ItemKind, new: &ItemKind) -> bool {
    match (old, new) {
        (ItemKind::Struct(old), ItemKind::Struct(new)) | (ItemKind::Form(old), ItemKind::Form(new)) => {
            let field = |one: &Field| (one.wire_name.clone(), one.ty.clone(), one.presence, one.constant.clone());
            let fields = |object: &Struct| object.fields.iter().map(field).collect::<Vec<_>>();
            old.constructible == new.constructible && old.extra == new.extra && fields(old) == fields(new)
        }
        (ItemKind::StringEnum(old), ItemKind::StringEnum(new))
        | (ItemKind::IntegerEnum(old), ItemKind::IntegerEnum(new)) => {
            let values = |all: &ValueEnum| all.variants.iter().map(|one| one.json.clone()).collect::<Vec<_>>();
            values(old) == values(new)
        }
        (ItemKind::Union(old), ItemKind::Union(new)) => {
            let variants = |all: &UnionItem| all.variants.iter().map(|one| one.ty.clone()).collect::<Vec<_>>();
            old.tag == new.tag && variants(old) == variants(new)
        }
        _ => false,
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
