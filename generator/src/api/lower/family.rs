//! Inheritance: schemas with a `discriminator` and no branches, and the components whose `allOf` leads to them.

use std::collections::{HashMap, HashSet};

use super::mapping;
use crate::document::{Document, Node, NodeId};

/// Which component schemas inherit from which.
pub(super) struct Family<'a> {
    /// Schema → the components whose `allOf` refers to it, in the order of the document.
    heirs: HashMap<NodeId, Vec<Node<'a>>>,
    /// All heirs of schemas with a `discriminator`.
    children: HashSet<NodeId>,
}

impl<'a> Family<'a> {
    pub(super) fn of(document: &'a Document) -> Self {
        let mut family = Self { heirs: HashMap::new(), children: HashSet::new() };
        let schemas = document.root().get("components").and_then(|components| components.get("schemas"));
        for (_, schema) in schemas.iter().flat_map(|node| node.entries()) {
            let all_of = schema.get("allOf");
            for branch in all_of.iter().flat_map(|list| list.items()) {
                if branch.reference().is_none() {
                    continue;
                }
                if let Ok(parent) = branch.resolve() {
                    family.heirs.entry(parent.id()).or_default().push(schema);
                }
            }
        }
        family.children = family
            .heirs
            .keys()
            .filter(|parent| is_parent(document.node(**parent)))
            .flat_map(|parent| family.below(*parent))
            .map(Node::id)
            .collect();
        family
    }

    /// Whether `schema` inherits from one with a `discriminator`, so that it is a type of its own even where it adds
    /// nothing.
    pub(super) fn is_child(&self, schema: Node<'a>) -> bool {
        self.children.contains(&schema.id())
    }

    /// The schemas that a value described by `parent` may be: those that its mapping names, and all that inherit from it,
    /// which are called by their own names. Empty where it is no parent. It is among them itself where its mapping names
    /// it, and where it is a child or has but one.
    pub(super) fn branches(&self, parent: Node<'a>) -> Vec<Node<'a>> {
        if !is_parent(parent) {
            return Vec::new();
        }
        let mut branches: Vec<Node<'a>> =
            mapping::entries(parent).into_iter().filter_map(|entry| entry.target).collect();
        let is_mapped = !branches.is_empty();
        let heirs = self.below(parent.id());
        branches.extend(heirs.into_iter().filter(|heir| !is_mapped || may_be_called(parent, *heir)));
        let mut seen = HashSet::new();
        branches.retain(|branch| seen.insert(branch.id()));
        let alone = branches.len() == 1 || self.is_child(parent);
        if alone && !branches.iter().any(|branch| branch.id() == parent.id()) {
            branches.push(parent);
        }
        if branches.len() < 2 { Vec::new() } else { branches }
    }

    /// All that inherit from `parent`, directly or not, but not what inherits from a parent among them.
    fn below(&self, parent: NodeId) -> Vec<Node<'a>> {
        let mut found: Vec<Node<'a>> = Vec::new();
        let mut seen = HashSet::from([parent]);
        let mut waiting = vec![parent];
        while let Some(id) = waiting.pop() {
            for heir in self.heirs.get(&id).into_iter().flatten() {
                if seen.insert(heir.id()) {
                    found.push(*heir);
                    if !is_parent(*heir) {
                        waiting.push(heir.id());
                    }
                }
            }
        }
        found.sort_by_key(|heir| heir.span());
        found
    }
}

/// Whether a schema can stand for what inherits from it.
fn is_parent(schema: Node<'_>) -> bool {
    schema.get("discriminator").is_some() && schema.get("oneOf").is_none() && schema.get("anyOf").is_none()
}

/// Whether the property that tells the heirs of `parent` apart may hold the name of `heir`: where it lists its values,
/// the mapping has a reason to leave one out.
fn may_be_called(parent: Node<'_>, heir: Node<'_>) -> bool {
    let property = mapping::property(parent).and_then(|name| parent.get("properties")?.get(name));
    let property = property.and_then(|schema| schema.resolve().ok());
    let listed = property.and_then(|schema| schema.get("enum"));
    listed.is_none_or(|values| values.items().any(|value| value.as_str() == heir.key()))
}
