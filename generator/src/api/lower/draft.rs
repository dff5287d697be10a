//! Unions whose branches are known, and not yet how they are told apart.

use super::super::{Docs, TypeId};
use crate::document::{Node, NodeId};

/// A union in the making.
pub(super) struct Draft<'a> {
    /// The node whose `discriminator` speaks of the branches, where it has one.
    pub(super) declared: Option<Node<'a>>,
    /// Whether that node speaks of more branches, as what these inherit from does.
    pub(super) inherited: bool,
    /// Whether it is none unless a member tells its branches apart; then it names none of them either.
    pub(super) only_tagged: bool,
    /// Whether a value may be of several branches at once.
    pub(super) may_overlap: bool,
    /// In the order of the document.
    pub(super) branches: Vec<DraftBranch>,
}

/// A branch of a union in the making.
#[derive(Debug, Clone)]
pub(super) struct DraftBranch {
    /// What it holds.
    pub(super) ty: TypeId,
    /// The schema that it refers to.
    pub(super) target: Option<NodeId>,
    /// The component's name of that schema.
    pub(super) name: Option<String>,
    /// Tags that are known already, of a branch that was one of a union within.
    pub(super) tags: Vec<String>,
    /// For its docs.
    pub(super) docs: Docs,
}
