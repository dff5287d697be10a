//! What carries a request to a server, and what people put around it.
//!
//! A [`Transport`] of one's own replaces the one over `reqwest`; a [`Layer`] sees each request before it leaves, and
//! the answer when it comes:
//!
//! ```
//! use wharf_runtime::transport::{Body, CallInfo, Layer, Next, Sending, http};
//!
//! /// Tells a proxy which operation a request belongs to.
//! struct Named;
//!
//! impl Layer for Named {
//!     fn send<'a>(&'a self, mut request: http::Request<Body>, next: Next<'a>) -> Sending<'a> {
//!         Box::pin(async move {
//!             let operation = request.extensions().get::<CallInfo>().map(|call| call.operation().id());
//!             if let Some(value) = operation.and_then(|id| http::HeaderValue::try_from(id).ok()) {
//!                 request.headers_mut().insert("x-operation", value);
//!             }
//!             let answer = next.send(request).await?;
//!             println!("{:?}: {}", operation, answer.status());
//!             Ok(answer)
//!         })
//!     }
//! }
//! ```

mod info;
mod layer;
#[cfg(feature = "reqwest")]
mod over_reqwest;
#[cfg(feature = "reqwest")]
mod tls;

use core::fmt;
use core::future::Future;
use core::pin::Pin;
use std::sync::Arc;

pub use http;

pub use crate::body::{Body, BoxError};
pub use info::CallInfo;
pub use layer::{Layer, Next};
#[cfg(feature = "reqwest")]
pub use over_reqwest::ReqwestTransport;
#[cfg(feature = "reqwest")]
pub(crate) use tls::Need;

/// A future on the heap that can move between threads.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// An answer on its way.
pub type Sending<'a> = BoxFuture<'a, Result<http::Response<Body>, TransportError>>;

/// Carries one request to a server and brings the answer. Retries, credentials, redirects and timeouts are
/// the client's. Each request has a [`CallInfo`] among its extensions.
///
/// It must not follow redirects by itself, since the request may hold credentials. Dropping the future
/// must abort the request.
pub trait Transport: Send + Sync + 'static {
    /// Sends `request`; the body of the answer may still be on its way when the future is ready.
    fn send(&self, request: http::Request<Body>) -> Sending<'_>;
}

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(&self, request: http::Request<Body>) -> Sending<'_> {
        (**self).send(request)
    }
}

impl<T: Transport + ?Sized> Transport for Box<T> {
    fn send(&self, request: http::Request<Body>) -> Sending<'_> {
        (**self).send(request)
    }
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
    /// The answer is that of another address, to which the request was led on.
    Redirected,
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

    pub(crate) fn source_ref(&self) -> &(dyn core::error::Error + 'static) {
        self.source.as_ref()
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
