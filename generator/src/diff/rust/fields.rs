//! Structs: their fields, and what makes one.

use super::super::verdict::Level;
use super::items::member_of;
use super::{Change, Crates, Place, text};
use crate::surface::{Field, FieldPresence, Item, RustType, Struct};

/// What `new` takes, in order: names on the wire.
fn taken(object: &Struct) -> Vec<&Field> {
    let needs = |field: &&Field| {
        field.constant.is_none() && matches!(field.presence, FieldPresence::Required | FieldPresence::RequiredNullable)
    };
    object.fields.iter().filter(needs).collect()
}

/// The field of `to` that is the `field` of `from`: of the same member, or of one that only has another name on the wire.
fn partner<'t>(field: &Field, from: &Struct, to: &'t Struct) -> Option<&'t Field> {
    let is_in = |object: &Struct, one: &Field| object.fields.iter().any(|other| other.wire_name == one.wire_name);
    let same = to.fields.iter().find(|other| other.wire_name == field.wire_name);
    same.or_else(|| to.fields.iter().find(|other| other.rust_name == field.rust_name && !is_in(from, other)))
}

impl Crates<'_> {
    pub(super) fn fields(&mut self, old: &Item, new: &Item, from: &Struct, to: &Struct) {
        let file = self.new.file(&new.name);
        for field in &from.fields {
            let place = member_of(old, new, &field.wire_name);
            match partner(field, from, to) {
                Some(other) => self.field((old, new), field, other, place, &file),
                None => self.note(Level::Major, place, text::field(&old.name, field), String::new(), &file),
            }
        }
        for field in to.fields.iter().filter(|one| partner(one, to, from).is_none()) {
            let place = member_of(old, new, &field.wire_name);
            let is_taken = taken(to).iter().any(|one| one.wire_name == field.wire_name);
            let breaks = from.constructible && to.constructible && is_taken;
            let level = if breaks { Level::Major } else { Level::Minor };
            self.note(level, place, String::new(), text::field(&new.name, field), &file);
        }
        self.making(old, new, from, to, &file);
        let place = Place { old: Some(old.origin.clone()), new: Some(new.origin.clone()), ..Place::default() };
        let extra = |object: &Struct, item: &Item| {
            let ty = object.extra.as_ref().map(|ty| RustType::Map(Box::new(ty.clone())));
            ty.map(|ty| format!("{}::{}: {}", item.name, object.extra_name, text::ty(&ty))).unwrap_or_default()
        };
        match (&from.extra, &to.extra) {
            (Some(one), Some(other)) if self.renames.same(one, other) && from.extra_name == to.extra_name => {}
            (None, None) => {}
            (None, Some(_)) => self.note(Level::Minor, place.clone(), String::new(), extra(to, new), &file),
            _ => self.note(Level::Major, place.clone(), extra(from, old), extra(to, new), &file),
        }
        let patterns = |object: &Struct| {
            let each = object.patterns.iter().map(|one| format!("{}: {}", one.rust_name, text::ty(&one.ty)));
            each.collect::<Vec<_>>().join(", ")
        };
        let (before, after) = (patterns(from), patterns(to));
        if before != after {
            let level = if before.is_empty() { Level::Minor } else { Level::Major };
            self.note(level, place, before, after, &file);
        }
    }

    /// Compares a field that both have.
    fn field(&mut self, items: (&Item, &Item), old: &Field, new: &Field, place: Place, file: &str) {
        let (before, after) = (text::field(&items.0.name, old), text::field(&items.1.name, new));
        if old.deprecated.is_some() != new.deprecated.is_some() {
            let said = |field: &Field, text: &str| text::marked(text, field.deprecated.is_some());
            self.note(Level::Minor, place.clone(), said(old, &before), said(new, &after), file);
        }
        let same = self.renames.same(&old.ty, &new.ty);
        if same && old.presence == new.presence && old.rust_name == new.rust_name {
            if old.constant != new.constant {
                let said = |field: &Field| field.constant.clone().unwrap_or_default();
                let (before, after) = (format!("{before} = {}", said(old)), format!("{after} = {}", said(new)));
                self.note(Level::Patch, place, before, after, file);
            } else if old.part != new.part || old.wire_name != new.wire_name {
                self.note(Level::Patch, place, before, after, file);
            }
            return;
        }
        let inner = |ty: &RustType| match ty {
            RustType::Boxed(inner) => (**inner).clone(),
            other => other.clone(),
        };
        let boxed = !same && old.presence == new.presence && self.renames.same(&inner(&old.ty), &inner(&new.ty));
        let file = file.to_owned();
        self.changes.push(Change {
            level: Level::Major,
            place,
            before,
            after,
            file,
            boxed,
            renamed: None,
            called: None,
        });
    }

    /// Compares `new` of both, and what else makes one.
    fn making(&mut self, old: &Item, new: &Item, from: &Struct, to: &Struct, file: &str) {
        let place = Place { old: Some(old.origin.clone()), new: Some(new.origin.clone()), ..Place::default() };
        let shown = |item: &Item, object: &Struct| {
            if object.constructible {
                let each =
                    taken(object).into_iter().map(|field| format!("{}: {}", field.rust_name, text::ty(&field.ty)));
                format!("{}::new({})", item.name, each.collect::<Vec<_>>().join(", "))
            } else {
                String::new()
            }
        };
        match (from.constructible, to.constructible) {
            (true, true) => {
                let now = |field: &Field| partner(field, from, to).unwrap_or(field).wire_name.clone();
                let before: Vec<String> = taken(from).into_iter().map(now).collect();
                let after: Vec<String> = taken(to).into_iter().map(|field| field.wire_name.clone()).collect();
                // Each member that makes the difference shows the whole of it.
                let only = |these: &[String], those: &[String]| -> Vec<String> {
                    these.iter().filter(|one| !those.contains(one)).cloned().collect()
                };
                for member in only(&before, &after).iter().chain(&only(&after, &before)) {
                    self.note(Level::Major, member_of(old, new, member), shown(old, from), shown(new, to), file);
                }
                let sorted = |names: &[String]| {
                    let mut names = names.to_vec();
                    names.sort();
                    names
                };
                if before != after && sorted(&before) == sorted(&after) {
                    self.note(Level::Major, place.clone(), shown(old, from), shown(new, to), file);
                }
            }
            (true, false) => self.note(Level::Major, place.clone(), shown(old, from), String::new(), file),
            (false, true) => self.note(Level::Minor, place.clone(), String::new(), shown(new, to), file),
            (false, false) => {}
        }
        let whole = |object: &Struct| object.from_field && taken(object).len() == 1;
        if whole(from) && !whole(to) && from.constructible {
            let before = format!("impl From<_> for {}", old.name);
            self.note(Level::Major, place.clone(), before, String::new(), file);
        }
        let default = |object: &Struct| object.constructible && taken(object).is_empty();
        if default(from) && !default(to) {
            self.note(Level::Major, place, format!("impl Default for {}", old.name), String::new(), file);
        }
    }
}
