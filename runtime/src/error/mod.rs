//! Why a call failed.

mod display;
mod failure;
mod hide;

use core::time::Duration;

use http::{HeaderMap, StatusCode};

use crate::charset;
use crate::json::{self, Decode};

pub use failure::Failure;
pub(crate) use failure::Origin;
pub(crate) use hide::SHORTEST;

/// Why a call failed. Each variant holds the same [`Failure`], in which what does not apply is empty.
///
/// Its `Display` is one line with the operation, the reason, the request id and the number of attempts.
/// Nothing in it, nor in what caused it, holds a credential of the client or the call: where a server says one again, or
/// twelve of its characters in a row, `…` stands there. [`raw_body`](Self::raw_body) is the body as it came.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The client cannot be built from its settings.
    Configuration(Box<Failure>),
    /// A credential is missing or unusable. Nothing was sent.
    Credential(Box<Failure>),
    /// The request cannot be made of the arguments, or its body breaks off. No whole request was sent.
    Request(Box<Failure>),
    /// No connection was made: the last attempt sent nothing. What attempts before it may have done, the error says.
    Connection(Box<Failure>),
    /// An attempt took too long.
    Timeout(Box<Failure>),
    /// The connection broke while the request was sent or the answer read.
    Interrupted(Box<Failure>),
    /// The server answered with a status that is no success.
    Status(Box<Failure>),
    /// The answer is a success whose body does not have the documented form.
    Decode(Box<Failure>),
    /// The body of the answer is larger than the limit.
    TooLarge(Box<Failure>),
    /// What was received could not be stored.
    Storage(Box<Failure>),
    /// A list does not end: the server gave a page again that it gave before.
    RepeatedPage(Box<Failure>),
    /// The server reported an error within a stream that had begun as a success. The body is that of the report.
    Reported(Box<Failure>),
}

impl Error {
    /// The details.
    #[must_use]
    pub fn failure(&self) -> &Failure {
        match self {
            Self::Configuration(failure)
            | Self::Credential(failure)
            | Self::Request(failure)
            | Self::Connection(failure)
            | Self::Timeout(failure)
            | Self::Interrupted(failure)
            | Self::Status(failure)
            | Self::Decode(failure)
            | Self::TooLarge(failure)
            | Self::Storage(failure)
            | Self::RepeatedPage(failure)
            | Self::Reported(failure) => failure,
        }
    }

    pub(crate) fn failure_mut(&mut self) -> &mut Failure {
        match self {
            Self::Configuration(failure)
            | Self::Credential(failure)
            | Self::Request(failure)
            | Self::Connection(failure)
            | Self::Timeout(failure)
            | Self::Interrupted(failure)
            | Self::Status(failure)
            | Self::Decode(failure)
            | Self::TooLarge(failure)
            | Self::Storage(failure)
            | Self::RepeatedPage(failure)
            | Self::Reported(failure) => failure,
        }
    }

    /// What went wrong, in one word: the name of the variant in small letters, such as `timeout` or `too_large`. For
    /// logs and metrics.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Configuration(_) => "configuration",
            Self::Credential(_) => "credential",
            Self::Request(_) => "request",
            Self::Connection(_) => "connection",
            Self::Timeout(_) => "timeout",
            Self::Interrupted(_) => "interrupted",
            Self::Status(_) => "status",
            Self::Decode(_) => "decode",
            Self::TooLarge(_) => "too_large",
            Self::Storage(_) => "storage",
            Self::RepeatedPage(_) => "repeated_page",
            Self::Reported(_) => "reported",
        }
    }

    /// The status of the answer, if there was one.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.failure().status
    }

    /// The headers of the answer; empty when there was none.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.failure().headers
    }

    /// The id that the server gave the request.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.failure().request_id()
    }

    /// The id of the operation.
    #[must_use]
    pub fn operation(&self) -> Option<&'static str> {
        self.failure().operation().map(crate::Operation::id)
    }

    /// How often the request was sent.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.failure().attempts
    }

    /// The body of the answer as it came, if it was read.
    #[must_use]
    pub fn raw_body(&self) -> Option<&[u8]> {
        self.failure().body.as_deref()
    }

    /// The body of the answer as a type; `None` when no body was read.
    #[must_use]
    pub fn body<T: Decode>(&self) -> Option<Result<T, json::Error>> {
        self.raw_body().map(|body| json::decode(&charset::json(self.headers(), body)))
    }

    /// The message in the body of the answer, where the API has one.
    #[must_use]
    pub fn message(&self) -> Option<String> {
        self.failure().message()
    }

    /// The code in the body of the answer, where the API has one.
    #[must_use]
    pub fn code(&self) -> Option<String> {
        self.failure().code()
    }

    /// How long the server asks to wait before the next request.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.failure().retry_after
    }

    /// Whether the server may have done what was asked although no answer says so: a request that is not
    /// safe to repeat was sent, and its fate is not known.
    #[must_use]
    pub fn is_outcome_unknown(&self) -> bool {
        self.failure().outcome_unknown
    }

    /// Whether the status is 304: what a header of the request named is still the same.
    #[must_use]
    pub fn is_not_modified(&self) -> bool {
        self.is_status(304)
    }

    /// Whether the status is 400.
    #[must_use]
    pub fn is_bad_request(&self) -> bool {
        self.is_status(400)
    }

    /// Whether the status is 401.
    #[must_use]
    pub fn is_unauthorized(&self) -> bool {
        self.is_status(401)
    }

    /// Whether the status is 403.
    #[must_use]
    pub fn is_forbidden(&self) -> bool {
        self.is_status(403)
    }

    /// Whether the status is 404.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        self.is_status(404)
    }

    /// Whether the status is 409.
    #[must_use]
    pub fn is_conflict(&self) -> bool {
        self.is_status(409)
    }

    /// Whether the status is 429.
    #[must_use]
    pub fn is_rate_limit(&self) -> bool {
        self.is_status(429)
    }

    /// Whether the status is from 500 to 599.
    #[must_use]
    pub fn is_server_error(&self) -> bool {
        self.status().is_some_and(|status| status.is_server_error())
    }

    /// Whether an attempt took too long.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        matches!(self, Self::Timeout(_))
    }

    /// Whether no connection was made or it broke.
    #[must_use]
    pub fn is_connection(&self) -> bool {
        matches!(self, Self::Connection(_) | Self::Interrupted(_))
    }

    fn is_status(&self, status: u16) -> bool {
        matches!(self, Self::Status(failure) if failure.status.is_some_and(|known| known == status))
    }
}

impl core::error::Error for Error {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        self.failure().source.as_deref().map(|source| source as _)
    }
}
