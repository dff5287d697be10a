//! What goes over the wire, in the words of JSON and HTTP: what reference pages show, and what a command-line tool reads,
//! checks and sends.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{BodyKind, FieldPresence, ParameterSpec, Part, Route};

/// The operations of an API and what they exchange.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct WireSpec {
    /// One for each call of the client, in the order of the groups and of the calls in them.
    pub operations: Vec<WireOperation>,
    /// What they exchange; a [`WirePlace`] counts in this list.
    pub shapes: Vec<WireShape>,
}

impl WireSpec {
    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.operations.is_empty()
    }

    /// The shape at a place.
    #[must_use]
    pub fn at(&self, place: WirePlace) -> Option<&WireShape> {
        self.shapes.get(place.shape)
    }
}

impl WireOperation {
    /// Its method and path.
    #[must_use]
    pub fn route(&self) -> Route<'_> {
        (&self.method, &self.path)
    }
}

/// An operation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WireOperation {
    /// `operationId`, or method and path where there is none.
    pub operation_id: String,
    /// JSON pointer of the operation.
    pub origin: String,
    /// The HTTP method, in capitals.
    pub method: String,
    /// The path template.
    pub path: String,
    /// What it does, in a line.
    pub heading: String,
    /// What it does, as Markdown.
    pub text: String,
    /// Why not to use it any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deprecated: Option<String>,
    /// Path parameters in the order of the path, then the others as written.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parameters: Vec<WireParameter>,
    /// What it takes: one entry a media type.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bodies: Vec<WireBody>,
    /// Whether it must be given a body.
    #[serde(default)]
    pub body_required: bool,
    /// What it answers when it succeeds.
    pub answer: WireAnswer,
    /// What it answers instead, item by item, to who asks for that: an item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stream_item: Option<WirePlace>,
    /// What the answer is called where it has another name than its shape.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer_name: Option<String>,
    /// An example of the answer, from the document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub example: Option<Value>,
    /// How the list continues, for one that does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paging: Option<WirePaging>,
    /// The failures that the document declares.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<WireError>,
}

/// A parameter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WireParameter {
    /// How it is sent.
    pub spec: ParameterSpec,
    /// Whether it must be.
    pub required: bool,
    /// What it holds.
    pub place: WirePlace,
    /// Markdown.
    pub docs: String,
    /// What else holds, and the default, as a sentence; empty where `docs` say it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub limits: String,
    /// What the server takes where it is not sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<Value>,
    /// Why not to use it any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deprecated: Option<String>,
}

/// A body in one media type.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WireBody {
    /// The media type that is sent.
    pub media_type: String,
    /// How it is written.
    pub kind: BodyKind,
    /// What it holds, where the document says so. Of what is sent item by item, an item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<WirePlace>,
    /// How members of a URL-encoded form are written that are not written as usual.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub styles: Vec<ParameterSpec>,
    /// Media types that the document names for parts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<WirePart>,
}

/// A part of a form for which the document names a media type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WirePart {
    /// The member.
    pub name: String,
    /// How it is written.
    pub part: Part,
}

/// What a call gives when it succeeds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WireAnswer {
    /// Nothing.
    Empty,
    /// A value read from JSON; none where it may be any.
    Json(Option<WirePlace>),
    /// Text.
    Text,
    /// Bytes.
    File,
    /// Items, one by one.
    Stream(Option<WirePlace>),
    /// By status.
    OneOf(Vec<(String, WireAnswer)>),
}

/// A declared failure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WireError {
    /// `404`, `4XX` or `default`.
    pub status: String,
    /// What the document says about it.
    pub docs: String,
    /// What it carries as JSON, where that is declared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<WirePlace>,
}

/// How a list continues: members by their names on the wire.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WirePaging {
    /// The query parameter that takes the cursor.
    pub query: String,
    /// The member that holds the items.
    pub items: String,
    /// The member that says whether more follow.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub has_more: Option<String>,
    /// Where the next cursor comes from.
    pub next: WireNext,
}

/// Where the next cursor comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WireNext {
    /// A member of the last item.
    LastItem(String),
    /// A member of the answer.
    Property(String),
    /// The page number; the first one is given.
    PageNumber(i64),
    /// The number of items seen.
    Offset,
}

/// A place for a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct WirePlace {
    /// The index of its shape.
    pub shape: usize,
    /// Whether `null` may stand there instead.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub nullable: bool,
}

/// What a value may be.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WireShape {
    /// What it is called in the document, or in pages by the settings.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Whether pages show it by its name alone.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub named: bool,
    /// Markdown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub docs: String,
    /// What it is.
    pub kind: WireKind,
    /// Whether it must not be shown.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub secret: bool,
    /// Keyword → value: what else holds, as JSON Schema says it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub limits: Vec<(String, Value)>,
    /// JSON pointer of the schema.
    pub origin: String,
}

impl WireShape {
    /// A shape that no schema has.
    #[must_use]
    pub fn of(kind: WireKind) -> Self {
        Self {
            name: None,
            named: false,
            docs: String::new(),
            kind,
            secret: false,
            limits: Vec::new(),
            origin: String::new(),
        }
    }
}

/// What a value is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WireKind {
    /// Any JSON.
    Any,
    /// `null` and nothing else.
    Null,
    /// `true` or `false`.
    Boolean,
    /// A whole number, with its format.
    Integer(Option<String>),
    /// Any number, with its format.
    Number(Option<String>),
    /// Text, with its format.
    String(Option<String>),
    /// Bytes, as a part of a form or a body.
    Binary,
    /// Always this.
    Constant(Value),
    /// One of these.
    Enum(Vec<Value>),
    /// Any string or integer, of which these are known.
    Open(Vec<Value>),
    /// Items of one kind.
    Array(WirePlace),
    /// First items of a kind each; and what comes behind them, if anything may.
    Tuple(Vec<WirePlace>, Option<WirePlace>),
    /// An object whose member names are free.
    Map(WirePlace),
    /// An object with named members.
    Object(WireObject),
    /// One of several.
    Union(WireUnion),
}

impl WireKind {
    /// The shapes that it is made of, by their indices.
    #[must_use]
    pub fn held(&self) -> Vec<usize> {
        match self {
            Self::Array(item) | Self::Map(item) => vec![item.shape],
            Self::Tuple(items, rest) => items.iter().chain(rest).map(|item| item.shape).collect(),
            Self::Object(object) => {
                object.members.iter().map(|member| member.place.shape).chain(object.others.map(|it| it.shape)).collect()
            }
            Self::Union(union) => union.branches.iter().map(|branch| branch.shape).collect(),
            _ => Vec::new(),
        }
    }
}

/// An object with named members.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WireObject {
    /// In the order of the document.
    pub members: Vec<WireMember>,
    /// What other members hold, where they are described.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub others: Option<WirePlace>,
    /// Whether there may be no others.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub closed: bool,
    /// Whether patterns say what others are called.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub patterned: bool,
}

/// A named member.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WireMember {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub place: WirePlace,
    /// When it is there.
    pub presence: FieldPresence,
    /// Whether only answers have it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub read_only: bool,
    /// Whether only requests have it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub write_only: bool,
    /// Markdown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub docs: String,
    /// What else holds, and the default, as a sentence; empty where `docs` say it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub limits: String,
    /// What the server takes where it is not sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<Value>,
    /// Why not to use it any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deprecated: Option<String>,
}

impl WireMember {
    /// Whether it must be there.
    #[must_use]
    pub fn is_required(&self) -> bool {
        matches!(self.presence, FieldPresence::Required | FieldPresence::RequiredNullable)
    }
}

/// One of several.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WireUnion {
    /// The member whose string tells the branches apart.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tag: Option<String>,
    /// In the order of the document.
    pub branches: Vec<WireBranch>,
}

/// One of several shapes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WireBranch {
    /// The index of the shape.
    pub shape: usize,
    /// The tag's values that mean it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Markdown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub docs: String,
}
