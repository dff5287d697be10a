//! Where the nodes live: one table of slots, one buffer of text, one table of keys.

use std::collections::HashMap;
use std::sync::Arc;

use foldhash::fast::RandomState;

use super::node::Kind;
use crate::diagnostic::Span;

/// Names a node of one [`super::Document`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(u32);

impl NodeId {
    /// Names no node: the parent of a root.
    pub(super) const NONE: Self = Self(u32::MAX);

    pub(super) fn index(self) -> usize {
        self.0 as usize
    }
}

/// Names a key: equal keys have equal identifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct KeyId(u32);

/// A piece of [`Arena::text`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TextRange {
    start: u32,
    length: u32,
}

/// A member of an object.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry {
    pub key: KeyId,
    pub span: Span,
    pub node: NodeId,
}

#[derive(Debug, Clone)]
pub(super) enum Value {
    Null,
    Boolean(bool),
    Number(TextRange),
    String(TextRange),
    Array(Vec<NodeId>),
    Object(Vec<Entry>),
}

#[derive(Debug, Clone)]
pub(super) struct Slot {
    pub value: Value,
    pub parent: NodeId,
    pub span: Span,
    /// Whether the node stands at more than one place, through an alias or a merge key.
    pub shared: bool,
}

static NOTHING: Slot =
    Slot { value: Value::Null, parent: NodeId::NONE, span: Span { source: 0, line: 0, column: 0 }, shared: false };

/// Objects with more members than this are looked up through an index.
const LINEAR: usize = 16;

/// How far an arena was filled, to go back there.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark {
    slots: usize,
    text: usize,
}

#[derive(Debug, Clone, Default)]
pub(super) struct Arena {
    slots: Vec<Slot>,
    text: String,
    keys: Vec<Arc<str>>,
    key_ids: HashMap<Arc<str>, KeyId, RandomState>,
    /// For each large object, the positions of its members in the order of their keys.
    order: HashMap<NodeId, Vec<u32>, RandomState>,
}

impl Arena {
    pub fn len(&self) -> usize {
        self.slots.len()
    }

    pub fn text_len(&self) -> usize {
        self.text.len()
    }

    pub fn mark(&self) -> Mark {
        Mark { slots: self.slots.len(), text: self.text.len() }
    }

    /// Forgets everything added since `mark`, but the keys.
    pub fn reset(&mut self, mark: Mark) {
        self.slots.truncate(mark.slots);
        self.text.truncate(mark.text);
        self.order.retain(|id, _| id.index() < mark.slots);
    }

    /// The slot of `id`; that of a null where the identifier is another document's.
    pub fn slot(&self, id: NodeId) -> &Slot {
        self.slots.get(id.index()).unwrap_or(&NOTHING)
    }

    pub fn slot_mut(&mut self, id: NodeId) -> Option<&mut Slot> {
        self.slots.get_mut(id.index())
    }

    pub fn kind(&self, id: NodeId) -> Kind {
        match self.slot(id).value {
            Value::Null => Kind::Null,
            Value::Boolean(_) => Kind::Boolean,
            Value::Number(_) => Kind::Number,
            Value::String(_) => Kind::String,
            Value::Array(_) => Kind::Array,
            Value::Object(_) => Kind::Object,
        }
    }

    pub fn push(&mut self, value: Value, span: Span, parent: NodeId) -> NodeId {
        // Sources are refused long before their nodes could fill a u32.
        let id = NodeId(u32::try_from(self.slots.len()).unwrap_or(u32::MAX));
        self.slots.push(Slot { value, parent, span, shared: false });
        id
    }

    /// Replaces what `id` holds.
    pub fn set(&mut self, id: NodeId, value: Value) {
        self.order.remove(&id);
        if let Value::Object(entries) = &value
            && entries.len() > LINEAR
        {
            self.order.insert(id, by_key(entries));
        }
        if let Some(slot) = self.slot_mut(id) {
            slot.value = value;
        }
    }

    pub fn store(&mut self, text: &str) -> TextRange {
        let start = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
        self.text.push_str(text);
        TextRange { start, length: u32::try_from(text.len()).unwrap_or(u32::MAX) }
    }

    pub fn text(&self, range: TextRange) -> &str {
        let start = range.start as usize;
        self.text.get(start..start + range.length as usize).unwrap_or_default()
    }

    pub fn intern(&mut self, key: &str) -> KeyId {
        if let Some(id) = self.key_ids.get(key) {
            return *id;
        }
        let id = KeyId(u32::try_from(self.keys.len()).unwrap_or(u32::MAX));
        let key: Arc<str> = key.into();
        self.keys.push(Arc::clone(&key));
        self.key_ids.insert(key, id);
        id
    }

    pub fn key(&self, id: KeyId) -> &str {
        self.keys.get(id.0 as usize).map_or("", |key| key)
    }

    pub fn entries(&self, id: NodeId) -> &[Entry] {
        match &self.slot(id).value {
            Value::Object(entries) => entries,
            _ => &[],
        }
    }

    pub fn items(&self, id: NodeId) -> &[NodeId] {
        match &self.slot(id).value {
            Value::Array(items) => items,
            _ => &[],
        }
    }

    /// The position of the member `key` among those of `id`.
    pub fn find(&self, id: NodeId, key: &str) -> Option<usize> {
        let key = *self.key_ids.get(key)?;
        let entries = self.entries(id);
        let Some(order) = self.order.get(&id) else {
            return entries.iter().position(|entry| entry.key == key);
        };
        let key_at = |at: &u32| entries.get(*at as usize).map(|entry| entry.key);
        let found = order.binary_search_by(|at| key_at(at).cmp(&Some(key))).ok()?;
        order.get(found).map(|at| *at as usize)
    }
}

/// The positions of `entries` in the order of their keys.
fn by_key(entries: &[Entry]) -> Vec<u32> {
    let mut order: Vec<(KeyId, u32)> = entries.iter().map(|entry| entry.key).zip(0..).collect();
    order.sort_unstable();
    order.into_iter().map(|(_, at)| at).collect()
}
