//! What may have changed a call.

use super::super::finding::FindingId;
use super::super::pairs::Pair;
use super::super::rust::Place;
use super::super::verdict::Ways;
use super::Causes;
use crate::api::{Api, Operation, TypeId};

impl Causes<'_> {
    /// What may have changed a call.
    pub(super) fn of_call(&self, place: &Place) -> Vec<FindingId> {
        let at = |api: &Api, pointer: &Option<String>| {
            let pointer = pointer.as_ref()?;
            api.operations.iter().position(|operation| operation.origin.pointer == *pointer)
        };
        let (old, new) = (at(self.old.api, &place.old), at(self.new.api, &place.new));
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
            "feature" => kinds(&["operation-added", "operation-removed", "path-changed"]),
            "answer" => {
                let direct = kinds(&["content", "success-status", "schema-", "media-type", "json-", "nullable"]);
                if direct.is_empty() { self.below_operation(operation, Part::Answer) } else { direct }
            }
            "body" => {
                let direct = kinds(&["body", "media-type", "schema-", "encoding"]);
                if direct.is_empty() { self.below_operation(operation, Part::Body) } else { direct }
            }
            name => {
                let named = |id: &FindingId| {
                    self.found.findings.get(*id).is_some_and(|finding| {
                        let said = format!("`{name}`");
                        finding.subject.contains(&said) || finding.after == name || finding.before == name
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

/// A part of an operation.
#[derive(Clone, Copy)]
enum Part<'n> {
    Body,
    Answer,
    Parameter(&'n str),
}
