//! What a mock was sent.

use core::fmt;

use bytes::{Bytes, BytesMut};
use http::HeaderMap;
use serde_json::Value;

use crate::json::{self, Decode};
use crate::percent::decode;
use crate::transport::{Body, CallInfo, TransportError, TransportErrorKind};

/// A request that a mock got.
#[derive(Clone)]
pub struct Sent {
    call: Option<CallInfo>,
    head: Head,
    body: Bytes,
}

#[derive(Clone)]
struct Head {
    method: http::Method,
    uri: http::Uri,
    headers: HeaderMap,
}

impl Sent {
    pub(super) async fn read(request: http::Request<Body>) -> Result<Self, TransportError> {
        let (head, mut body) = request.into_parts();
        let mut bytes = BytesMut::new();
        while let Some(piece) = body.next().await {
            let piece = piece.map_err(|error| TransportError::new(TransportErrorKind::Interrupted, error))?;
            bytes.extend_from_slice(&piece);
        }
        let call = head.extensions.get::<CallInfo>().copied();
        let head = Head { method: head.method, uri: head.uri, headers: head.headers };
        Ok(Self { call, head, body: bytes.freeze() })
    }

    /// The id of the operation.
    #[must_use]
    pub fn operation(&self) -> &'static str {
        self.call.map_or("", |call| call.operation().id())
    }

    /// The number of the attempt; the first is 1.
    #[must_use]
    pub fn attempt(&self) -> u32 {
        self.call.map_or(1, |call| call.attempt())
    }

    /// The method.
    #[must_use]
    pub fn method(&self) -> &str {
        self.head.method.as_str()
    }

    /// The whole address.
    #[must_use]
    pub fn uri(&self) -> &http::Uri {
        &self.head.uri
    }

    /// The path, still encoded.
    #[must_use]
    pub fn path(&self) -> &str {
        self.head.uri.path()
    }

    /// The value of a query parameter, decoded; the first one of that name.
    #[must_use]
    pub fn query(&self, name: &str) -> Option<String> {
        self.queries().into_iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    /// All items of the query, decoded.
    #[must_use]
    pub fn queries(&self) -> Vec<(String, String)> {
        let items = self.head.uri.query().unwrap_or_default().split('&').filter(|item| !item.is_empty());
        items
            .map(|item| item.split_once('=').unwrap_or((item, "")))
            .map(|(name, value)| (decode(name), decode(value)))
            .collect()
    }

    /// All headers, credentials too.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.head.headers
    }

    /// The value of a header, where it is text.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.headers.get(name)?.to_str().ok()
    }

    /// The body, with the framing of a form's parts.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// The body as text; what is no UTF-8 is replaced.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Whether a member of its JSON, or an item of its query, is true.
    pub(super) fn is_true(&self, name: &str) -> bool {
        let is_member = || self.json::<Value>().is_ok_and(|body| body.get(name) == Some(&Value::Bool(true)));
        self.query(name).as_deref() == Some("true") || is_member()
    }

    /// The body, read as a model or another value.
    ///
    /// # Errors
    ///
    /// When it is no JSON or of another shape.
    pub fn json<T: Decode>(&self) -> Result<T, json::Error> {
        json::decode(&self.body)
    }
}

/// Without what may hold a credential.
impl fmt::Debug for Sent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sent")
            .field("operation", &self.operation())
            .field("attempt", &self.attempt())
            .field("method", &self.method())
            .field("path", &self.path())
            .field("body", &self.body.len())
            .finish_non_exhaustive()
    }
}
