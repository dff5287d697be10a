//! What an entry calls what changed: by an operation that it reaches, or by the place that changed.

use std::collections::BTreeMap;

use super::super::finding::Finding;
use super::super::verdict::Ways;
use super::super::wire::labels;
use super::{Judge, Reached};
use crate::api::{Api, Operation, Origin};

impl Judge<'_> {
    /// The subject of an entry about one place.
    pub(super) fn subject(&self, finding: &Finding, reached: &BTreeMap<Reached, Ways>) -> String {
        let said = &finding.subject;
        let Some((named, rest)) = self.named(said) else { return said.clone() };
        if reached.is_empty() || reached.keys().any(|one| one.name == named) {
            return said.clone();
        }
        // What is gone from an operation that moved is gone from where it is now.
        let moved = self.found.operations.iter().find_map(|(old, new)| {
            let (old, new) = (self.old.api.operations.get(*old)?, self.new.api.operations.get(*new)?);
            Some(labels::operation_name(new)).filter(|_| labels::operation_name(old) == named)
        });
        if let Some(now) = moved.filter(|now| reached.keys().any(|one| one.name == *now)) {
            return format!("{now}{rest}");
        }
        let component = finding.new.as_ref().or(finding.old.as_ref()).and_then(component);
        component.unwrap_or_else(|| said.clone())
    }

    /// The operation that a subject begins with, and what comes after it.
    fn named<'t>(&self, subject: &'t str) -> Option<(&'t str, &'t str)> {
        let is_one = |api: &Api, name: &str| {
            let (method, path) = name.split_once(' ')?;
            api.operations.iter().find(|one: &&Operation| one.method.0 == method && one.path == path).map(|_| ())
        };
        let first = subject.split(' ').next().unwrap_or_default();
        if first.is_empty() || !first.chars().all(|one| one.is_ascii_uppercase()) {
            return None;
        }
        let ends = subject.match_indices(' ').map(|(at, _)| at).skip(1).chain([subject.len()]);
        let mut ends: Vec<usize> = ends.collect();
        ends.reverse();
        ends.into_iter().find_map(|end| {
            let (name, rest) = subject.split_at_checked(end)?;
            is_one(self.new.api, name).or_else(|| is_one(self.old.api, name)).map(|()| (name, rest))
        })
    }
}

/// What a place in a component is called: `Many answer.items[]`.
fn component(origin: &Origin) -> Option<String> {
    let rest = origin.pointer.strip_prefix("/components/")?;
    let mut steps = rest.split('/').map(|step| step.replace("~1", "/").replace("~0", "~"));
    let (kind, name) = (steps.next()?, steps.next()?);
    let role = match kind.as_str() {
        "responses" => " answer",
        "requestBodies" => " body",
        "schemas" => "",
        _ => return None,
    };
    let mut label = format!("{name}{role}");
    while let Some(step) = steps.next() {
        match step.as_str() {
            "properties" => label.extend(steps.next().map(|member| format!(".{member}"))),
            "items" => label.push_str("[]"),
            "additionalProperties" => label.push_str("{}"),
            _ => {}
        }
    }
    Some(label)
}
