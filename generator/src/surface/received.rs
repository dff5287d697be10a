//! What the API asks of its users: webhooks and callbacks.

use serde::{Deserialize, Serialize};

use super::{Item, ParameterKind, RustType};

/// The webhooks of an API.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Webhooks {
    /// Rust name of their module.
    pub module: String,
    /// The cargo feature that compiles them.
    pub feature: String,
    /// In the order of the document.
    pub hooks: Vec<Webhook>,
    /// The union of all that they carry as JSON, where a member tells its variants apart. It stands in their module.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<Item>,
}

/// A webhook.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Webhook {
    /// Its name in the document.
    pub name: String,
    /// Rust name of the alias of what it carries.
    pub rust_name: String,
    /// Why not to use it any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deprecated: Option<String>,
    /// The request.
    pub request: ReceivedSpec,
}

/// A callback of a call.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CallbackSpec {
    /// Its name in the document.
    pub name: String,
    /// Where it goes: a runtime expression.
    pub expression: String,
    /// The request.
    pub request: ReceivedSpec,
}

/// A request that the API makes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReceivedSpec {
    /// The HTTP method, in capitals.
    pub http_method: String,
    /// Paragraphs of Markdown.
    pub docs: Vec<String>,
    /// What it carries, where it carries anything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payload: Option<Payload>,
    /// Other media types in which it may come.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<String>,
    /// Why not to use it any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deprecated: Option<String>,
    /// Alternatives, of which each names schemes by which it shows together from whom it comes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub security: Vec<Vec<String>>,
    /// What else comes with it, such as headers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parameters: Vec<ReceivedParameter>,
    /// How to answer it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<ReceivedAnswer>,
    /// JSON pointer of the operation.
    pub origin: String,
}

/// What a request of the API carries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payload {
    /// Its type.
    pub ty: RustType,
    /// The media type.
    pub media_type: String,
    /// Whether that is JSON, which the type decodes.
    pub is_json: bool,
    /// Whether that is a form of items as a query has them, which is read as well.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_form: bool,
}

impl Payload {
    /// Whether the crate can read it.
    #[must_use]
    pub fn is_read(&self) -> bool {
        self.is_json || self.is_form
    }
}

/// A parameter of a request of the API.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceivedParameter {
    /// Its name on the wire.
    pub wire_name: String,
    /// Where it travels.
    pub kind: ParameterKind,
    /// Whether it always comes.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub required: bool,
    /// Paragraphs of Markdown.
    pub docs: Vec<String>,
}

/// An answer to a request of the API.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceivedAnswer {
    /// `200`, `2XX` or `default`.
    pub status: String,
    /// What it carries as JSON, where the document says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ty: Option<RustType>,
    /// The media type of what it carries, where that is no JSON.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub media_type: Option<String>,
    /// What the document says about it.
    pub docs: String,
}
