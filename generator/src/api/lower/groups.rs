//! `oneOf` and `anyOf`: which branches count.

use std::collections::HashSet;

use super::arrays::is_never;
use super::conjunction::{Conjunction, Group, Opinion};
use super::context::Lowering;
use super::keywords::{Class, class};
use super::kinds::Kinds;
use crate::document::{Kind, Node, NodeId};

/// How deep unions within unions are looked into for a `null`.
const DEPTH: usize = 64;

/// What a group holds besides `null`.
pub(super) enum Branches<'a> {
    /// There is no group, or an empty one.
    None,
    /// Branches that limit values and shape nothing.
    Limits,
    /// Only `null`.
    Null,
    /// One branch.
    One(Node<'a>),
    /// Several, or one with a tag.
    Many(Vec<Node<'a>>),
}

impl<'a> Lowering<'a> {
    /// The branches of a group of `node`, and whether one of them is `null`.
    pub(super) fn branches(&mut self, node: Node<'a>, group: Group) -> (Branches<'a>, bool) {
        let Some(list) = node.get(group.keyword()) else {
            return (Branches::None, false);
        };
        if list.kind() != Kind::Array || list.is_empty() {
            self.reports.warn(
                "union-without-branches",
                list,
                &format!("`{}` has no branches, and is read over", group.keyword()),
                "list the schemas that values may have, or remove it",
            );
            return (Branches::None, false);
        }
        // What allows no value is no choice.
        let mut all: Vec<Node<'a>> = list.items().filter(|branch| !is_never(*branch)).collect();
        if all.is_empty() {
            all = list.items().collect();
        }
        if all.iter().all(|branch| only_limits(*branch)) {
            return (Branches::Limits, false);
        }
        let mut some = Vec::with_capacity(all.len());
        for branch in &all {
            if !self.is_null(*branch) {
                some.push(*branch);
            }
        }
        let has_null = some.len() < all.len();
        let branches = match some.as_slice() {
            [] => Branches::Null,
            // A discriminator says by which value even a single branch is meant.
            [one] if node.get("discriminator").is_none() => Branches::One(*one),
            _ => Branches::Many(some),
        };
        (branches, has_null)
    }

    /// Whether a schema allows `null` and nothing else.
    pub(super) fn is_null(&mut self, schema: Node<'a>) -> bool {
        let Some(schema) = self.follow_schema(schema) else {
            return false;
        };
        if let Some(value) = schema.get("const") {
            return value.kind() == Kind::Null;
        }
        if let Some(values) = schema.get("enum") {
            return !values.is_empty() && values.items().all(|value| value.kind() == Kind::Null);
        }
        match Kinds::declared(schema) {
            Some(kinds) => kinds == Kinds::NULL,
            None => {
                super::notes::flag(schema, "nullable") && schema.entries().all(|(key, _)| class(key) == Class::Note)
            }
        }
    }

    /// What the keywords of `node` itself say about `null`.
    pub(super) fn own_opinion(&mut self, node: Node<'a>) -> Opinion {
        self.opinion(node, 0)
    }

    fn opinion(&mut self, node: Node<'a>, depth: usize) -> Opinion {
        if super::notes::flag(node, "nullable") {
            return Opinion::Yes;
        }
        let declared = Kinds::declared(node).map(|kinds| kinds.contains(Kinds::NULL));
        let listed = node
            .get("enum")
            .map(|values| values.items().any(|value| value.kind() == Kind::Null))
            .or_else(|| node.get("const").map(|value| value.kind() == Kind::Null));
        if declared == Some(true) || listed == Some(true) || self.null_branch(node, depth) {
            return Opinion::Yes;
        }
        if declared.is_some() || listed.is_some() { Opinion::No } else { Opinion::Silent }
    }

    /// Whether a branch of some group of `node` allows `null`.
    fn null_branch(&mut self, node: Node<'a>, depth: usize) -> bool {
        if node.get("oneOf").is_none() && node.get("anyOf").is_none() {
            return false;
        }
        if let Some(known) = self.null_groups.get(&node.id()) {
            return *known;
        }
        // Whoever comes here again while the answer is being found adds nothing to it.
        self.null_groups.insert(node.id(), false);
        let mut found = false;
        for group in [Group::OneOf, Group::AnyOf] {
            let (branches, has_null) = self.branches(node, group);
            found |= has_null;
            if let Branches::Many(branches) = branches {
                found |= depth < DEPTH && branches.into_iter().any(|branch| self.branch_allows_null(branch, depth + 1));
            }
        }
        self.null_groups.insert(node.id(), found);
        found
    }

    /// Whether `branch`, what it refers to and what has to hold in it at once allow `null` together. What says it itself
    /// counts before what it is made of.
    fn branch_allows_null(&mut self, branch: Node<'a>, depth: usize) -> bool {
        let mut said = Opinion::Silent;
        let mut seen = HashSet::new();
        let mut waiting = vec![branch];
        while let Some(part) = waiting.pop() {
            if part.kind() != Kind::Object || !seen.insert(part.id()) {
                continue;
            }
            let own = self.opinion(part, depth);
            said = said.and(own);
            if own == Opinion::Silent {
                waiting.extend(part.reference().and_then(|_| self.follow_schema(part)));
                waiting.extend(part.get("allOf").into_iter().flat_map(Node::items));
            }
        }
        said == Opinion::Yes
    }

    /// The next group of `conjunction` that makes a union of it.
    pub(super) fn next_group(&mut self, conjunction: &Conjunction<'a>) -> Option<(Node<'a>, Group, Vec<Node<'a>>)> {
        for part in &conjunction.parts {
            for group in [Group::OneOf, Group::AnyOf] {
                if conjunction.is_taken(*part, group) || part.get(group.keyword()).is_none() {
                    continue;
                }
                match self.branches(*part, group).0 {
                    Branches::Many(branches) if !self.is_satisfied(conjunction, *part, &branches) => {
                        return Some((*part, group, branches));
                    }
                    _ => {}
                }
            }
        }
        None
    }

    /// Whether `conjunction` is already made of one of the `branches` of `part`, as a child is of a parent that lists
    /// it. A union that lists itself is not: that branch says nothing.
    fn is_satisfied(&mut self, conjunction: &Conjunction<'a>, part: Node<'a>, branches: &[Node<'a>]) -> bool {
        let holds = |id: NodeId| conjunction.parts.iter().any(|part| part.id() == id);
        branches.iter().any(|branch| {
            if branch.reference().is_some() {
                let target = self.follow_schema(*branch).map(Node::id).filter(|target| *target != part.id());
                if target.is_some_and(|target| conjunction.via.contains(&target) || holds(target)) {
                    return true;
                }
            }
            // A wrapper around what is there already, such as an `allOf` of it.
            conjunction.parts.len() > 1 && branch.get("allOf").is_some() && {
                let parts = self.flatten(&[*branch]).parts;
                !parts.is_empty() && parts.iter().all(|part| holds(part.id()))
            }
        })
    }
}

/// Whether a branch limits values and shapes nothing.
fn only_limits(branch: Node<'_>) -> bool {
    branch.kind() == Kind::Object
        && branch.entries().any(|(key, _)| class(key) != Class::Note)
        && branch.entries().all(|(key, value)| match key {
            "required" => true,
            "type" => value.as_str() == Some("object") && branch.get("required").is_some(),
            "allOf" | "anyOf" | "oneOf" => value.items().all(only_limits),
            _ => class(key) != Class::Shape,
        })
}
