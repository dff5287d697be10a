//! Calls: groups, methods and what they take and give.

use serde::{Deserialize, Serialize};

use super::{RustType, Stream, StreamAnswer};

/// A group of calls: what `client.pets()` gives.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Group {
    /// Rust name of its module, and of the method that leads to it unless that has another one.
    pub module: String,
    /// Rust name of the method that leads to it, where it is not that of the module.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// Rust name of its struct.
    pub name: String,
    /// Paragraphs of Markdown.
    pub docs: Vec<String>,
    /// In the order: list, create, retrieve, replace, update, delete, then the others by name.
    pub calls: Vec<Call>,
    /// Groups below it, sorted by name.
    pub groups: Vec<Group>,
    /// The cargo feature that compiles it, for a top-level group that has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feature: Option<String>,
}

/// Method and path: what alone tells operations apart, as identifiers are copied with what they identify.
pub type Route<'s> = (&'s str, &'s str);

impl Call {
    /// Its method and path.
    #[must_use]
    pub fn route(&self) -> Route<'_> {
        (&self.http_method, &self.path)
    }
}

impl Group {
    /// How many calls it and the groups below it have.
    #[must_use]
    pub fn len(&self) -> usize {
        self.calls.len() + self.groups.iter().map(Self::len).sum::<usize>()
    }

    /// Rust name of the method that leads to it.
    #[must_use]
    pub fn method(&self) -> &str {
        self.method.as_deref().unwrap_or(&self.module)
    }

    /// The cargo feature that compiles it, for a top-level group that has one.
    #[must_use]
    pub fn feature(&self) -> Option<&str> {
        self.feature.as_deref()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// A call of one operation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Call {
    /// Rust name of the method of the group.
    pub method: String,
    /// Rust name of the struct that it returns, in the group's module.
    pub name: String,
    /// Paragraphs of Markdown.
    pub docs: Vec<String>,
    /// Why not to use it any more.
    pub deprecated: Option<String>,
    /// `operationId`, or method and path where it has none of its own.
    pub operation_id: String,
    /// The HTTP method, in capitals.
    pub http_method: String,
    /// The path template.
    pub path: String,
    /// A server of its own, with the client's variables in braces.
    pub server: Option<String>,
    /// Alternatives, of which each names schemes needed together.
    pub security: Vec<Vec<String>>,
    /// What the method takes before the body: path parameters and required others, in that order.
    pub arguments: Vec<Argument>,
    /// Required parameters that have but one value.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fixed: Vec<FixedParameter>,
    /// What else can be set: optional parameters, in the order of the document.
    pub setters: Vec<Argument>,
    /// The body.
    pub body: Option<BodyArgument>,
    /// What the call gives when it succeeds.
    pub output: Output,
    /// Redirections by which it succeeds: `302` or `3XX`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub redirects: Vec<String>,
    /// What it gives instead, item by item, to who asks for that.
    #[serde(default)]
    pub stream: Option<StreamAnswer>,
    /// The media types that it asks for, where the kind of answer does not say them.
    #[serde(default)]
    pub accept: Option<String>,
    /// How the list continues, for one that does.
    pub paging: Option<Paging>,
    /// What can be called next with what it gives.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<CallLink>,
    /// The headers that successes have.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub headers: Vec<HeaderNote>,
    /// The headers that declared failures have.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub failure_headers: Vec<HeaderNote>,
    /// The failures that the document declares.
    pub errors: Vec<CallError>,
    /// What the API sends after it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub callbacks: Vec<super::CallbackSpec>,
    /// JSON pointer of the operation.
    pub origin: String,
}

/// A parameter that is always sent, with the same value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FixedParameter {
    /// How it travels.
    pub parameter: ParameterSpec,
    /// A string, an integer or a boolean.
    pub value: serde_json::Value,
}

/// What can be called next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallLink {
    /// Its name in the document.
    pub name: String,
    /// The methods that lead to the call, from the client on: `books().retrieve()`; absent where there is none.
    pub call: Option<String>,
    /// `operationId` or JSON pointer of the operation.
    pub operation: String,
    /// Parameters on the wire, or `requestBody`, each with the expression or value for it.
    pub arguments: Vec<(String, String)>,
    /// What the document says about it.
    pub docs: String,
}

/// A header that answers have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeaderNote {
    /// Its name.
    pub name: String,
    /// The statuses that it comes with; none where it comes with all of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub statuses: Vec<String>,
    /// What the document says about it.
    pub docs: String,
}

/// A declared failure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CallError {
    /// `404`, `4XX` or `default`.
    pub status: String,
    /// What its body decodes into with `Error::body`, where one is declared.
    pub ty: Option<RustType>,
    /// What the document says about it.
    pub docs: String,
}

/// A parameter, as an argument or a setter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Argument {
    /// Rust name.
    pub rust_name: String,
    /// Its type. A [`RustType::String`] argument is taken as `&str`.
    pub ty: RustType,
    /// How it is sent.
    pub parameter: ParameterSpec,
    /// Paragraphs of Markdown.
    pub docs: Vec<String>,
    /// Why not to use it any more.
    pub deprecated: Option<String>,
}

/// How a parameter is sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParameterSpec {
    /// Its name on the wire.
    pub wire_name: String,
    /// Where it travels.
    pub kind: ParameterKind,
    /// Its style in snake case (`deep_object`), where it is not the default of its place.
    pub style: Option<String>,
    /// `explode`, where it is not the default of its style.
    pub explode: Option<bool>,
    /// Whether reserved characters stay as they are.
    pub allow_reserved: bool,
    /// The media type it is written in, for one with `content`.
    pub media_type: Option<String>,
    /// The part of a form that it is a header of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
}

/// Where a parameter travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ParameterKind {
    /// In the path.
    Path,
    /// In the query string.
    Query,
    /// As a header.
    Header,
    /// In the `Cookie` header.
    Cookie,
    /// As the whole query string.
    QueryString,
    /// As a header of a part of the body.
    Part,
}

/// The body of a call.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BodyArgument {
    /// Rust name of the argument (`body`, or what a parameter of that name leaves) or the setter.
    pub rust_name: String,
    /// Its type.
    pub ty: RustType,
    /// How it is written.
    pub kind: BodyKind,
    /// The media type that is sent.
    pub media_type: String,
    /// How members of a URL-encoded form are written that are not written as usual.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub styles: Vec<ParameterSpec>,
    /// Whether it is an argument; else a setter.
    pub required: bool,
    /// Paragraphs of Markdown.
    pub docs: Vec<String>,
}

/// How a body is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BodyKind {
    /// As JSON.
    Json,
    /// As a URL-encoded form.
    Form,
    /// As a multipart form.
    Multipart,
    /// As the parts of a multipart form, in order and without their names.
    Parts,
    /// As lines of JSON.
    Lines,
    /// As a sequence of JSON texts.
    Sequence,
    /// As text.
    Text,
    /// As bytes.
    Bytes,
    /// As the variant says: the type is a [`super::BodyEnum`].
    OneOf,
}

/// What a call gives when it succeeds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Output {
    /// Nothing.
    Empty,
    /// A value read from JSON.
    Json(RustType),
    /// Text.
    Text,
    /// A stream of bytes.
    Download,
    /// Items, one by one.
    Stream(Stream),
    /// By status: the name of an [`super::OutputEnum`] item.
    OneOf(String, Vec<StatusArm>),
}

/// What one status, or a hundred of them, gives.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StatusArm {
    /// `200` or `2XX`.
    pub status: String,
    /// Name of the variant.
    pub rust_name: String,
    /// What it holds; never [`Output::OneOf`].
    pub output: Box<Output>,
}

/// How a list continues.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paging {
    /// The query parameter that takes the cursor, on the wire.
    pub query: String,
    /// Rust name of the field of the answer that holds the items, and when it is there.
    pub items: (String, super::FieldPresence),
    /// The items' type.
    pub item: RustType,
    /// Rust name of the field that says whether more follow, and when it is there.
    pub has_more: Option<(String, super::FieldPresence)>,
    /// Where the next cursor comes from.
    pub next: PagingNext,
}

/// Where the next cursor comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PagingNext {
    /// A field of the last item, and when it is there.
    LastItem(String, super::FieldPresence),
    /// A field of the answer, and when it is there.
    Property(String, super::FieldPresence),
    /// The page number; the first one is given.
    PageNumber(i64),
    /// The number of items seen.
    Offset,
}
