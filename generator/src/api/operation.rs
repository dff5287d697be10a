//! Operations: what can be asked of the API.

use super::{Body, Content, Docs, Origin, Server, Use};

/// One method of one path.
#[derive(Debug, Clone, PartialEq)]
pub struct Operation {
    /// `operationId`, where there is one.
    pub id: Option<String>,
    /// The HTTP method.
    pub method: Method,
    /// The path template, such as `/pets/{id}`.
    pub path: String,
    /// The server of the operation or its path item, where it names one of its own: the first one that is absolute, else the
    /// first.
    pub server: Option<Server>,
    /// What the document says about it.
    pub docs: Docs,
    /// What the document says about its path.
    pub about_path: String,
    /// What stands above it in reference pages: the extension that the settings name for that; empty where there is none.
    pub heading: String,
    /// `tags`.
    pub tags: Vec<String>,
    /// Those of the path item and its own: path parameters in the order of the template, then the others as written.
    pub parameters: Vec<Parameter>,
    /// What it takes.
    pub body: Option<Body>,
    /// What it answers, as written.
    pub responses: Vec<Response>,
    /// Alternatives, of which each names schemes that are needed together; empty where none is needed.
    pub security: Vec<Vec<String>>,
    /// Where it stands.
    pub origin: Origin,
}

/// An HTTP method, in capitals: `GET`, or whatever else a 3.2 document names.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Method(pub String);

/// A parameter.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameter {
    /// Its name on the wire.
    pub wire_name: String,
    /// Where it travels.
    pub location: Location,
    /// Whether it must be sent.
    pub required: bool,
    /// How arrays and objects are written.
    pub style: Style,
    /// Whether each item or member is written as a pair of its own.
    pub explode: bool,
    /// Whether reserved characters stay as they are.
    pub allow_reserved: bool,
    /// The media type, for one with `content` in place of `schema`.
    pub media_type: Option<String>,
    /// Its type.
    pub ty: Use,
    /// What the document says about it.
    pub docs: Docs,
    /// `default` of its schema.
    pub default: Option<serde_json::Value>,
    /// Where it stands.
    pub origin: Origin,
}

/// Where a parameter travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Location {
    /// In the path template.
    Path,
    /// In the query string.
    Query,
    /// As a header.
    Header,
    /// In the `Cookie` header.
    Cookie,
    /// As the whole query string.
    QueryString,
}

/// How arrays and objects are written into a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Style {
    /// `a,b`
    Simple,
    /// `.a.b`
    Label,
    /// `;n=a;n=b`
    Matrix,
    /// `n=a&n=b`
    Form,
    /// `n=a%20b`
    SpaceDelimited,
    /// `n=a|b`
    PipeDelimited,
    /// `n[k]=v`
    DeepObject,
    /// `n=a; n=b`
    Cookie,
}

impl Style {
    /// How `style` names it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Simple => "simple",
            Self::Label => "label",
            Self::Matrix => "matrix",
            Self::Form => "form",
            Self::SpaceDelimited => "spaceDelimited",
            Self::PipeDelimited => "pipeDelimited",
            Self::DeepObject => "deepObject",
            Self::Cookie => "cookie",
        }
    }
}

/// One declared answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Response {
    /// For which statuses.
    pub status: Status,
    /// What it carries; empty where nothing is declared.
    pub content: Vec<Content>,
    /// The headers it declares.
    pub headers: Vec<Header>,
    /// What can be asked next.
    pub links: Vec<Link>,
    /// What the document says about it.
    pub docs: Docs,
    /// Where it stands.
    pub origin: Origin,
}

/// A header of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// Its name.
    pub name: String,
    /// What the document says about it.
    pub description: String,
    /// Whether each such answer has it.
    pub required: bool,
    /// Its type and format, as the document writes them; headers are texts all the same.
    pub ty: String,
}

/// A tag, under which a document lists operations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// Its name.
    pub name: String,
    /// What the document says about it.
    pub description: String,
}

/// What can be asked next, with what an answer gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Its name.
    pub name: String,
    /// `operationId` of the operation to ask, or the JSON pointer to it.
    pub operation: String,
    /// Parameters, and the body as `requestBody`: each with the expression or value for it.
    pub arguments: Vec<(String, String)>,
    /// What the document says about it.
    pub description: String,
    /// Where it stands.
    pub origin: Origin,
}

/// The statuses of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// One: `200`.
    Code(u16),
    /// A hundred: `2XX` is 2.
    Range(u8),
    /// All that nothing else declares.
    Default,
}

impl Status {
    /// Whether it means success.
    #[must_use]
    pub fn is_success(self) -> bool {
        matches!(self, Self::Code(200..=299) | Self::Range(2))
    }

    /// Whether it leads elsewhere, or nowhere new.
    #[must_use]
    pub fn is_redirection(self) -> bool {
        matches!(self, Self::Code(300..=399) | Self::Range(3))
    }
}
