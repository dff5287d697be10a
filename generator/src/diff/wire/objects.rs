//! Objects: their members.

use serde_json::Value;

use super::super::finding::Site;
use super::super::verdict::Ways;
use super::types::Both;
use super::{Met, Wire, labels};
use crate::api::{Additional, Object, Property, Shape, TypeId};

impl Wire<'_> {
    /// Compares the members of two objects.
    pub(super) fn objects(&mut self, both: Both<'_>, old: &Object, new: &Object) {
        let has = |object: &Object, name: &str| object.properties.iter().any(|one| one.wire_name == name);
        for property in &old.properties {
            if let Some(other) = new.properties.iter().find(|other| other.wire_name == property.wire_name) {
                self.property(both, property, other);
            }
        }
        let gone: Vec<_> = old.properties.iter().filter(|one| !has(new, &one.wire_name)).collect();
        let come: Vec<_> = new.properties.iter().filter(|one| !has(old, &one.wire_name)).collect();
        if let ([from], [to]) = (gone.as_slice(), come.as_slice())
            && self.is_rename(old, new, from, to)
        {
            let (before, after) = (from.wire_name.clone(), to.wire_name.clone());
            self.of_property(both, "property-renamed", Some(from), Some(to), (&before, &after));
            self.held_types(both.pair, from.ty.id, to.ty.id, ways(to));
        } else {
            for property in gone {
                let kind = if property.required { "required-property-removed" } else { "optional-property-removed" };
                let id = self.of_property(both, kind, Some(property), None, (&property.wire_name, ""));
                self.brings(id, [], [property.ty.id]);
            }
            for property in come {
                let kind = if property.required { "required-property-added" } else { "optional-property-added" };
                let id = self.of_property(both, kind, None, Some(property), ("", &property.wire_name));
                self.brings(id, [property.ty.id], []);
            }
        }
        self.order(both, old, new);
        self.additional(both, said(old), said(new));
        if old.overlaps != new.overlaps {
            self.shown.push(both.pair);
        }
        let patterns = |object: &Object| -> Vec<String> {
            object.patterns.iter().map(|members| members.pattern.clone()).collect()
        };
        let (before, after) = (patterns(old), patterns(new));
        if before == after {
            for (from, to) in old.patterns.iter().zip(&new.patterns) {
                self.held(both, from.ty, to.ty, Ways::BOTH);
            }
        } else {
            self.differ(both, "patterns-changed", &before.join(", "), &after.join(", "));
        }
    }

    /// Whether a member that is gone is the one that came: both stand at one place and hold the same.
    fn is_rename(&self, old: &Object, new: &Object, from: &Property, to: &Property) -> bool {
        let place = |object: &Object, property: &Property| {
            object.properties.iter().position(|one| one.wire_name == property.wire_name)
        };
        from.required == to.required
            && from.ty.nullable == to.ty.nullable
            && place(old, from) == place(new, to)
            && self.looks_the_same(from.ty.id, to.ty.id)
    }

    /// Compares a member that both have.
    fn property(&mut self, both: Both<'_>, old: &Property, new: &Property) {
        self.docs((&old.docs, &old.origin), (&new.docs, &new.origin));
        let is_array =
            |api: &crate::api::Api, id: TypeId| api.get(id).is_some_and(|ty| matches!(ty.shape, Shape::Array(_)));
        let (api_old, api_new) = (self.old.api, self.new.api);
        let array = is_array(api_old, old.ty.id) && is_array(api_new, new.ty.id);
        let mut note = |kind, before: &str, after: &str| {
            self.of_property(both, kind, Some(old), Some(new), (before, after));
        };
        let flags = (old.read_only, old.write_only) != (new.read_only, new.write_only);
        match (old.required, new.required) {
            (false, true) if !flags => note("property-required", "optional", "required"),
            (true, false) if !flags && array => note("array-optional", "required", "optional"),
            (true, false) if !flags => note("property-optional", "required", "optional"),
            _ => {}
        }
        match (old.ty.nullable, new.ty.nullable) {
            // Where it may be absent, null is read as that.
            (false, true) if !old.required => note("optional-nullable-added", "not null", "nullable"),
            (false, true) => note("nullable-added", "not null", "nullable"),
            (true, false) => note("nullable-removed", "nullable", "not null"),
            _ => {}
        }
        if flags {
            note(FLIPPED, travels(old), travels(new));
        }
        if old.docs.deprecated != new.docs.deprecated {
            let kind = if new.docs.deprecated { "field-deprecated" } else { "field-no-longer-deprecated" };
            note(kind, "", "");
        }
        // `null` is what nothing is, and what is always there is never absent.
        let always = old.required && new.required;
        let meant = |property: &Property| property.default.clone().filter(|value| !value.is_null() && !always);
        if let Some(kind) = default_changed("default-changed", meant(old).as_ref(), meant(new).as_ref()) {
            let said = |property: &Property| meant(property).as_ref().map(ToString::to_string).unwrap_or_default();
            note(kind, &said(old), &said(new));
        } else if old.default != new.default {
            self.text(&old.origin, &new.origin);
        }
        self.held_types(both.pair, old.ty.id, new.ty.id, ways(old).and(ways(new)));
    }

    fn of_property(
        &mut self,
        both: Both<'_>,
        kind: &'static str,
        old: Option<&Property>,
        new: Option<&Property>,
        (before, after): (&str, &str),
    ) -> usize {
        let subject = match (new, old) {
            (Some(property), _) => labels::member(self.new.api, both.ids.1, &property.wire_name),
            (None, Some(property)) => labels::member(self.old.api, both.ids.0, &property.wire_name),
            (None, None) => String::new(),
        };
        let member = new.or(old).map(|property| property.wire_name.clone());
        let id = self.note(Met {
            kind,
            old: old.map(|property| &property.origin),
            new: new.map(|property| &property.origin),
            subject,
            before: before.to_owned(),
            after: after.to_owned(),
            site: Site::Pair(both.pair, member),
        });
        if let ("property-renamed", Some(finding), Some(old)) = (kind, self.found.findings.get_mut(id), old) {
            finding.sites.insert(Site::Pair(both.pair, Some(old.wire_name.clone())));
        }
        let allowed = match (old, new) {
            (Some(old), Some(new)) if kind == FLIPPED => ways(old).or(ways(new)),
            // Where it does not travel any more, or did not, nothing about it matters.
            (Some(old), Some(new)) => ways(old).and(ways(new)),
            (Some(one), None) | (None, Some(one)) => ways(one),
            (None, None) => Ways::BOTH,
        };
        self.travels(id, allowed);
        id
    }

    /// Notes that the members that both have stand in another order.
    fn order(&mut self, both: Both<'_>, old: &Object, new: &Object) {
        let names = |these: &Object, those: &Object| -> Vec<String> {
            let shared = |one: &&Property| those.properties.iter().any(|other| other.wire_name == one.wire_name);
            these.properties.iter().filter(shared).map(|one| one.wire_name.clone()).collect()
        };
        let (before, after) = (names(old, new), names(new, old));
        if before != after {
            self.differ(both, "order-changed", "", "");
        }
    }

    fn additional(&mut self, both: Both<'_>, old: Additional, new: Additional) {
        match (old, new) {
            (Additional::Typed(from), Additional::Typed(to)) => self.held(both, from, to, Ways::BOTH),
            (Additional::Forbidden, Additional::Unmentioned | Additional::Typed(_)) => {
                self.differ(both, "members-allowed", "no others", "others");
            }
            (Additional::Unmentioned | Additional::Typed(_), Additional::Forbidden) => {
                self.differ(both, "members-forbidden", "others", "no others");
            }
            (Additional::Unmentioned, Additional::Typed(to)) => {
                let id = self.differ(both, "members-typed", "", "");
                self.brings(id, [to.id], []);
            }
            (Additional::Typed(from), Additional::Unmentioned) => {
                let id = self.differ(both, "members-untyped", "", "");
                self.brings(id, [], [from.id]);
            }
            _ => {}
        }
    }
}

/// The kind of change from one default to another one: where there was none, nobody knows what was meant before.
pub(super) fn default_changed(kind: &'static str, old: Option<&Value>, new: Option<&Value>) -> Option<&'static str> {
    match (old, new) {
        (None, Some(_)) => Some("default-given"),
        (Some(_), None) => Some("default-taken"),
        _ => Some(kind).filter(|_| old != new),
    }
}

/// What the schema of an object says of other members.
fn said(object: &Object) -> Additional {
    if object.overlaps { Additional::Unmentioned } else { object.additional }
}

/// The ways that a member travels.
fn ways(property: &Property) -> Ways {
    match (property.read_only, property.write_only) {
        (true, false) => Ways::RESPONSE,
        (false, true) => Ways::REQUEST,
        _ => Ways::BOTH,
    }
}

/// The kind of a member that travels another way.
pub(super) const FLIPPED: &str = "travels-otherwise";

/// How a member travels that the other side never sends.
pub const ONLY_ANSWERS: &str = "only in answers";
pub(super) const ONLY_REQUESTS: &str = "only in requests";

fn travels(property: &Property) -> &'static str {
    match (property.read_only, property.write_only) {
        (true, false) => ONLY_ANSWERS,
        (false, true) => ONLY_REQUESTS,
        _ => "both ways",
    }
}
