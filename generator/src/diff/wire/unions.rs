//! Unions: which branch stands for which.

use std::collections::BTreeSet;

use super::super::finding::FindingId;
use super::super::verdict::Ways;
use super::claims::Claim;
use super::types::Both;
use super::{Wire, shapes};
use crate::api::{Branch, Tagging, TypeId, Union};

/// A way to tell that two branches are one.
type Sameness<'w> = &'w dyn Fn(&Branch, &Branch) -> bool;

/// The kind of a branch that came where no member tells a released client that it is new.
const UNTAGGED: &str = "untagged-variant-added";

impl Wire<'_> {
    /// Compares the branches of two unions.
    pub(super) fn unions(&mut self, both: Both<'_>, old: &Union, new: &Union) {
        // One of the two may be a branch of the other, as a whole.
        if self.narrowed(both, old) || self.widened(both, new) {
            return;
        }
        if old.tagging != new.tagging {
            let (before, after) = (tagging(old), tagging(new));
            let kind = match (&old.tagging, &new.tagging) {
                (Tagging::Property(_), Tagging::Property(_)) => "discriminator-changed",
                (Tagging::Guards, _) => "discriminator-given",
                (_, Tagging::Guards) => "discriminator-taken",
            };
            let id = self.differ(both, kind, &before, &after);
            self.claim(id, old, new);
        }
        let (pairs, gone, come) = self.matched(old, new);
        for (at, found) in pairs {
            let (Some(from), Some(to)) = (old.branches.get(at), new.branches.get(found)) else { continue };
            self.docs((&from.docs, &both.old.origin), (&to.docs, &both.new.origin));
            if let (Tagging::Property(tag), true) = (&new.tagging, old.tagging == new.tagging) {
                self.tags(both, (from, to), tag);
            }
            self.held_types(both.pair, from.ty, to.ty, Ways::BOTH);
        }
        if let ([from], [to]) = (gone.as_slice(), come.as_slice()) {
            let before = shapes::kind(self.old.api, *from);
            let after = shapes::kind(self.new.api, *to);
            let id = self.differ(both, "variant-retyped", &before, &after);
            self.brings(id, [*to], [*from]);
            return;
        }
        // What released clients make of a new branch depends on how they tell branches apart.
        let added = match old.tagging {
            Tagging::Property(_) => "variant-added",
            Tagging::Guards => UNTAGGED,
        };
        self.left(both, &gone, &come, added);
    }

    /// Notes branches that are gone, and those that came.
    fn left(&mut self, both: Both<'_>, gone: &[TypeId], come: &[TypeId], added: &'static str) {
        let (api_old, api_new) = (self.old.api, self.new.api);
        if !gone.is_empty() {
            let names: Vec<String> = gone.iter().map(|id| shapes::short(api_old, *id)).collect();
            let id = self.differ(both, "variant-removed", &names.join(", "), "");
            self.brings(id, [], gone.iter().copied());
        }
        if !come.is_empty() {
            let names: Vec<String> = come.iter().map(|id| shapes::short(api_new, *id)).collect();
            let id = self.differ(both, added, "", &names.join(", "));
            self.brings(id, come.iter().copied(), []);
        }
    }

    /// Notes that how branches are told apart decides what their tags are.
    fn claim(&mut self, id: FindingId, old: &Union, new: &Union) {
        for union in [old, new] {
            if let Tagging::Property(tag) = &union.tagging {
                let branches =
                    old.branches.iter().map(|one| (true, one)).chain(new.branches.iter().map(|one| (false, one)));
                for (is_old, branch) in branches {
                    self.claims.push(Claim { id, is_old, branch: branch.ty, tag: tag.clone() });
                }
            }
        }
    }

    fn tags(&mut self, both: Both<'_>, (old, new): (&Branch, &Branch), tag: &str) {
        let only = |these: &[String], those: &[String]| {
            these.iter().filter(|tag| !those.contains(tag)).cloned().collect::<Vec<_>>().join(", ")
        };
        let (gone, come) = (only(&old.tags, &new.tags), only(&new.tags, &old.tags));
        // Where the tag is a constant of the branch, that one says so.
        let kept = old.tags.iter().any(|tag| new.tags.contains(tag));
        if !come.is_empty() && kept {
            let id = self.differ(both, "mapping-added", "", &come);
            self.claims.push(Claim { id, is_old: false, branch: new.ty, tag: tag.to_owned() });
        }
        if !gone.is_empty() && kept {
            let id = self.differ(both, "mapping-removed", &gone, "");
            self.claims.push(Claim { id, is_old: false, branch: new.ty, tag: tag.to_owned() });
        }
    }

    /// Which branch stands for which, and those that stand alone.
    fn matched(&self, old: &Union, new: &Union) -> (Vec<(usize, usize)>, Vec<TypeId>, Vec<TypeId>) {
        let (mut left, mut right): (BTreeSet<usize>, BTreeSet<usize>) =
            ((0..old.branches.len()).collect(), (0..new.branches.len()).collect());
        let mut pairs = Vec::new();
        let name = |api: &crate::api::Api, id: TypeId| api.get(id).and_then(|ty| ty.naming.component.clone());
        let component =
            |a: &Branch, b: &Branch| name(self.old.api, a.ty).is_some_and(|one| name(self.new.api, b.ty) == Some(one));
        let tag = |a: &Branch, b: &Branch| a.tags.iter().any(|one| b.tags.contains(one));
        let looks = |a: &Branch, b: &Branch| self.looks_the_same(a.ty, b.ty);
        let scalars = |a: &Branch, b: &Branch| self.same_kind(a.ty, b.ty);
        let ways: [Sameness<'_>; 4] = [&component, &looks, &tag, &scalars];
        for is_same in ways {
            for at in left.clone() {
                let Some(from) = old.branches.get(at) else { continue };
                let found = right.iter().copied().find(|to| new.branches.get(*to).is_some_and(|to| is_same(from, to)));
                if let Some(found) = found {
                    left.remove(&at);
                    right.remove(&found);
                    pairs.push((at, found));
                }
            }
        }
        pairs.sort_unstable();
        let gone = left.iter().filter_map(|at| Some(old.branches.get(*at)?.ty)).collect();
        let come = right.iter().filter_map(|at| Some(new.branches.get(*at)?.ty)).collect();
        (pairs, gone, come)
    }

    /// Whether both are of one kind that a union has once: a string, an enumeration, a list, an object without a name.
    fn same_kind(&self, old: TypeId, new: TypeId) -> bool {
        use crate::api::Shape;
        let (Some(old), Some(new)) = (self.old_type(old), self.new_type(new)) else { return false };
        match (&old.shape, &new.shape) {
            (Shape::Enum(_) | Shape::Open(_), Shape::Enum(_) | Shape::Open(_)) | (Shape::Array(_), Shape::Array(_)) => {
                true
            }
            (Shape::Scalar(one), Shape::Scalar(other)) => std::mem::discriminant(one) == std::mem::discriminant(other),
            (Shape::Object(_), Shape::Object(_)) => {
                old.naming.component.is_none() && new.naming.component.is_none() && old.docs.title == new.docs.title
            }
            _ => false,
        }
    }

    /// Whether the new type is one branch of what was a union; then the others are gone.
    pub(super) fn narrowed(&mut self, both: Both<'_>, old: &Union) -> bool {
        let Some(kept) = old.branches.iter().find(|branch| self.looks_the_same(branch.ty, both.ids.1)) else {
            return false;
        };
        let kept = kept.ty;
        let gone: Vec<TypeId> = old.branches.iter().map(|branch| branch.ty).filter(|id| *id != kept).collect();
        self.left(both, &gone, &[], UNTAGGED);
        self.held_types(both.pair, kept, both.ids.1, Ways::BOTH);
        true
    }

    /// Whether the old type is one branch of what is a union now; then the others came.
    pub(super) fn widened(&mut self, both: Both<'_>, new: &Union) -> bool {
        let Some(kept) = new.branches.iter().find(|branch| self.looks_the_same(both.ids.0, branch.ty)) else {
            return false;
        };
        let kept = kept.ty;
        let come: Vec<TypeId> = new.branches.iter().map(|branch| branch.ty).filter(|id| *id != kept).collect();
        self.left(both, &[], &come, UNTAGGED);
        self.held_types(both.pair, both.ids.0, kept, Ways::BOTH);
        true
    }
}

fn tagging(union: &Union) -> String {
    match &union.tagging {
        Tagging::Property(name) => format!("told apart by `{name}`"),
        Tagging::Guards => "told apart by their members".to_owned(),
    }
}
