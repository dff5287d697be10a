//! Unions: their branches, each with what stands beside the group.

use super::super::{Parent, Shape, TypeId};
use super::conjunction::{Conjunction, Group, Opinion};
use super::context::Lowering;
use super::draft::{Draft, DraftBranch};
use super::dynamic::Scope;
use super::implied::adds_nothing;
use super::impossible::is_impossible;
use super::naming::{branch_role, component};
use super::notes::{schema_docs, use_docs};
use super::shape::unfinished;
use crate::document::{Node, NodeId};

impl<'a> Lowering<'a> {
    /// The shape of a schema with a group, which becomes the type `id`.
    pub(super) fn union(
        &mut self,
        id: TypeId,
        conjunction: &Conjunction<'a>,
        part: Node<'a>,
        group: Group,
        branches: &[Node<'a>],
    ) -> Shape {
        let mut beside = conjunction.clone();
        beside.taken.push((part.id(), group));
        let beyond = self.beyond(&beside, branches.len());
        beside.taken.extend(&beyond);
        beside.spread.extend(beyond);
        let mut wholes: Vec<_> =
            branches.iter().enumerate().map(|(index, branch)| (index, branch, self.branch(&beside, *branch))).collect();
        // The schema with the group may be wrong about its own branches; others are not meant to be.
        let others = |whole: &Conjunction<'a>| -> Vec<Node<'a>> {
            whole.parts.iter().filter(|other| other.id() != part.id()).copied().collect()
        };
        if wholes.iter().any(|(_, _, (whole, _))| !is_impossible(&others(whole))) {
            wholes.retain(|(_, _, (whole, _))| !is_impossible(&others(whole)));
        }
        let drafts = wholes
            .into_iter()
            .map(|(index, branch, (whole, merged))| {
                let docs =
                    if merged { schema_docs(*branch) } else { use_docs(whole.notes.get(..1).unwrap_or_default()) };
                let target = if merged { branch.resolve().unwrap_or(*branch) } else { whole.home };
                let referred = branch.follow().ok().flatten().unwrap_or(target);
                let parent = Parent::Type(id, branch_role(*branch, index));
                DraftBranch {
                    ty: self.use_of_conjunction(whole, parent).id,
                    target: Some(target.id()),
                    name: component(referred),
                    tags: Vec::new(),
                    docs,
                }
            })
            .collect();
        let own = Some(part).filter(|part| part.get("discriminator").is_some());
        let inherited = if own.is_none() { self.inherited_root(branches) } else { None };
        self.drafts.insert(
            id,
            Draft {
                declared: own.or(inherited),
                inherited: inherited.is_some(),
                only_tagged: false,
                may_overlap: group == Group::AnyOf,
                branches: drafts,
            },
        );
        unfinished()
    }

    /// The schema whose `discriminator` tells `branches` apart, where all of them inherit from it.
    fn inherited_root(&self, branches: &[Node<'a>]) -> Option<Node<'a>> {
        let heirs = branches.iter().map(|branch| branch.resolve().ok()).collect::<Option<Vec<_>>>()?;
        self.family.common_root(&heirs)
    }

    /// One branch with what stands beside the group, which is taken there, and whether anything does.
    fn branch(&mut self, conjunction: &Conjunction<'a>, branch: Node<'a>) -> (Conjunction<'a>, bool) {
        let own = self.flatten(&[branch]);
        let is_chosen = |group: &&(NodeId, Group)| !conjunction.spread.contains(group);
        let chosen: Vec<(NodeId, Group)> = conjunction.taken.iter().filter(is_chosen).copied().collect();
        let beside: Vec<Node<'a>> = conjunction
            .parts
            .iter()
            .filter(|part| !own.parts.iter().any(|other| other.id() == part.id()))
            .filter(|part| !adds_nothing(**part, &own.parts, &chosen))
            .copied()
            .collect();
        if beside.is_empty() && conjunction.only.is_none() && !conjunction.lost {
            return (own, false);
        }
        let mut parts = beside;
        parts.extend(own.parts);
        let mut via = conjunction.via.clone();
        via.extend(own.via);
        self.merged += 1;
        let mut roots = vec![branch];
        roots.extend(conjunction.roots.iter().copied());
        let merged = Conjunction {
            roots,
            parts,
            taken: conjunction.taken.clone(),
            spread: conjunction.spread.clone(),
            only: conjunction.only,
            home: branch,
            named: false,
            notes: own.notes,
            via,
            one_way: own.one_way,
            null: Opinion::No,
            lost: conjunction.lost || own.lost,
            scope: joined(&conjunction.scope, own.scope),
        };
        (merged, true)
    }

    /// The union of all that inherit from a schema with a `discriminator`, or from one of its heirs; none for any other
    /// schema.
    pub(super) fn inheritance(&mut self, id: TypeId, conjunction: &Conjunction<'a>) -> Option<Shape> {
        let parent = conjunction.home;
        if !conjunction.named || conjunction.is_taken(parent, Group::Children) {
            return None;
        }
        let branches = self.family.branches(parent);
        let root = self.family.root(parent).filter(|_| !branches.is_empty())?;
        let drafts = branches
            .into_iter()
            .enumerate()
            .map(|(index, branch)| {
                let is_parent = branch.id() == parent.id();
                let mut plain = conjunction.clone();
                plain.taken.push((parent.id(), Group::Children));
                plain.named = false;
                let whole = if is_parent { plain } else { self.child(plain, branch) };
                let role = if is_parent { "base".to_owned() } else { branch_role(branch, index) };
                DraftBranch {
                    ty: self.use_of_conjunction(whole, Parent::Type(id, role)).id,
                    target: Some(branch.id()),
                    name: component(branch),
                    tags: Vec::new(),
                    docs: schema_docs(branch),
                }
            })
            .collect();
        let inherited = root.id() != parent.id();
        let draft = Draft { declared: Some(root), inherited, only_tagged: false, may_overlap: false, branches: drafts };
        self.drafts.insert(id, draft);
        Some(unfinished())
    }

    /// The schema `child` of the schema `parent`, which it inherits from already, or is merged with now.
    fn child(&mut self, parent: Conjunction<'a>, child: Node<'a>) -> Conjunction<'a> {
        let own = self.flatten(&[child]);
        let inherits = own.via.contains(&parent.home.id());
        if inherits || parent.parts.iter().all(|part| adds_nothing(*part, &own.parts, &parent.taken)) {
            return own;
        }
        let mut parts = parent.parts;
        parts.extend(own.parts);
        let mut via = parent.via;
        via.extend(own.via);
        let lost = parent.lost || own.lost;
        let scope = joined(&parent.scope, own.scope);
        let mut roots = vec![child];
        roots.extend(parent.roots);
        Conjunction { roots, parts, via, home: child, notes: own.notes, lost, scope, ..parent }
    }
}

/// What the names mean in both; where they differ, the outer one counts.
fn joined<'a>(outer: &Scope<'a>, inner: Scope<'a>) -> Scope<'a> {
    let mut scope = outer.clone();
    scope.extend(inner.into_iter().filter(|(name, _)| !outer.iter().any(|(other, _)| other == name)));
    scope.sort_by_key(|(name, _)| *name);
    scope
}
