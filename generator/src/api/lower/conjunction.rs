//! A schema to lower: all of several nodes at once.

use crate::document::{Node, NodeId};

use super::dynamic::Scope;
use super::kinds::Kinds;
use super::notes::flag;

/// What makes a union out of a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Group {
    /// `oneOf`
    OneOf,
    /// `anyOf`
    AnyOf,
    /// A `discriminator` without either: the schemas that inherit from it.
    Children,
}

impl Group {
    /// The keyword that holds the branches.
    pub(super) fn keyword(self) -> &'static str {
        match self {
            Self::OneOf => "oneOf",
            Self::AnyOf => "anyOf",
            Self::Children => "discriminator",
        }
    }
}

/// What a schema says about `null`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opinion {
    /// It is allowed.
    Yes,
    /// It is not.
    No,
    /// Nothing.
    Silent,
}

impl Opinion {
    /// What both together say.
    pub(super) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::No, _) | (_, Self::No) => Self::No,
            (Self::Yes, _) | (_, Self::Yes) => Self::Yes,
            _ => Self::Silent,
        }
    }
}

/// Which way alone a member travels.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct OneWay {
    /// `readOnly`
    pub(super) read: bool,
    /// `writeOnly`
    pub(super) write: bool,
}

impl OneWay {
    /// What `node` says.
    pub(super) fn of(node: Node<'_>) -> Self {
        Self { read: flag(node, "readOnly"), write: flag(node, "writeOnly") }
    }

    /// What both together say.
    pub(super) fn or(self, other: Self) -> Self {
        Self { read: self.read || other.read, write: self.write || other.write }
    }
}

/// All that a value must be at once: several nodes, with references and `allOf` already followed.
#[derive(Debug, Clone)]
pub(super) struct Conjunction<'a> {
    /// The schemas that are all of it when they hold at once, the most special one first.
    pub(super) roots: Vec<Node<'a>>,
    /// The nodes whose own keywords count, in the order of the document and without repetition.
    pub(super) parts: Vec<Node<'a>>,
    /// Groups whose branch has been chosen: they count no more.
    pub(super) taken: Vec<(NodeId, Group)>,
    /// Those of them of which no branch was chosen, as every choice would make too many types: what their branches describe
    /// may be left out.
    pub(super) spread: Vec<(NodeId, Group)>,
    /// The JSON types that are left, for one part of a union of types.
    pub(super) only: Option<Kinds>,
    /// The node that stands for the whole.
    pub(super) home: Node<'a>,
    /// Whether the whole is what `home` describes, so that its name is the name of the type.
    pub(super) named: bool,
    /// The nodes on the way from the place of use to `home`: what is said at the place of use comes first.
    pub(super) notes: Vec<Node<'a>>,
    /// All nodes that were passed through.
    pub(super) via: Vec<NodeId>,
    /// Which way it travels: of several schemas that hold at once, one may say it for all.
    pub(super) one_way: OneWay,
    /// Whether `null` may stand there.
    pub(super) null: Opinion,
    /// Whether one of the schemas that are to hold at once is not to be found, so that members of an object may be
    /// missing here.
    pub(super) lost: bool,
    /// What the open names in it mean.
    pub(super) scope: Scope<'a>,
}

/// What makes two conjunctions the same type.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Key {
    parts: Vec<NodeId>,
    taken: Vec<(NodeId, Group)>,
    spread: Vec<(NodeId, Group)>,
    only: Option<Kinds>,
    lost: bool,
    scope: Vec<NodeId>,
}

impl<'a> Conjunction<'a> {
    pub(super) fn key(&self) -> Key {
        let mut parts: Vec<NodeId> = self.parts.iter().map(|node| node.id()).collect();
        if parts.is_empty() {
            // Places that hold anything at all differ in what is said about them.
            parts.push(self.home.id());
        }
        parts.sort_unstable();
        // Of one schema, the same names are always asked for, and stand in the same order.
        let scope = self.scope.iter().map(|(_, node)| node.id()).collect();
        let mut taken = self.taken.clone();
        taken.sort_unstable();
        let mut spread = self.spread.clone();
        spread.sort_unstable();
        Key { parts, taken, spread, only: self.only, lost: self.lost, scope }
    }

    /// Whether the branch of this group has been chosen already.
    pub(super) fn is_taken(&self, part: Node<'a>, group: Group) -> bool {
        self.taken.contains(&(part.id(), group))
    }

    /// Whether no branch of this group was chosen, and none will be.
    pub(super) fn is_spread(&self, part: Node<'a>, group: Group) -> bool {
        self.spread.contains(&(part.id(), group))
    }

    /// Leaves the choice of a branch of this group open.
    pub(super) fn spread(&mut self, part: Node<'a>, group: Group) {
        self.taken.push((part.id(), group));
        self.spread.push((part.id(), group));
    }

    /// The same for values of these types alone.
    pub(super) fn restricted(&self, only: Kinds) -> Self {
        Self { only: Some(only), named: false, null: Opinion::No, ..self.clone() }
    }
}
