//! Cuts a document down to some of its paths and to what they need.
//!
//! Only the objects along the cut are made anew: the root, `paths`, `components` and its sections, `tags`.
//! Everything below them is the node it was before, so places, pointers and references stay right.

use std::collections::HashSet;

use super::arena::{Entry, NodeId, Value};
use super::node::Node;
use super::{Document, references};
use crate::diagnostic::{Diagnostic, Severity};
use crate::nearest;

mod files;
mod reach;

use reach::Reach;

impl Document {
    /// Keeps only the paths below `prefixes`, and of the components and tags only what those use. `/pets` keeps
    /// `/pets` and `/pets/{id}`, not `/petshops`. No prefix at all keeps everything.
    ///
    /// A prefix without a path is an error. A reference from what is kept into a path that is not is a warning.
    pub fn slice(&mut self, prefixes: &[String]) -> Vec<Diagnostic> {
        if prefixes.is_empty() {
            return Vec::new();
        }
        self.slice_with(prefixes, |_| Vec::new())
    }

    /// The same, and of the components all that `other`, which was cut already, has by these names.
    pub(crate) fn slice_as(&mut self, prefixes: &[String], other: &Self) {
        if !prefixes.is_empty() {
            self.slice_with(prefixes, |document| document.components_of(other));
        }
    }

    /// The schemas among the components that no path, webhook or other part of the document leads to.
    pub(crate) fn unused_schemas(&self, kept: &[String]) -> Vec<Node<'_>> {
        let root = self.root();
        let places = ["paths", "webhooks", "x-webhooks"];
        let items = places.iter().filter_map(|place| root.get(place)).flat_map(Node::entries);
        let schemas = root.get("components").and_then(|components| components.get("schemas"));
        let kept: Vec<NodeId> = kept.iter().filter_map(|name| Some(schemas?.get(name)?.id())).collect();
        let reach = Reach::of(self, &items.map(|(_, item)| item.id()).chain(kept.iter().copied()).collect());
        let schemas = schemas.into_iter().flat_map(Node::entries).map(|(_, schema)| schema);
        schemas.filter(|schema| !reach.components.contains(&schema.id()) && !kept.contains(&schema.id())).collect()
    }

    /// The components that are called as those of `other`.
    fn components_of(&self, other: &Self) -> Vec<NodeId> {
        let sections = |document| Node::get(Document::root(document), "components").into_iter().flat_map(Node::entries);
        let named = sections(other).flat_map(|(section, all)| all.entries().map(move |(name, _)| (section, name)));
        let found = named.filter_map(|(section, name)| self.root().get("components")?.get(section)?.get(name));
        found.map(Node::id).collect()
    }

    fn slice_with(&mut self, prefixes: &[String], more: impl Fn(&Self) -> Vec<NodeId>) -> Vec<Diagnostic> {
        let mut diagnostics = self.check_prefixes(prefixes);
        let kept = self.kept_paths(prefixes);
        let mut reach = Reach::of(self, &kept);
        reach.components.extend(more(self));
        diagnostics.extend(reach.cut_references(self, &kept));
        self.cut(&kept, &reach);
        let roots = std::iter::once(self.root());
        self.index.references = references::walk(roots, self.node_count()).references;
        diagnostics
    }

    fn check_prefixes(&self, prefixes: &[String]) -> Vec<Diagnostic> {
        let root = self.root();
        let paths: Vec<&str> = root.get("paths").into_iter().flat_map(Node::entries).map(|(path, _)| path).collect();
        let without = prefixes.iter().filter(|prefix| !paths.iter().any(|path| is_below(path, prefix)));
        let tell = |prefix: &String| {
            let place = root.get("paths").unwrap_or(root);
            let message = format!("no path begins with `{prefix}`");
            let advice = match similar(prefix, &paths).as_slice() {
                [] => String::new(),
                near => format!("near it: {}", near.join(", ")),
            };
            self.diagnostic(Severity::Error, "no-such-path", place, message, advice)
        };
        without.map(tell).collect()
    }

    /// The path items below `prefixes`.
    fn kept_paths(&self, prefixes: &[String]) -> HashSet<NodeId> {
        let paths = self.root().get("paths").into_iter().flat_map(Node::entries);
        let kept = paths.filter(|(path, _)| prefixes.iter().any(|prefix| is_below(path, prefix)));
        kept.map(|(_, item)| item.id()).collect()
    }

    /// Makes the objects along the cut anew, with only what is kept.
    fn cut(&mut self, paths: &HashSet<NodeId>, reach: &Reach) {
        let old = self.root;
        let root = self.arena.push(Value::Null, self.arena.slot(old).span, NodeId::NONE);
        let mut entries = Vec::new();
        for entry in self.arena.entries(old).to_vec() {
            let node = match self.arena.key(entry.key) {
                "webhooks" | "x-webhooks" => continue,
                "paths" => self.with_entries(entry.node, root, |_, entry| paths.contains(&entry.node)),
                "components" => self.cut_components(entry.node, root, reach),
                "tags" => self.cut_tags(entry.node, root, reach),
                _ => entry.node,
            };
            entries.push(Entry { node, ..entry });
        }
        self.arena.set(root, Value::Object(entries));
        self.root = root;
        if let Some(base) = self.index.bases.get(&old).cloned() {
            self.index.bases.insert(root, base);
        }
    }

    /// The object `old`, made anew below `parent` with the entries for which `keep` holds, and with its extensions.
    fn with_entries(&mut self, old: NodeId, parent: NodeId, keep: impl Fn(&Self, &Entry) -> bool) -> NodeId {
        let entries = self.arena.entries(old).iter();
        let kept = entries.filter(|entry| keep(self, entry) || self.arena.key(entry.key).starts_with("x-"));
        let value = Value::Object(kept.copied().collect());
        let new = self.arena.push(Value::Null, self.arena.slot(old).span, parent);
        self.arena.set(new, value);
        new
    }

    fn cut_components(&mut self, old: NodeId, parent: NodeId, reach: &Reach) -> NodeId {
        let is_reached = |_: &Self, entry: &Entry| reach.components.contains(&entry.node);
        let uses = |document: &Self, section: &Entry| {
            document.arena.entries(section.node).iter().any(|entry| is_reached(document, entry))
        };
        let new = self.with_entries(old, parent, uses);
        let mut sections = self.arena.entries(new).to_vec();
        for section in &mut sections {
            if !self.arena.key(section.key).starts_with("x-") {
                section.node = self.with_entries(section.node, new, is_reached);
            }
        }
        self.arena.set(new, Value::Object(sections));
        new
    }

    fn cut_tags(&mut self, old: NodeId, parent: NodeId, reach: &Reach) -> NodeId {
        let is_used =
            |tag: &Node<'_>| tag.get("name").and_then(Node::as_str).is_some_and(|name| reach.tags.contains(name));
        let kept = self.node(old).items().filter(is_used).map(Node::id).collect();
        let new = self.arena.push(Value::Null, self.arena.slot(old).span, parent);
        self.arena.set(new, Value::Array(kept));
        new
    }
}

/// Whether `path` is `prefix` or lies below it.
fn is_below(path: &str, prefix: &str) -> bool {
    let prefix = prefix.trim_end_matches('/');
    path.strip_prefix(prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Prefixes of `paths`, as long as `prefix`, that are most like it.
fn similar(prefix: &str, paths: &[&str]) -> Vec<String> {
    let length = prefix.trim_end_matches('/').split('/').count();
    let cut = |path: &&str| path.split('/').take(length).collect::<Vec<_>>().join("/");
    let prefixes: std::collections::BTreeSet<String> =
        paths.iter().filter(|path| path.starts_with('/')).map(cut).collect();
    nearest::nearest_few(prefix, prefixes.iter().map(String::as_str))
        .into_iter()
        .map(|near| format!("`{near}`"))
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::tests::{brief, read};
    use super::*;

    const DOCUMENT: &str = "openapi: 3.2.0
info: {title: A}
security: [{main: []}]
tags: [{name: Pets, parent: All}, {name: Other}, {name: All}]
webhooks: {w: {post: {responses: {}}}}
paths:
  x-note: 1
  /pets:
    get:
      tags: [Pets]
      security: [{extra: []}]
      responses: {'200': {$ref: '#/components/responses/Pets'}}
      callbacks: {done: {'{$url}': {post: {tags: [Other]}}}}
  /pets/{id}: {get: {parameters: [{$ref: '#/paths/~1shops/get/parameters/0'}]}}
  /petshops: {get: {responses: {'200': {$ref: '#/components/responses/Unused'}}}}
  /shops: {get: {parameters: [{schema: {$ref: '#/components/schemas/Id'}}]}}
components:
  x-kept: true
  responses:
    Pets: {content: {a/b: {schema: {$ref: '#/components/schemas/Pet/properties/self'}}}}
    Unused: {}
  schemas:
    Id: {type: string}
    Pet: {discriminator: {propertyName: kind, mapping: {c: Cat}}, properties: {self: {$ref: '#/components/schemas/Pet'}}}
    Cat: {}
    Dog: {allOf: [{$ref: '#/components/schemas/Pet'}, {$ref: '#/components/schemas/Tail'}]}
    Tail: {}
    Unused: {example: {$ref: '#/components/schemas/Id'}}
  headers: {Unused: {}}
  securitySchemes: {main: {}, extra: {}, unused: {}}
";

    fn sliced(prefixes: &[&str]) -> (Document, Vec<Diagnostic>) {
        let mut document = read(DOCUMENT);
        let prefixes: Vec<String> = prefixes.iter().map(|prefix| (*prefix).to_owned()).collect();
        let diagnostics = document.slice(&prefixes);
        (document, diagnostics)
    }

    fn keys(document: &Document, pointer: &str) -> Vec<String> {
        let node = document.root().find(pointer);
        node.into_iter().flat_map(Node::entries).map(|(key, _)| key.to_owned()).collect()
    }

    #[test]
    fn only_what_the_paths_use_is_kept() {
        let (document, diagnostics) = sliced(&["/pets"]);
        assert_eq!(keys(&document, ""), ["openapi", "info", "security", "tags", "paths", "components"]);
        assert_eq!(keys(&document, "/paths"), ["x-note", "/pets", "/pets/{id}"]);
        assert_eq!(keys(&document, "/components"), ["x-kept", "responses", "schemas", "securitySchemes"]);
        assert_eq!(keys(&document, "/components/responses"), ["Pets"]);
        assert_eq!(keys(&document, "/components/schemas"), ["Id", "Pet", "Cat", "Dog", "Tail"]);
        assert_eq!(keys(&document, "/components/securitySchemes"), ["main", "extra"]);
        let tags = json!([{"name": "Pets", "parent": "All"}, {"name": "Other"}, {"name": "All"}]);
        assert_eq!(document.root().get("tags").unwrap().to_json(), tags);
        assert_eq!(brief(&diagnostics), ["warning reference-cut 14:42"]);
    }

    #[test]
    fn what_is_kept_is_where_it_was() {
        let (document, _) = sliced(&["/pets/{id}"]);
        let node = document.root().find("/paths/~1pets~1{id}/get/parameters/0").unwrap();
        assert_eq!(node.pointer(), "/paths/~1pets~1{id}/get/parameters/0");
        assert_eq!(node.resolve().unwrap().pointer(), "/paths/~1shops/get/parameters/0");
        assert_eq!(keys(&document, "/components/schemas"), ["Id"]);
        assert_eq!(document.root().get("tags").unwrap().len(), 0);
        assert!(document.check_references().is_empty());
    }

    #[test]
    fn a_prefix_ends_where_a_segment_does() {
        assert_eq!(keys(&sliced(&["/pets/"]).0, "/paths"), ["x-note", "/pets", "/pets/{id}"]);
        assert_eq!(keys(&sliced(&["/petshops", "/shops"]).0, "/paths"), ["x-note", "/petshops", "/shops"]);
        assert_eq!(keys(&sliced(&["/"]).0, "/paths").len(), 5);
        assert_eq!(keys(&sliced(&[]).0, "").len(), 7);
    }

    #[test]
    fn a_prefix_without_a_path_is_an_error() {
        let (_, diagnostics) = sliced(&["/pet", "/shops"]);
        assert_eq!(brief(&diagnostics), ["error no-such-path 7:3"]);
        assert_eq!(diagnostics[0].advice, "near it: `/pets`, `/petshops`, `/shops`");
    }
}
