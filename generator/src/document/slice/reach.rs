//! What a set of paths uses: components through references, security schemes and tags by their names.

use std::collections::{HashMap, HashSet};

use super::super::Document;
use super::super::arena::NodeId;
use super::super::node::Node;
use super::super::operations;
use super::super::references;
use super::super::security;
use crate::diagnostic::{Diagnostic, Severity};

/// What is used.
#[derive(Debug, Default)]
pub(super) struct Reach {
    /// Components, each the node below the section.
    pub components: HashSet<NodeId>,
    /// Names of tags.
    pub tags: HashSet<String>,
    /// The references that lead there.
    references: Vec<NodeId>,
}

impl Reach {
    /// What the path items `paths` use, and the parts of the document that are always kept.
    pub fn of(document: &Document, paths: &HashSet<NodeId>) -> Self {
        let root = document.root();
        let mut reach = Self::default();
        let mut starts: Vec<Node<'_>> = paths.iter().map(|path| document.node(*path)).collect();
        let apart = ["paths", "components", "webhooks", "x-webhooks", "tags"];
        starts.extend(root.entries().filter(|(key, _)| !apart.contains(key)).map(|(_, node)| node));
        starts.extend(reach.name(root, paths));
        starts.sort_unstable_by_key(|node| node.id());
        let children = children(root);
        let mut walked: HashSet<NodeId> = HashSet::new();
        while !starts.is_empty() {
            walked.extend(starts.iter().map(|node| node.id()));
            let found = references::walk(starts.drain(..), document.node_count());
            let mut targets = Vec::new();
            for id in found.references {
                let node = document.node(id);
                reach.references.push(id);
                targets.extend(target(node));
            }
            targets.extend(found.discriminated.iter().flat_map(|id| by_discriminator(document.node(*id), &children)));
            for target in targets {
                let whole = component(root, target).unwrap_or(target);
                if component(root, target).is_some() {
                    reach.components.insert(whole.id());
                }
                if walked.insert(whole.id()) {
                    starts.push(whole);
                }
            }
        }
        reach
    }

    /// Notes the tags that the operations of `paths` name; the security schemes that they name.
    fn name<'a>(&mut self, root: Node<'a>, paths: &HashSet<NodeId>) -> Vec<Node<'a>> {
        let mut found = Vec::new();
        for path in paths {
            operations::operations(root.document().node(*path), &mut found);
        }
        let tags = found.iter().filter_map(|operation| operation.get("tags")).flat_map(Node::items);
        self.tags.extend(tags.filter_map(Node::as_str).map(str::to_owned));
        self.add_parent_tags(root);
        let secured = found.iter().chain([&root]).filter_map(|node| node.get("security"));
        let requirements = secured.flat_map(Node::items).flat_map(Node::entries);
        let schemes: Vec<Node<'a>> = requirements.filter_map(|(name, at)| security::scheme(at, name)).collect();
        self.components.extend(schemes.iter().map(|scheme| scheme.id()));
        schemes
    }

    /// Notes the tags that stand around those that are used.
    fn add_parent_tags(&mut self, root: Node<'_>) {
        let name = |tag: Node<'_>, key| tag.get(key).and_then(Node::as_str).map(str::to_owned);
        let tags = root.get("tags").into_iter().flat_map(Node::items);
        let parents: HashMap<String, String> =
            tags.filter_map(|tag| Some((name(tag, "name")?, name(tag, "parent")?))).collect();
        let mut new: Vec<String> = self.tags.iter().cloned().collect();
        while let Some(tag) = new.pop() {
            let parent = parents.get(&tag).filter(|parent| !self.tags.contains(*parent));
            if let Some(parent) = parent {
                self.tags.insert(parent.clone());
                new.push(parent.clone());
            }
        }
    }

    /// Warns of references into paths that are not kept: what refers there is whole only as long as the document
    /// is not written.
    pub fn cut_references(&self, document: &Document, kept: &HashSet<NodeId>) -> Vec<Diagnostic> {
        let references = self.references.iter().map(|id| document.node(*id));
        let cut = references.filter_map(|node| Some((node, path_named(node)?)));
        let cut = cut.filter(|(_, item)| !kept.contains(&item.id()));
        let tell = |(node, item): (Node<'_>, Node<'_>)| {
            let path = item.key().unwrap_or_default();
            let message = format!("this refers into the path `{path}`, which is cut away");
            let advice = "keep that path too, or make what is referred to a component";
            let place = node.get("$ref").unwrap_or(node);
            document.diagnostic(Severity::Warning, "reference-cut", place, message, advice)
        };
        cut.map(tell).collect()
    }
}

/// What the reference at `node` names, if anything.
fn target(node: Node<'_>) -> Option<Node<'_>> {
    let text = node.reference().or_else(|| node.as_str())?;
    node.target(text).ok()
}

/// The path item that the reference at `node` names or leads into, if it does.
fn path_named(node: Node<'_>) -> Option<Node<'_>> {
    below(node.document().root().get("paths")?, target(node)?)
}

/// The child of `around` that `node` is or lies below.
fn below<'a>(around: Node<'a>, node: Node<'a>) -> Option<Node<'a>> {
    let mut line = std::iter::successors(Some(node), |node| node.parent());
    line.find(|node| node.parent().is_some_and(|parent| parent.id() == around.id()))
}

/// The component that `node` is or lies below.
fn component<'a>(root: Node<'a>, node: Node<'a>) -> Option<Node<'a>> {
    let section = below(root.get("components")?, node)?;
    below(section, node)
}

/// The schemas that a discriminator leads to without a reference: those that its mapping names, and those that
/// extend the schema it stands in.
fn by_discriminator<'a>(schema: Node<'a>, children: &HashMap<NodeId, Vec<Node<'a>>>) -> Vec<Node<'a>> {
    let schemas = schema.document().root().get("components").and_then(|components| components.get("schemas"));
    let mapping = schema.get("discriminator").and_then(|discriminator| discriminator.get("mapping"));
    let values = mapping.into_iter().flat_map(Node::entries).filter_map(|(_, value)| value.as_str());
    let mut found: Vec<Node<'a>> = values.filter_map(|name| schemas?.get(name)).collect();
    if schema.get("oneOf").is_none() && schema.get("anyOf").is_none() {
        found.extend(heirs(schema, children));
    }
    found
}

/// The schemas that extend `schema`, and those that extend them.
fn heirs<'a>(schema: Node<'a>, children: &HashMap<NodeId, Vec<Node<'a>>>) -> Vec<Node<'a>> {
    let mut found: Vec<Node<'a>> = Vec::new();
    let mut known = HashSet::from([schema.id()]);
    let mut waiting = vec![schema];
    while let Some(base) = waiting.pop() {
        let new = children.get(&base.id()).into_iter().flatten().filter(|child| known.insert(child.id()));
        let new: Vec<Node<'a>> = new.copied().collect();
        found.extend(new.iter().copied());
        waiting.extend(new);
    }
    found
}

/// For each schema the component schemas whose `allOf` names it.
fn children(root: Node<'_>) -> HashMap<NodeId, Vec<Node<'_>>> {
    let schemas = root.get("components").and_then(|components| components.get("schemas"));
    let mut children: HashMap<NodeId, Vec<Node<'_>>> = HashMap::new();
    for (_, child) in schemas.into_iter().flat_map(Node::entries) {
        for part in child.get("allOf").into_iter().flat_map(Node::items) {
            if let Some(base) = target(part) {
                children.entry(base.id()).or_default().push(child);
            }
        }
    }
    children
}
