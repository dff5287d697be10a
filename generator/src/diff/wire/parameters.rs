//! Parameters: added, removed, moved, and sent otherwise.

use super::super::finding::Site;
use super::super::verdict::Ways;
use super::objects::default_changed;
use super::{Met, Wire, labels, shapes};
use crate::api::{Location, Operation, Parameter, Scalar, Shape};
use crate::surface::{Group, Surface};

impl Wire<'_> {
    /// Compares the parameters of two operations that are one.
    pub(super) fn parameters(&mut self, pair: (usize, usize), old: &Operation, new: &Operation) {
        let in_path = |operation: &Operation| -> Vec<Parameter> {
            let all = operation.parameters.iter();
            all.filter(|parameter| parameter.location == Location::Path).cloned().collect()
        };
        let (before, after) = (in_path(old), in_path(new));
        for parameter in &before {
            let named = after.iter().find(|other| other.wire_name == parameter.wire_name);
            let placed = before.iter().position(|other| other == parameter).and_then(|at| after.get(at));
            if let Some(other) = named.or(placed.filter(|_| before.len() == after.len())) {
                self.parameter(pair, parameter, other);
            }
        }
        let loose = |operation: &Operation| -> Vec<Parameter> {
            let all = operation.parameters.iter();
            all.filter(|parameter| parameter.location != Location::Path).cloned().collect()
        };
        let (before, after) = (loose(old), loose(new));
        let is = |a: &Parameter, b: &Parameter| a.wire_name == b.wire_name && a.location == b.location;
        for parameter in &before {
            if let Some(other) = after.iter().find(|other| is(parameter, other)) {
                self.parameter(pair, parameter, other);
                continue;
            }
            let moved = after
                .iter()
                .find(|other| other.wire_name == parameter.wire_name && !before.iter().any(|one| is(one, other)));
            match moved {
                Some(other) => {
                    let (from, to) = (labels::location(parameter.location), labels::location(other.location));
                    // What a server need not have is missed by nobody, and what is sent elsewhere is read by nobody.
                    let kind = if other.required { "parameter-moved" } else { "optional-parameter-moved" };
                    self.of_parameter(pair, kind, (parameter, other), from, to);
                    self.parameter(pair, parameter, other);
                }
                None => self.parameter_removed(pair, old, parameter),
            }
        }
        let is_new = |parameter: &&Parameter| !before.iter().any(|other| other.wire_name == parameter.wire_name);
        for parameter in after.iter().filter(is_new) {
            self.parameter_added(pair, new, parameter);
        }
        self.parameter_order(pair, (old, &before), (new, &after));
    }

    /// Notes that required parameters stand in another order, where the arguments of the call do.
    fn parameter_order(
        &mut self,
        pair: (usize, usize),
        (from, before): (&Operation, &[Parameter]),
        (to, after): (&Operation, &[Parameter]),
    ) {
        let needed = |these: &[Parameter], those: &[Parameter]| -> Vec<String> {
            let is_in = |one: &&Parameter| those.iter().any(|other| other.required && other.wire_name == one.wire_name);
            these.iter().filter(|one| one.required).filter(is_in).map(|one| one.wire_name.clone()).collect()
        };
        let (was, is) = (needed(before, after), needed(after, before));
        if was == is {
            return;
        }
        let taken = |surface: &Surface, operation: &Operation| -> Vec<String> {
            let names = arguments(&surface.groups, &operation.origin.pointer).unwrap_or_default();
            names.into_iter().filter(|name| is.contains(name)).collect()
        };
        let (was, is) = (taken(self.old.surface, from), taken(self.new.surface, to));
        if was == is {
            return;
        }
        let id = self.note(Met {
            kind: "parameter-order-changed",
            old: Some(&from.origin),
            new: Some(&to.origin),
            subject: labels::operation_name(to),
            before: was.join(", "),
            after: is.join(", "),
            site: Site::NewOperation(pair.1),
        });
        self.travels(id, Ways::REQUEST);
    }

    fn parameter_added(&mut self, pair: (usize, usize), operation: &Operation, parameter: &Parameter) {
        let kind = if parameter.required { "required-parameter-added" } else { "optional-parameter-added" };
        let place = labels::location(parameter.location);
        let id = self.note(Met {
            kind,
            old: None,
            new: Some(&parameter.origin),
            subject: labels::parameter(operation, parameter),
            before: String::new(),
            after: format!("{} ({place})", parameter.wire_name),
            site: Site::NewOperation(pair.1),
        });
        self.brings(id, [parameter.ty.id], []);
        self.travels(id, Ways::REQUEST);
    }

    fn parameter_removed(&mut self, pair: (usize, usize), operation: &Operation, parameter: &Parameter) {
        let place = labels::location(parameter.location);
        let id = self.note(Met {
            kind: "parameter-removed",
            old: Some(&parameter.origin),
            new: None,
            subject: labels::parameter(operation, parameter),
            before: format!("{} ({place})", parameter.wire_name),
            after: String::new(),
            site: Site::NewOperation(pair.1),
        });
        self.brings(id, [], [parameter.ty.id]);
        self.travels(id, Ways::REQUEST);
    }

    /// Compares two parameters that are one.
    fn parameter(&mut self, pair: (usize, usize), old: &Parameter, new: &Parameter) {
        self.docs((&old.docs, &old.origin), (&new.docs, &new.origin));
        let both = (old, new);
        match (old.required, new.required) {
            (false, true) => self.of_parameter(pair, "parameter-required", both, "optional", "required"),
            (true, false) => self.of_parameter(pair, "parameter-optional", both, "required", "optional"),
            _ => {}
        }
        if old.docs.deprecated != new.docs.deprecated {
            let kind = if new.docs.deprecated { "field-deprecated" } else { "field-no-longer-deprecated" };
            self.of_parameter(pair, kind, both, "", "");
        }
        let written = |parameter: &Parameter| {
            let reserved = if parameter.allow_reserved { ", reserved characters as they are" } else { "" };
            let media = parameter.media_type.as_ref().map(|media| format!(", as {media}")).unwrap_or_default();
            let exploded = if parameter.explode { "exploded" } else { "not exploded" };
            format!("{}, {exploded}{reserved}{media}", parameter.style.name())
        };
        if old.location == new.location && written(old) != written(new) {
            self.of_parameter(pair, "style-changed", both, &written(old), &written(new));
        }
        // `null` is what nothing is.
        let meant = |parameter: &Parameter| parameter.default.clone().filter(|value| !value.is_null());
        let kind = default_changed("parameter-default-changed", meant(old).as_ref(), meant(new).as_ref());
        if let Some(kind) = kind {
            let default =
                |parameter: &Parameter| meant(parameter).as_ref().map(ToString::to_string).unwrap_or_default();
            self.of_parameter(pair, kind, both, &default(old), &default(new));
        } else if old.default != new.default {
            self.text(&old.origin, &new.origin);
        }
        match (old.ty.nullable, new.ty.nullable) {
            (false, true) => self.of_parameter(pair, "nullable-added", both, "not null", "nullable"),
            (true, false) => self.of_parameter(pair, "nullable-removed", both, "nullable", "not null"),
            _ => {}
        }
        if self.became_text(old, new) {
            let kind = |api, id| shapes::kind(api, id);
            let (before, after) = (kind(self.old.api, old.ty.id), kind(self.new.api, new.ty.id));
            self.of_parameter(pair, "parameter-became-text", both, &before, &after);
            return;
        }
        self.place(pair, old.ty.id, new.ty.id, Ways::REQUEST);
    }

    /// Whether a parameter that was a number or a truth value is any text now: on the wire it was a text before.
    fn became_text(&self, old: &Parameter, new: &Parameter) -> bool {
        let (Some(from), Some(to)) = (self.old.api.get(old.ty.id), self.new.api.get(new.ty.id)) else { return false };
        let is_free = to.shape == Shape::Scalar(Scalar::String(None)) && to.constraints.keywords.is_empty();
        let is_written =
            matches!(from.shape, Shape::Scalar(Scalar::Integer(_) | Scalar::Number(_) | Scalar::Boolean(_)));
        is_free && is_written && old.media_type.is_none() && new.media_type.is_none()
    }

    fn of_parameter(
        &mut self,
        pair: (usize, usize),
        kind: &'static str,
        (old, new): (&Parameter, &Parameter),
        before: &str,
        after: &str,
    ) {
        let Some(operation) = self.new.api.operations.get(pair.1) else { return };
        let id = self.note(Met {
            kind,
            old: Some(&old.origin),
            new: Some(&new.origin),
            subject: labels::parameter(operation, new),
            before: before.to_owned(),
            after: after.to_owned(),
            site: Site::NewOperation(pair.1),
        });
        self.travels(id, Ways::REQUEST);
    }
}

/// What the call of an operation takes as arguments, by the names on the wire.
fn arguments(groups: &[Group], operation: &str) -> Option<Vec<String>> {
    groups.iter().find_map(|group| {
        let call = group.calls.iter().find(|call| call.origin == operation);
        let names = call.map(|call| call.arguments.iter().map(|one| one.parameter.wire_name.clone()).collect());
        names.or_else(|| arguments(&group.groups, operation))
    })
}
