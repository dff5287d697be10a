//! What schemas say and no type expresses.

use serde_json::Value;

use super::{Origin, Parent, TypeId};

/// A keyword of a schema that says more than the types do that are made of the schema.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// The keyword.
    pub keyword: String,
    /// What stands there.
    pub value: Value,
    /// The same as JSON with its numbers as the document writes them.
    pub written: String,
    /// Where it stands.
    pub origin: Origin,
    /// Why no type expresses it.
    pub kind: RuleKind,
    /// What it speaks of.
    pub subjects: Vec<Subject>,
}

/// Why no type expresses a [`Rule`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RuleKind {
    /// It speaks of values of another type than those of its schema.
    Idle,
    /// Clients do nothing with it, as with `xml`.
    Unread,
    /// It is no keyword that is known.
    Unknown,
    /// It says what a text means: `format` and its like.
    Format,
    /// It allows fewer values than the type.
    Limit,
    /// It is documentation of a schema, for which documentation of the client may have no place.
    Text,
    /// It is no part of a schema, and has no place in documentation.
    Unsaid,
    /// Nobody could say which members it means, so that any JSON may stand there.
    Loose,
}

/// What a [`Rule`] speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// The type; none for one that became part of another, as branches of a union do that no reader would tell apart.
    pub ty: Option<TypeId>,
    /// Where that was first met.
    pub at: Parent,
}
