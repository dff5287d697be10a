//! What carries a request to a server.

#[cfg(feature = "reqwest")]
mod over_reqwest;

use core::fmt;
use core::future::Future;
use core::pin::Pin;

use crate::body::{Body, BoxError};

#[cfg(feature = "reqwest")]
pub use over_reqwest::ReqwestTransport;

/// A future on the heap that can move between threads.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Carries one request to a server and brings the answer. Retries, credentials, redirects and timeouts are
/// the client's; a transport of one's own is the place for tests without a network and for middleware.
///
/// It must not follow redirects by itself, since the request may hold credentials. Dropping the future
/// must abort the request.
pub trait Transport: Send + Sync + 'static {
    /// Sends `request`; the body of the answer may still be on its way when the future is ready.
    fn send(&self, request: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>>;
}

/// Why no answer came. It must hold no credential, the URL least of all.
#[derive(Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    source: BoxError,
}

/// How far a request got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// No connection was made: the server saw nothing.
    Connect,
    /// It took too long after the connection was made.
    Timeout,
    /// The connection broke: the server may have seen the request.
    Interrupted,
    /// The request cannot be sent at all.
    Request,
}

impl TransportError {
    /// An error of the kind given.
    pub fn new(kind: TransportErrorKind, source: impl Into<BoxError>) -> Self {
        Self { kind, source: source.into() }
    }

    /// How far the request got.
    #[must_use]
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }

    pub(crate) fn into_source(self) -> BoxError {
        self.source
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.source.fmt(f)
    }
}

impl core::error::Error for TransportError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        Some(&*self.source)
    }
}
