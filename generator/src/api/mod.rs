//! The API that a document describes: references resolved, `allOf` merged, every spelling of nullable and constant
//! made one, and nothing of any programming language in it yet.

mod body;
mod held;
pub mod lower;
mod operation;
mod received;
mod rule;
mod schema;
mod schemas;
mod security;
mod server;

use body::Positions;
pub use body::{Body, Content, Encoding, FURTHER_PARTS, MediaKind};
pub use operation::{Header, Link, Location, Method, Operation, Parameter, Response, Status, Style, Tag};
pub use received::{Occasion, Received};
pub use rule::{Rule, RuleKind, Subject};
pub use schema::{
    Additional, Branch, Constraints, Direction, EnumValue, Extent, Guard, JsonType, Naming, Object, Open, Parent,
    PatternMembers, Property, Scalar, Shape, Tagging, Tuple, Type, TypeId, Union, Use,
};
pub use schemas::Schemas;
pub use security::{Scheme, SchemeKind};
pub use server::{Server, ServerVariable};

use crate::diagnostic::Span;

/// Everything that is reachable from the operations of a document.
#[derive(Debug, Clone, PartialEq)]
pub struct Api {
    /// `info.title`.
    pub title: String,
    /// `info.version`.
    pub version: String,
    /// `info.description`.
    pub description: String,
    /// The document's servers, in its order. The first one that is absolute is where calls go.
    pub servers: Vec<Server>,
    /// What `info` and the document say to people beside that: addresses, in sentences of Markdown.
    pub notes: Vec<String>,
    /// What the document says about its tags, in its order.
    pub tags: Vec<Tag>,
    /// The security schemes that some operation names, in the order of the document.
    pub schemes: Vec<Scheme>,
    /// In the order of the document.
    pub operations: Vec<Operation>,
    /// What the API asks of its users: webhooks in the order of the document, then the callbacks of its operations.
    pub received: Vec<Received>,
    /// The union of all that webhooks carry as JSON, where a member tells its branches apart.
    pub event: Option<TypeId>,
    /// Types that no operation leads to, and that the settings ask for: they travel both ways.
    pub kept: Vec<TypeId>,
    /// The schemas that the settings ask for so, and that are not in the document.
    pub absent: Vec<String>,
    /// By [`TypeId`].
    pub types: Vec<Type>,
    /// What schemas say and no type expresses, in the order of the document; empty unless it was asked for.
    pub rules: Vec<Rule>,
    /// The schemas of the types, where the settings ask for them.
    pub schemas: Option<Schemas>,
}

impl Api {
    /// The server that calls go to.
    #[must_use]
    pub fn server(&self) -> Option<&Server> {
        self.servers.iter().find(|server| server.is_absolute())
    }

    /// The type `id`, which some [`Use`] of this API holds.
    #[must_use]
    pub fn get(&self, id: TypeId) -> Option<&Type> {
        self.types.get(id.index())
    }
}

/// Where in the document something comes from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Origin {
    /// JSON pointer, such as `/components/schemas/Pet`.
    pub pointer: String,
    /// File, line and column.
    pub span: Span,
}

/// What the document says to people about something.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Docs {
    /// `title` of a schema, `summary` of an operation.
    pub title: String,
    /// `description`, as it came (`CommonMark`).
    pub description: String,
    /// Whether it is marked as deprecated.
    pub deprecated: bool,
}
