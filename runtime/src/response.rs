//! Answers: what was decoded together with what came around it.

use core::fmt;
use core::ops::Deref;
use core::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

use crate::body::Body;
use crate::call::Call;
use crate::charset;
use crate::client::Client;
use crate::error::{Error, Failure, Origin};
use crate::json::{self, Decode};
use crate::secret::Secret;
use crate::stream::Framing;

/// A value with the status and headers it came with.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct Response<T> {
    /// The value.
    pub value: T,
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The id that the server gave the request.
    pub request_id: Option<String>,
    /// The body as it came; empty when it is streamed.
    pub body: Bytes,
}

impl<T> Deref for Response<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

/// The body by its length: what is secret in the value is not hidden there.
impl<T: fmt::Debug> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("value", &self.value)
            .field("status", &self.status)
            .field("headers", &self.headers)
            .field("request_id", &self.request_id)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish()
    }
}

/// An answer that is a success, not yet decoded.
pub struct Raw {
    pub(crate) origin: Origin,
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    /// What was read; empty when `stream` is there.
    pub(crate) bytes: Bytes,
    pub(crate) stream: Option<Body>,
    /// The longest pause while streaming.
    pub(crate) idle: Duration,
    /// The largest body, or item of a streamed one, in bytes.
    pub(crate) limit: usize,
    /// Whose credentials are not to be shown.
    pub(crate) client: Client,
    /// What else is not to be shown.
    pub(crate) secrets: Vec<Secret>,
    /// By which the server knows the request again.
    pub(crate) key: Option<(HeaderName, HeaderValue)>,
    /// The call, for the pages after this one.
    pub(crate) call: Option<Call>,
}

impl fmt::Debug for Raw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Raw").field("status", &self.status).finish_non_exhaustive()
    }
}

impl Raw {
    /// The status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// For the macros: the error of a success that no declared status covers.
    #[doc(hidden)]
    #[must_use]
    pub fn undeclared(&self) -> Error {
        Error::Status(self.failure(format!("{} is not documented", self.status)))
    }

    /// The id that the server gave the request.
    pub(crate) fn request_id(&self) -> Option<&str> {
        // One that is a credential again is none.
        let value = self.headers.get(self.origin.api.request_id_header).filter(|value| !value.is_sensitive());
        value?.to_str().ok()
    }

    pub(crate) fn failure(&self, reason: impl Into<String>) -> Box<Failure> {
        let failure = Failure::new(reason).at(self.origin).answered(self.status, self.headers.clone());
        failure.with_body(self.bytes.clone()).hiding(self.client.secrets().iter().chain(&self.secrets).cloned())
    }

    /// The body as JSON.
    pub(crate) fn json<T: Decode>(&self) -> Result<T, Error> {
        json::decode(&charset::json(&self.headers, &self.bytes)).map_err(|error| self.wrong_body(error))
    }

    #[cold]
    fn wrong_body(&self, error: json::Error) -> Error {
        let media_type = self.headers.get(http::header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let reason = match media_type {
            _ if self.bytes.is_empty() => format!("{} with an empty body, not the documented JSON", self.status),
            Some(media_type) if Framing::of(media_type).is_some() => {
                let hint = "a call that can stream reads that by `.stream()`";
                format!("{} with a body of type {media_type}, not the documented JSON; {hint}", self.status)
            }
            Some(media_type) if !media_type.contains("json") => {
                format!("{} with a body of type {media_type}, not the documented JSON", self.status)
            }
            _ => format!("{} with a body that is not of the documented form", self.status),
        };
        Error::Decode(self.failure(reason).caused_by(error))
    }

    pub(crate) fn with_value<T>(self, value: T) -> Response<T> {
        let request_id = self.request_id().map(str::to_owned);
        Response { value, status: self.status, headers: self.headers, request_id, body: self.bytes }
    }
}
