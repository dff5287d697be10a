//! Turns what a reader meets, one value after another, into nodes.

use super::arena::{Arena, Entry, KeyId, Mark, NodeId, Value};
use super::position::Position;
use super::problem::Problem;
use crate::diagnostic::Span;

/// How deep values may stand in one another. No real document comes near it, and whoever walks the tree by
/// recursion is safe below it.
pub(super) const DEEPEST: usize = 200;

/// A value, with what it would amount to if every alias in it were written out.
#[derive(Debug, Clone, Copy)]
pub(super) struct Built {
    pub id: NodeId,
    /// How many nodes.
    pub size: u64,
    /// How many levels below it.
    pub height: usize,
}

/// An array or object that is not at its end yet.
#[derive(Debug)]
struct Frame {
    id: NodeId,
    is_object: bool,
    /// Where its children begin in [`Builder::items`] or [`Builder::entries`].
    start: usize,
    /// The key that waits for its value.
    key: Option<(KeyId, Span)>,
    size: u64,
    height: usize,
}

/// What may come next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// The value of the whole source, or nothing after it.
    Root,
    /// An item of an array.
    Item,
    /// The key of a member.
    Key,
    /// The value of a member.
    Member,
}

#[derive(Debug)]
pub(super) struct Builder<'a> {
    pub arena: &'a mut Arena,
    pub problems: Vec<Problem>,
    source: u32,
    begin: Mark,
    frames: Vec<Frame>,
    items: Vec<NodeId>,
    entries: Vec<Entry>,
    root: Option<Built>,
}

impl<'a> Builder<'a> {
    pub fn new(arena: &'a mut Arena, source: u32) -> Self {
        Self {
            begin: arena.mark(),
            arena,
            problems: Vec::new(),
            source,
            frames: Vec::new(),
            items: Vec::new(),
            entries: Vec::new(),
            root: None,
        }
    }

    /// Forgets everything, to read the source once more.
    pub fn restart(&mut self) {
        self.arena.reset(self.begin);
        self.problems.clear();
        self.frames.clear();
        self.items.clear();
        self.entries.clear();
        self.root = None;
    }

    pub fn span(&self, position: Position) -> Span {
        Span { source: self.source, line: position.line, column: position.column }
    }

    pub fn place(&self) -> Place {
        match self.frames.last() {
            None => Place::Root,
            Some(frame) if !frame.is_object => Place::Item,
            Some(frame) if frame.key.is_some() => Place::Member,
            Some(_) => Place::Key,
        }
    }

    pub fn depth(&self) -> usize {
        self.frames.len()
    }

    /// The root, once it is complete.
    pub fn root(&self) -> Option<NodeId> {
        self.root.map(|built| built.id)
    }

    pub fn warn(&mut self, code: &'static str, position: Position, message: impl Into<String>, advice: &str) {
        let problem = Problem::warning(code, self.span(position), message, advice);
        self.problems.push(problem.within(self.pointer()));
    }

    /// A problem at `position` in what is being read.
    pub fn error(&self, code: &'static str, position: Position, message: impl Into<String>, advice: &str) -> Problem {
        Problem::error(code, self.span(position), message, advice).within(self.pointer())
    }

    /// The JSON pointer of the value that comes next, or of the object that a key would belong to.
    fn pointer(&self) -> String {
        let mut pointer = String::new();
        for (level, frame) in self.frames.iter().enumerate() {
            if let Some((key, _)) = frame.key {
                pointer.push('/');
                pointer.push_str(&self.arena.key(key).replace('~', "~0").replace('/', "~1"));
            } else if !frame.is_object {
                let inner = self.frames.iter().skip(level + 1).find(|inner| !inner.is_object);
                let end = inner.map_or(self.items.len(), |inner| inner.start);
                pointer.push('/');
                pointer.push_str(&(end - frame.start).to_string());
            }
        }
        pointer
    }

    pub fn key(&mut self, key: &str, position: Position) {
        let key = self.arena.intern(key);
        let span = self.span(position);
        if let Some(frame) = self.frames.last_mut() {
            frame.key = Some((key, span));
        }
    }

    pub fn null(&mut self, position: Position) -> Built {
        self.leaf(Value::Null, position)
    }

    pub fn boolean(&mut self, value: bool, position: Position) -> Built {
        self.leaf(Value::Boolean(value), position)
    }

    pub fn number(&mut self, text: &str, position: Position) -> Built {
        let text = self.arena.store(text);
        self.leaf(Value::Number(text), position)
    }

    pub fn string(&mut self, text: &str, position: Position) -> Built {
        let text = self.arena.store(text);
        self.leaf(Value::String(text), position)
    }

    fn leaf(&mut self, value: Value, position: Position) -> Built {
        let parent = self.innermost();
        let id = self.arena.push(value, self.span(position), parent);
        let built = Built { id, size: 1, height: 0 };
        self.attach(built);
        built
    }

    /// A string that stands nowhere yet: the key that an anchor names.
    pub fn detached(&mut self, text: &str, position: Position) -> Built {
        let text = self.arena.store(text);
        let id = self.arena.push(Value::String(text), self.span(position), NodeId::NONE);
        Built { id, size: 1, height: 0 }
    }

    /// Puts a node that is there already at this place too.
    pub fn share(&mut self, built: Built) {
        let parent = self.innermost();
        if let Some(slot) = self.arena.slot_mut(built.id) {
            if slot.parent == NodeId::NONE {
                slot.parent = parent;
            } else {
                slot.shared = true;
            }
        }
        self.attach(built);
    }

    /// That the value at `position` stands too deep.
    pub fn too_deep(&self, position: Position) -> Problem {
        let message = format!("values stand in one another more than {DEEPEST} levels deep");
        self.error("too-deep", position, message, "give the inner part a name and refer to it")
    }

    /// Begins an array or object; its children follow until [`Self::close`].
    pub fn open(&mut self, is_object: bool, position: Position) -> Result<(), Problem> {
        if self.frames.len() >= DEEPEST {
            return Err(self.too_deep(position));
        }
        let parent = self.innermost();
        let id = self.arena.push(Value::Null, self.span(position), parent);
        self.frames.push(Frame {
            id,
            is_object,
            start: if is_object { self.entries.len() } else { self.items.len() },
            key: None,
            size: 1,
            height: 0,
        });
        Ok(())
    }

    /// Ends the innermost array or object.
    pub fn close(&mut self) -> Option<Built> {
        let frame = self.frames.pop()?;
        let value = if frame.is_object {
            Value::Object(self.take_entries(&frame))
        } else {
            Value::Array(self.items.split_off(frame.start))
        };
        self.arena.set(frame.id, value);
        let built = Built { id: frame.id, size: frame.size, height: frame.height };
        self.attach(built);
        Some(built)
    }

    /// The innermost array or object that is being read.
    pub fn innermost(&self) -> NodeId {
        self.frames.last().map_or(NodeId::NONE, |frame| frame.id)
    }

    /// The members of the object that is being read, up to here.
    pub fn members(&mut self) -> &mut Vec<Entry> {
        &mut self.entries
    }

    fn attach(&mut self, built: Built) {
        let Some(frame) = self.frames.last_mut() else {
            self.root = Some(built);
            return;
        };
        frame.size = frame.size.saturating_add(built.size);
        frame.height = frame.height.max(built.height + 1);
        if !frame.is_object {
            self.items.push(built.id);
        } else if let Some((key, span)) = frame.key.take() {
            let node = built.id;
            self.entries.push(Entry { key, span, node });
        }
    }

    /// The members of `frame`, each key once: the last one with a key wins, as in most readers of JSON.
    fn take_entries(&mut self, frame: &Frame) -> Vec<Entry> {
        let mut entries = self.entries.split_off(frame.start);
        let mut order: Vec<(KeyId, usize)> = entries.iter().map(|entry| entry.key).zip(0..).collect();
        order.sort_unstable();
        let mut doomed = Vec::new();
        for pair in order.windows(2) {
            let [(key, first), (next, second)] = pair else {
                continue;
            };
            if key == next {
                doomed.push(*first);
                self.tell_duplicate(frame.id, &entries, *first, *second);
            }
        }
        if !doomed.is_empty() {
            doomed.sort_unstable();
            let mut at = 0..;
            entries.retain(|_| at.next().is_none_or(|at| doomed.binary_search(&at).is_err()));
        }
        entries
    }

    fn tell_duplicate(&mut self, object: NodeId, entries: &[Entry], first: usize, second: usize) {
        let (Some(first), Some(second)) = (entries.get(first), entries.get(second)) else {
            return;
        };
        let message = format!(
            "the key `{}` stands here again; the one in line {} is ignored",
            self.arena.key(second.key),
            first.span.line
        );
        let problem = Problem::warning("duplicate-key", second.span, message, "remove or rename one of them");
        self.problems.push(problem.at(object));
    }
}
