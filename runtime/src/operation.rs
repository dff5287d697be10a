//! One operation of an API, as plain values.

use core::fmt;

/// What is fixed about an operation.
#[derive(Debug, Clone, Copy)]
pub struct Operation {
    pub(crate) id: &'static str,
    pub(crate) method: Method,
    pub(crate) path: &'static str,
    pub(crate) security: &'static [&'static [&'static str]],
    pub(crate) accept: Option<&'static str>,
    pub(crate) server: Option<&'static str>,
    pub(crate) redirects: &'static [&'static str],
    pub(crate) at_once: Option<&'static str>,
}

impl Operation {
    /// An operation with its id, method and path template, which needs no credential.
    #[must_use]
    pub const fn new(id: &'static str, method: Method, path: &'static str) -> Self {
        Self { id, method, path, security: &[], accept: None, server: None, redirects: &[], at_once: None }
    }

    /// The schemes it needs: one of the alternatives, and of that all.
    #[must_use]
    pub const fn security(mut self, alternatives: &'static [&'static [&'static str]]) -> Self {
        self.security = alternatives;
        self
    }

    /// The media types it answers with, for the header `Accept`; without them the kind of the answer decides.
    #[must_use]
    pub const fn accept(mut self, media_types: &'static str) -> Self {
        self.accept = Some(media_types);
        self
    }

    /// The server it goes to instead of the API's, unless the client has a base URL of its own: a URL, or a
    /// path on the API's server. Variables of the API stand in braces.
    #[must_use]
    pub const fn server(mut self, url: &'static str) -> Self {
        self.server = Some(url);
        self
    }

    /// Statuses such as `302` and `3XX` that are what it is for: they are successes, and a redirect is not followed.
    #[must_use]
    pub const fn redirects(mut self, statuses: &'static [&'static str]) -> Self {
        self.redirects = statuses;
        self
    }

    /// A member of a body in JSON that is sent as false where nobody says anything of it, as the answer would come item by
    /// item otherwise.
    #[must_use]
    pub const fn at_once(mut self, member: &'static str) -> Self {
        self.at_once = Some(member);
        self
    }

    /// Its id.
    #[must_use]
    pub const fn id(&self) -> &'static str {
        self.id
    }

    /// Its method.
    #[must_use]
    pub const fn method(&self) -> Method {
        self.method
    }

    /// The schemes it needs: one of the alternatives, and of that all.
    #[must_use]
    pub const fn schemes(&self) -> &'static [&'static [&'static str]] {
        self.security
    }

    /// The media types it asks for, unless the kind of the answer decides.
    #[must_use]
    pub const fn media_types(&self) -> Option<&'static str> {
        self.accept
    }

    /// Its path template.
    #[must_use]
    pub const fn path(&self) -> &'static str {
        self.path
    }
}

/// A request method. Unlike that of `http` it can stand in a constant that is borrowed for ever.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Method(&'static str);

impl Method {
    /// GET
    pub const GET: Self = Self("GET");
    /// HEAD
    pub const HEAD: Self = Self("HEAD");
    /// POST
    pub const POST: Self = Self("POST");
    /// PUT
    pub const PUT: Self = Self("PUT");
    /// PATCH
    pub const PATCH: Self = Self("PATCH");
    /// DELETE
    pub const DELETE: Self = Self("DELETE");
    /// OPTIONS
    pub const OPTIONS: Self = Self("OPTIONS");
    /// TRACE
    pub const TRACE: Self = Self("TRACE");
    /// QUERY, a GET with a body
    pub const QUERY: Self = Self("QUERY");

    /// Any other method.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self(name)
    }

    /// Its name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.0
    }

    /// Whether doing it twice is the same as doing it once.
    pub(crate) fn is_idempotent(self) -> bool {
        !matches!(self.0, "POST" | "PATCH") && self.is_standard()
    }

    fn is_standard(self) -> bool {
        matches!(self.0, "GET" | "HEAD" | "PUT" | "DELETE" | "OPTIONS" | "TRACE" | "QUERY" | "POST" | "PATCH")
    }

    /// Whether a request without a body should say so by its length.
    pub(crate) fn expects_body(self) -> bool {
        matches!(self.0, "POST" | "PUT" | "PATCH")
    }

    /// Whether a redirect of it may be followed.
    pub(crate) fn follows_redirects(self) -> bool {
        matches!(self.0, "GET" | "HEAD")
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}
