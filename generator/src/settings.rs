//! What the document cannot say: names, environment variables, pagination, outputs.
//!
//! A setting that applies to nothing in the document is an error, so that corrections do not rot.

mod reference;
mod renames;
mod tool;
mod types;
mod upstream;
mod written;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;

use crate::diagnostic::{Diagnostic, Severity, Span};
pub(crate) use written::Written;

pub use reference::{Named, Reference};
pub use renames::Renames;
pub use tool::Tool;
pub use types::{FormatType, Types};
pub use upstream::{Texts, Upstream};

/// Everything in a settings file. Every part has a default, so that a document generates without one.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Settings {
    /// The crate of the client.
    #[serde(rename = "crate")]
    pub package: Package,
    /// Where the client's crate finds its runtime.
    pub runtime: Runtime,
    /// Names chosen by hand: JSON pointer of a schema, property, operation or media type → Rust name. An operation
    /// may also be named by its `operationId`, a component schema by `#/components/schemas/Name`.
    pub names: BTreeMap<String, String>,
    /// Where the client is told where to send, and as whom.
    pub environment: Environment,
    /// Headers and members by which the API answers beyond what its document says.
    pub protocol: Protocol,
    /// How lists continue. The first that fits an operation holds for it.
    pub pagination: Vec<Pagination>,
    /// JSON pointers of string properties that are secrets beyond those with `format: password`.
    pub secrets: Vec<String>,
    /// Which types the document's formats become.
    pub types: Types,
    /// Operations by `operationId` or pointer, and what the answer of each is where the document does not say.
    pub responses: BTreeMap<String, ResponseKind>,
    /// Extension members that hold examples: pointer of the extension below an operation or schema.
    pub examples: Examples,
    /// Local files, beside the document, that hold what references name by an address: nothing is fetched. An address
    /// that ends with a slash stands for all below it, and so does the folder beside it.
    pub references: BTreeMap<String, String>,
    /// What things were called before, so that code and command lines already written go on.
    pub renames: Renames,
    /// Whether models keep members that their schema does not name, in a field `extra`.
    pub keep_unknown: bool,
    /// The command-line tool.
    pub tool: Tool,
    /// Reference pages.
    pub reference: Reference,
    /// What is taken of a new document that somebody else writes.
    pub upstream: Upstream,
    /// The file itself, for diagnostics about what is in it.
    #[serde(skip)]
    written: Written,
}

/// The crate of the client.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Package {
    /// Name of the crate; by default made from the document's title.
    pub name: Option<String>,
    /// Version of the crate; by default `0.1.0`.
    pub version: Option<String>,
    /// One line for the manifest; by default the document's title.
    pub description: Option<String>,
    /// SPDX expression for the manifest; by default none.
    pub license: Option<String>,
    /// Source repository for the manifest.
    pub repository: Option<String>,
    /// Programs written by hand that become examples of the crate: paths relative to the document's folder.
    pub examples: Vec<String>,
    /// Schemas among the components of which types are made though no call leads to them, as the messages of a socket.
    pub models: Vec<String>,
    /// Whether the crate carries the schemas of its models, behind a cargo feature, so that values can be checked by what
    /// no type says; by default it does not.
    pub schemas: bool,
    /// Whether each top-level group of calls is a cargo feature, in a crate of several; by default it is.
    pub features: Option<bool>,
}

/// Where the client's crate finds its runtime.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Runtime {
    /// Its sources are written beside the client.
    #[default]
    Bundled,
    /// A published version.
    Version(String),
    /// A folder, relative to the client's manifest.
    Path(String),
}

/// Environment variables that the client reads.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Environment {
    /// Variable that holds the base URL.
    pub base_url: Option<String>,
    /// Security scheme → variable that holds its credential.
    pub credentials: BTreeMap<String, String>,
    /// Header sent with every request → variable that holds its value.
    pub headers: BTreeMap<String, String>,
}

/// Names of headers and members by which an API talks to its clients beyond its document.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Protocol {
    /// Response header that identifies a request to the API's support; by default `x-request-id`.
    pub request_id_header: Option<String>,
    /// Response header with a delay in milliseconds.
    pub retry_after_ms_header: Option<String>,
    /// Response header that says `true` or `false` to retrying.
    pub should_retry_header: Option<String>,
    /// Request header that counts retries.
    pub retry_count_header: Option<String>,
    /// Request header that makes a call idempotent.
    pub idempotency_header: Option<String>,
    /// Error code that makes retrying a 429 useless.
    pub quota_code: Option<String>,
    /// JSON pointer of the message in an error body.
    pub error_message: Option<String>,
    /// JSON pointer of the code in an error body.
    pub error_code: Option<String>,
    /// Data of the event that ends a stream and is no item of it, such as `[DONE]`.
    pub stream_end: Option<String>,
    /// Name of events that report an error within a stream.
    pub stream_error: Option<String>,
    /// The boolean member of a body, or parameter of the query, that asks for an answer item by item where the
    /// operation has another one as well; by default `stream`.
    pub stream_member: Option<String>,
}

/// How a list continues.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Pagination {
    /// Query parameter that takes the cursor, page number or offset.
    pub query: String,
    /// Property of the answer that holds the items.
    pub items: String,
    /// Property of the answer that says whether more follow.
    #[serde(default)]
    pub has_more: Option<String>,
    /// Where the next cursor comes from.
    pub next: Next,
}

/// Where the value of the next request's cursor comes from.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Next {
    /// A property of the last item.
    LastItem(String),
    /// A property of the answer.
    Property(String),
    /// The page number, counted up from the one given or this first one.
    PageNumber(i64),
    /// The number of items seen.
    Offset,
}

/// What an answer is where the document declares a success without content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ResponseKind {
    /// Nothing.
    Empty,
    /// A stream of bytes.
    Binary,
    /// Text.
    Text,
    /// Any JSON.
    Json,
}

/// Where examples stand beside `example`, `examples` and `default`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Examples {
    /// Below an operation: pointer of an extension with an example of its successful answer.
    pub response: Vec<String>,
    /// Below a schema: pointer of an extension with an example of it.
    pub schema: Vec<String>,
}

impl Settings {
    /// Reads a settings file; `name` is how diagnostics call it.
    ///
    /// # Errors
    /// What is not TOML, or no setting, with its position.
    pub fn parse(name: &str, text: &str) -> Result<Self, Vec<Diagnostic>> {
        let written = Written::new(name, text);
        match toml::from_str::<Self>(text) {
            Ok(settings) => Ok(Self { written, ..settings }),
            Err(error) => {
                let offset = error.span().map_or(0, |span| span.start);
                let message = error.message().trim().replace('\n', ", ");
                Err(vec![written.tell(Severity::Error, "settings", offset, message)])
            }
        }
    }

    /// That the entry `name` of the setting `setting` applies to nothing.
    pub(crate) fn without_effect(&self, setting: &str, name: &str) -> Diagnostic {
        let (file, span, line_text) = self.place(name);
        Diagnostic {
            severity: Severity::Error,
            code: "setting-without-effect",
            file,
            span,
            line_text,
            pointer: String::new(),
            message: format!("the setting `{setting}` names `{name}`, which is not in the document"),
            advice: "correct the name, or take the setting out".to_owned(),
        }
    }

    /// File, place and line of the first mention of `text` in the settings.
    pub(crate) fn place(&self, text: &str) -> (Arc<str>, Span, String) {
        self.written.mention(text)
    }
}
