//! A handle on one node of a document.

use std::fmt;

use super::arena::{Entry, NodeId, Value};
use super::number::Number;
use super::{Document, to_json};
use crate::diagnostic::Span;

/// What kind of value a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// `null`, or nothing at all in YAML.
    Null,
    /// `true` or `false`.
    Boolean,
    /// A number, with or without a fraction.
    Number,
    /// A text.
    String,
    /// A sequence of nodes.
    Array,
    /// Members, each with a key.
    Object,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Null => "null",
            Self::Boolean => "a boolean",
            Self::Number => "a number",
            Self::String => "a string",
            Self::Array => "an array",
            Self::Object => "an object",
        })
    }
}

/// One node of a [`Document`]: a value and the place it was read from.
#[derive(Clone, Copy)]
pub struct Node<'a> {
    document: &'a Document,
    id: NodeId,
}

impl<'a> Node<'a> {
    pub(super) fn new(document: &'a Document, id: NodeId) -> Self {
        Self { document, id }
    }

    fn value(self) -> &'a Value {
        &self.document.arena.slot(self.id).value
    }

    fn sibling(self, id: NodeId) -> Self {
        Self::new(self.document, id)
    }

    /// The document it belongs to.
    #[must_use]
    pub fn document(self) -> &'a Document {
        self.document
    }

    /// Its identifier, which stays the same while the document lives.
    #[must_use]
    pub fn id(self) -> NodeId {
        self.id
    }

    /// What kind of value it is.
    #[must_use]
    pub fn kind(self) -> Kind {
        self.document.arena.kind(self.id)
    }

    /// Where the value begins.
    #[must_use]
    pub fn span(self) -> Span {
        self.document.arena.slot(self.id).span
    }

    /// Where the key begins under which it stands in its first parent.
    #[must_use]
    pub fn key_span(self) -> Option<Span> {
        let parent = self.document.arena.slot(self.id).parent;
        let entries = self.document.arena.entries(parent);
        entry_of(entries, self.id).map(|entry| entry.span)
    }

    /// The key under which it stands in its first parent, where that is an object.
    #[must_use]
    pub fn key(self) -> Option<&'a str> {
        let arena = &self.document.arena;
        let entries = arena.entries(arena.slot(self.id).parent);
        entry_of(entries, self.id).map(|entry| arena.key(entry.key))
    }

    /// The node that holds it; the first one where an alias puts it at several places.
    #[must_use]
    pub fn parent(self) -> Option<Self> {
        let parent = self.document.arena.slot(self.id).parent;
        (parent != NodeId::NONE).then(|| self.sibling(parent))
    }

    /// Its JSON pointer within its source, such as `/paths/~1pets/get`; empty for the whole source.
    #[must_use]
    pub fn pointer(self) -> String {
        let mut steps = Vec::new();
        let mut node = self;
        while let Some(parent) = node.parent() {
            steps.push(parent.step_to(node.id));
            node = parent;
        }
        let mut pointer = String::new();
        for step in steps.iter().rev() {
            pointer.push('/');
            pointer.push_str(step);
        }
        pointer
    }

    fn step_to(self, child: NodeId) -> String {
        let arena = &self.document.arena;
        if let Some(entry) = entry_of(arena.entries(self.id), child) {
            return arena.key(entry.key).replace('~', "~0").replace('/', "~1");
        }
        let items = arena.items(self.id);
        let at = items.partition_point(|item| *item < child);
        let index = items.get(at).filter(|item| **item == child).map(|_| at);
        let index = index.or_else(|| items.iter().position(|item| *item == child));
        index.map(|index| index.to_string()).unwrap_or_default()
    }

    /// The member `key` of an object.
    #[must_use]
    pub fn get(self, key: &str) -> Option<Self> {
        let arena = &self.document.arena;
        let at = arena.find(self.id, key)?;
        arena.entries(self.id).get(at).map(|entry| self.sibling(entry.node))
    }

    /// The item at `index` of an array.
    #[must_use]
    pub fn at(self, index: usize) -> Option<Self> {
        self.document.arena.items(self.id).get(index).map(|id| self.sibling(*id))
    }

    /// The text of a string.
    #[must_use]
    pub fn as_str(self) -> Option<&'a str> {
        match self.value() {
            Value::String(range) => Some(self.document.arena.text(*range)),
            _ => None,
        }
    }

    /// The value of a boolean.
    #[must_use]
    pub fn as_bool(self) -> Option<bool> {
        match self.value() {
            Value::Boolean(value) => Some(*value),
            _ => None,
        }
    }

    /// The number, with its text as written.
    #[must_use]
    pub fn as_number(self) -> Option<Number<'a>> {
        match self.value() {
            Value::Number(range) => Some(Number::new(self.document.arena.text(*range))),
            _ => None,
        }
    }

    /// The value of a number that is whole and fits.
    #[must_use]
    pub fn as_i64(self) -> Option<i64> {
        self.as_number().and_then(Number::as_i64)
    }

    /// The value of a number, as close as a float comes to it.
    #[must_use]
    pub fn as_f64(self) -> Option<f64> {
        self.as_number().map(Number::as_f64)
    }

    /// How many items or members it has; 0 for anything but an array or object.
    #[must_use]
    pub fn len(self) -> usize {
        match self.value() {
            Value::Array(items) => items.len(),
            Value::Object(entries) => entries.len(),
            _ => 0,
        }
    }

    /// Whether it has neither items nor members.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The items of an array; none for anything else.
    #[must_use]
    pub fn items(self) -> impl DoubleEndedIterator<Item = Node<'a>> + ExactSizeIterator {
        let items = self.document.arena.items(self.id);
        items.iter().map(move |id| self.sibling(*id))
    }

    /// The members of an object in the order of the document; none for anything else.
    #[must_use]
    pub fn entries(self) -> impl DoubleEndedIterator<Item = (&'a str, Node<'a>)> + ExactSizeIterator {
        let arena = &self.document.arena;
        arena.entries(self.id).iter().map(move |entry| (arena.key(entry.key), self.sibling(entry.node)))
    }

    /// Its value as JSON, with aliases written out. Numbers come as close as `serde_json` can hold; what is no
    /// number of JSON, such as `.inf`, becomes null.
    #[must_use]
    pub fn to_json(self) -> serde_json::Value {
        to_json::to_json(self)
    }

    /// Its value as the text of JSON, with aliases written out and numbers as they are written; what is no number of JSON is
    /// a string.
    #[must_use]
    pub fn written(self) -> String {
        to_json::written(self)
    }

    /// Whether both hold the same value: members in any order, numbers by their value.
    #[must_use]
    pub fn structural_eq(self, other: Node<'_>) -> bool {
        to_json::structural_eq(self, other)
    }
}

/// The first member whose value is `node`. Members are read one after another, so their nodes stand in order, unless an
/// alias or a merge key put some there that had been read before.
fn entry_of(entries: &[Entry], node: NodeId) -> Option<&Entry> {
    let found = entries.get(entries.partition_point(|entry| entry.node < node)).filter(|entry| entry.node == node);
    found.or_else(|| entries.iter().find(|entry| entry.node == node))
}

impl fmt::Debug for Node<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at {:?}", self.kind(), self.pointer())
    }
}
