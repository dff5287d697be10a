//! Unions: which branch stands for which.

use std::collections::BTreeSet;

use super::super::finding::FindingId;
use super::super::verdict::Ways;
use super::claims::Claim;
use super::fits::fits;
use super::types::Both;
use super::{Wire, shapes};
use crate::api::{Api, Branch, Object, Property, Scalar, Shape, Tagging, TypeId, Union};

/// A way to tell that two branches are one.
type Sameness<'w> = &'w dyn Fn(&Branch, &Branch) -> bool;

/// Branches that stand for each other, and those of the old and of the new union that stand for none.
type Matched<'b> = (Vec<(&'b Branch, &'b Branch)>, Vec<&'b Branch>, Vec<&'b Branch>);

/// How deep unions stand in unions.
const STEPS: usize = 4;

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
                (Tagging::Property(tag), Tagging::Guards) if self.may_lack(new, tag) => "tag-may-be-missing",
                (Tagging::Property(_), Tagging::Guards) => "discriminator-taken",
            };
            let id = self.differ(both, kind, &before, &after);
            self.claim(id, old, new);
        }
        self.exclusive(both, old, new);
        let (before, after): (Vec<&Branch>, Vec<&Branch>) =
            (old.branches.iter().collect(), new.branches.iter().collect());
        let (pairs, gone, come) = self.matched(&before, &after);
        for (from, to) in pairs {
            self.docs((&from.docs, &both.old.origin), (&to.docs, &both.new.origin));
            if let (Tagging::Property(tag), true) = (&new.tagging, old.tagging == new.tagging) {
                self.tags(both, (from, to), tag);
                if !from.tags.is_empty() && !from.tags.iter().any(|one| to.tags.contains(one)) {
                    let pair = self.found.pairs.meet(from.ty, to.ty);
                    self.retagged.push(pair);
                }
            }
            self.held_types(both.pair, from.ty, to.ty, Ways::BOTH);
        }
        let (gone, come) = self.regrouped(both, &gone, &come);
        let (gone, come) = self.repeated(both, (old, new), gone, come);
        let (gone, come) = self.covered(both, (old, new), gone, come);
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

    /// Branches of branches: a union within a union lets in what its branches do, so that it is the same whether they
    /// stand in it or beside it. What stands for nothing is left.
    fn regrouped(&mut self, both: Both<'_>, gone: &[&Branch], come: &[&Branch]) -> (Vec<TypeId>, Vec<TypeId>) {
        let ids = |branches: &[&Branch]| branches.iter().map(|branch| branch.ty).collect::<Vec<TypeId>>();
        let (api_old, api_new) = (self.old.api, self.new.api);
        let (from, to) = (leaves(api_old, gone, STEPS), leaves(api_new, come, STEPS));
        let same = (from.len(), to.len()) == (gone.len(), come.len());
        if gone.is_empty() || come.is_empty() || same {
            return (ids(gone), ids(come));
        }
        let (pairs, left, right) = self.matched(&from, &to);
        if pairs.is_empty() {
            return (ids(gone), ids(come));
        }
        let names = |api: &Api, branches: &[&Branch]| {
            branches.iter().map(|branch| shapes::short(api, branch.ty)).collect::<Vec<_>>().join(", ")
        };
        let id = self.differ(both, "union-regrouped", &names(api_old, gone), &names(api_new, come));
        self.brings(id, ids(come), ids(gone));
        for (from, to) in pairs {
            self.held_types(both.pair, from.ty, to.ty, Ways::BOTH);
        }
        (ids(&left), ids(&right))
    }

    /// Takes out branches that let in what another one of the same union does: whether they are there is nothing on the wire.
    fn repeated(
        &mut self,
        both: Both<'_>,
        (old, new): (&Union, &Union),
        gone: Vec<TypeId>,
        come: Vec<TypeId>,
    ) -> (Vec<TypeId>, Vec<TypeId>) {
        if old.tagging != Tagging::Guards || new.tagging != Tagging::Guards {
            return (gone, come);
        }
        let (api_old, api_new) = (self.old.api, self.new.api);
        // What stays and looks the same lets in the same on both sides.
        let stays = |look: &str| {
            let in_old = old
                .branches
                .iter()
                .any(|one| !gone.contains(&one.ty) && self.signatures.of_old(api_old, one.ty) == look);
            in_old
                && new
                    .branches
                    .iter()
                    .any(|one| !come.contains(&one.ty) && self.signatures.of_new(api_new, one.ty) == look)
        };
        let (twins_gone, gone): (Vec<TypeId>, Vec<TypeId>) =
            gone.iter().partition(|id| stays(&self.signatures.of_old(api_old, **id)));
        let (twins_come, come): (Vec<TypeId>, Vec<TypeId>) =
            come.iter().partition(|id| stays(&self.signatures.of_new(api_new, **id)));
        self.taken_out(both, "variant-repeated", twins_gone, twins_come);
        (gone, come)
    }

    /// Tells of branches that were taken out, where there are any.
    fn taken_out(&mut self, both: Both<'_>, rule: &'static str, gone: Vec<TypeId>, come: Vec<TypeId>) {
        if gone.is_empty() && come.is_empty() {
            return;
        }
        let names =
            |api: &Api, ids: &[TypeId]| ids.iter().map(|id| shapes::short(api, *id)).collect::<Vec<_>>().join(", ");
        let id = self.differ(both, rule, &names(self.old.api, &gone), &names(self.new.api, &come));
        self.brings(id, come, gone);
    }

    /// Whether a value of some branch need not have this member.
    fn may_lack(&self, union: &Union, tag: &str) -> bool {
        let needs = |branch: &Branch| {
            let object = object(self.new.api, branch.ty);
            let member = object.and_then(|object| object.properties.iter().find(|one| one.wire_name == tag));
            member.is_some_and(|member| member.required)
        };
        !union.branches.iter().all(needs)
    }

    /// Takes out branches of which each value is one of another branch of the other side as well: where no member tells
    /// branches apart it is read as that one, and taken as that one.
    fn covered(
        &mut self,
        both: Both<'_>,
        (old, new): (&Union, &Union),
        gone: Vec<TypeId>,
        come: Vec<TypeId>,
    ) -> (Vec<TypeId>, Vec<TypeId>) {
        if old.tagging != Tagging::Guards || new.tagging != Tagging::Guards {
            return (gone, come);
        }
        let within = |(api, id): (&Api, TypeId), (other, union): (&Api, &Union)| {
            union.branches.iter().any(|branch| fits((api, id), (other, branch.ty)))
        };
        let (api_old, api_new) = (self.old.api, self.new.api);
        let (less, gone): (Vec<TypeId>, Vec<TypeId>) =
            gone.iter().partition(|id| within((api_old, **id), (api_new, new)));
        let (more, come): (Vec<TypeId>, Vec<TypeId>) =
            come.iter().partition(|id| within((api_new, **id), (api_old, old)));
        self.taken_out(both, "variant-covered", less, more);
        (gone, come)
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
    fn matched<'b>(&self, old: &[&'b Branch], new: &[&'b Branch]) -> Matched<'b> {
        let (mut left, mut right): (BTreeSet<usize>, BTreeSet<usize>) =
            ((0..old.len()).collect(), (0..new.len()).collect());
        let mut pairs = Vec::new();
        let name = |api: &crate::api::Api, id: TypeId| api.get(id).and_then(|ty| ty.naming.component.clone());
        let component =
            |a: &Branch, b: &Branch| name(self.old.api, a.ty).is_some_and(|one| name(self.new.api, b.ty) == Some(one));
        let tag = |a: &Branch, b: &Branch| a.tags.iter().any(|one| b.tags.contains(one));
        let looks = |a: &Branch, b: &Branch| self.looks_the_same(a.ty, b.ty);
        let kin = |a: &Branch, b: &Branch| kin(self.old.api, a.ty, self.new.api, b.ty);
        let scalars = |a: &Branch, b: &Branch| self.same_kind(a.ty, b.ty);
        let retagged = |a: &Branch, b: &Branch| retagged(self.old.api, a.ty, self.new.api, b.ty);
        let ways: [Sameness<'_>; 6] = [&component, &looks, &tag, &kin, &retagged, &scalars];
        for is_same in ways {
            for at in left.clone() {
                let Some(from) = old.get(at) else { continue };
                let found = right.iter().copied().find(|to| new.get(*to).is_some_and(|to| is_same(from, to)));
                if let Some(found) = found {
                    left.remove(&at);
                    right.remove(&found);
                    pairs.push((at, found));
                }
            }
        }
        pairs.sort_unstable();
        let pairs = pairs.into_iter().filter_map(|(from, to)| Some((*old.get(from)?, *new.get(to)?))).collect();
        let gone = left.iter().filter_map(|at| old.get(*at).copied()).collect();
        let come = right.iter().filter_map(|at| new.get(*at).copied()).collect();
        (pairs, gone, come)
    }

    /// Whether both are of one kind that a union has once: a string, an enumeration, a list, an object without a name.
    fn same_kind(&self, old: TypeId, new: TypeId) -> bool {
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

/// The branches, and in place of those that are unions, theirs.
fn leaves<'a>(api: &'a Api, branches: &[&'a Branch], steps: usize) -> Vec<&'a Branch> {
    let of = |branch: &&'a Branch| match api.get(branch.ty).map(|ty| &ty.shape) {
        Some(Shape::Union(union)) if steps > 0 => leaves(api, &union.branches.iter().collect::<Vec<_>>(), steps - 1),
        _ => vec![*branch],
    };
    branches.iter().flat_map(of).collect()
}

/// Members that two objects share.
fn shared<'a>(from: &'a Object, to: &'a Object) -> Vec<(&'a Property, &'a Property)> {
    let other = |one: &Property| to.properties.iter().find(|other| other.wire_name == one.wire_name);
    from.properties.iter().filter_map(|one| Some((one, other(one)?))).collect()
}

/// Whether two objects are of one make though they have other names: they share most of their members, or a constant, and
/// no constant tells them apart.
pub(super) fn kin(old_api: &Api, old: TypeId, new_api: &Api, new: TypeId) -> bool {
    let (Some(from), Some(to)) = (object(old_api, old), object(new_api, new)) else { return false };
    let shared = shared(from, to);
    let constants: Vec<bool> = shared
        .iter()
        .filter_map(|(one, other)| Some(constant(old_api, one.ty.id)? == constant(new_api, other.ty.id)?))
        .collect();
    let most = from.properties.len().max(to.properties.len());
    constants.iter().all(|same| *same) && (!constants.is_empty() || shared.len() * 2 > most)
}

/// Whether two objects share most of their members, and the constants that tell them apart are the same words, set apart
/// otherwise: `item.added` and `item_added`.
fn retagged(old_api: &Api, old: TypeId, new_api: &Api, new: TypeId) -> bool {
    let (Some(from), Some(to)) = (object(old_api, old), object(new_api, new)) else { return false };
    let shared = shared(from, to);
    let constants: Vec<_> = shared
        .iter()
        .filter_map(|(one, other)| Some((constant(old_api, one.ty.id)?, constant(new_api, other.ty.id)?)))
        .collect();
    let most = from.properties.len().max(to.properties.len());
    let is_same = |(one, other): &(serde_json::Value, serde_json::Value)| words(one) == words(other);
    !constants.is_empty() && constants.iter().all(is_same) && shared.len() * 2 > most
}

/// A constant without what sets its words apart.
fn words(value: &serde_json::Value) -> String {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    text.chars().filter(|one| one.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn object(api: &Api, id: TypeId) -> Option<&Object> {
    match &api.get(id)?.shape {
        Shape::Object(object) => Some(object),
        _ => None,
    }
}

/// The only value that a type has.
fn constant(api: &Api, id: TypeId) -> Option<serde_json::Value> {
    match &api.get(id)?.shape {
        Shape::Enum(values) => match values.as_slice() {
            [only] => Some(only.value.clone()),
            _ => None,
        },
        Shape::Scalar(Scalar::Boolean(only)) => only.map(serde_json::Value::Bool),
        _ => None,
    }
}

fn tagging(union: &Union) -> String {
    match &union.tagging {
        Tagging::Property(name) => format!("told apart by `{name}`"),
        Tagging::Guards => "told apart by their members".to_owned(),
    }
}
