//! Branches of an `anyOf` that one value can be of at once: it is read as one of them, which then has a place for the
//! members that only another one names.

use std::collections::{HashMap, HashSet};

use super::super::{Additional, JsonType, Object, Property, Scalar, Shape, TypeId, Use};
use super::finish::Finishing;
use super::tagging::property;

/// How deep values are compared.
const DEPTH: usize = 16;

/// How many pairs of types are compared; who writes unions of thousands of branches keeps what the best branch keeps.
const PAIRS: usize = 1 << 20;

type Pair = (TypeId, TypeId);

/// What is known of pairs of types already.
#[derive(Default)]
struct Known {
    exclusive: HashMap<Pair, bool>,
    holding: HashMap<Pair, bool>,
    /// Pairs of which the first has places for the members of the second.
    kept: HashSet<Pair>,
}

impl Known {
    fn is_full(&self) -> bool {
        self.exclusive.len() + self.holding.len() > PAIRS
    }
}

impl Finishing<'_, '_> {
    /// Gives branches that a value can be of together with another one places for what that one names.
    pub(super) fn keep_overlaps(&mut self) {
        let mut known = Known::default();
        for branches in std::mem::take(&mut self.overlapping) {
            let mut leaves = Vec::new();
            for branch in branches {
                self.leaf_branches(branch, &mut leaves, 0);
            }
            if leaves.iter().any(|leaf| self.is_free(*leaf)) {
                // That branch keeps what no other one does.
                continue;
            }
            for (at, left) in leaves.iter().enumerate() {
                for right in leaves.iter().skip(at + 1) {
                    let either = self.holds(*left, *right, 0, &mut known) || self.holds(*right, *left, 0, &mut known);
                    if !either {
                        self.keep(*left, *right, 0, &mut known);
                        self.keep(*right, *left, 0, &mut known);
                    }
                }
            }
        }
    }

    /// The types that a value of `ty` can be, where it is a union those of its branches.
    fn leaf_branches(&self, ty: TypeId, leaves: &mut Vec<TypeId>, depth: usize) {
        match self.shape(ty) {
            Some(Shape::Union(union)) if depth < DEPTH => {
                for branch in &union.branches {
                    self.leaf_branches(branch.ty, leaves, depth + 1);
                }
            }
            _ => {
                let ty = self.actual(ty);
                if !leaves.contains(&ty) {
                    leaves.push(ty);
                }
            }
        }
    }

    /// Whether `ty` keeps whatever comes, or whatever members.
    fn is_free(&self, ty: TypeId) -> bool {
        match self.shape(ty) {
            None | Some(Shape::Any) => true,
            Some(Shape::Map(value)) => matches!(self.shape(value.id), None | Some(Shape::Any)),
            _ => false,
        }
    }

    /// Whether no value is of both types.
    fn exclude(&self, left: TypeId, right: TypeId, depth: usize, known: &mut Known) -> bool {
        let pair = (self.actual(left), self.actual(right));
        if pair.0 == pair.1 || depth > DEPTH || known.is_full() {
            return false;
        }
        if let Some(answer) = known.exclusive.get(&pair) {
            return *answer;
        }
        known.exclusive.insert(pair, false);
        let answer = self.finds_exclusion(pair, depth, known);
        known.exclusive.insert(pair, answer);
        answer
    }

    fn finds_exclusion(&self, (left, right): Pair, depth: usize, known: &mut Known) -> bool {
        if !share_type(&self.guard(left, 0).types, &self.guard(right, 0).types) {
            return true;
        }
        match (self.shape(left), self.shape(right)) {
            (Some(Shape::Enum(left)), Some(Shape::Enum(right))) => {
                !left.iter().any(|value| right.iter().any(|other| other.value == value.value))
            }
            (Some(Shape::Scalar(Scalar::Boolean(Some(left)))), Some(Shape::Scalar(Scalar::Boolean(Some(right))))) => {
                left != right
            }
            (Some(Shape::Object(left)), Some(Shape::Object(right))) => {
                lacks_needed(left, right)
                    || lacks_needed(right, left)
                    || shared(left, right).any(|(left, right)| {
                        (left.required || right.required)
                            && !(left.ty.nullable && right.ty.nullable)
                            && self.exclude(left.ty.id, right.ty.id, depth + 1, known)
                    })
            }
            (Some(Shape::Union(union)), _) => {
                union.branches.iter().all(|branch| self.exclude(branch.ty, right, depth + 1, known))
            }
            (_, Some(Shape::Union(union))) => {
                union.branches.iter().all(|branch| self.exclude(left, branch.ty, depth + 1, known))
            }
            _ => false,
        }
    }

    /// Whether a value of both types, read as `left`, loses nothing that `right` names.
    fn holds(&self, left: TypeId, right: TypeId, depth: usize, known: &mut Known) -> bool {
        let pair = (self.actual(left), self.actual(right));
        if pair.0 == pair.1 || depth > DEPTH || known.is_full() || self.exclude(left, right, depth, known) {
            return true;
        }
        if let Some(answer) = known.holding.get(&pair) {
            return *answer;
        }
        known.holding.insert(pair, true);
        let answer = self.has_places(pair.0, pair.1)
            && self.parts(pair).into_iter().all(|(left, right)| self.holds(left, right, depth + 1, known));
        known.holding.insert(pair, answer);
        answer
    }

    /// Whether `left` names each member that `right` names. A place for members without a name does not count: a value
    /// is read as the branch that names most of it, which may be `right`.
    fn has_places(&self, left: TypeId, right: TypeId) -> bool {
        let Some(Shape::Object(left)) = self.shape(left) else { return true };
        if left.additional == Additional::Forbidden {
            return true;
        }
        match self.shape(right) {
            Some(Shape::Object(right)) => {
                let names = right.properties.iter().all(|member| property(left, &member.wire_name).is_some());
                names && right.patterns.is_empty() && !matches!(right.additional, Additional::Typed(_))
            }
            Some(Shape::Map(_)) => false,
            _ => true,
        }
    }

    /// The types that what stands at one place within has by each of two types.
    fn parts(&self, (left, right): Pair) -> Vec<Pair> {
        let all = |object: &Object, value: Use, swap: bool| -> Vec<Pair> {
            let types = object.properties.iter().map(|member| member.ty.id);
            types.map(|ty| if swap { (value.id, ty) } else { (ty, value.id) }).collect()
        };
        match (self.shape(left), self.shape(right)) {
            (Some(Shape::Object(left)), Some(Shape::Object(right))) => {
                shared(left, right).map(|(left, right)| (left.ty.id, right.ty.id)).collect()
            }
            (Some(Shape::Object(object)), Some(Shape::Map(value))) => all(object, *value, false),
            (Some(Shape::Map(value)), Some(Shape::Object(object))) => all(object, *value, true),
            (Some(Shape::Map(left)), Some(Shape::Map(right)))
            | (Some(Shape::Array(left)), Some(Shape::Array(right))) => vec![(left.id, right.id)],
            (Some(Shape::Union(union)), _) => union.branches.iter().map(|branch| (branch.ty, right)).collect(),
            (_, Some(Shape::Union(union))) => union.branches.iter().map(|branch| (left, branch.ty)).collect(),
            _ => Vec::new(),
        }
    }

    /// Whether `left` has no place for members that it does not name, or none for those that `right` names.
    fn is_without(&self, (left, right): Pair) -> bool {
        let Some(Shape::Object(object)) = self.shape(left) else { return false };
        let names =
            |right: &Object| right.properties.iter().all(|member| property(object, &member.wire_name).is_some());
        let names_all = || matches!(self.shape(right), Some(Shape::Object(right)) if names(right));
        object.additional == Additional::Unmentioned
            || self.lowering.beside_any_of.contains(&left) && !object.overlaps && !names_all()
    }

    /// Gives `left`, and what it holds, a place for what `right` names.
    fn keep(&mut self, left: TypeId, right: TypeId, depth: usize, known: &mut Known) {
        let pair = (self.actual(left), self.actual(right));
        if depth > DEPTH || self.holds(left, right, depth, known) || !known.kept.insert(pair) {
            return;
        }
        if self.is_without(pair) && !self.has_places(pair.0, pair.1) {
            let value = self.lowering.anything(pair.0, "value");
            if let Some(Shape::Object(object)) = self.lowering.types.get_mut(pair.0.index()).map(|ty| &mut ty.shape) {
                object.additional = Additional::Typed(value);
                object.overlaps = true;
            }
        }
        for (left, right) in self.parts(pair) {
            self.keep(left, right, depth + 1, known);
        }
    }
}

/// The members that both objects name.
fn shared<'o>(left: &'o Object, right: &'o Object) -> impl Iterator<Item = (&'o Property, &'o Property)> {
    left.properties.iter().filter_map(|member| Some((member, property(right, &member.wire_name)?)))
}

/// Whether `closed` allows no other members than its own, and `other` needs one.
fn lacks_needed(closed: &Object, other: &Object) -> bool {
    let mut needed = other.properties.iter().filter(|member| member.required);
    closed.additional == Additional::Forbidden
        && closed.patterns.is_empty()
        && needed.any(|member| property(closed, &member.wire_name).is_none())
}

fn share_type(left: &[JsonType], right: &[JsonType]) -> bool {
    let number = |ty: JsonType| if ty == JsonType::Integer { JsonType::Number } else { ty };
    left.iter().any(|one| right.iter().any(|other| number(*one) == number(*other)))
}
