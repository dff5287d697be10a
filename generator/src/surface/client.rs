//! What every call of a client shares.

use serde::{Deserialize, Serialize};

/// What the crate is called, and where it finds its runtime.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackageSpec {
    /// Name of the crate.
    pub name: String,
    /// Version of the crate.
    pub version: String,
    /// One line for the manifest.
    pub description: String,
    /// SPDX expression, where there is one.
    pub license: Option<String>,
    /// Source repository, where there is one.
    pub repository: Option<String>,
    /// Where the runtime is.
    pub runtime: RuntimeSource,
    /// Programs written by hand that become examples of the crate.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<String>,
}

/// Where the client's crate finds its runtime.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RuntimeSource {
    /// Its sources are written beside the client.
    Bundled,
    /// A published version.
    Version(String),
    /// A folder, relative to the client's manifest.
    Path(String),
}

/// What every call of a client shares.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClientSpec {
    /// The API's title.
    pub title: String,
    /// Paragraphs of Markdown for the crate's front page.
    pub docs: Vec<String>,
    /// What is said about servers and credentials, as Markdown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// The base URL, with its variables in braces; empty where the document names none that is whole.
    pub base_url: String,
    /// The variables of the base URL, and of the servers that some calls have for themselves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub variables: Vec<VariableSpec>,
    /// The variable that holds another one.
    pub base_url_env: Option<String>,
    /// The first one takes the credential that is given without a name.
    pub schemes: Vec<SchemeSpec>,
    /// Headers sent with every request, from the environment or by hand.
    pub headers: Vec<HeaderSpec>,
    /// Response header that identifies a request.
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
    /// Data of the event that ends a stream.
    #[serde(default)]
    pub stream_end: Option<String>,
    /// Name of events that report an error within a stream.
    #[serde(default)]
    pub stream_error: Option<String>,
}

/// A part of the base URL that users choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VariableSpec {
    /// Its name.
    pub name: String,
    /// What it is unless chosen.
    pub default: String,
    /// What it may be; empty where that is not said.
    pub values: Vec<String>,
}

/// A security scheme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SchemeSpec {
    /// Its name in the document.
    pub name: String,
    /// `bearer`, `basic`, `http:<scheme>`, `header:<name>`, `query:<name>`, `cookie:<name>` or `mutual_tls`.
    pub kind: String,
    /// The variable that holds its credential.
    pub env: Option<String>,
    /// What the document says about it.
    pub docs: String,
}

/// A header sent with every request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeaderSpec {
    /// Its name.
    pub name: String,
    /// The variable that holds its value.
    pub env: Option<String>,
}
