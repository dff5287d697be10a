//! The schemas of a document as one JSON Schema of the 2020-12 dialect, so that everything after it knows one dialect
//! and one kind of reference.
//!
//! Every schema that something refers to is a definition of its own, named after its node: pointers, anchors,
//! identifiers and files are all followed by the reader.

use std::collections::{BTreeMap, HashMap};

use serde_json::{Map, Value, json};
use wharf::document::{Document, Kind, Node, NodeId, Version};

use super::dialect::{self, Holds};

/// Where the bundle is to be found by a validator.
pub const ADDRESS: &str = "bundle:/schemas";

/// The schemas that are reachable from those that were asked for.
#[derive(Debug)]
pub struct Bundle<'d> {
    document: &'d Document,
    definitions: BTreeMap<String, Value>,
    pending: Vec<(Node<'d>, Scope<'d>)>,
    names: HashMap<(NodeId, Scope<'d>), String>,
    scope: Scope<'d>,
}

/// What dynamic anchors lead to: the outermost schema that has the anchor counts.
type Scope<'d> = Vec<(&'d str, NodeId)>;

impl<'d> Bundle<'d> {
    /// An empty one.
    #[must_use]
    pub fn new(document: &'d Document) -> Self {
        Self { document, definitions: BTreeMap::new(), pending: Vec::new(), names: HashMap::new(), scope: Scope::new() }
    }

    /// Adds the schema at `node` and all it refers to; gives the name of its definition.
    pub fn add(&mut self, node: Node<'d>) -> String {
        let name = self.name(node);
        while let Some((next, scope)) = self.pending.pop() {
            self.scope = scope;
            let name = self.name(next);
            let schema = self.schema(next);
            self.definitions.insert(name, schema);
        }
        self.scope = Scope::new();
        name
    }

    /// Adds the conjunction of schemas that were added, for values of these types alone, or of any where there are none;
    /// gives its name. What inherits from one of them is not what is meant.
    pub fn join(&mut self, names: &[String], types: &[String]) -> String {
        let name = [names.join("+"), types.join("+")].join("=");
        let parts: Vec<Value> = names.iter().map(|name| json!({ "$ref": address(name) })).collect();
        let mut schema = json!({ "allOf": parts, dialect::ALONE: true });
        if let Some(schema) = schema.as_object_mut().filter(|_| !types.is_empty()) {
            schema.insert("type".to_owned(), json!(types));
        }
        self.definitions.insert(name.clone(), schema);
        name
    }

    /// All of them, by their names.
    #[must_use]
    pub fn definitions(&self) -> &BTreeMap<String, Value> {
        &self.definitions
    }

    /// The definition that a place of the document is part of, and the way to the place from there.
    #[must_use]
    pub fn around(&self, pointer: &str) -> Option<(String, String)> {
        let place = self.document.root().find(pointer)?;
        std::iter::successors(Some(place), |node| node.parent()).find_map(|node| {
            let name = self.names.iter().filter(|((id, _), _)| *id == node.id()).map(|(_, name)| name).min()?;
            Some((name.clone(), pointer.strip_prefix(&node.pointer()).unwrap_or_default().to_owned()))
        })
    }

    /// The schema called `name`, with its name.
    #[must_use]
    pub fn entry(&self, name: &str) -> Option<(&str, &Value)> {
        self.definitions.get_key_value(name).map(|(name, schema)| (name.as_str(), schema))
    }

    /// The schema that a reference within the bundle names.
    #[must_use]
    pub fn follow(&self, reference: &str) -> Option<&Value> {
        self.definitions.get(reference.rsplit('/').next()?)
    }

    /// All of them as one JSON Schema; as a loose one, several branches of a `oneOf` may hold at once.
    #[must_use]
    pub fn to_json(&self, is_loose: bool) -> Value {
        let definitions = self.definitions.iter().map(|(name, schema)| {
            let mut schema = schema.clone();
            if is_loose {
                dialect::loosen(&mut schema);
            }
            (name.clone(), schema)
        });
        json!({ "$defs": definitions.collect::<Map<String, Value>>() })
    }

    fn name(&mut self, node: Node<'d>) -> String {
        let key = (node.id(), self.scope.clone());
        if let Some(name) = self.names.get(&key) {
            return name.clone();
        }
        let name = format!("n{}", self.names.len());
        self.names.insert(key, name.clone());
        self.pending.push((node, self.scope.clone()));
        name
    }

    fn is_old(&self) -> bool {
        self.document.version() == Version::V3_0
    }

    fn schema(&mut self, node: Node<'d>) -> Value {
        match node.kind() {
            Kind::Boolean => node.to_json(),
            Kind::Object => {
                let outer = self.scope.clone();
                self.enter(node);
                let schema = self.object(node);
                self.scope = outer;
                schema
            }
            // No schema at all: whatever becomes of it is told elsewhere.
            _ => Value::Bool(true),
        }
    }

    /// Notes the dynamic anchors of a schema.
    fn enter(&mut self, node: Node<'d>) {
        let inner = node.get("$defs").into_iter().flat_map(Node::entries).map(|(_, inner)| inner);
        for anchored in std::iter::once(node).chain(inner) {
            let anchor = anchored.get("$dynamicAnchor").and_then(Node::as_str);
            if let Some(anchor) = anchor.filter(|anchor| !self.scope.iter().any(|(other, _)| other == anchor)) {
                self.scope.push((anchor, anchored.id()));
            }
        }
        self.scope.sort_unstable_by_key(|(anchor, _)| *anchor);
    }

    /// What a reference leads to.
    fn target(&self, key: &str, node: Node<'d>, text: &str) -> Option<Node<'d>> {
        if key == "$recursiveRef" {
            let recursive = |outer: &Node<'d>| outer.get("$recursiveAnchor").and_then(Node::as_bool) == Some(true);
            return std::iter::successors(node.parent(), |node| node.parent()).find(recursive);
        }
        let anchor = text.strip_prefix('#').filter(|_| key == "$dynamicRef");
        let outermost = anchor.and_then(|anchor| self.scope.iter().find(|(other, _)| *other == anchor));
        outermost.map(|(_, id)| self.document.node(*id)).or_else(|| node.target(text).ok())
    }

    fn object(&mut self, node: Node<'d>) -> Value {
        let mut schema = Map::new();
        if self.is_old() && node.reference().is_some() {
            // What stands beside it says nothing, but everybody who writes `nullable` there means it.
            self.keyword("$ref", node, &mut schema);
            return dialect::mend(node, schema);
        }
        for (key, _) in node.entries() {
            self.keyword(key, node, &mut schema);
        }
        if let Some(discriminator) = self.discriminator(node) {
            schema.insert("discriminator".to_owned(), discriminator);
            // The member tells the branches apart, where several would do.
            let one_of = schema.remove("oneOf").filter(|_| !schema.contains_key("anyOf"));
            schema.extend(one_of.map(|branches| ("anyOf".to_owned(), branches)));
        }
        dialect::mend(node, schema)
    }

    /// Adds what the member `key` of `node` says.
    fn keyword(&mut self, key: &str, node: Node<'d>, schema: &mut Map<String, Value>) {
        let Some(value) = node.get(key) else { return };
        if self.is_old() && dialect::is_new(key) {
            return;
        }
        let translated = match dialect::holds(key) {
            Holds::Reference => match value.as_str().and_then(|text| self.target(key, node, text)) {
                Some(target) => {
                    let name = self.name(target);
                    schema.insert("$ref".to_owned(), json!(address(&name)));
                    return;
                }
                None => return,
            },
            Holds::Schema if matches!(value.kind(), Kind::Object | Kind::Boolean) => self.schema(value),
            Holds::Schemas if !value.is_empty() => {
                let item =
                    |item| if dialect::is_only_nullable(item) { json!({ "type": "null" }) } else { self.schema(item) };
                value.items().map(item).collect()
            }
            Holds::Named => value.entries().map(|(name, item)| (name.to_owned(), self.schema(item))).collect(),
            Holds::Value => value.to_json(),
            Holds::Schema | Holds::Schemas | Holds::Nothing => return,
        };
        schema.insert(key.to_owned(), translated);
    }

    /// What a discriminator says: the member, and the schemas by its values; those that the mapping leaves out by their
    /// names.
    fn discriminator(&mut self, node: Node<'d>) -> Option<Value> {
        let discriminator = node.get("discriminator")?;
        let property = discriminator.get("propertyName")?.as_str()?;
        let mut mapping = Map::new();
        for (tag, target) in discriminator.get("mapping").into_iter().flat_map(Node::entries) {
            if let Some(target) = target.as_str().and_then(|text| self.mapped(target, text)) {
                mapping.insert(tag.to_owned(), json!(address(&self.name(target))));
            }
        }
        let mut names = Map::new();
        for (name, target) in self.branches(node) {
            let target = json!(address(&self.name(target)));
            if !mapping.values().any(|known| *known == target) {
                names.insert(name, target);
            }
        }
        Some(json!({ "propertyName": property, "mapping": mapping, "names": names }))
    }

    /// The schema that a mapping names by reference or by the name of a component.
    fn mapped(&self, place: Node<'d>, text: &str) -> Option<Node<'d>> {
        let named = || self.components()?.get(text);
        named().or_else(|| place.target(text).ok())
    }

    fn components(&self) -> Option<Node<'d>> {
        self.document.root().get("components")?.get("schemas")
    }

    /// The schemas that `node` may stand for, by their names: its branches, or what inherits from it.
    fn branches(&self, node: Node<'d>) -> Vec<(String, Node<'d>)> {
        let named = |branch: Node<'d>| {
            let text = branch.reference()?;
            Some((text.rsplit('/').next()?.to_owned(), branch.target(text).ok()?))
        };
        let listed = ["oneOf", "anyOf"].into_iter().find_map(|key| node.get(key));
        if let Some(list) = listed {
            return list.items().filter_map(named).collect();
        }
        let inherits = |schema: Node<'d>| {
            let bases = schema.get("allOf");
            let mut bases = bases.iter().flat_map(|list| list.items());
            bases.any(|base| base.resolve().is_ok_and(|base| base.id() == node.id()))
        };
        let components = self.components().into_iter().flat_map(Node::entries);
        components.filter(|(_, schema)| inherits(*schema)).map(|(name, schema)| (name.to_owned(), schema)).collect()
    }
}

fn address(name: &str) -> String {
    format!("#/$defs/{name}")
}
