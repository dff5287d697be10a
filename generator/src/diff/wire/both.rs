//! Whether one value can be of two types at once, and what follows where a union lets that in no longer.

use super::super::finding::{FindingId, Site};
use super::super::pairs::PairId;
use super::super::verdict::Ways;
use super::objects::{FLIPPED, ONLY_ANSWERS, ONLY_REQUESTS};
use super::types::Both;
use super::{Met, Wire, shapes};
use crate::api::{Additional, Api, EnumValue, Object, Property, Scalar, Shape, Tagging, TypeId, Union};
use crate::document::Node;

/// How deep types are looked into.
const DEPTH: usize = 6;

/// How many steps up the cause of what stands in a branch is looked for.
const STEPS: usize = 8;

impl Wire<'_> {
    /// Compares whether a value may be of several branches that are objects. Where none can be, it is the same whichever
    /// keyword says so; and nobody who lists integers beside numbers means that 1 is refused.
    pub(super) fn exclusive(&mut self, both: Both<'_>, old: &Union, new: &Union) {
        let (before, after) = (self.keyword(both, true), self.keyword(both, false));
        let (kind, api, union) = match (before, after) {
            (Some("anyOf"), Some("oneOf")) => ("branches-exclusive", self.new.api, new),
            (Some("oneOf"), Some("anyOf")) => ("branches-shared", self.old.api, old),
            _ => return,
        };
        if matches!(union.tagging, Tagging::Property(_)) {
            return;
        }
        let branches: Vec<TypeId> = union.branches.iter().map(|branch| branch.ty).collect();
        let shares = |at: usize, one: TypeId| {
            let others = branches.iter().enumerate().filter(|(other, _)| *other != at);
            { others }.any(|(_, other)| both_objects(api, one, *other))
        };
        let names: Vec<String> = branches
            .iter()
            .enumerate()
            .filter(|(at, one)| shares(*at, **one))
            .map(|(_, one)| shapes::short(api, *one))
            .collect();
        if names.is_empty() {
            return;
        }
        let (any, one) = (format!("any of {}", names.join(", ")), format!("exactly one of {}", names.join(", ")));
        let (before, after) = if kind == "branches-exclusive" { (any, one) } else { (one, any) };
        self.differ(both, kind, &before, &after);
    }

    /// Takes out what only matters the other way: that what fits several branches is refused is about requests, that it
    /// may be there about answers. What answers alone have is not sent, whether `readOnly` says so or not.
    pub(super) fn settle_exclusive(&mut self) {
        let pairs = &self.found.pairs;
        self.found.findings.retain(|finding| {
            let ways = finding.sites.iter().fold(Ways::default(), |ways, site| match site {
                Site::Pair(pair, _) => ways.or(pairs.get(*pair).map_or(Ways::BOTH, |pair| pair.ways)),
                _ => Ways::BOTH,
            });
            match finding.kind {
                "branches-exclusive" => ways.request,
                "branches-shared" => ways.response,
                FLIPPED => {
                    let is_same = |other: &str| finding.before != other && finding.after != other;
                    ways == Ways::default()
                        || ways == Ways::BOTH
                        || (ways == Ways::RESPONSE && !is_same(ONLY_REQUESTS))
                        || (ways == Ways::REQUEST && !is_same(ONLY_ANSWERS))
                }
                _ => true,
            }
        });
    }

    /// The keyword that lists the branches of one of both.
    fn keyword(&self, both: Both<'_>, is_old: bool) -> Option<&'static str> {
        let (side, ty) = if is_old { (&self.old, both.old) } else { (&self.new, both.new) };
        let node: Node<'_> = side.document.root().find(&ty.origin.pointer)?;
        ["anyOf", "oneOf"].into_iter().find(|keyword| node.get(keyword).is_some())
    }

    /// Puts what a type shows only because of a union that it is a branch of down to what changed that union.
    pub(super) fn settle_shown(&mut self) {
        for pair in std::mem::take(&mut self.shown) {
            let site = Site::Pair(pair, None);
            let cause = self.cause(pair).or_else(|| self.rewritten_union(pair));
            if let Some(finding) = cause.and_then(|id| self.found.findings.get_mut(id)) {
                finding.shows.insert(site);
            }
        }
    }

    /// The nearest of the pairs around one, nearest first.
    pub(super) fn around(&self, pair: PairId) -> Vec<PairId> {
        let (mut all, mut at) = (vec![pair], 0);
        let mut last = 1;
        for _ in 0..STEPS {
            for one in at..last {
                let holders = all.get(one).and_then(|id| self.found.pairs.get(*id)).map(|one| one.holders.clone());
                let fresh: Vec<PairId> =
                    holders.into_iter().flatten().map(|(id, _)| id).filter(|id| !all.contains(id)).collect();
                for id in fresh {
                    if !all.contains(&id) {
                        all.push(id);
                    }
                }
            }
            (at, last) = (last, all.len());
        }
        all
    }

    /// What changed the union around a pair.
    fn cause(&self, pair: PairId) -> Option<FindingId> {
        let kinds = ["branches-exclusive", "branches-shared", "union-regrouped", "variant-retyped"];
        let is_of_union =
            |kind: &str| kinds.contains(&kind) || kind.starts_with("discriminator-") || kind.contains("variant-");
        self.around(pair).into_iter().find_map(|around| {
            let at = Site::Pair(around, None);
            self.found.findings.iter().position(|one| is_of_union(one.kind) && one.sites.contains(&at))
        })
    }

    /// The union around a pair, as one that is written otherwise.
    fn rewritten_union(&mut self, pair: PairId) -> Option<FindingId> {
        let (api_old, api_new) = (self.old.api, self.new.api);
        for around in self.around(pair) {
            let Some(ids) = self.found.pairs.get(around).map(|pair| (pair.old, pair.new)) else { continue };
            let (Some(old), Some(new)) = (api_old.get(ids.0), api_new.get(ids.1)) else { continue };
            let both = Both { pair: around, ids, old, new };
            let is_union = matches!((&old.shape, &new.shape), (Shape::Union(_), Shape::Union(_)));
            if is_union && self.keyword(both, true) != self.keyword(both, false) {
                return Some(self.note(Met {
                    kind: "written-otherwise",
                    old: Some(&old.origin),
                    new: Some(&new.origin),
                    subject: super::labels::ty(api_new, ids.1),
                    before: String::new(),
                    after: String::new(),
                    site: Site::Pair(around, None),
                }));
            }
        }
        None
    }
}

/// Whether some object is of both types for sure, or of branches of theirs.
fn both_objects(api: &Api, left: TypeId, right: TypeId) -> bool {
    fn objects(api: &Api, id: TypeId, depth: usize, found: &mut Vec<TypeId>) {
        match api.get(id).map(|ty| &ty.shape) {
            Some(Shape::Object(_)) => found.push(id),
            Some(Shape::Union(union)) if depth > 0 => {
                union.branches.iter().for_each(|branch| objects(api, branch.ty, depth - 1, found));
            }
            _ => {}
        }
    }
    let [mut one, mut other] = [Vec::new(), Vec::new()];
    objects(api, left, DEPTH, &mut one);
    objects(api, right, DEPTH, &mut other);
    one.iter().any(|left| other.iter().any(|right| common(api, *left, *right, DEPTH)))
}

/// Whether some value is of both types for sure.
fn common(api: &Api, left: TypeId, right: TypeId, depth: usize) -> bool {
    let (Some(from), Some(to)) = (api.get(left), api.get(right)) else { return false };
    if left == right {
        return true;
    }
    // What limits let in is not looked at.
    if depth == 0 || !from.constraints.keywords.is_empty() || !to.constraints.keywords.is_empty() {
        return false;
    }
    let inner = |one: TypeId, other: TypeId| common(api, one, other, depth - 1);
    match (&from.shape, &to.shape) {
        (Shape::Any, _)
        | (_, Shape::Any)
        | (Shape::Array(_), Shape::Array(_))
        | (Shape::Map(_), Shape::Map(_))
        | (Shape::Open(_), Shape::Open(_) | Shape::Scalar(Scalar::String(None)))
        | (Shape::Scalar(Scalar::String(None)), Shape::Open(_)) => true,
        (Shape::Union(union), _) => union.branches.iter().any(|branch| inner(branch.ty, right)),
        (_, Shape::Union(union)) => union.branches.iter().any(|branch| inner(left, branch.ty)),
        (Shape::Enum(one), Shape::Enum(other)) => {
            one.iter().any(|value| other.iter().any(|other| other.value == value.value))
        }
        (Shape::Enum(values), Shape::Scalar(scalar)) | (Shape::Scalar(scalar), Shape::Enum(values)) => {
            takes(scalar, values)
        }
        (Shape::Scalar(one), Shape::Scalar(other)) => {
            one == other
                || matches!(
                    (one, other),
                    (Scalar::String(None), Scalar::String(_))
                        | (Scalar::String(_), Scalar::String(None))
                        | (Scalar::Integer(_) | Scalar::Number(_), Scalar::Integer(_) | Scalar::Number(_))
                )
        }
        (Shape::Object(one), Shape::Object(other)) => objects(api, one, other, depth),
        _ => false,
    }
}

/// Whether a value is of a type without parts and of an enumeration.
fn takes(scalar: &Scalar, values: &[EnumValue]) -> bool {
    match scalar {
        Scalar::String(None) => values.iter().any(|one| one.value.is_string()),
        Scalar::Integer(_) | Scalar::Number(_) => values.iter().any(|one| one.value.is_i64()),
        _ => false,
    }
}

/// Whether an object with the members that either needs is of both.
fn objects(api: &Api, one: &Object, other: &Object, depth: usize) -> bool {
    let fits = |of: &Object, among: &Object| {
        let mut needed = of.properties.iter().filter(|member| member.required);
        needed.all(|member| match named(among, &member.wire_name) {
            Some(there) => {
                (member.ty.nullable && there.ty.nullable) || common(api, member.ty.id, there.ty.id, depth - 1)
            }
            None => among.patterns.is_empty() && (among.overlaps || among.additional == Additional::Unmentioned),
        })
    };
    fits(one, other) && fits(other, one)
}

fn named<'o>(object: &'o Object, name: &str) -> Option<&'o Property> {
    object.properties.iter().find(|one| one.wire_name == name)
}
