//! Puts the schemas that types are made of into one JSON Schema.

use std::collections::{HashMap, HashSet, VecDeque};

use serde_json::{Map, Value, json};

use super::super::{Property, Schemas, Shape, Subject, Type, TypeId};
use super::conjunction::Conjunction;
use super::context::Lowering;
use super::naming;
use crate::document::{Node, NodeId};

/// The schemas that a type is made of.
pub(super) struct Described<'a> {
    pub(super) id: TypeId,
    /// All of these at once.
    nodes: Vec<Node<'a>>,
}

impl<'a> Lowering<'a> {
    /// Keeps what the type `id` is made of, where the settings ask for schemas.
    pub(super) fn describe(&mut self, id: TypeId, conjunction: &Conjunction<'a>) {
        if !self.settings.package.schemas {
            return;
        }
        let is_home = self.types.get(id.index()).is_some_and(|ty| ty.extent.schemas.is_empty());
        let nodes = if is_home { vec![conjunction.home] } else { conjunction.roots.clone() };
        self.described.push(Described { id, nodes });
    }

    /// Keeps which entries of `required` name `properties` that travel one way only, where the settings ask for schemas.
    pub(super) fn note_one_way(&mut self, conjunction: &Conjunction<'a>, properties: &[Property]) {
        if !self.settings.package.schemas {
            return;
        }
        let one_way = properties.iter().filter(|property| property.read_only || property.write_only);
        let names: HashSet<&str> = one_way.map(|property| property.wire_name.as_str()).collect();
        let lists = conjunction.parts.iter().filter_map(|part| part.get("required"));
        let entries =
            lists.flat_map(Node::items).filter(|entry| entry.as_str().is_some_and(|name| names.contains(name)));
        self.one_way.extend(entries.map(Node::id));
    }
}

/// The schemas of `types`; `subjects` are the types of `described` by their last numbers.
pub(super) fn schemas(
    described: &[Described<'_>],
    one_way: HashSet<NodeId>,
    subjects: &[Subject],
    types: &[Type],
) -> Schemas {
    let mut first: Vec<Option<&Described<'_>>> = vec![None; types.len()];
    for (described, subject) in described.iter().zip(subjects) {
        // Of those that became one type, the one that gave it its place.
        let Some((id, ty)) = subject.ty.and_then(|id| Some((id, types.get(id.index())?))) else { continue };
        let is_own = described.nodes.first().is_some_and(|node| node.span() == ty.origin.span);
        if let Some(slot) = first.get_mut(id.index()).filter(|slot| slot.is_none() || is_own) {
            *slot = Some(described);
        }
    }
    let mut bundle = Bundle { one_way, ..Bundle::default() };
    for (described, ty) in first.iter().zip(types) {
        let whole = described.filter(|_| ty.extent.schemas.is_empty() && is_cut(&ty.shape));
        bundle.cuts.extend(whole.iter().flat_map(|described| &described.nodes).map(|node| node.id()));
    }
    let of = first.iter().zip(types).map(|(described, ty)| {
        let described = described.filter(|_| is_cut(&ty.shape) || ty.naming.component.is_some())?;
        Some(bundle.of(&described.nodes, ty))
    });
    let of = of.collect();
    bundle.finish();
    Schemas { definitions: bundle.definitions, of }
}

/// Whether schemas of this shape are referred to instead of written where they stand.
fn is_cut(shape: &Shape) -> bool {
    match shape {
        Shape::Object(_) | Shape::Union(_) | Shape::Open(_) | Shape::Tuple(_) => true,
        Shape::Enum(values) => values.len() > 1,
        Shape::Any | Shape::Scalar(_) | Shape::Array(_) | Shape::Map(_) => false,
    }
}

/// Schemas on their way into one.
#[derive(Default)]
pub(super) struct Bundle<'a> {
    /// Schemas that are referred to.
    cuts: HashSet<NodeId>,
    /// Entries of `required` that name members which travel one way only.
    pub(super) one_way: HashSet<NodeId>,
    keys: HashMap<NodeId, String>,
    taken: HashSet<String>,
    waiting: VecDeque<(String, Node<'a>)>,
    definitions: Map<String, Value>,
}

impl<'a> Bundle<'a> {
    /// The key of the schema of a type.
    fn of(&mut self, nodes: &[Node<'a>], ty: &Type) -> String {
        if let ([only], []) = (nodes, ty.extent.types.as_slice()) {
            return self.key(*only);
        }
        let mut whole = json!({ "allOf": nodes.iter().map(|node| self.reference(*node)).collect::<Vec<_>>() });
        if let (Some(members), false) = (whole.as_object_mut(), ty.extent.types.is_empty()) {
            members.insert("type".to_owned(), ty.extent.types.iter().map(|ty| ty.name()).collect());
        }
        let key = self.claim(&ty.origin.pointer);
        self.definitions.insert(key.clone(), whole);
        key
    }

    /// Whether `node` is referred to wherever it stands.
    pub(super) fn is_cut(&self, node: Node<'a>) -> bool {
        self.cuts.contains(&node.id())
    }

    /// A schema that is what `node` is.
    pub(super) fn reference(&mut self, node: Node<'a>) -> Value {
        json!({ "$ref": self.path(node) })
    }

    /// Where the schema `node` will be.
    pub(super) fn path(&mut self, node: Node<'a>) -> String {
        Schemas::reference(&self.key(node))
    }

    fn key(&mut self, node: Node<'a>) -> String {
        if let Some(key) = self.keys.get(&node.id()) {
            return key.clone();
        }
        let key = self.claim(&naming::component(node).unwrap_or_else(|| node.pointer()));
        self.keys.insert(node.id(), key.clone());
        self.waiting.push_back((key.clone(), node));
        key
    }

    /// `wanted`, with a number where another schema has it.
    fn claim(&mut self, wanted: &str) -> String {
        let mut key = wanted.to_owned();
        let mut number = 2;
        while !self.taken.insert(key.clone()) {
            key = format!("{wanted}~{number}");
            number += 1;
        }
        key
    }

    /// Writes all schemas that something refers to.
    fn finish(&mut self) {
        while let Some((key, node)) = self.waiting.pop_front() {
            let schema = self.schema(node, 0);
            self.definitions.insert(key, schema);
        }
    }
}
