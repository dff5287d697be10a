//! Where types without names of their own stand, and what they are called after it.
//!
//! A name begins with that of the component or operation that the type stands in, so that nothing outside of it changes
//! the name. Then follow the steps that lead to the type, all of them where that makes no long name. Of a long one only
//! the last steps are left, as many as tell the type apart from all else in the same component or operation: not only
//! from other types, since `PetStatus` would be read as the type of the pet's own `status`.

use std::collections::{BTreeSet, HashMap};

use crate::api::{Api, Object, Parent, Shape, TypeId, Union};

use super::super::english::singular;
use super::super::ident::{camel, joined, words};

/// Characters of names that keep all of their steps.
const SHORT: usize = 40;

/// What branches of unions are called that nothing but their JSON type tells apart.
const KINDS: &[&str] = &["array", "boolean", "integer", "null", "number", "object", "string"];

/// What a type stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Owner {
    /// A type with a name of its own.
    Type(TypeId),
    /// An operation.
    Operation(usize),
}

/// Where a type stands.
#[derive(Debug, Clone)]
struct Place {
    owner: Owner,
    /// Whether it is one of those that its owner is a list of.
    one: bool,
    steps: Vec<String>,
}

/// The places of all types.
#[derive(Debug)]
pub(super) struct Places {
    places: Vec<Place>,
    /// By owner: the ends of all paths in it, and how many paths have them.
    ends: HashMap<Owner, HashMap<String, usize>>,
}

impl Places {
    /// Finds the places. `named` says what types of a name of their own are called.
    pub(super) fn new(api: &Api, named: impl Fn(TypeId) -> Option<String>) -> Self {
        let mut found: Vec<Option<Place>> = vec![None; api.types.len()];
        for index in 0..api.types.len() {
            find(api, &named, TypeId::new(index), &mut found);
        }
        let own = |(index, place): (usize, Option<Place>)| place.unwrap_or_else(|| Place::own(TypeId::new(index)));
        let places: Vec<Place> = found.into_iter().enumerate().map(own).collect();
        let ends = ends(api, &places);
        Self { places, ends }
    }

    /// What a type stands in; itself, where it has a name of its own.
    pub(super) fn owner(&self, id: TypeId) -> Owner {
        self.places.get(id.index()).map_or(Owner::Type(id), |place| place.owner)
    }

    /// The names that a type may have, the best first; `owner` is that of its owner.
    pub(super) fn names(&self, id: TypeId, owner: &str) -> Vec<String> {
        let Some(place) = self.places.get(id.index()) else { return vec![owner.to_owned()] };
        let base = if place.one { singular(owner) } else { owner.to_owned() };
        let all = place.steps.len();
        let last = |count: usize| place.steps.get(all - count.min(all)..).unwrap_or_default();
        let written = |count: usize| last(count).iter().fold(base.clone(), |name, step| joined(&name, step));
        let full = written(all);
        // The words that both end and begin are said once, unless that is what something else here is called.
        let name = |count: usize| {
            let mut steps = last(count).iter();
            let first = steps.next().map(|step| match without_start(step, &base) {
                Some(rest) if self.is_free(place.owner, &rest) => joined(&base, &rest),
                _ => joined(&base, step),
            });
            steps.fold(first.unwrap_or_else(|| base.clone()), |name, step| joined(&name, step))
        };
        let is_alone = |count: &usize| {
            let end = last(*count).join(".");
            self.ends.get(&place.owner).and_then(|ends| ends.get(&end)).is_none_or(|paths| *paths == 1)
        };
        let is_short = all == 0 || full.chars().count() <= SHORT;
        let first = if is_short { all } else { (1..=all).find(is_alone).unwrap_or(all) };
        let mut names: Vec<String> = (first..=all).flat_map(|count| [name(count), written(count)]).collect();
        names.dedup();
        if place.one {
            names.push(format!("{owner}Item{}", last(all).concat()));
        }
        names
    }
}

impl Places {
    /// Whether nothing in `owner` is called `step`.
    fn is_free(&self, owner: Owner, step: &str) -> bool {
        self.ends.get(&owner).is_none_or(|ends| !ends.contains_key(step))
    }
}

/// `step` without the words at its beginning that `name` ends with, as long as something is left.
fn without_start(step: &str, name: &str) -> Option<String> {
    let (step, name) = (words(step), words(name));
    let most = step.len().checked_sub(1)?.min(name.len());
    let shared = (1..=most).rev().find(|count| step.get(..*count) == name.get(name.len() - count..))?;
    Some(camel(&step.get(shared..)?.join("_")))
}

impl Place {
    fn own(id: TypeId) -> Self {
        Self { owner: Owner::Type(id), one: false, steps: Vec::new() }
    }

    /// The place of an item or value of what is here.
    fn one(mut self, owner: Option<String>, role: &str) -> Self {
        match self.steps.last_mut() {
            Some(last) => {
                let one = singular(last);
                *last = if one == *last { joined(last, &camel(role)) } else { one };
            }
            None if !self.one && owner.is_some_and(|owner| singular(&owner) != owner) => self.one = true,
            None => self.steps.push(camel(role)),
        }
        self
    }

    /// The place of what is told apart by `role` from what else may be here.
    fn variant(mut self, role: &str) -> Self {
        match self.steps.last_mut() {
            Some(last) => *last = joined(last, &camel(role)),
            None => self.steps.push(camel(role)),
        }
        self
    }

    fn step(mut self, role: &str) -> Self {
        self.steps.push(camel(role));
        self
    }
}

/// Finds the place of `id`, and of what it stands in before that.
fn find(api: &Api, named: &impl Fn(TypeId) -> Option<String>, id: TypeId, found: &mut [Option<Place>]) {
    let mut line = Vec::new();
    let mut next = Some(id);
    while let Some(at) = next.filter(|at| matches!(found.get(at.index()), Some(None)) && !line.contains(at)) {
        line.push(at);
        next = match api.get(at).map(|ty| &ty.naming.parent) {
            Some(Parent::Type(parent, _)) if named(at).is_none() => Some(*parent),
            _ => None,
        };
    }
    while let Some(at) = line.pop() {
        let place = place(api, named, at, found);
        if let Some(slot) = found.get_mut(at.index()) {
            *slot = Some(place);
        }
    }
}

fn place(api: &Api, named: &impl Fn(TypeId) -> Option<String>, id: TypeId, found: &[Option<Place>]) -> Place {
    let parent = api.get(id).map(|ty| &ty.naming.parent).filter(|_| named(id).is_none());
    match parent {
        None | Some(Parent::None) => Place::own(id),
        Some(Parent::Operation(index, role)) => {
            let is_received = *index >= api.operations.len();
            let role = if is_received && role == "body" { "payload" } else { role };
            Place { owner: Owner::Operation(*index), one: false, steps: vec![camel(role)] }
        }
        Some(Parent::Type(parent, role)) => {
            let Some(at) = found.get(parent.index()).cloned().flatten() else { return Place::own(id) };
            match api.get(*parent).map(|parent| &parent.shape) {
                Some(Shape::Array(_) | Shape::Map(_)) => at.one(named(*parent), role),
                Some(Shape::Union(union)) if role.bytes().all(|byte| byte.is_ascii_digit()) => {
                    at.variant(&branch_word(api, union, id, role))
                }
                Some(Shape::Union(_)) if KINDS.contains(&role.as_str()) => at.variant(role),
                _ => at.step(role),
            }
        }
    }
}

/// The ends of the paths of all types and members, by what they stand in.
fn ends(api: &Api, places: &[Place]) -> HashMap<Owner, HashMap<String, usize>> {
    let mut paths: HashMap<Owner, BTreeSet<Vec<String>>> = HashMap::new();
    for (ty, place) in api.types.iter().zip(places) {
        let paths = paths.entry(place.owner).or_default();
        paths.insert(place.steps.clone());
        if let Shape::Object(object) = &ty.shape {
            let members = object.properties.iter().map(|property| place.clone().step(&property.wire_name).steps);
            paths.extend(members);
        }
    }
    let count = |(owner, paths): (Owner, BTreeSet<Vec<String>>)| {
        let mut ends: HashMap<String, usize> = HashMap::new();
        for path in paths {
            for start in 0..path.len() {
                *ends.entry(path.get(start..).unwrap_or_default().join(".")).or_default() += 1;
            }
        }
        (owner, ends)
    };
    paths.into_iter().map(count).collect()
}

/// What tells an object apart from the other branches of a union, for one without a name or tag: a member that it alone
/// has, a required one if there is any; or that it alone is an object.
fn branch_word(api: &Api, union: &Union, id: TypeId, number: &str) -> String {
    let object = |id: TypeId| match api.get(id).map(|ty| &ty.shape) {
        Some(Shape::Object(object)) => Some(object),
        _ => None,
    };
    let others: Vec<&Object> =
        union.branches.iter().filter(|branch| branch.ty != id).filter_map(|branch| object(branch.ty)).collect();
    let Some(own) = object(id) else { return format!("variant {number}") };
    if others.is_empty() {
        return "object".to_owned();
    }
    let names = |object: &&Object, name: &str| object.properties.iter().any(|property| property.wire_name == name);
    let mut alone =
        own.properties.iter().filter(|property| !others.iter().any(|other| names(other, &property.wire_name)));
    let first = alone.clone().next();
    let chosen = alone.find(|property| property.required).or(first);
    chosen.map_or_else(|| format!("variant {number}"), |property| property.wire_name.clone())
}
