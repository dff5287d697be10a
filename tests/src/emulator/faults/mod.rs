//! Faults on purpose: what a client must live through.
//!
//! A fault is written `KIND[;OPTION]…`, in the request header `x-fault` (which may come several times), at the start
//! (`--fault`), or given to [`super::Emulator::inject`]:
//!
//! | kind | what happens |
//! |---|---|
//! | a status, such as `429` or `503` | this status; options `retry-after=`, `retry-after-ms=`, `should-retry=`, `code=` |
//! | `slow-headers` | nothing for `ms=` milliseconds, then the answer |
//! | `slow-body` | the headers at once, then the body in pieces, `ms=` milliseconds apart |
//! | `cut-headers` | the connection ends before anything came |
//! | `cut-body` | the connection ends in the middle of the body |
//! | `truncated-json` | half of the body, in a whole HTTP message |
//! | `wrong-content-type` | the body as `text/html`, or as `type=` says |
//! | `repeat-page` | a list gives its first page whatever the cursor, and promises more |
//!
//! | option | meaning |
//! |---|---|
//! | `times=N` | only N times, then all is well; in a header, N requests of the same method, path and fault |
//! | `on=OPERATION` | only for the operation of this `operationId` |
//! | `acted` | a status or `cut-headers` strikes after the work was done, not before |

mod apply;
mod parse;
mod plan;

use std::time::Duration;

pub use apply::Cut;
pub use plan::{Chosen, Plan};

/// Something that goes wrong on purpose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What goes wrong.
    pub effect: Effect,
    /// How many times; without it, always.
    pub times: Option<u32>,
    /// The `operationId` of the one operation that it strikes.
    pub operation: Option<String>,
    /// Whether a refusal or a cut comes after the work was done.
    pub acted: bool,
}

/// What goes wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// An error status with the API's error body.
    Refuse(Refusal),
    /// An answer of any kind, which is not held to the document.
    Answer(Canned),
    /// The headers come late.
    SlowHeaders(Duration),
    /// The body comes in pieces, with this pause before each.
    SlowBody(Duration),
    /// The connection ends before the headers.
    CutHeaders,
    /// The connection ends in the body.
    CutBody,
    /// The body ends too early though the message is whole.
    TruncatedJson,
    /// The body claims to be of another type.
    WrongContentType(String),
    /// A list gives the same page again and again.
    RepeatPage,
}

/// An error status and the headers about retrying.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The status, of 400 and above.
    pub status: u16,
    /// The `code` of the error body.
    pub code: Option<String>,
    /// The header `Retry-After`, as it is.
    pub retry_after: Option<String>,
    /// The header `retry-after-ms`.
    pub retry_after_ms: Option<String>,
    /// The header `x-should-retry`.
    pub should_retry: Option<String>,
}

/// An answer of any kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Canned {
    /// Its status.
    pub status: u16,
    /// Its headers.
    pub headers: Vec<(String, String)>,
    /// Its body.
    pub body: Vec<u8>,
}

impl Fault {
    /// A fault that always strikes, before any work is done.
    #[must_use]
    pub fn new(effect: Effect) -> Self {
        Self { effect, times: None, operation: None, acted: false }
    }

    /// Strikes only so many times.
    #[must_use]
    pub fn times(mut self, times: u32) -> Self {
        self.times = Some(times);
        self
    }

    /// Strikes only the operation of this `operationId`.
    #[must_use]
    pub fn on(mut self, operation: impl Into<String>) -> Self {
        self.operation = Some(operation.into());
        self
    }

    /// Strikes after the work was done.
    #[must_use]
    pub fn acted(mut self) -> Self {
        self.acted = true;
        self
    }

    /// An answer with a JSON body.
    #[must_use]
    pub fn json(status: u16, body: impl Into<String>) -> Self {
        let headers = vec![("content-type".to_owned(), "application/json".to_owned())];
        Self::new(Effect::Answer(Canned { status, headers, body: body.into().into_bytes() }))
    }

    fn is_for(&self, operation: &str) -> bool {
        self.operation.as_deref().is_none_or(|only| only == operation)
    }
}

impl Refusal {
    /// A refusal of this status that says nothing about retrying.
    #[must_use]
    pub fn new(status: u16) -> Self {
        Self { status, code: None, retry_after: None, retry_after_ms: None, should_retry: None }
    }
}
