//! A declared discriminator: which tags mean which branch.

use std::collections::HashSet;

use super::super::{Shape, Tagging, TypeId};
use super::draft::{Draft, DraftBranch};
use super::finish::Finishing;
use super::mapping;
use super::tagging::{TagProperty, Tags, are_distinct};
use crate::document::Node;

impl<'a> Finishing<'_, 'a> {
    /// The tags of a declared discriminator; none where there is none, or none that works.
    pub(super) fn declared(&mut self, draft: &Draft<'a>) -> Option<Tags> {
        let declared = draft.declared?;
        let node = declared.get("discriminator").unwrap_or(declared);
        let Some(name) = mapping::property(declared) else {
            self.unfit(draft, "it names no property");
            return None;
        };
        let default = self.default_branch(draft);
        let mapped = self.mapped(draft);
        let properties: Vec<TagProperty> =
            draft.branches.iter().map(|branch| self.tag_property(branch.ty, name)).collect();
        if properties.iter().any(|property| matches!(property, TagProperty::Unfit)) {
            self.unfit(draft, &format!("not every branch is an object with a string `{name}`"));
            return None;
        }
        let mut told = draft.branches.iter().zip(&properties).zip(&mapped).enumerate();
        if told.any(|(at, ((branch, property), tags))| Some(at) != default && self.is_unsaid(branch, property, tags)) {
            self.unfit(draft, &format!("no value of `{name}` is given to a branch that is a union itself"));
            return None;
        }
        if properties.iter().all(|property| matches!(property, TagProperty::Missing)) {
            if mapped.iter().enumerate().any(|(at, tags)| tags.is_empty() && Some(at) != default) {
                self.unfit(draft, &format!("no branch has a property `{name}`"));
                return None;
            }
            // Who writes down a value for each branch means that it is sent.
            self.lowering.reports.warn(
                "discriminator-undescribed",
                node,
                &format!("no branch describes `{name}`; it is sent and read as the mapping says"),
                "describe the property in each branch, with a `const` of its own",
            );
        }
        let types: Vec<TypeId> = draft.branches.iter().map(|branch| self.actual(branch.ty)).collect();
        let held: Vec<Vec<TypeId>> = types.iter().map(|ty| self.held_by(*ty)).collect();
        let within =
            |at: usize, outer: usize| types.get(at).zip(held.get(outer)).is_some_and(|(ty, all)| all.contains(ty));
        let listed = listed(declared, name);
        let settled: Vec<bool> = types.iter().map(|ty| self.is_told_apart_by(*ty, name)).collect();
        let tags = all_tags(draft, &mapped, &properties, (&settled, &listed), within);
        // A default needs no tag of its own: any that means no other branch does.
        let needed = |(at, tags): &(usize, &Vec<String>)| Some(*at) != default || !tags.is_empty();
        let needed: Vec<Vec<String>> = tags.iter().enumerate().filter(needed).map(|(_, tags)| tags.clone()).collect();
        if !are_distinct(&needed) {
            self.unfit(draft, &format!("two branches have the same value of `{name}`, or one has none"));
            return None;
        }
        self.lowering.check_discriminator(node, &mapped, &properties);
        for (at, ((branch, tags), property)) in draft.branches.iter().zip(&tags).zip(&properties).enumerate() {
            let ty = self.actual(branch.ty);
            match property {
                _ if Some(at) != default => self.claims.add(ty, name, tags),
                // Whatever tag a value has is kept.
                TagProperty::Missing => self.claims.add(ty, name, &[]),
                _ => {}
            }
        }
        let tags = if default.is_some() { with_names(draft, tags, &properties, default) } else { tags };
        Some((name.to_owned(), tags))
    }

    /// Whether nothing says which values mean a branch that is a union, and those within it hold any: the names of those
    /// are as likely as its own.
    fn is_unsaid(&self, branch: &DraftBranch, property: &TagProperty, mapped: &[String]) -> bool {
        let is_union = matches!(self.shape(branch.ty), Some(Shape::Union(_)));
        is_union && matches!(property, TagProperty::Text) && mapped.is_empty() && branch.tags.is_empty()
    }

    /// Whether `ty` is a union that the property `name` tells apart: its tags are no other branch's.
    fn is_told_apart_by(&self, ty: TypeId, name: &str) -> bool {
        let property = Tagging::Property(name.to_owned());
        matches!(self.shape(ty), Some(Shape::Union(union)) if union.tagging == property)
    }

    /// The types that a union is one of, at any depth; none of any other type.
    fn held_by(&self, union: TypeId) -> Vec<TypeId> {
        let (mut held, mut pending) = (Vec::new(), vec![union]);
        while let Some(next) = pending.pop() {
            let Some(Shape::Union(union)) = self.shape(next) else { continue };
            let branches = union.branches.iter().map(|branch| self.actual(branch.ty));
            let fresh: Vec<TypeId> = branches.filter(|branch| !held.contains(branch)).collect();
            held.extend(&fresh);
            pending.extend(fresh);
        }
        held
    }

    fn default_branch(&mut self, draft: &Draft<'a>) -> Option<usize> {
        let (_, target) = mapping::default(draft.declared?)?;
        self.branch_of(draft, target?)
    }

    /// The branch that `defaultMapping` names, where the property that it speaks of, `tag`, is what tells branches apart.
    pub(super) fn followed_default(&mut self, draft: &Draft<'a>, tag: Option<&str>) -> Option<usize> {
        let declared = draft.declared?;
        let (node, _) = mapping::default(declared)?;
        let name = mapping::property(declared);
        let default = self.default_branch(draft).filter(|_| name.is_some() && name == tag);
        if default.is_none() && !draft.inherited {
            self.lowering.reports.warn(
                "default-mapping",
                node,
                "it names no branch of the union, or the discriminator does not work; it is read over",
                "name a branch by its component's name or by reference",
            );
        }
        default
    }

    fn unfit(&mut self, draft: &Draft<'a>, why: &str) {
        let Some(declared) = draft.declared else { return };
        let node = declared.get("discriminator").unwrap_or(declared);
        self.lowering.reports.warn(
            "discriminator-unfit",
            node,
            &format!("the discriminator does not tell the branches apart: {why}"),
            "give each branch the property with a `const` of its own, or remove the discriminator",
        );
    }
}

impl<'a> super::context::Lowering<'a> {
    /// Says where a mapping and the branches' own constants do not agree.
    fn check_discriminator(
        &mut self,
        node: crate::document::Node<'a>,
        mapped: &[Vec<String>],
        properties: &[TagProperty],
    ) {
        let contradicts = mapped.iter().zip(properties).any(|(mapped, property)| match property {
            TagProperty::Values(values) => !mapped.is_empty() && !mapped.iter().any(|tag| values.contains(tag)),
            _ => false,
        });
        if contradicts {
            self.reports.warn(
                "discriminator-contradicts",
                node,
                "the mapping gives a branch a value that its own schema does not allow; both are read as that branch",
                "let the mapping and the property's `const` or `enum` agree",
            );
        }
    }
}

/// The values that `declared` itself lists for the property `name`.
fn listed<'a>(declared: Node<'a>, name: &str) -> Vec<&'a str> {
    let property = declared.get("properties").and_then(|list| list.get(name)?.resolve().ok());
    let values = property.and_then(|property| property.get("enum"));
    values.iter().flat_map(|values| values.items()).filter_map(Node::as_str).collect()
}

/// Whether both are the same values, of which there are several.
fn is_same_list(values: &[String], listed: &[&str]) -> bool {
    listed.len() > 1 && values.len() == listed.len() && values.iter().all(|value| listed.contains(&value.as_str()))
}

/// The tags of every branch: what the mapping says, and the constants of its own that mean no other branch; its
/// schema's name only where there is neither. What a union has in common with a branch that is `within` it is that one's;
/// what it has in common with any other is its own where it is `settled`, as that one only lists what it may be.
fn all_tags(
    draft: &Draft<'_>,
    mapped: &[Vec<String>],
    properties: &[TagProperty],
    (settled, listed): (&[bool], &[&str]),
    within: impl Fn(usize, usize) -> bool,
) -> Vec<Vec<String>> {
    let claimed: HashSet<&String> = mapped.iter().flatten().collect();
    let own: Vec<Vec<String>> = properties
        .iter()
        .map(|property| match property {
            TagProperty::Values(values) => values.clone(),
            _ => Vec::new(),
        })
        .collect();
    let is_settled = |at: usize| settled.get(at).copied().unwrap_or_default();
    let is_its_own =
        |at: usize, other: usize| within(at, other) || is_settled(at) && !is_settled(other) && !within(other, at);
    let is_shared = |at: usize, tag: &String| {
        own.iter().enumerate().any(|(other, values)| other != at && values.contains(tag) && !is_its_own(at, other))
    };
    let branches = draft.branches.iter().zip(mapped).zip(&own).enumerate();
    branches
        .map(|(at, ((branch, mapped), own))| {
            let mut tags = mapped.clone();
            tags.extend(branch.tags.iter().cloned());
            // What the root lists for all heirs says nothing of this one.
            let is_said = is_settled(at) || !is_same_list(own, listed);
            tags.extend(
                own.iter().filter(|_| is_said).filter(|tag| !claimed.contains(tag) && !is_shared(at, tag)).cloned(),
            );
            let is_taken = own.len() == 1 && own.iter().all(|tag| is_shared(at, tag));
            if tags.is_empty() && !is_taken {
                tags.extend(branch.name.as_ref().map(|name| spelled(name, own)));
            }
            let mut seen = HashSet::new();
            tags.retain(|tag| seen.insert(tag.clone()));
            tags
        })
        .collect()
}

/// The tags with the names of those branches that say no values themselves: where any other value means the default, a name
/// beside those of the mapping still means its own schema. It is read, and never sent by itself.
fn with_names(
    draft: &Draft<'_>,
    mut tags: Vec<Vec<String>>,
    properties: &[TagProperty],
    default: Option<usize>,
) -> Vec<Vec<String>> {
    for (at, (branch, property)) in draft.branches.iter().zip(properties).enumerate() {
        let is_free = |name: &&String| !tags.iter().flatten().any(|tag| tag == *name);
        let says_values = matches!(property, TagProperty::Values(_));
        let name = branch.name.as_ref().filter(is_free).filter(|_| Some(at) != default && !says_values).cloned();
        if let Some(tags) = tags.get_mut(at) {
            tags.extend(name);
        }
    }
    tags
}

/// A schema's name as the tag, in the spelling of one of `values` that reads the same.
fn spelled(name: &str, values: &[String]) -> String {
    let plain = |text: &str| -> String {
        let letters = text.chars().filter(|letter| letter.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    let same = values.iter().find(|value| plain(value) == plain(name));
    same.cloned().unwrap_or_else(|| name.to_owned())
}
