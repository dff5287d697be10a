//! The places that another type stands at now, where the two types themselves are written elsewhere.

use std::collections::BTreeMap;

use super::super::Side;
use super::super::finding::{Finding, FindingId, Site};
use super::super::pairs::PairId;
use super::{Wire, labels};
use crate::api::{Content, Operation, Origin, Shape, TypeId};

/// Kinds of changes that are about what a schema is called, and not about a place that refers to it.
const OF_NAMES: [&str; 3] = ["component-renamed", "inline-to-component", "component-to-inline"];

/// A place that a type stands at.
struct Slot {
    /// What people call it.
    label: String,
    origin: Origin,
    ty: TypeId,
}

/// A place before and after.
struct Edit {
    old: Origin,
    new: Origin,
}

impl Wire<'_> {
    /// Says of what stands at a place where something else stood which place that is: that is what was edited.
    pub(super) fn settle_places(&mut self) {
        for id in 0..self.found.findings.len() {
            let Some(pairs) = self.found.findings.get(id).and_then(|finding| self.placed(finding)) else { continue };
            let mut edits: BTreeMap<String, Edit> = BTreeMap::new();
            for pair in pairs {
                edits.extend(self.edits(pair));
            }
            self.tell_places(id, edits);
        }
    }

    fn tell_places(&mut self, id: FindingId, edits: BTreeMap<String, Edit>) {
        let more = edits.len().saturating_sub(1);
        let (Some((first, edit)), Some(finding)) = (edits.into_iter().next(), self.found.findings.get_mut(id)) else {
            return;
        };
        finding.subject = match more {
            0 => first,
            1 => format!("{first} and 1 place more"),
            more => format!("{first} and {more} places more"),
        };
        (finding.old, finding.new) = (Some(edit.old), Some(edit.new));
    }

    /// The pairs of a finding that is about the places where they stand.
    fn placed(&self, finding: &Finding) -> Option<Vec<PairId>> {
        let pairs = finding.sites.iter().map(|site| match site {
            Site::Pair(pair, None) => Some(*pair),
            _ => None,
        });
        let pairs: Vec<PairId> = pairs.collect::<Option<_>>()?;
        let replaces = finding.kind == "reference-changed"
            || (!OF_NAMES.contains(&finding.kind) && pairs.iter().all(|pair| self.is_replaced(*pair)));
        replaces.then_some(pairs)
    }

    /// Whether one type of a pair is a component and the other one is none, and no component got or lost its name by that.
    fn is_replaced(&self, pair: PairId) -> bool {
        let Some((old, new)) = self.found.pairs.get(pair).map(|pair| (pair.old, pair.new)) else { return false };
        let (old, new) = (self.old_type(old), self.new_type(new));
        let is_named = |ty: Option<&crate::api::Type>| ty.is_some_and(|ty| ty.naming.component.is_some());
        let at = Site::Pair(pair, None);
        is_named(old) != is_named(new)
            && !self.found.findings.iter().any(|one| OF_NAMES.contains(&one.kind) && one.sites.contains(&at))
    }

    /// Where the new type of a pair stands for the old one.
    fn edits(&self, pair: PairId) -> Vec<(String, Edit)> {
        let Some(pair) = self.found.pairs.get(pair) else { return Vec::new() };
        let both = |old: Vec<Slot>, new: Vec<Slot>| {
            let mut before: Vec<Slot> = old.into_iter().filter(|slot| slot.ty == pair.old).collect();
            let mut after: Vec<Slot> = new.into_iter().filter(|slot| slot.ty == pair.new).collect();
            let last = |slot: &Slot| slot.label.rsplit(['.', ' ']).next().map(str::to_owned);
            let shared = |slot: &Slot, others: &[Slot]| others.iter().any(|other| last(other) == last(slot));
            if after.iter().any(|slot| shared(slot, &before)) {
                after.retain(|slot| shared(slot, &before));
                before.retain(|slot| shared(slot, &after));
            }
            let edit = |at: usize, slot: Slot| {
                let old = before.iter().find(|other| last(other) == last(&slot)).or_else(|| before.get(at))?;
                Some((slot.label, Edit { old: old.origin.clone(), new: slot.origin }))
            };
            after.into_iter().enumerate().filter_map(|(at, slot)| edit(at, slot)).collect::<Vec<_>>()
        };
        let in_types = pair.holders.iter().filter_map(|(holder, _)| {
            let holder = self.found.pairs.get(*holder)?;
            Some(both(in_type(&self.old, holder.old), in_type(&self.new, holder.new)))
        });
        let in_operations = pair.operations.keys().filter_map(|(old, new)| {
            let (old, new) = (self.old.api.operations.get(*old)?, self.new.api.operations.get(*new)?);
            Some(both(in_operation(&self.old, old), in_operation(&self.new, new)))
        });
        in_types.flatten().chain(in_operations.flatten()).collect()
    }
}

/// The place below another one, where it is there.
fn below(side: &Side<'_>, origin: &Origin, keyword: &str) -> Origin {
    let node = side.document.root().find(&origin.pointer).and_then(|node| node.get(keyword));
    node.map_or_else(|| origin.clone(), |node| Origin { pointer: node.pointer(), span: node.span() })
}

/// The places in a type.
fn in_type(side: &Side<'_>, id: TypeId) -> Vec<Slot> {
    let Some(ty) = side.api.get(id) else { return Vec::new() };
    let label = labels::ty(side.api, id);
    let held = |label: String, keyword: &str, ty: TypeId, outer: &Origin| {
        vec![Slot { label, origin: below(side, outer, keyword), ty }]
    };
    match &ty.shape {
        Shape::Object(object) => {
            let slot = |member: &crate::api::Property| Slot {
                label: labels::member(side.api, id, &member.wire_name),
                origin: member.origin.clone(),
                ty: member.ty.id,
            };
            object.properties.iter().map(slot).collect()
        }
        Shape::Array(item) => held(format!("{label}[]"), "items", item.id, &ty.origin),
        Shape::Map(value) => held(format!("{label}{{}}"), "additionalProperties", value.id, &ty.origin),
        shape => {
            let slot = |ty_held| Slot { label: label.clone(), origin: ty.origin.clone(), ty: ty_held };
            shape.held().into_iter().map(slot).collect()
        }
    }
}

/// The places in an operation.
fn in_operation(side: &Side<'_>, operation: &Operation) -> Vec<Slot> {
    let name = labels::operation_name(operation);
    let content = |label: String, content: &Content| {
        let ty = content.ty?.id;
        Some(Slot { label, origin: below(side, &content.origin, "schema"), ty })
    };
    let parameters = operation.parameters.iter().map(|one| Slot {
        label: labels::parameter(operation, one),
        origin: one.origin.clone(),
        ty: one.ty.id,
    });
    let bodies = operation.body.iter().flat_map(|body| &body.content);
    let bodies = bodies.filter_map(|one| content(format!("{name} body"), one));
    let answers = operation.responses.iter().flat_map(|response| {
        let label = if response.status.is_success() {
            format!("{name} answer")
        } else {
            format!("{name} answer {}", labels::status(response.status))
        };
        response.content.iter().filter_map(move |one| content(label.clone(), one)).collect::<Vec<_>>()
    });
    parameters.chain(bodies).chain(answers).collect()
}
