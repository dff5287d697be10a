//! Models: items by their names, as those are what code says.

use std::collections::BTreeMap;

use super::super::verdict::Level;
use super::{Crates, Place, text};
use crate::surface::{BodyVariant, Item, ItemKind, RustType, StatusArm, Surface, TupleItem, UnionItem, ValueEnum};

/// Items by name.
fn by_name(surface: &Surface) -> BTreeMap<&str, &Item> {
    surface.models.iter().flat_map(|module| &module.items).map(|item| (item.name.as_str(), item)).collect()
}

/// The words before the name of an item.
fn keyword(kind: &ItemKind) -> &'static str {
    match kind {
        ItemKind::Struct(_) | ItemKind::Newtype(_) | ItemKind::Tuple(_) | ItemKind::Form(_) => "struct",
        _ => "enum",
    }
}

/// Where a member of an item stands.
pub(super) fn member_of(old: &Item, new: &Item, member: &str) -> Place {
    let member = Some(member.to_owned());
    Place { old: Some(old.origin.clone()), new: Some(new.origin.clone()), member, ..Place::default() }
}

impl Crates<'_> {
    /// Compares all models.
    pub(super) fn items(&mut self) {
        let (surface_old, surface_new) = (self.old.surface, self.new.surface);
        let (old, new) = (by_name(surface_old), by_name(surface_new));
        let mut taken: Vec<&str> = Vec::new();
        for (name, item) in &old {
            let now = self.renames.of(name).to_owned();
            if let Some(other) = new.get(now.as_str()) {
                taken.push(other.name.as_str());
                self.item(item, other);
                self.parted(item, other, &new);
                continue;
            }
            let place = Place { old: Some(item.origin.clone()), ..Place::default() };
            let file = self.old.file(&item.name);
            let before = format!("{} {}", keyword(&item.kind), item.name);
            self.note(Level::Major, place, before, String::new(), &file);
        }
        for (_, item) in new.iter().filter(|(name, _)| !taken.contains(*name)) {
            let place = Place { new: Some(item.origin.clone()), ..Place::default() };
            let file = self.new.file(&item.name);
            self.note(Level::Minor, place, String::new(), format!("{} {}", keyword(&item.kind), item.name), &file);
        }
    }

    /// Compares two items that are one, and keeps no promise that an alias would not: with it all that the old name stood for
    /// has to compile.
    fn item(&mut self, old: &Item, new: &Item) {
        let first = self.changes.len();
        self.parts_of(old, new);
        let own = self.changes.get_mut(first..).unwrap_or_default();
        let breaks = own.iter().any(|change| change.level == Level::Major && change.renamed.is_none());
        if breaks || !self.renames.is_one(&old.name) {
            for change in own {
                change.renamed = None;
            }
        }
    }

    /// Says of an item that was another name of one whether it is that no more: its name is still there, but what took one of
    /// the two for the other has to be told.
    fn parted(&mut self, old: &Item, new: &Item, items: &BTreeMap<&str, &Item>) {
        let Some(of) = &old.same_as else { return };
        let now = |name: &str| items.get(name).and_then(|item| item.same_as.as_deref()).unwrap_or(name).to_owned();
        if now(self.renames.of(of)) == now(&new.name) {
            return;
        }
        let place = Place { old: Some(old.origin.clone()), new: Some(new.origin.clone()), ..Place::default() };
        let file = self.new.file(&new.name);
        let after = match &new.same_as {
            Some(of) => format!("type {} = {of}", new.name),
            None => format!("{} {}", keyword(&new.kind), new.name),
        };
        self.note(Level::Minor, place, format!("type {} = {of}", old.name), after, &file);
    }

    fn parts_of(&mut self, old: &Item, new: &Item) {
        let place = Place { old: Some(old.origin.clone()), new: Some(new.origin.clone()), ..Place::default() };
        let file = self.new.file(&new.name);
        let shown = |item: &Item| format!("{} {}", keyword(&item.kind), item.name);
        if old.name != new.name {
            self.renamed(old, new, place.clone(), (shown(old), shown(new)), &file);
        }
        if new.deprecated.is_some() != old.deprecated.is_some() {
            let said = |item: &Item| text::marked(&shown(item), item.deprecated.is_some());
            self.note(Level::Minor, place.clone(), said(old), said(new), &file);
        }
        match (&old.kind, &new.kind) {
            (ItemKind::Struct(from), ItemKind::Struct(to)) | (ItemKind::Form(from), ItemKind::Form(to)) => {
                self.fields(old, new, from, to);
            }
            (ItemKind::StringEnum(from), ItemKind::StringEnum(to))
            | (ItemKind::IntegerEnum(from), ItemKind::IntegerEnum(to)) => self.values(old, new, from, to),
            (ItemKind::Union(from), ItemKind::Union(to)) => self.union(old, new, from, to),
            (ItemKind::Newtype(from), ItemKind::Newtype(to)) => {
                if !self.renames.same(from, to) {
                    let said = |name: &str, ty| format!("struct {name}(pub {})", text::ty(ty));
                    self.note(Level::Major, place, said(&old.name, from), said(&new.name, to), &file);
                }
            }
            (ItemKind::Tuple(from), ItemKind::Tuple(to)) => self.tuple(old, new, from, to),
            (ItemKind::Body(from), ItemKind::Body(to)) => {
                let variant = |one: &BodyVariant| (one.rust_name.clone(), one.ty.clone());
                let (from, to) = (from.variants.iter().map(variant), to.variants.iter().map(variant));
                self.variants(old, new, &from.collect::<Vec<_>>(), &to.collect::<Vec<_>>());
            }
            (ItemKind::Output(from), ItemKind::Output(to)) => {
                let arm = |arm: &StatusArm| (arm.rust_name.clone(), RustType::Item(text::output(&arm.output)));
                let (from, to) = (from.arms.iter().map(arm), to.arms.iter().map(arm));
                self.variants(old, new, &from.collect::<Vec<_>>(), &to.collect::<Vec<_>>());
            }
            (from, to) => {
                let said = |name: &str, kind: &ItemKind| format!("{} {name} ({})", keyword(kind), what(kind));
                self.note(Level::Major, place, said(&old.name, from), said(&new.name, to), &file);
            }
        }
    }

    /// An item that is called otherwise. What holds one value or several without names is made by its own name, which an
    /// alias cannot stand for.
    fn renamed(&mut self, old: &Item, new: &Item, place: Place, (before, after): (String, String), file: &str) {
        let can_stand = !matches!(new.kind, ItemKind::Newtype(_) | ItemKind::Tuple(_));
        let is_kept = new.former.contains(&old.name);
        if is_kept {
            let after = format!("{after}, #[deprecated] type {} = {}", old.name, new.name);
            let level = if can_stand { Level::Minor } else { Level::Major };
            self.note(level, place, before, after, file);
            return;
        }
        self.note(Level::Major, place, before, after, file);
        if let Some(change) = self.changes.last_mut().filter(|_| can_stand) {
            change.renamed = Some((old.name.clone(), new.name.clone()));
        }
    }

    fn values(&mut self, old: &Item, new: &Item, from: &ValueEnum, to: &ValueEnum) {
        let file = self.new.file(&new.name);
        let named = |item: &Item, name: &str| format!("{}::{name}", item.name);
        for variant in &from.variants {
            let place = member_of(old, new, &value(&variant.json));
            match to.variants.iter().find(|other| other.json == variant.json) {
                Some(other) if other.rust_name == variant.rust_name => {}
                Some(other) => {
                    let (before, after) = (named(old, &variant.rust_name), named(new, &other.rust_name));
                    self.note(Level::Major, place, before, after, &file);
                }
                None => self.note(Level::Major, place, named(old, &variant.rust_name), String::new(), &file),
            }
        }
        for variant in &to.variants {
            if !from.variants.iter().any(|other| other.json == variant.json) {
                let place = member_of(old, new, &value(&variant.json));
                self.note(Level::Minor, place, String::new(), named(new, &variant.rust_name), &file);
            }
        }
    }

    fn union(&mut self, old: &Item, new: &Item, from: &UnionItem, to: &UnionItem) {
        let list = |union: &UnionItem| -> Vec<(String, RustType)> {
            union.variants.iter().map(|one| (one.rust_name.clone(), one.ty.clone())).collect()
        };
        self.variants(old, new, &list(from), &list(to));
        let place = Place { old: Some(old.origin.clone()), new: Some(new.origin.clone()), ..Place::default() };
        let file = self.new.file(&new.name);
        for variant in from.variants.iter().filter(|one| one.from) {
            let kept = to.variants.iter().find(|other| other.rust_name == variant.rust_name);
            if kept.is_some_and(|other| !other.from && self.renames.same(&variant.ty, &other.ty)) {
                let before = format!("impl From<{}> for {}", text::ty(&variant.ty), old.name);
                self.note(Level::Major, place.clone(), before, String::new(), &file);
            }
        }
        if from.default.is_none() != to.default.is_none() {
            let unknown = |union: &UnionItem, item: &Item| match union.default {
                None => format!("{}::Unknown", item.name),
                Some(_) => String::new(),
            };
            let level = if to.default.is_none() { Level::Minor } else { Level::Major };
            self.note(level, place.clone(), unknown(from, old), unknown(to, new), &file);
        }
        let told = |union: &UnionItem| {
            let each =
                |one: &crate::surface::UnionVariant| (one.rust_name.clone(), one.tags.clone(), one.guards.clone());
            (union.tag.clone(), union.variants.iter().map(each).collect::<Vec<_>>())
        };
        if told(from) != told(to) && list(from) == list(to) {
            self.note(
                Level::Patch,
                place,
                format!("decoding of {}", old.name),
                format!("decoding of {}", new.name),
                &file,
            );
        }
    }

    /// Compares variants that hold something.
    fn variants(&mut self, old: &Item, new: &Item, from: &[(String, RustType)], to: &[(String, RustType)]) {
        let file = self.new.file(&new.name);
        let said = |item: &Item, (name, ty): &(String, RustType)| format!("{}::{name}({})", item.name, text::ty(ty));
        let place = Place { old: Some(old.origin.clone()), new: Some(new.origin.clone()), ..Place::default() };
        for variant in from {
            match to.iter().find(|other| other.0 == variant.0) {
                Some(other) if self.renames.same(&variant.1, &other.1) => {}
                Some(other) => self.note(Level::Major, place.clone(), said(old, variant), said(new, other), &file),
                None => self.note(Level::Major, place.clone(), said(old, variant), String::new(), &file),
            }
        }
        for variant in to.iter().filter(|one| !from.iter().any(|other| other.0 == one.0)) {
            self.note(Level::Minor, place.clone(), String::new(), said(new, variant), &file);
        }
    }

    fn tuple(&mut self, old: &Item, new: &Item, from: &TupleItem, to: &TupleItem) {
        let said = |item: &Item, tuple: &TupleItem| {
            let fields: Vec<String> =
                tuple.fields.iter().map(|field| format!("pub {}", text::held(&field.ty, field.presence))).collect();
            let rest = tuple.rest.iter().map(|ty| format!("pub Vec<{}>", text::ty(ty)));
            format!("struct {}({})", item.name, fields.into_iter().chain(rest).collect::<Vec<_>>().join(", "))
        };
        let same = from.fields.len() == to.fields.len()
            && from
                .fields
                .iter()
                .zip(&to.fields)
                .all(|(one, other)| one.presence == other.presence && self.renames.same(&one.ty, &other.ty))
            && match (&from.rest, &to.rest) {
                (Some(one), Some(other)) => self.renames.same(one, other),
                (None, None) => true,
                _ => false,
            };
        if !same {
            let place = Place { old: Some(old.origin.clone()), new: Some(new.origin.clone()), ..Place::default() };
            let file = self.new.file(&new.name);
            self.note(Level::Major, place, said(old, from), said(new, to), &file);
        }
    }
}

/// A value as people would name it.
fn value(json: &serde_json::Value) -> String {
    json.as_str().map_or_else(|| json.to_string(), str::to_owned)
}

fn what(kind: &ItemKind) -> &'static str {
    match kind {
        ItemKind::Struct(_) => "an object",
        ItemKind::StringEnum(_) => "strings",
        ItemKind::IntegerEnum(_) => "integers",
        ItemKind::Union(_) => "one of several types",
        ItemKind::Newtype(_) => "one value",
        ItemKind::Tuple(_) => "a tuple",
        ItemKind::Form(_) => "a form",
        ItemKind::Body(_) => "bodies",
        ItemKind::Output(_) => "answers",
    }
}
