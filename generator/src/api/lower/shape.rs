//! What the values of a schema are.

use super::super::{Parent, Scalar, Shape, Tagging, TypeId, Union};
use super::conjunction::Conjunction;
use super::context::Lowering;
use super::draft::{Draft, DraftBranch};
use super::kinds::Kinds;
use super::{enums, infer};
use crate::document::{Kind, Node};

impl<'a> Lowering<'a> {
    /// What the values of `conjunction`, which becomes the type `id`, are.
    pub(super) fn shape(&mut self, id: TypeId, conjunction: &mut Conjunction<'a>) -> Shape {
        if conjunction.parts.iter().any(|part| part.as_bool() == Some(false)) {
            self.reports.warn(
                "schema-false",
                conjunction.home,
                "the schema `false` allows no value, and is read as any value",
                "remove what holds it, or write what it may hold",
            );
            return Shape::Any;
        }
        while let Some((part, group, branches)) = self.next_group(conjunction) {
            if self.may_combine(conjunction) {
                return self.union(id, conjunction, part, group, &branches);
            }
            conjunction.spread(part, group);
        }
        if let Some(shape) = self.inheritance(id, conjunction) {
            return shape;
        }
        let kinds = self.kinds(conjunction);
        if let Some(shape) = self.enumeration(conjunction, kinds) {
            return shape;
        }
        self.by_kinds(id, conjunction, kinds)
    }

    /// The JSON types that are left of all that the parts declare; none where they declare nothing.
    fn kinds(&mut self, conjunction: &Conjunction<'a>) -> Option<Kinds> {
        for part in &conjunction.parts {
            self.check_type(*part);
        }
        let declared = conjunction
            .parts
            .iter()
            .filter_map(|part| Kinds::declared(*part))
            .chain(conjunction.only)
            .reduce(Kinds::and);
        if declared == Some(Kinds::NONE) {
            self.reports.warn(
                "types-contradict",
                conjunction.home,
                "the schemas that are to hold at once allow no common type; the last one counts",
                "let the schemas agree on `type`",
            );
            let mut types = conjunction.parts.iter().rev();
            return types.find_map(|part| Kinds::declared(*part));
        }
        let kinds = declared.or_else(|| infer::kinds(&conjunction.parts)).or_else(|| listed(&conjunction.parts))?;
        if kinds.split().len() > 1 {
            let listed = listed(&conjunction.parts).map(|listed| listed.and(kinds));
            return listed.filter(|kinds| *kinds != Kinds::NONE).or(Some(kinds));
        }
        Some(kinds)
    }

    fn check_type(&mut self, part: Node<'a>) {
        let Some(node) = part.get("type") else { return };
        let one = std::iter::once(node).filter(|node| node.kind() != Kind::Array);
        for name in one.chain(node.items()) {
            let known = match name.as_str() {
                Some(text) => Kinds::named(text).is_some(),
                None => name.kind() == Kind::Null,
            };
            if !known {
                self.reports.warn(
                    "type-unknown",
                    name,
                    "this is no type of JSON, and is read over",
                    "write one of string, number, integer, boolean, array, object, null",
                );
            }
        }
    }

    fn by_kinds(&mut self, id: TypeId, conjunction: &Conjunction<'a>, kinds: Option<Kinds>) -> Shape {
        let Some(kinds) = kinds else {
            return Shape::Any;
        };
        if kinds == Kinds::NULL {
            return Shape::Scalar(Scalar::Null);
        }
        if kinds.is_anything() {
            return Shape::Any;
        }
        match kinds.split().as_slice() {
            [] => Shape::Any,
            [(Kinds::OBJECT, _)] => self.object(id, conjunction),
            [(Kinds::ARRAY, _)] => self.array(id, conjunction),
            [(kind, _)] => self.scalar(conjunction, *kind),
            several => self.split(id, conjunction, several),
        }
    }

    /// A union of the types that `type` lists.
    fn split(&mut self, id: TypeId, conjunction: &Conjunction<'a>, kinds: &[(Kinds, &'static str)]) -> Shape {
        let mut kinds = kinds.to_vec();
        if let Some(at) = kinds.iter().position(|(kind, _)| *kind == Kinds::NUMBER)
            && conjunction.parts.iter().any(|part| names_integers(*part))
        {
            // Among others, integers have a place of their own, which keeps all their digits.
            kinds.insert(at, (Kinds::INTEGER, "integer"));
        }
        let branches = kinds
            .iter()
            .map(|(kind, role)| {
                let parent = Parent::Type(id, (*role).to_owned());
                DraftBranch {
                    ty: self.use_of_conjunction(conjunction.restricted(*kind), parent).id,
                    target: None,
                    name: None,
                    tags: Vec::new(),
                    docs: super::super::Docs::default(),
                }
            })
            .collect();
        self.drafts
            .insert(id, Draft { declared: None, inherited: false, only_tagged: false, may_overlap: false, branches });
        unfinished()
    }
}

/// Whether the `type` of a schema names integers beside other types.
pub(super) fn names_integers(part: Node<'_>) -> bool {
    part.get("type").is_some_and(|names| names.items().any(|name| name.as_str() == Some("integer")))
}

/// The types of the values that `parts` list, `null` aside.
fn listed(parts: &[Node<'_>]) -> Option<Kinds> {
    let kinds = enums::kinds_of(parts)?.without(Kinds::NULL);
    (kinds != Kinds::NONE).then_some(kinds)
}

/// A union that is finished later.
pub(super) fn unfinished() -> Shape {
    Shape::Union(Union { tagging: Tagging::Guards, default: None, branches: Vec::new() })
}
