//! What tells the branches of a union apart by one string: a declared discriminator, or one that is found.

use std::collections::HashSet;

use super::super::{Object, Open, Property, Scalar, Shape, Tagging, TypeId};
use super::draft::Draft;
use super::finish::Finishing;
use super::mapping;
use crate::document::Node;

/// A property, and for each branch the tags that mean it.
pub(super) type Tags = (String, Vec<Vec<String>>);

/// What the tag property of a branch is.
pub(super) enum TagProperty {
    /// One of these strings.
    Values(Vec<String>),
    /// Some string.
    Text,
    /// It is not described, in what is an object all the same.
    Missing,
    /// The branch is no object, or the property no string.
    Unfit,
}

impl TagProperty {
    /// What it is in two branches of one union. Where only one of them says its values, those of the other could be of
    /// any branch of the outer union.
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Missing, Self::Missing) => Self::Missing,
            (Self::Text, Self::Text) => Self::Text,
            (Self::Values(mut values), Self::Values(more)) => {
                let mut seen: HashSet<String> = values.iter().cloned().collect();
                values.extend(more.into_iter().filter(|value| seen.insert(value.clone())));
                Self::Values(values)
            }
            _ => Self::Unfit,
        }
    }
}

impl<'a> Finishing<'_, 'a> {
    /// What tells the branches of `draft` apart.
    pub(super) fn tagging(&mut self, draft: &Draft<'a>) -> Option<Tags> {
        self.declared(draft).or_else(|| self.found(draft))
    }

    /// A property that every branch requires and gives values that no other branch gives it.
    fn found(&self, draft: &Draft<'a>) -> Option<Tags> {
        let first = draft.branches.first()?;
        let mut best: Option<Tags> = None;
        for name in self.candidates(first.ty) {
            let tags: Option<Vec<Vec<String>>> =
                draft.branches.iter().map(|branch| self.required_values(branch.ty, &name)).collect();
            let Some(tags) = tags.filter(|tags| are_distinct(tags)) else {
                continue;
            };
            let single = tags.iter().all(|tags| tags.len() == 1);
            if single {
                return Some((name, tags));
            }
            if best.is_none() {
                best = Some((name, tags));
            }
        }
        best
    }

    /// Names of the properties that could tell `ty` apart.
    fn candidates(&self, ty: TypeId) -> Vec<String> {
        match self.shape(ty) {
            Some(Shape::Object(object)) => {
                let required = object.properties.iter().filter(|property| property.required);
                let strings = required.filter(|property| self.strings(property).is_some());
                strings.map(|property| property.wire_name.clone()).collect()
            }
            Some(Shape::Union(union)) => match &union.tagging {
                Tagging::Property(name) if union.default.is_none() => vec![name.clone()],
                _ => Vec::new(),
            },
            _ => Vec::new(),
        }
    }

    /// The strings that the required property `name` of `ty` may be.
    fn required_values(&self, ty: TypeId, name: &str) -> Option<Vec<String>> {
        match self.shape(ty)? {
            Shape::Object(object) => {
                let property = property(object, name).filter(|property| property.required)?;
                self.strings(property)
            }
            Shape::Union(union) if union.default.is_some() => None,
            Shape::Union(_) => match self.tag_property(ty, name) {
                TagProperty::Values(values) => Some(values),
                _ => None,
            },
            _ => None,
        }
    }

    /// The strings that `property` may be; none where it may be any, or no string.
    fn strings(&self, property: &Property) -> Option<Vec<String>> {
        match self.shape(property.ty.id)? {
            Shape::Enum(values) if !property.ty.nullable => {
                values.iter().map(|value| value.value.as_str().map(str::to_owned)).collect()
            }
            _ => None,
        }
    }

    /// What the property `name` of the branch `ty` is; in a union that something else tells apart, what all its own
    /// branches say alike, at any depth.
    pub(super) fn tag_property(&self, ty: TypeId, name: &str) -> TagProperty {
        let said = self.leaves(self.actual(ty), name).into_iter().map(|leaf| self.tag_of(leaf, name));
        said.reduce(TagProperty::and).unwrap_or(TagProperty::Unfit)
    }

    /// Whether each value of a branch has the property `name`.
    pub(super) fn has_tag(&self, ty: TypeId, name: &str) -> bool {
        self.leaves(self.actual(ty), name).into_iter().all(|leaf| match self.shape(leaf) {
            Some(Shape::Object(object)) => property(object, name).is_some_and(|tag| tag.required),
            _ => true,
        })
    }

    fn tag_of(&self, leaf: TypeId, name: &str) -> TagProperty {
        match self.shape(leaf) {
            Some(Shape::Object(object)) => property(object, name).map_or(TagProperty::Missing, |tag| self.tag_in(tag)),
            // One that the property itself tells apart.
            Some(Shape::Union(union)) => {
                TagProperty::Values(union.branches.iter().flat_map(|branch| branch.tags.clone()).collect())
            }
            Some(Shape::Map(_)) => TagProperty::Missing,
            _ => TagProperty::Unfit,
        }
    }

    fn tag_in(&self, property: &Property) -> TagProperty {
        if let Some(values) = self.strings(property) {
            return TagProperty::Values(values);
        }
        match self.shape(property.ty.id) {
            Some(Shape::Scalar(Scalar::String(_)) | Shape::Any) => TagProperty::Text,
            Some(Shape::Enum(values) | Shape::Open(Open { values, .. }))
                if values.iter().any(|value| value.value.is_string()) =>
            {
                TagProperty::Text
            }
            _ => TagProperty::Unfit,
        }
    }

    /// Which values the mapping of a declared discriminator gives each branch.
    pub(super) fn mapped(&mut self, draft: &Draft<'a>) -> Vec<Vec<String>> {
        let mut tags = vec![Vec::new(); draft.branches.len()];
        let Some(declared) = draft.declared else {
            return tags;
        };
        for entry in mapping::entries(declared) {
            let Some(target) = entry.target else {
                self.lowering.reports.warn(
                    "mapping-to-nowhere",
                    entry.node,
                    &format!("the mapping of `{}` names no schema, and is read over", entry.value),
                    "name a component schema, or refer to one",
                );
                continue;
            };
            match self.branch_of(draft, target).and_then(|at| tags.get_mut(at)) {
                Some(tags) => tags.push(entry.value.to_owned()),
                None if draft.inherited => {}
                None => self.lowering.reports.warn(
                    "mapping-to-no-branch",
                    entry.node,
                    &format!("the mapping of `{}` names a schema that is no branch of the union", entry.value),
                    "add the schema to the union, or remove it from the mapping",
                ),
            }
        }
        tags
    }

    /// The branch that is the schema `target`.
    pub(super) fn branch_of(&mut self, draft: &Draft<'a>, target: Node<'a>) -> Option<usize> {
        let ty = self.lowering.known(target).map(|ty| self.actual(ty));
        let referred = draft.branches.iter().position(|branch| branch.target == Some(target.id()));
        let same = || draft.branches.iter().position(|branch| Some(branch.ty) == ty);
        // One of the branches may stand for it.
        let family = &self.lowering.family;
        let standing = draft.branches.iter().enumerate().filter_map(|(at, branch)| Some((at, branch.target?)));
        let standing: Vec<_> = standing.filter(|(_, id)| family.stands_for(*id, target)).collect();
        // Of several the nearest.
        let is_nearest = |id| !standing.iter().any(|(_, other)| family.stands_for(id, target.document().node(*other)));
        let above = || standing.iter().find(|(_, id)| is_nearest(*id)).map(|(at, _)| *at);
        referred.or_else(same).or_else(above)
    }
}

pub(super) fn property<'o>(object: &'o Object, name: &str) -> Option<&'o Property> {
    object.properties.iter().find(|property| property.wire_name == name)
}

/// Whether each branch has a tag, and none has a tag of another.
pub(super) fn are_distinct(tags: &[Vec<String>]) -> bool {
    let mut seen = HashSet::new();
    tags.iter().all(|branch| {
        !branch.is_empty() && branch.iter().collect::<HashSet<_>>().into_iter().all(|tag| seen.insert(tag))
    })
}
