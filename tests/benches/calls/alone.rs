//! Transports without a network.

use wharf_runtime::{Body, BoxFuture, Transport, TransportError, http};

/// What it answers.
pub const ANSWER: &[u8] = br#"{"type":"made","by":"somebody"}"#;

/// Answers at once.
pub struct Answering;

impl Transport for Answering {
    fn send(&self, request: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            drop(request);
            Ok(answer(Body::whole(ANSWER)))
        })
    }
}

/// The answer, whose body is `body`.
pub fn answer<B>(body: B) -> http::Response<B> {
    let mut response = http::Response::new(body);
    response.headers_mut().insert("content-type", http::HeaderValue::from_static("application/json"));
    response
}

/// Takes a request and never answers.
pub struct Taking;

impl Transport for Taking {
    fn send(&self, request: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        drop(request);
        Box::pin(core::future::pending())
    }
}
