//! Inheritance: schemas with a `discriminator` and no branches, and the components whose `allOf` leads to them.

use std::collections::{HashMap, HashSet};

use super::mapping;
use super::naming::component;
use crate::document::{Document, Node, NodeId};

/// Which component schemas inherit from which.
pub(super) struct Family<'a> {
    /// Schema → the components whose `allOf` refers to it, in the order of the document.
    heirs: HashMap<NodeId, Vec<Node<'a>>>,
    /// All heirs of schemas with a `discriminator`.
    children: HashSet<NodeId>,
    /// Heirs that have heirs and no `discriminator` of their own → the schema whose one tells those apart.
    middles: HashMap<NodeId, Node<'a>>,
}

impl<'a> Family<'a> {
    pub(super) fn of(document: &'a Document) -> Self {
        let mut family = Self { heirs: HashMap::new(), children: HashSet::new(), middles: HashMap::new() };
        for schema in named(document) {
            for parent in parents(schema) {
                family.heirs.entry(parent.id()).or_default().push(schema);
            }
        }
        let mut roots: Vec<Node<'a>> = family.heirs.keys().map(|parent| document.node(*parent)).collect();
        roots.retain(|parent| is_parent(*parent));
        roots.sort_by_key(|parent| parent.span());
        let below: Vec<Vec<Node<'a>>> = roots.iter().map(|root| family.below(root.id(), is_parent)).collect();
        family.children = below.iter().flatten().map(|heir| heir.id()).collect();
        for (root, heirs) in roots.into_iter().zip(below) {
            let middles: Vec<Node<'a>> = heirs.into_iter().filter(|heir| family.is_middle(*heir)).collect();
            for middle in middles {
                family.middles.entry(middle.id()).or_insert(root);
            }
        }
        family
    }

    /// Whether `schema` inherits from one with a `discriminator`, so that it is a type of its own even where it adds
    /// nothing.
    pub(super) fn is_child(&self, schema: Node<'a>) -> bool {
        self.children.contains(&schema.id())
    }

    /// The schema whose `discriminator` tells apart what inherits from `parent`: itself, or what it inherits from.
    pub(super) fn root(&self, parent: Node<'a>) -> Option<Node<'a>> {
        if is_parent(parent) { Some(parent) } else { self.middles.get(&parent.id()).copied() }
    }

    /// The schema whose `discriminator` tells `heirs` apart, as all of them inherit from it.
    pub(super) fn common_root(&self, heirs: &[Node<'a>]) -> Option<Node<'a>> {
        let (first, others) = heirs.split_first()?;
        if !heirs.iter().all(|heir| self.is_child(*heir)) {
            return None;
        }
        let mut common = above(*first);
        for other in others {
            let own = above(*other);
            common.retain(|schema| own.contains(schema));
        }
        let roots = common.into_iter().map(|id| first.document().node(id)).filter(|schema| is_parent(*schema));
        // What inherits from another one is nearer.
        roots.max_by_key(|root| (above(*root).len(), root.id()))
    }

    /// Whether `parent` stands for what inherits from it by the `discriminator` of another schema, and `heir` is of those.
    pub(super) fn stands_for(&self, parent: NodeId, heir: Node<'a>) -> bool {
        self.middles.contains_key(&parent) && self.below(parent, is_parent).iter().any(|below| below.id() == heir.id())
    }

    /// The schemas that a value described by `parent` may be: those that its mapping names, and all that inherit from it,
    /// which are called by their own names. Empty where it is no parent. It is among them itself where its mapping names
    /// it, and where it is a child or has but one.
    pub(super) fn branches(&self, parent: Node<'a>) -> Vec<Node<'a>> {
        let Some(root) = self.root(parent) else {
            return Vec::new();
        };
        let mapped: Vec<Node<'a>> = mapping::entries(root).into_iter().filter_map(|entry| entry.target).collect();
        let is_called = |heir: Node<'a>| mapped.is_empty() || may_be_called(root, heir);
        let stands = |heir: Node<'a>| is_parent(heir) || self.middles.contains_key(&heir.id()) && is_called(heir);
        let mut branches = mapped.clone();
        if root.id() != parent.id() {
            branches.retain(|branch| branch.id() == parent.id() || self.stands_for(parent.id(), *branch));
        }
        branches.extend(self.below(parent.id(), stands).into_iter().filter(|heir| is_called(*heir)));
        let mut seen = HashSet::new();
        branches.retain(|branch| seen.insert(branch.id()));
        let others: Vec<NodeId> = branches.iter().map(|branch| branch.id()).filter(|id| *id != parent.id()).collect();
        branches.retain(|branch| !others.iter().any(|other| self.stands_for(*other, *branch)));
        let alone = branches.len() == 1 || self.is_child(parent);
        if alone && !branches.iter().any(|branch| branch.id() == parent.id()) {
            branches.push(parent);
        }
        if branches.len() < 2 { Vec::new() } else { branches }
    }

    /// All that inherit from `parent`, directly or not, but not what inherits from one among them that `stands` for it.
    fn below(&self, parent: NodeId, stands: impl Fn(Node<'a>) -> bool) -> Vec<Node<'a>> {
        let mut found: Vec<Node<'a>> = Vec::new();
        let mut seen = HashSet::from([parent]);
        let mut waiting = vec![parent];
        while let Some(id) = waiting.pop() {
            for heir in self.heirs.get(&id).into_iter().flatten() {
                if seen.insert(heir.id()) {
                    found.push(*heir);
                    if !stands(*heir) {
                        waiting.push(heir.id());
                    }
                }
            }
        }
        found.sort_by_key(|heir| heir.span());
        found
    }

    /// Whether the child `schema` can stand for what inherits from it without a `discriminator` of its own: that inherits
    /// from nothing else in the family, but from what `schema` inherits from as well.
    fn is_middle(&self, schema: Node<'a>) -> bool {
        let below = self.below(schema.id(), is_parent);
        if below.is_empty() || has_branches(schema) || is_parent(schema) {
            return false;
        }
        let mut within = above(schema);
        within.insert(schema.id());
        within.extend(below.iter().map(|heir| heir.id()));
        let is_other = |parent: Node<'a>| self.children.contains(&parent.id()) && !within.contains(&parent.id());
        !below.into_iter().flat_map(parents).any(is_other)
    }
}

/// The schemas that are called by a name where they inherit: the components, and those of other files.
fn named(document: &Document) -> Vec<Node<'_>> {
    let components = document.root().get("components").and_then(|components| components.get("schemas"));
    let mut named: Vec<Node<'_>> =
        components.iter().flat_map(|schemas| schemas.entries()).map(|(_, schema)| schema).collect();
    let mut seen: HashSet<NodeId> = named.iter().map(|schema| schema.id()).collect();
    let elsewhere = document.references().filter(|reference| reference.span().source != 0).filter_map(heir);
    named.extend(elsewhere.filter(|schema| component(*schema).is_some() && seen.insert(schema.id())));
    named
}

/// The schema that has `reference` in its `allOf`.
fn heir(reference: Node<'_>) -> Option<Node<'_>> {
    let list = reference.parent()?;
    list.parent().filter(|_| list.key() == Some("allOf"))
}

/// All that `schema` inherits from.
fn above(schema: Node<'_>) -> HashSet<NodeId> {
    let mut found = HashSet::new();
    let mut waiting = vec![schema];
    while let Some(next) = waiting.pop() {
        waiting.extend(parents(next).filter(|parent| found.insert(parent.id())));
    }
    found
}

/// The schemas that the `allOf` of `schema` refers to.
fn parents(schema: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    let branches = schema.get("allOf").into_iter().flat_map(Node::items);
    branches.filter(|branch| branch.reference().is_some()).filter_map(|branch| branch.resolve().ok())
}

/// Whether a schema can stand for what inherits from it.
fn is_parent(schema: Node<'_>) -> bool {
    schema.get("discriminator").is_some() && !has_branches(schema)
}

fn has_branches(schema: Node<'_>) -> bool {
    schema.get("oneOf").is_some() || schema.get("anyOf").is_some()
}

/// Whether the property that tells the heirs of `parent` apart may hold the name of `heir`: where it lists its values,
/// the mapping has a reason to leave one out.
fn may_be_called(parent: Node<'_>, heir: Node<'_>) -> bool {
    let property = mapping::property(parent).and_then(|name| parent.get("properties")?.get(name));
    let property = property.and_then(|schema| schema.resolve().ok());
    let listed = property.and_then(|schema| schema.get("enum"));
    listed.is_none_or(|values| values.items().any(|value| value.as_str() == heir.key()))
}
