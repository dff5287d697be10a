//! Finishes unions, innermost first: branches that are the same become one, and what tells the others apart is found.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::super::{Branch, Docs, Guard, Shape, Tagging, Type, TypeId, Union};
use super::claims::Claims;
use super::context::Lowering;
use super::draft::{Draft, DraftBranch};
use super::notes::add;

/// The types of an API, and how its unions come to be.
pub(super) struct Finishing<'l, 'a> {
    pub(super) lowering: &'l mut Lowering<'a>,
    /// Types that turned out to be another one.
    pub(super) same_as: HashMap<TypeId, TypeId>,
    /// Tags that branches must hold.
    pub(super) claims: Claims,
    /// The branches of each union of which several may hold at once.
    pub(super) overlapping: Vec<Vec<TypeId>>,
}

impl<'l, 'a> Finishing<'l, 'a> {
    /// Finishes all unions, and says which types turned out to be another one.
    pub(super) fn run(lowering: &'l mut Lowering<'a>) -> HashMap<TypeId, TypeId> {
        let mut drafts = std::mem::take(&mut lowering.drafts);
        let order = innermost_first(&drafts);
        let mut finishing =
            Self { lowering, same_as: HashMap::new(), claims: Claims::default(), overlapping: Vec::new() };
        let place = order.iter().enumerate().map(|(index, id)| (*id, index)).collect::<HashMap<_, _>>();
        for (index, id) in order.iter().enumerate() {
            if let Some(mut draft) = drafts.remove(id) {
                // A union that is one of its own branches, through others, says nothing by it.
                draft.branches.retain(|branch| place.get(&branch.ty).is_none_or(|at| *at < index));
                finishing.finish(*id, draft);
            }
        }
        finishing.apply_claims();
        finishing.keep_overlaps();
        finishing.same_as
    }

    fn finish(&mut self, id: TypeId, mut draft: Draft<'a>) {
        self.unify(id, &mut draft);
        self.merge_scalars(id, &mut draft);
        match draft.branches.as_slice() {
            [] => self.set(id, Shape::Any),
            [only] => {
                let only = only.ty;
                if draft.declared.is_some() {
                    self.declared(&draft);
                }
                self.collapse(id, only);
            }
            _ => self.tell_apart(id, draft),
        }
    }

    fn tell_apart(&mut self, id: TypeId, draft: Draft<'a>) {
        let tagged = self.tagging(&draft);
        if draft.only_tagged && tagged.is_none() {
            self.set(id, Shape::Any);
            return;
        }
        if draft.may_overlap && tagged.is_none() {
            self.overlapping.push(draft.branches.iter().map(|branch| branch.ty).collect());
        }
        let default = self.followed_default(&draft, tagged.as_ref().map(|(property, _)| property.as_str()));
        let branches = draft.branches.into_iter();
        let union = match tagged {
            Some((property, tags)) => Union {
                tagging: Tagging::Property(property),
                default,
                branches: branches
                    .zip(tags)
                    .map(|(branch, tags)| Branch { ty: branch.ty, tags, guard: Guard::default(), docs: branch.docs })
                    .collect(),
            },
            None => Union {
                tagging: Tagging::Guards,
                default: None,
                branches: self.guarded(branches.collect(), draft.declared.and_then(super::mapping::property)),
            },
        };
        if !draft.only_tagged {
            self.name_branches(id, &union);
        }
        self.set(id, Shape::Union(union));
    }

    /// Takes the branches of nameless unions in, and leaves each type once.
    fn unify(&mut self, id: TypeId, draft: &mut Draft<'a>) {
        let mut spread: Vec<DraftBranch> = Vec::new();
        for mut branch in std::mem::take(&mut draft.branches) {
            branch.ty = self.actual(branch.ty);
            if branch.ty == id {
                continue;
            }
            match self.inner(branch.ty, draft) {
                Some(inner) => spread.extend(inner),
                None => spread.push(branch),
            }
        }
        for branch in spread {
            let twin = draft.branches.iter_mut().find(|other| self.is_same(other.ty, branch.ty, 0));
            match twin {
                Some(twin) => twin.tags.extend(branch.tags),
                None => draft.branches.push(branch),
            }
        }
    }

    /// The branches of a union without a name of its own, to stand in the outer one.
    fn inner(&self, ty: TypeId, outer: &Draft<'a>) -> Option<Vec<DraftBranch>> {
        let ty = self.ty(ty)?;
        let Shape::Union(union) = &ty.shape else {
            return None;
        };
        let outer_property = outer.declared.and_then(super::mapping::property);
        let fits = match (&union.tagging, outer_property) {
            _ if union.default.is_some() => false,
            (Tagging::Property(inner), Some(outer)) => inner == outer,
            (Tagging::Property(_), None) => true,
            (Tagging::Guards, outer) => outer.is_none(),
        };
        if ty.naming.component.is_some() || ty.naming.title.is_some() || !fits {
            return None;
        }
        let branches = union.branches.iter().map(|branch| DraftBranch {
            ty: branch.ty,
            target: None,
            name: self.ty(branch.ty).and_then(|ty| ty.naming.component.clone()),
            tags: if outer_property.is_some() { branch.tags.clone() } else { Vec::new() },
            docs: branch.docs.clone(),
        });
        Some(branches.collect())
    }

    /// Makes a union of one branch that branch.
    fn collapse(&mut self, id: TypeId, only: TypeId) {
        let has_name = |ty: Option<&Type>| ty.is_some_and(|ty| ty.naming.component.is_some());
        if !has_name(self.ty(id)) || has_name(self.ty(only)) {
            if !has_name(self.ty(only)) {
                self.tell_both(only, [id, only]);
            }
            self.same_as.insert(id, only);
            return;
        }
        self.tell_both(id, [id, only]);
        if let Some(inner) = self.ty(only).cloned() {
            if let Some(outer) = self.lowering.types.get_mut(id.index()) {
                outer.shape = inner.shape;
                outer.constraints.keywords.extend(inner.constraints.keywords);
                outer.examples.extend(inner.examples);
            }
            self.same_as.insert(only, id);
        }
    }

    /// Lets `id` say what the types say that it is made of.
    fn tell_both(&mut self, id: TypeId, parts: [TypeId; 2]) {
        let mut all = parts.into_iter().filter_map(|part| Some(self.ty(part)?.docs.clone()));
        let Some(mut docs) = all.next() else { return };
        for more in all {
            if docs.title.trim().is_empty() {
                docs.title = more.title;
            }
            add(&mut docs, &more.description);
        }
        let id = self.actual(id);
        if let Some(ty) = self.lowering.types.get_mut(id.index()) {
            ty.docs = Docs { deprecated: ty.docs.deprecated, ..docs };
        }
    }

    /// What `id` turned out to be.
    pub(super) fn actual(&self, id: TypeId) -> TypeId {
        let mut id = id;
        while let Some(other) = self.same_as.get(&id) {
            id = *other;
        }
        id
    }

    pub(super) fn ty(&self, id: TypeId) -> Option<&Type> {
        self.lowering.types.get(self.actual(id).index())
    }

    pub(super) fn shape(&self, id: TypeId) -> Option<&Shape> {
        self.ty(id).map(|ty| &ty.shape)
    }

    pub(super) fn set(&mut self, id: TypeId, shape: Shape) {
        if let Some(ty) = self.lowering.types.get_mut(id.index()) {
            ty.shape = shape;
        }
    }

    /// Whether two types hold the same values and nobody would want to tell them apart.
    fn is_same(&self, left: TypeId, right: TypeId, depth: usize) -> bool {
        let (left, right) = (self.actual(left), self.actual(right));
        if left == right {
            return true;
        }
        let (Some(left_type), Some(right_type)) = (self.ty(left), self.ty(right)) else {
            return false;
        };
        match (&left_type.shape, &right_type.shape) {
            (Shape::Any, Shape::Any) => true,
            // Those of other limits become one as well, but one that has none of them (`merge_scalars`).
            (Shape::Scalar(left), Shape::Scalar(right)) => {
                left == right && (depth > 0 || left_type.constraints == right_type.constraints)
            }
            (Shape::Array(left), Shape::Array(right)) | (Shape::Map(left), Shape::Map(right)) => {
                depth < 4 && left.nullable == right.nullable && self.is_same(left.id, right.id, depth + 1)
            }
            _ => false,
        }
    }
}

/// The unions, each after those that it has as branches.
fn innermost_first(drafts: &BTreeMap<TypeId, Draft<'_>>) -> Vec<TypeId> {
    let mut order = Vec::with_capacity(drafts.len());
    let mut seen: HashSet<TypeId> = HashSet::new();
    for id in drafts.keys() {
        let mut stack = vec![(*id, false)];
        while let Some((id, entered)) = stack.pop() {
            if entered {
                order.push(id);
                continue;
            }
            if !drafts.contains_key(&id) || !seen.insert(id) {
                continue;
            }
            stack.push((id, true));
            let branches = drafts.get(&id).map(|draft| draft.branches.as_slice());
            stack.extend(branches.into_iter().flatten().rev().map(|branch| (branch.ty, false)));
        }
    }
    order
}
