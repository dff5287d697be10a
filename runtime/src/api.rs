//! What is particular to one API, as plain values.

use http::header::{AUTHORIZATION, COOKIE, PROXY_AUTHORIZATION};
use http::{HeaderName, HeaderValue};

/// The facts about an API that its document and the settings of its client give.
///
/// A name of a header that is empty means that the API has no such header.
#[derive(Debug, Clone, Copy)]
pub struct Api {
    /// The value of `User-Agent`.
    pub user_agent: &'static str,
    /// The base URL, with its variables in braces; empty when the document names none, and then the builder must.
    pub base_url: &'static str,
    /// The variables of the base URL.
    pub variables: &'static [Variable],
    /// The environment variable that replaces the base URL.
    pub base_url_env: Option<&'static str>,
    /// The security schemes; the first is the one that `credential` of the builder fills.
    pub schemes: &'static [Scheme],
    /// Headers that are sent with every request when they have a value.
    pub headers: &'static [HeaderSetting],
    /// The response header with the id of the request.
    pub request_id_header: &'static str,
    /// The response header with the delay before a retry, in milliseconds.
    pub retry_after_ms_header: &'static str,
    /// The response header that says `true` or `false` about a retry.
    pub should_retry_header: &'static str,
    /// The request header with the number of the retry.
    pub retry_count_header: &'static str,
    /// The error code of a 429 that no waiting cures.
    pub quota_code: Option<&'static str>,
    /// The request header for a key that makes a repeated request harmless.
    pub idempotency_header: Option<&'static str>,
    /// The JSON pointer to the message in the body of an error.
    pub error_message: &'static str,
    /// The JSON pointer to the code in the body of an error.
    pub error_code: &'static str,
    /// The data of the event that ends a stream and is no item; empty when there is none.
    pub stream_end: &'static str,
    /// The name of events that report an error within a stream; empty when there are none.
    pub stream_error: &'static str,
}

/// Names under which the world sends credentials in queries, in small letters and without signs.
const KEYS: [&str; 12] = [
    "accesstoken",
    "apikey",
    "apitoken",
    "auth",
    "authtoken",
    "clientsecret",
    "key",
    "password",
    "secret",
    "sig",
    "subscriptionkey",
    "token",
];

/// What the names of headers end with that usually carry a credential, behind a hyphen or nothing.
const KEY_HEADERS: [&str; 11] = [
    "access-key",
    "api-key",
    "apikey",
    "auth",
    "auth-key",
    "client-secret",
    "password",
    "secret",
    "secret-key",
    "subscription-key",
    "token",
];

impl Api {
    /// An API about which nothing is known, to be completed with `..Api::DEFAULT`.
    pub const DEFAULT: Self = Self {
        user_agent: concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")),
        base_url: "",
        variables: &[],
        base_url_env: None,
        schemes: &[],
        headers: &[],
        request_id_header: "x-request-id",
        retry_after_ms_header: "",
        should_retry_header: "",
        retry_count_header: "",
        quota_code: None,
        idempotency_header: None,
        error_message: "/error/message",
        error_code: "/error/code",
        stream_end: "",
        stream_error: "",
    };

    /// Whether an item of a query carries a credential, by its name.
    pub(crate) fn is_key(&self, item: &str) -> bool {
        let name = item.split('=').next().unwrap_or_default();
        let is_scheme = |scheme: &Scheme| match scheme.kind {
            SchemeKind::ApiKey { location: Location::Query, name: key } => name == key,
            _ => false,
        };
        let usual = name.to_ascii_lowercase().replace(['-', '_'], "");
        KEYS.contains(&usual.as_str()) || self.schemes.iter().any(is_scheme)
    }

    /// A value of the header `name`, which is hidden where the header may hold a credential.
    pub(crate) fn hiding(&self, name: &HeaderName, mut value: HeaderValue) -> HeaderValue {
        let is_key = |scheme: &Scheme| match scheme.kind {
            SchemeKind::ApiKey { location: Location::Header, name: key } => name.as_str().eq_ignore_ascii_case(key),
            _ => false,
        };
        let ends_with = |end: &&str| {
            let before = name.as_str().strip_suffix(*end);
            before.is_some_and(|before| before.is_empty() || before.ends_with('-'))
        };
        let is_usual = [AUTHORIZATION, PROXY_AUTHORIZATION, COOKIE].contains(name) || KEY_HEADERS.iter().any(ends_with);
        value.set_sensitive(is_usual || self.schemes.iter().any(is_key));
        value
    }
}

/// A part of the base URL that users choose.
#[derive(Debug, Clone, Copy)]
pub struct Variable {
    /// Its name, which stands in braces.
    pub name: &'static str,
    /// What it is unless chosen.
    pub default: &'static str,
    /// What it may be; empty where anything may stand there.
    pub values: &'static [&'static str],
}

/// A security scheme.
#[derive(Debug, Clone, Copy)]
pub struct Scheme {
    /// Its name in the document.
    pub name: &'static str,
    /// How a credential travels.
    pub kind: SchemeKind,
    /// The environment variable that holds the credential.
    pub env: Option<&'static str>,
}

/// How a credential travels.
#[derive(Debug, Clone, Copy)]
pub enum SchemeKind {
    /// `Authorization: Bearer …`; OAuth 2 and `openIdConnect` as well.
    Bearer,
    /// `Authorization: Basic …`; the credential is `name:password`.
    Basic,
    /// `Authorization`, for another scheme; the credential is all of it, the name of the scheme first.
    Http(&'static str),
    /// A key under a name of its own.
    ApiKey {
        /// Where it goes.
        location: Location,
        /// The name of the header, query item or cookie.
        name: &'static str,
    },
}

/// Where an API key goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Location {
    /// A request header.
    Header,
    /// A query item.
    Query,
    /// A cookie.
    Cookie,
}

/// A header that is sent with every request when it has a value.
#[derive(Debug, Clone, Copy)]
pub struct HeaderSetting {
    /// The name of the header.
    pub name: &'static str,
    /// The environment variable that holds the value.
    pub env: Option<&'static str>,
}
