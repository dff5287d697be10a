//! Calls: methods of groups, by the way that leads to them.

use std::collections::{BTreeMap, BTreeSet};

use super::super::verdict::Level;
use super::super::wire::OperationPair;
use super::{Beside, Crates, NAME, ORDER, Place, text};
use crate::api::Api;
use crate::surface::{Argument, Call, Group, ItemKind, RustType, Surface};

/// A call, the methods that lead to it, and the file that it is in.
struct Reached<'a> {
    call: &'a Call,
    group: String,
}

/// All calls by the methods that lead to them: `client.pets().list`.
fn calls(surface: &Surface) -> BTreeMap<String, Reached<'_>> {
    let mut found = BTreeMap::new();
    for group in &surface.groups {
        collect(group, "client", &mut found);
    }
    found
}

fn collect<'a>(group: &'a Group, above: &str, found: &mut BTreeMap<String, Reached<'a>>) {
    let path = format!("{above}.{}()", group.method());
    for call in &group.calls {
        found.insert(format!("{path}.{}", call.method), Reached { call, group: path.clone() });
    }
    for child in &group.groups {
        collect(child, &path, found);
    }
}

/// By the pointer of an operation, the one of that which took its place.
fn partners<'a>(old: &'a Api, new: &'a Api, operations: &[OperationPair]) -> BTreeMap<&'a str, &'a str> {
    let both = operations.iter().filter_map(|pair| Some((old.operations.get(pair.0)?, new.operations.get(pair.1)?)));
    both.map(|(from, to)| (from.origin.pointer.as_str(), to.origin.pointer.as_str())).collect()
}

impl Crates<'_> {
    /// Compares all calls: each with the one of the operation that took the place of its own, whatever that is called, and
    /// else with the one that has its name. `operations` stand for each other.
    pub(super) fn calls(&mut self, operations: &[OperationPair]) {
        let (surface_old, surface_new) = (self.old.surface, self.new.surface);
        let (old, new) = (calls(surface_old), calls(surface_new));
        let partners = partners(self.old.api, self.new.api, operations);
        let by_origin: BTreeMap<&str, &str> =
            new.iter().map(|(name, reached)| (reached.call.origin.as_str(), name.as_str())).collect();
        let mut told: BTreeSet<&str> = BTreeSet::new();
        for (name, reached) in &old {
            let partner = partners.get(reached.call.origin.as_str()).copied();
            let same = new.get(name);
            let stays = same.is_some_and(|other| partner == Some(other.call.origin.as_str()));
            let now = partner.and_then(|origin| by_origin.get(origin).copied()).filter(|_| !stays).unwrap_or(name);
            let Some(other) = new.get(now) else {
                let place = Place { old: Some(reached.call.origin.clone()), is_call: true, ..Place::default() };
                let file = self.old.file(&reached.group);
                self.note(Level::Major, place, text::method(&reached.group, reached.call), String::new(), &file);
                continue;
            };
            told.insert(now);
            if now != name {
                let of = |there: Option<&Reached<'_>>| there.map(|one| one.call.origin.clone());
                let beside = Beside { new: of(same), old: of(old.get(now)) };
                self.called((name, reached), (now, other), beside);
            } else if !stays {
                let is_new = !partners.values().any(|origin| *origin == other.call.origin);
                self.taken_over(reached, other, is_new);
            }
            self.call(reached, other);
        }
        for (_, reached) in new.iter().filter(|(name, _)| !told.contains(name.as_str())) {
            let place = Place { new: Some(reached.call.origin.clone()), is_call: true, ..Place::default() };
            let file = self.new.file(&reached.group);
            self.note(Level::Minor, place, String::new(), text::method(&reached.group, reached.call), &file);
        }
    }

    /// Notes that a call is one of another operation now: code that calls it compiles, and does something else.
    fn taken_over(&mut self, old: &Reached<'_>, new: &Reached<'_>, is_new: bool) {
        let (from, to) = (old.call, new.call);
        let place =
            Place { old: Some(from.origin.clone()), new: Some(to.origin.clone()), is_call: true, ..Place::default() };
        let said = |reached: &Reached<'_>| {
            let (method, call) = (text::method(&reached.group, reached.call), reached.call);
            format!("{method}  # {} {}", call.http_method, call.path)
        };
        let file = self.new.file(&new.group);
        if is_new {
            let place = Place { old: None, ..place.clone() };
            self.note(Level::Minor, place, String::new(), said(new), &file);
        }
        self.note(Level::Major, place, said(old), said(new), &file);
    }

    /// Notes that a call has another name: what code says is gone, or calls another operation.
    fn called(&mut self, (was, old): (&str, &Reached<'_>), (is, new): (&str, &Reached<'_>), beside: Beside) {
        let place = Place {
            old: Some(old.call.origin.clone()),
            new: Some(new.call.origin.clone()),
            member: Some(NAME.to_owned()),
            is_call: true,
            beside,
        };
        let (before, after) = (text::method(&old.group, old.call), text::method(&new.group, new.call));
        let file = self.new.file(&new.group);
        self.note(Level::Major, place, before, after, &file);
        if let Some(change) = self.changes.last_mut() {
            change.called = Some((was.to_owned(), is.to_owned()));
        }
    }

    fn call(&mut self, old: &Reached<'_>, new: &Reached<'_>) {
        let (from, to) = (old.call, new.call);
        let file = self.new.file(&new.group);
        let place = |member: Option<&str>| Place {
            old: Some(from.origin.clone()),
            new: Some(to.origin.clone()),
            member: member.map(str::to_owned),
            is_call: true,
            ..Place::default()
        };
        let (before, after) = (text::method(&old.group, from), text::method(&new.group, to));
        if from.deprecated.is_some() != to.deprecated.is_some() {
            let said = |call: &Call, text: &str| text::marked(text, call.deprecated.is_some());
            self.note(Level::Minor, place(None), said(from, &before), said(to, &after), &file);
        }
        let mut noted = self.arguments(from, to, &before, &after, &file, &place);
        if self.changed_output(from, to) {
            self.note(Level::Major, place(Some("answer")), before.clone(), after.clone(), &file);
            noted = true;
        }
        self.setters(old, new, &file, &place);
        noted |= self.body(old, new, &file, &place);
        match (&from.paging, &to.paging) {
            (Some(_), None) => self.note(Level::Major, place(None), format!("{before}.items()"), String::new(), &file),
            (None, Some(_)) => self.note(Level::Minor, place(None), String::new(), format!("{after}.items()"), &file),
            _ => {}
        }
        match (&from.stream, &to.stream) {
            (Some(_), None) => self.note(Level::Major, place(None), format!("{before}.stream()"), String::new(), &file),
            (None, Some(_)) => self.note(Level::Minor, place(None), String::new(), format!("{after}.stream()"), &file),
            _ => {}
        }
        if !noted && sent(from) != sent(to) {
            self.note(Level::Patch, place(None), after.clone(), after, &file);
        }
    }

    fn changed_output(&self, from: &Call, to: &Call) -> bool {
        use crate::surface::Output;
        match (&from.output, &to.output) {
            (Output::Json(old), Output::Json(new)) => !self.renames.same(old, new),
            (Output::OneOf(old, _), Output::OneOf(new, _)) => self.renames.of(old) != new,
            (Output::Stream(_), Output::Stream(_)) => {
                let (old, new) = (text::output(&from.output), text::output(&to.output));
                old != new && !self.renames.iter().any(|(before, after)| old.replace(before, after) == new)
            }
            (old, new) => text::output(old) != text::output(new),
        }
    }

    fn arguments(
        &mut self,
        from: &Call,
        to: &Call,
        before: &str,
        after: &str,
        file: &str,
        place: &dyn Fn(Option<&str>) -> Place,
    ) -> bool {
        let (old, new) = (&from.arguments, &to.arguments);
        let renamed =
            from.arguments.iter().zip(&to.arguments).all(|(one, other)| {
                one.parameter.kind == other.parameter.kind && self.renames.same(&one.ty, &other.ty)
            });
        let wire = |argument: &Argument| argument.parameter.wire_name.clone();
        let names = |list: &[Argument]| list.iter().map(wire).collect::<Vec<_>>();
        if names(old) == names(new) {
            let said = |argument: &Argument| format!("{}: {}", argument.rust_name, text::argument(&argument.ty));
            let both = old.iter().zip(new);
            let differing: Vec<_> = both.filter(|(one, other)| !self.renames.same(&one.ty, &other.ty)).collect();
            for (one, other) in &differing {
                self.note(Level::Major, place(Some(&wire(one))), said(one), said(other), file);
            }
            return !differing.is_empty();
        }
        let (was, is) = (names(old), names(new));
        let shared = |these: &[String], those: &[String]| -> Vec<String> {
            these.iter().filter(|one| those.contains(one)).cloned().collect()
        };
        if shared(&was, &is) != shared(&is, &was) {
            self.note(Level::Major, place(Some(ORDER)), before.to_owned(), after.to_owned(), file);
        }
        let level = if old.len() == new.len() && renamed { Level::Patch } else { Level::Major };
        // Each parameter that makes the difference shows the whole of it.
        let only = |these: &[String], those: &[String]| -> Vec<String> {
            these.iter().filter(|one| !those.contains(one)).cloned().collect()
        };
        for parameter in only(&is, &was).iter().chain(&only(&was, &is)) {
            self.note(level, place(Some(parameter)), before.to_owned(), after.to_owned(), file);
        }
        true
    }

    fn setters(&mut self, old: &Reached<'_>, new: &Reached<'_>, file: &str, place: &dyn Fn(Option<&str>) -> Place) {
        let key = |one: &Argument| (one.parameter.wire_name.clone(), one.rust_name.clone());
        let is_in = |list: &[Argument], one: &Argument| list.iter().any(|other| key(other) == key(one));
        // Another name on the wire may be the same one in Rust.
        let now = |one: &Argument| {
            let named = new.call.setters.iter().find(|other| key(other) == key(one));
            named.or_else(|| {
                let mut free = new.call.setters.iter().filter(|other| !is_in(&old.call.setters, other));
                free.find(|other| other.rust_name == one.rust_name)
            })
        };
        for setter in &old.call.setters {
            let wire = setter.parameter.wire_name.as_str();
            let before = text::setter(&old.call.name, setter);
            match now(setter) {
                Some(other) => {
                    let after = text::setter(&new.call.name, other);
                    if setter.deprecated.is_some() != other.deprecated.is_some() {
                        let (was, is) = (setter.deprecated.is_some(), other.deprecated.is_some());
                        let (before, after) = (text::marked(&before, was), text::marked(&after, is));
                        self.note(Level::Minor, place(Some(wire)), before, after, file);
                    }
                    if !self.renames.same(&setter.ty, &other.ty) {
                        self.note(Level::Major, place(Some(wire)), before, after, file);
                    }
                }
                None => self.note(Level::Major, place(Some(wire)), before, String::new(), file),
            }
        }
        for setter in &new.call.setters {
            let is_kept = old.call.setters.iter().any(|other| other.rust_name == setter.rust_name);
            if !is_kept && !is_in(&old.call.setters, setter) {
                let wire = setter.parameter.wire_name.as_str();
                self.note(Level::Minor, place(Some(wire)), String::new(), text::setter(&new.call.name, setter), file);
            }
        }
    }

    fn body(
        &mut self,
        old: &Reached<'_>,
        new: &Reached<'_>,
        file: &str,
        place: &dyn Fn(Option<&str>) -> Place,
    ) -> bool {
        let place = || place(Some("body"));
        let said = |reached: &Reached<'_>| {
            let body = reached.call.body.as_ref();
            let shown = body.map(|body| {
                if body.required {
                    text::method(&reached.group, reached.call)
                } else {
                    format!("{}.{}({})", reached.call.name, body.rust_name, text::ty(&body.ty))
                }
            });
            shown.unwrap_or_else(|| text::method(&reached.group, reached.call))
        };
        let (before, after) = (said(old), said(new));
        let level = match (&old.call.body, &new.call.body) {
            (None, None) => return false,
            (None, Some(body)) if !body.required => Level::Minor,
            (Some(from), Some(to)) if from.required == to.required && self.renames.same(&from.ty, &to.ty) => {
                return false;
            }
            (Some(from), Some(to)) if from.required == to.required && self.goes_on(&from.ty, &to.ty) => Level::Minor,
            _ => Level::Major,
        };
        self.note(level, place(), before, after, file);
        true
    }

    /// Whether what was passed as a body becomes the new type by itself: what an enum of bodies is made of, where nothing
    /// else could be passed for it before.
    fn goes_on(&self, old: &RustType, new: &RustType) -> bool {
        let item = |surface: &'_ Surface, ty: &RustType| {
            let all = surface.models.iter().flat_map(|module| &module.items);
            let RustType::Item(name) = ty else { return None };
            all.into_iter().find(|item| item.name == *name).map(|item| item.kind.clone())
        };
        let alone = matches!(item(self.old.surface, old), Some(ItemKind::Struct(object)) if !object.from_field);
        let Some(ItemKind::Body(body)) = item(self.new.surface, new) else { return false };
        alone && body.variants.iter().any(|variant| variant.from && self.renames.same(old, &variant.ty))
    }
}

/// What goes over the wire by a call, without a name of Rust in it.
fn sent(call: &Call) -> impl PartialEq {
    // In which order they go says nothing.
    let specs = |list: &[Argument]| {
        let mut all: Vec<_> = list.iter().map(|one| one.parameter.clone()).collect();
        all.sort_by(|one, other| one.wire_name.cmp(&other.wire_name));
        all
    };
    let errors: Vec<String> = call.errors.iter().map(|error| error.status.clone()).collect();
    let body = call.body.as_ref().map(|body| (body.media_type.clone(), body.styles.clone(), body.kind));
    let address = (call.http_method.clone(), call.path.clone(), call.server.clone(), call.security.clone());
    (address, specs(&call.arguments), specs(&call.setters), body, errors, call.accept.clone(), call.headers.clone())
}
