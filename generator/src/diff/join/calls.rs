//! What may have changed a call.

use super::super::finding::{FindingId, Site};
use super::super::pairs::Pair;
use super::super::rust::{NAME, ORDER, Place};
use super::super::verdict::Ways;
use super::Causes;
use crate::api::{Api, Operation, TypeId};

impl Causes<'_> {
    /// What may have changed a call.
    pub(super) fn of_call(&self, place: &Place) -> Vec<FindingId> {
        let old = operation_at(self.old.api, place.old.as_ref());
        let new = operation_at(self.new.api, place.new.as_ref());
        let mut here: Vec<FindingId> = old.and_then(|at| self.at_old.get(&at)).cloned().unwrap_or_default();
        // What changed an operation stands at the new one, which is the other half of its pair.
        let partner = old.and_then(|at| self.found.operations.iter().find(|pair| pair.0 == at)).map(|pair| pair.1);
        for at in [new, partner].into_iter().flatten() {
            here.extend(self.at_new.get(&at).cloned().unwrap_or_default());
        }
        let operation = new.and_then(|at| self.new.api.operations.get(at));
        let Some(member) = &place.member else {
            // Calls are called after what they give: one pet, or a list of them.
            return if here.is_empty() { self.about_answer(place) } else { here };
        };
        let kinds = |words: &[&str]| -> Vec<FindingId> {
            let kind = |id: &FindingId| self.found.findings.get(*id).map_or("", |finding| finding.kind);
            here.iter().copied().filter(|id| words.iter().any(|word| kind(id).contains(word))).collect()
        };
        let found = match member.as_str() {
            "feature" if here.is_empty() => [self.of_kind("webhook-"), self.of_kind("operation-")].concat(),
            // Where there is one group alone, no feature is asked for.
            "feature" => {
                let direct = kinds(&["operation-added", "operation-removed", "path-changed"]);
                if direct.is_empty() { self.of_kind("operation-") } else { direct }
            }
            NAME => return self.of_name(place, &here),
            ORDER => return kinds(&["parameter-order-changed", "path"]),
            "answer" => {
                let mut direct = kinds(&["content", "success-status", "schema-", "media-type", "json-"]);
                direct.extend(self.nullable(&here, "/responses"));
                if direct.is_empty() { self.below_operation(operation, Part::Answer) } else { direct }
            }
            "body" => {
                let mut direct = kinds(&["body", "media-type", "schema-", "encoding"]);
                direct.extend(self.nullable(&here, "/requestBody"));
                if direct.is_empty() { self.below_operation(operation, Part::Body) } else { direct }
            }
            super::CREDENTIAL => kinds(&["security-"]),
            name => {
                let named = |id: &FindingId| {
                    self.found.findings.get(*id).is_some_and(|finding| {
                        let said = format!("`{name}`");
                        let is_one = finding.kind.contains("parameter");
                        finding.subject.contains(&said) || (is_one && (finding.after == name || finding.before == name))
                    })
                };
                let direct: Vec<FindingId> = here.iter().copied().filter(named).collect();
                if !direct.is_empty() {
                    return direct;
                }
                let below = self.below_operation(operation, Part::Parameter(name));
                if below.is_empty() { kinds(&["path"]) } else { below }
            }
        };
        // All of an operation came with it, and went with it.
        if found.is_empty() { kinds(&["operation-added", "operation-removed"]) } else { found }
    }

    /// Those of `here` that say whether the `part` of an operation may be null.
    fn nullable(&self, here: &[FindingId], part: &str) -> Vec<FindingId> {
        let is_there = |id: &FindingId| {
            self.found.findings.get(*id).is_some_and(|one| {
                let place = one.new.as_ref().or(one.old.as_ref());
                one.kind.contains("nullable") && place.is_some_and(|place| place.pointer.contains(part))
            })
        };
        here.iter().copied().filter(is_there).collect()
    }

    /// What may have given a call another name: what the name is made of, an operation that has it now or had the other one,
    /// what the call gives, and what came or went beside it.
    fn of_name(&self, place: &Place, here: &[FindingId]) -> Vec<FindingId> {
        let kind = |id: &FindingId| self.found.findings.get(*id).map_or("", |finding| finding.kind);
        let stages: [&dyn Fn() -> Vec<FindingId>; 5] = [
            &|| here.iter().copied().filter(|id| self.is_of_name(*id)).collect(),
            &|| self.of_beside(place),
            &|| self.about_answer(place),
            &|| here.iter().copied().filter(|id| kind(id).contains("content") || kind(id).contains("status")).collect(),
            &|| {
                let at = operation_at(self.new.api, place.new.as_ref());
                at.map(|at| self.of_neighbours(at)).unwrap_or_default()
            },
        ];
        { stages }.iter().map(|stage| stage()).find(|found| !found.is_empty()).unwrap_or_default()
    }

    /// What types of a call are called after: they have another name though nothing else of the call changed.
    pub(super) fn of_called(&self, place: &Place) -> Vec<FindingId> {
        let old = operation_at(self.old.api, place.old.as_ref());
        let partner = old.and_then(|at| self.found.operations.iter().find(|pair| pair.0 == at)).map(|pair| pair.1);
        let at = operation_at(self.new.api, place.new.as_ref()).or(partner).filter(|_| place.is_call);
        let here = at.and_then(|at| self.at_new.get(&at)).into_iter().flatten().copied();
        here.filter(|id| self.is_of_name(*id)).collect()
    }

    /// Whether a finding is about what calls and types are called after.
    pub(super) fn is_of_name(&self, id: FindingId) -> bool {
        let kind = self.found.findings.get(id).map_or("", |finding| finding.kind);
        kind.starts_with("path-") || ["operation-id-changed", "method-changed"].contains(&kind)
    }

    /// What brought the operation that has the old name now, or took away the one that had the new name, or renamed them.
    fn of_beside(&self, place: &Place) -> Vec<FindingId> {
        let kind = |id: &FindingId| self.found.findings.get(*id).map_or("", |finding| finding.kind);
        let come = operation_at(self.new.api, place.beside.new.as_ref()).and_then(|at| self.at_new.get(&at));
        let gone = operation_at(self.old.api, place.beside.old.as_ref()).and_then(|at| self.at_old.get(&at));
        let kinds = ["operation-added", "operation-removed", "operation-id-changed", "path-changed", "method-changed"];
        come.into_iter().chain(gone).flatten().copied().filter(|id| kinds.contains(&kind(id))).collect()
    }

    /// Operations that came or went, or were renamed, beside one of the new document: they share its names.
    pub(super) fn of_neighbours(&self, at: usize) -> Vec<FindingId> {
        let Some(path) = self.new.api.operations.get(at).map(|one| bare(&one.path)) else { return Vec::new() };
        let all = self.found.findings.iter().enumerate();
        let moved = all.filter_map(|(id, one)| {
            let (api, at) = match (one.kind, one.sites.first()?) {
                ("operation-removed", Site::OldOperation(at)) => (self.old.api, at),
                ("operation-added" | "operation-id-changed", Site::NewOperation(at)) => (self.new.api, at),
                _ => return None,
            };
            Some((id, bare(&api.operations.get(*at)?.path)))
        });
        let moved: Vec<(FindingId, &str)> = moved.collect();
        let of = |is: &dyn Fn(&str) -> bool| -> Vec<FindingId> {
            moved.iter().filter(|(_, other)| is(other)).map(|(id, _)| *id).collect()
        };
        let near = of(&|other| is_near(path, other));
        // Names begin at the end of a path.
        let end = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
        let near = if near.is_empty() { of(&|other| end(other) == end(path)) } else { near };
        // What all paths begin with is no part of names, until one does not.
        let start = |path: &str| path.trim_start_matches('/').split('/').next().unwrap_or_default().to_owned();
        let apart = || of(&|other| start(other) != start(path)).into_iter().take(1).collect();
        if near.is_empty() { apart() } else { near }
    }

    /// Findings about what both operations of a pair answer, of which a place names either one, and not about what that holds.
    pub(super) fn about_answer(&self, place: &Place) -> Vec<FindingId> {
        let is = |api: &Api, at: usize, pointer: &Option<String>| {
            api.operations.get(at).is_some_and(|one| Some(&one.origin.pointer) == pointer.as_ref())
        };
        let here = |pair: &Pair| {
            let answers = |(at, ways): (&(usize, usize), &Ways)| {
                ways.response && (is(self.old.api, at.0, &place.old) || is(self.new.api, at.1, &place.new))
            };
            pair.operations.iter().any(answers)
        };
        let pairs = self.found.pairs.iter().enumerate().filter(|(_, pair)| here(pair));
        pairs.filter_map(|(id, _)| self.at_pair.get(&(id, None))).flatten().copied().collect()
    }

    /// Findings about the type of the parameter that a place names.
    pub(super) fn of_parameter(&self, place: &Place) -> Vec<FindingId> {
        let Some(name) = place.member.as_deref() else { return Vec::new() };
        let at = operation_at(self.new.api, place.new.as_ref());
        self.below_operation(at.and_then(|at| self.new.api.operations.get(at)), Part::Parameter(name))
    }

    /// Findings about the types that an operation names by itself.
    fn below_operation(&self, operation: Option<&Operation>, part: Part<'_>) -> Vec<FindingId> {
        let Some(operation) = operation else { return Vec::new() };
        let contents: Vec<TypeId> = match part {
            Part::Body => {
                operation.body.iter().flat_map(|body| &body.content).filter_map(|one| Some(one.ty?.id)).collect()
            }
            Part::Answer => {
                let answers = operation.responses.iter().filter(|one| one.status.is_success());
                answers.flat_map(|one| &one.content).filter_map(|one| Some(one.ty?.id)).collect()
            }
            Part::Parameter(name) => {
                let named = operation.parameters.iter().filter(|one| one.wire_name == name);
                named.map(|one| one.ty.id).collect()
            }
        };
        let pairs = self.found.pairs.iter().enumerate().filter(|(_, pair)| contents.contains(&pair.new));
        pairs.flat_map(|(id, _)| self.below(id)).collect()
    }
}

/// A path without what only tells operations of one path apart.
fn bare(path: &str) -> &str {
    path.split(['?', '#']).next().unwrap_or_default()
}

/// Whether a path is another one, or stands right above or below it, or beside it.
fn is_near(one: &str, other: &str) -> bool {
    let (short, long) = if other.len() < one.len() { (other, one) } else { (one, other) };
    let within = |short: &str| long.strip_prefix(short).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    within(short) || short.rsplit_once('/').is_some_and(|(above, _)| !above.is_empty() && within(above))
}

/// The operation at a JSON pointer.
fn operation_at(api: &Api, pointer: Option<&String>) -> Option<usize> {
    api.operations.iter().position(|operation| Some(&operation.origin.pointer) == pointer)
}

/// A part of an operation.
#[derive(Clone, Copy)]
enum Part<'n> {
    Body,
    Answer,
    Parameter(&'n str),
}
