//! `$dynamicRef` and `$recursiveRef`: references whose target depends on the way by which one comes to them.
//!
//! A schema that is used by another one may leave a part open, as a list leaves open what its items are; whoever uses
//! it says what stands there, by a `$dynamicAnchor` of the same name. The outermost such anchor on the way counts. So
//! a type is made of a schema and of a [`Scope`]: what the open names in it mean. What no reference in a schema asks
//! for is left out of its scope, so that everything else stays one type.

use std::collections::{HashMap, HashSet};

use super::conjunction::Conjunction;
use super::context::Lowering;
use super::notes::flag;
use crate::document::{Document, Node, NodeId};

/// How many names may be open in one document; the others are looked up by where they are written.
const NAMES: usize = 64;

/// How many scopes there may be; after that, no more names get a meaning. Each scope may copy all types.
const SCOPES: usize = 256;

/// What the open names mean, each for the outermost schema on the way that says it. The name of `$recursiveRef` is
/// empty.
pub(super) type Scope<'a> = Vec<(&'a str, Node<'a>)>;

/// What is known of dynamic references.
pub(super) struct Dynamic<'a> {
    /// The open names that something in a node, or in what it refers to, asks for.
    asked: HashMap<NodeId, Vec<&'a str>>,
    /// The scope of the type that is being looked into.
    pub(super) scope: Scope<'a>,
    /// The scopes that were made.
    made: HashSet<Vec<(&'a str, NodeId)>>,
}

/// The names that are given a meaning on the way into a schema.
#[derive(Default)]
pub(super) struct Way<'a> {
    /// Those in force, the outermost first.
    open: Scope<'a>,
    /// All that were met.
    met: Scope<'a>,
}

impl<'a> Way<'a> {
    /// Goes into `node`; how many names it brings.
    pub(super) fn enter(&mut self, node: Node<'a>, dynamic: &Dynamic<'a>) -> usize {
        let names = if dynamic.asked.is_empty() { Vec::new() } else { given(node) };
        self.open.extend(&names);
        self.met.extend(&names);
        names.len()
    }

    /// Leaves it.
    pub(super) fn leave(&mut self, count: usize) {
        self.open.truncate(self.open.len().saturating_sub(count));
    }

    fn get(&self, name: &str) -> Option<Node<'a>> {
        get(&self.open, name)
    }
}

impl<'a> Dynamic<'a> {
    pub(super) fn of(document: &'a Document) -> Self {
        Self { asked: asked(document), scope: Scope::new(), made: HashSet::new() }
    }

    /// The way into a schema that stands in the type that is being looked into.
    pub(super) fn way(&self) -> Way<'a> {
        Way { open: self.scope.clone(), met: self.scope.clone() }
    }

    /// Gives `whole` the scope that it asks for.
    pub(super) fn settle(&mut self, whole: &mut Conjunction<'a>, way: &Way<'a>) {
        if way.met.is_empty() {
            return;
        }
        let mut scope: Scope<'a> = Vec::new();
        for (name, node) in &way.met {
            if get(&scope, name).is_none() && self.is_asked(&whole.parts, name) {
                scope.push((name, *node));
            }
        }
        scope.sort_by_key(|(name, _)| *name);
        let key: Vec<_> = scope.iter().map(|(name, node)| (*name, node.id())).collect();
        if self.made.len() < SCOPES || self.made.contains(&key) {
            self.made.insert(key);
            let own = given(whole.home);
            // Where others give the names a meaning, the name of the schema is not enough to tell the type by.
            whole.named &= scope.iter().all(|(name, node)| get(&own, name).is_some_and(|own| own.id() == node.id()));
            whole.scope = scope;
        }
    }

    /// Whether `node` itself says what a name means that one of `parts` asks for.
    pub(super) fn gives(&self, node: Node<'a>, parts: &[Node<'a>]) -> bool {
        !self.asked.is_empty() && given(node).iter().any(|(name, _)| self.is_asked(parts, name))
    }

    fn is_asked(&self, parts: &[Node<'a>], name: &str) -> bool {
        parts.iter().any(|part| self.asked.get(&part.id()).is_some_and(|names| names.contains(&name)))
    }
}

impl<'a> Lowering<'a> {
    /// The schema that the dynamic reference `value` of `node` means on this way.
    pub(super) fn dynamic_target(&mut self, node: Node<'a>, value: Node<'a>, way: &Way<'a>) -> Option<Node<'a>> {
        let text = value.as_str().unwrap_or_default();
        let name = name(text);
        let written = node.target(text).ok().filter(|target| target.parent().is_some());
        // A reference to what is no dynamic anchor is a plain one.
        if let Some(target) = written.filter(|target| !name.is_empty() && !anchors(*target).any(|own| own == name)) {
            return Some(target);
        }
        let around = || {
            let mut outer = std::iter::successors(node.parent(), |inner| inner.parent());
            outer.find_map(|outer| get(&given(outer), name))
        };
        let found = way.get(name).or_else(around).or(written);
        if found.is_none() {
            self.reports.warn(
                "dynamic-reference",
                value,
                &format!("no schema around this one answers to `{text}`, so any value is allowed here"),
                "name the schema by a plain `$ref`",
            );
        }
        found
    }
}

/// The name that a dynamic reference asks for.
fn name(text: &str) -> &str {
    text.split_once('#').map_or("", |(_, fragment)| fragment)
}

fn get<'a>(scope: &Scope<'a>, name: &str) -> Option<Node<'a>> {
    scope.iter().find(|(other, _)| *other == name).map(|(_, node)| *node)
}

/// The open names by which `node` can be asked for.
fn anchors(node: Node<'_>) -> impl Iterator<Item = &str> {
    let named = node.get("$dynamicAnchor").and_then(Node::as_str);
    named.into_iter().chain(flag(node, "$recursiveAnchor").then_some(""))
}

/// The names that `node` gives a meaning: its own, and those of its `$defs`.
fn given(node: Node<'_>) -> Scope<'_> {
    let defs = node.get("$defs").into_iter().flat_map(Node::entries).map(|(_, schema)| schema);
    std::iter::once(node).chain(defs).flat_map(|node| anchors(node).map(move |name| (name, node))).collect()
}

/// For each node the open names that are asked for in it, or in what it leads to.
fn asked(document: &Document) -> HashMap<NodeId, Vec<&str>> {
    let mut asked: HashMap<NodeId, Vec<&str>> = HashMap::new();
    let mut waiting: Vec<(Node<'_>, &str)> = Vec::new();
    let mut names: HashSet<&str> = HashSet::new();
    for node in document.dynamic_references() {
        for text in ["$dynamicRef", "$recursiveRef"].iter().filter_map(|key| node.get(key)?.as_str()) {
            let name = name(text);
            if names.contains(name) || names.len() < NAMES {
                names.insert(name);
                waiting.push((node, name));
            }
        }
    }
    if waiting.is_empty() {
        return asked;
    }
    let mut leading: HashMap<NodeId, Vec<Node<'_>>> = HashMap::new();
    for node in document.references() {
        if let Ok(Some(target)) = node.follow() {
            leading.entry(target.id()).or_default().push(node);
        }
    }
    while let Some((node, name)) = waiting.pop() {
        let known = asked.entry(node.id()).or_default();
        if known.contains(&name) {
            continue;
        }
        known.push(name);
        waiting.extend(node.parent().map(|outer| (outer, name)));
        waiting.extend(leading.get(&node.id()).into_iter().flatten().map(|from| (*from, name)));
    }
    asked
}
