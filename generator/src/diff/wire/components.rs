//! Components that no operation reaches, and those that are written otherwise and mean the same.

use std::collections::{BTreeSet, HashSet};

use super::super::finding::Site;
use super::super::pairs::PairId;
use super::{Met, Wire};
use crate::api::Origin;
use crate::document::{Document, Kind, Node, NodeId};

/// Members that only people read.
const TEXTS: [&str; 7] = ["description", "title", "summary", "example", "examples", "externalDocs", "$comment"];

impl Wire<'_> {
    /// Compares the component schemas as they are written.
    pub(super) fn components(&mut self) {
        let (old, new) = (self.old.document, self.new.document);
        let reached = |api: &crate::api::Api| -> BTreeSet<String> {
            api.types.iter().filter_map(|ty| ty.naming.component.clone()).collect()
        };
        let (in_old, in_new) = (reached(self.old.api), reached(self.new.api));
        let unused = |document: &Document| -> HashSet<NodeId> {
            document.unused_schemas(&[]).into_iter().map(Node::id).collect()
        };
        let (by_none_old, by_none_new) = (unused(old), unused(new));
        // What only an `allOf` names is told where it is a part.
        let lies_in_old = |name: &str, node: Node<'_>| !in_old.contains(name) && by_none_old.contains(&node.id());
        let lies_in_new = |name: &str, node: Node<'_>| !in_new.contains(name) && by_none_new.contains(&node.id());
        for (name, node) in schemas(old) {
            let other = schemas(new).find(|(other, _)| *other == name).map(|(_, node)| node);
            match other {
                None if lies_in_old(name, node) => self.component("unused-schema-removed", name, Some(node), None),
                Some(other) if in_old.contains(name) && in_new.contains(name) => self.rewritten(name, node, other),
                Some(other) if lies_in_old(name, node) && lies_in_new(name, other) => self.unused(name, node, other),
                _ => {}
            }
        }
        for (name, node) in schemas(new) {
            if lies_in_new(name, node) && !schemas(old).any(|(other, _)| other == name) {
                self.component("unused-schema-added", name, None, Some(node));
            }
        }
    }

    /// Notes that a component is written otherwise, where nothing else says that anything about it changed.
    fn rewritten(&mut self, name: &str, old: Node<'_>, new: Node<'_>) {
        let renamed = |before: &str, after: &str| {
            let last = |reference: &str| reference.rsplit('/').next().unwrap_or_default().to_owned();
            let (before, after) = (last(before), last(after));
            let naming = ["component-renamed", "component-split", "components-merged", "reference-changed"];
            self.found
                .findings
                .iter()
                .any(|one| naming.contains(&one.kind) && one.before == before && one.after == after)
        };
        if same(old, new, &renamed) {
            return;
        }
        let pointer = new.pointer();
        let below = |origin: &Option<Origin>| {
            origin.as_ref().is_some_and(|origin| {
                origin.pointer.strip_prefix(&pointer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            })
        };
        let is_told = self.found.findings.iter().any(|one| below(&one.old) || below(&one.new));
        let meant = |one: &&super::super::pairs::Pair| {
            let label = |api: &crate::api::Api, id| api.get(id).and_then(|ty| ty.naming.component.clone());
            label(self.new.api, one.new).as_deref() == Some(name)
        };
        let pair = self.found.pairs.iter().position(|one| meant(&one));
        // Another tag of a branch is written at the union as well, and told at the branch.
        let holds = |branch: &PairId| {
            let holders = self.found.pairs.get(*branch).map(|branch| &branch.holders);
            holders.is_some_and(|holders| holders.iter().any(|(holder, _)| Some(*holder) == pair))
        };
        let is_told = is_told || self.retagged.iter().any(holds);
        if let (false, Some(pair)) = (is_told, pair) {
            let (from, to) = (origin(old), origin(new));
            let subject = name.to_owned();
            let (before, after) = (String::new(), String::new());
            let site = Site::Pair(pair, None);
            self.note(Met {
                kind: "written-otherwise",
                old: Some(&from),
                new: Some(&to),
                subject,
                before,
                after,
                site,
            });
        }
    }

    /// Notes that a component that nothing uses says something else.
    fn unused(&mut self, name: &str, old: Node<'_>, new: Node<'_>) {
        if !same(old, new, &|_, _| false) {
            let (from, to) = (origin(old), origin(new));
            let (before, after) = (String::new(), String::new());
            let (kind, subject, site) = ("unused-schema-changed", name.to_owned(), Site::Nowhere);
            self.note(Met { kind, old: Some(&from), new: Some(&to), subject, before, after, site });
        }
    }

    fn component(&mut self, kind: &'static str, name: &str, old: Option<Node<'_>>, new: Option<Node<'_>>) {
        let (from, to) = (old.map(origin), new.map(origin));
        let (before, after) = (old.map(|_| name), new.map(|_| name));
        self.note(Met {
            kind,
            old: from.as_ref(),
            new: to.as_ref(),
            subject: name.to_owned(),
            before: before.unwrap_or_default().to_owned(),
            after: after.unwrap_or_default().to_owned(),
            site: Site::Nowhere,
        });
    }
}

fn origin(node: Node<'_>) -> Origin {
    Origin { pointer: node.pointer(), span: node.span() }
}

/// The component schemas of a document, by their names.
pub(super) fn schemas(document: &Document) -> impl Iterator<Item = (&str, Node<'_>)> {
    let schemas = document.root().get("components").and_then(|components| components.get("schemas"));
    schemas.into_iter().flat_map(Node::entries)
}

/// Whether both are written alike, but for what only people read, for the order of members, and for references to what
/// is `renamed`.
fn same(old: Node<'_>, new: Node<'_>, renamed: &dyn Fn(&str, &str) -> bool) -> bool {
    match (old.kind(), new.kind()) {
        (Kind::Object, Kind::Object) => {
            let count = |node: Node<'_>| node.entries().filter(|(key, value)| !is_text(key, *value)).count();
            count(old) == count(new)
                && old
                    .entries()
                    .filter(|(key, value)| !is_text(key, *value))
                    .all(|(key, value)| new.get(key).is_some_and(|other| same(value, other, renamed)))
        }
        (Kind::Array, Kind::Array) => {
            old.len() == new.len() && old.items().zip(new.items()).all(|(old, new)| same(old, new, renamed))
        }
        (Kind::String, Kind::String) if old.key() == Some("$ref") => {
            let (before, after) = (old.as_str().unwrap_or_default(), new.as_str().unwrap_or_default());
            before == after || renamed(before, after)
        }
        _ => old.structural_eq(new),
    }
}

/// Whether a member is a text for people, and not a property that is called like one.
fn is_text(key: &str, value: Node<'_>) -> bool {
    key.starts_with("x-")
        || (key == "default" && value.kind() == Kind::Null)
        || (TEXTS.contains(&key)
            && !(value.kind() == Kind::Object && value.parent().and_then(Node::key) == Some("properties")))
}
