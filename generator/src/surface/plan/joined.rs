//! Members of forms, of which a form that is one of several has those of each.

use std::collections::BTreeSet;

use crate::api::{Additional, Api, Object, Property, Shape, TypeId};
use crate::surface::{PartKind, RustType};

use super::Context;
use super::docs::add_untold;
use super::files::leaves;

/// A named member of a form.
#[derive(Debug)]
pub(super) struct Member {
    /// As the first branch has it, and required where all of them do.
    pub(super) property: Property,
    /// What it is in the branches that have it, each once.
    pub(super) types: Vec<TypeId>,
}

/// Members that a form may have beside those that its schema names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extra {
    Any,
    Typed(TypeId),
}

/// How a member travels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Joined {
    pub(super) ty: RustType,
    pub(super) kind: PartKind,
    pub(super) constant: Option<String>,
}

/// The members that a form of this type can have: those of any branch, where it is a union.
pub(super) fn members(api: &Api, form: TypeId) -> (Vec<Member>, Vec<Extra>) {
    let (mut members, mut further): (Vec<Member>, Vec<Extra>) = (Vec::new(), Vec::new());
    let leaves = leaves(api, form);
    for leaf in &leaves {
        let found = match leaf.1 {
            Shape::Object(object) => {
                object.properties.iter().for_each(|property| add(&mut members, property));
                extra(object)
            }
            Shape::Map(value) => vec![Extra::Typed(value.id)],
            _ => vec![Extra::Any],
        };
        for one in found {
            if !further.contains(&one) {
                further.push(one);
            }
        }
    }
    for member in &mut members {
        let wire_name = &member.property.wire_name;
        member.property.required = leaves.iter().all(|(_, shape)| requires(shape, wire_name));
    }
    (members, further)
}

fn add(members: &mut Vec<Member>, property: &Property) {
    match members.iter_mut().find(|known| known.property.wire_name == property.wire_name) {
        Some(known) => {
            known.property.ty.nullable |= property.ty.nullable;
            if !known.types.contains(&property.ty.id) {
                known.types.push(property.ty.id);
            }
        }
        None => members.push(Member { property: property.clone(), types: vec![property.ty.id] }),
    }
}

fn requires(shape: &Shape, wire_name: &str) -> bool {
    let Shape::Object(object) = shape else { return false };
    object.properties.iter().any(|property| property.required && property.wire_name == wire_name)
}

fn extra(object: &Object) -> Vec<Extra> {
    let mut found: Vec<Extra> = object.patterns.iter().map(|members| Extra::Typed(members.ty.id)).collect();
    if let Additional::Typed(value) = object.additional {
        found.push(Extra::Typed(value.id));
    }
    found
}

/// What takes each of `several`: as the first of them does, where all do so; else a file and a text or any JSON.
pub(super) fn join(several: Vec<Joined>) -> Option<Joined> {
    let mut several = several.into_iter();
    let first = several.next()?;
    let others: Vec<Joined> = several.filter(|other| *other != first).collect();
    if others.is_empty() {
        return Some(first);
    }
    let (files, values): (Vec<Joined>, Vec<Joined>) =
        std::iter::once(first).chain(others).partition(|one| matches!(one.kind, PartKind::File | PartKind::Files));
    let is_list = files.iter().any(|one| one.kind == PartKind::Files);
    let value = joined_values(&values);
    Some(match (files.is_empty(), value) {
        (_, None) => {
            let (kind, upload) = (PartKind::Files, RustType::Upload);
            Joined { ty: RustType::Vec(Box::new(upload)), kind, constant: None }
        }
        (true, Some(value)) => value,
        (false, Some(value)) => {
            let (either, is_list) = match value.ty {
                // It takes files already.
                RustType::FileOr(other) => (RustType::FileOr(other), is_list),
                RustType::Vec(item) if matches!(*item, RustType::FileOr(_)) => (*item, true),
                other => (RustType::FileOr(Box::new(other)), is_list),
            };
            let ty = if is_list { RustType::Vec(Box::new(either)) } else { either };
            Joined { ty, kind: PartKind::FileOr, constant: None }
        }
    })
}

impl Context<'_> {
    /// Says which values a member has that has another one in each branch.
    pub(super) fn say_choice(&self, member: &Member, docs: &mut Vec<String>) {
        let constants: Option<Vec<String>> = member.types.iter().map(|id| self.constant(*id)).collect();
        match constants {
            Some(all) if all.iter().collect::<BTreeSet<_>>().len() > 1 && all.iter().all(|one| !one.contains('`')) => {
                let all: Vec<String> = all.iter().map(|one| format!("`{one}`")).collect();
                add_untold(docs, &format!("One of {}.", all.join(", ")));
            }
            _ => {}
        }
    }
}

/// A value that each of `several` is.
fn joined_values(several: &[Joined]) -> Option<Joined> {
    let is_text = several.iter().all(|one| one.kind == PartKind::Text);
    let may_be_file = several.iter().any(|one| one.kind == PartKind::FileOr);
    let first = several.first()?;
    if several.iter().all(|one| one == first && one.constant.is_none()) {
        return Some(first.clone());
    }
    let (ty, kind) = match (is_text, may_be_file) {
        (true, _) => (RustType::String, PartKind::Text),
        (false, true) => (RustType::FileOr(Box::new(RustType::Value)), PartKind::FileOr),
        (false, false) => (RustType::Value, PartKind::Any),
    };
    Some(Joined { ty, kind, constant: None })
}
