//! Spans and events of a call, with the feature `tracing`; without it nothing.
//!
//! They hold metadata alone: no credential, no body, no path with its values, no query.

use crate::Operation;
use crate::error::Error;
use crate::response::Raw;

/// What is known of an outcome that may be told.
type Outcome = Result<Raw, Error>;

#[cfg(not(feature = "tracing"))]
mod spans {
    use core::time::Duration;

    use super::{Error, Operation, Outcome};

    /// The call as it is.
    pub(in super::super) fn call<F: Future<Output = Outcome>>(_: &'static Operation, future: F) -> F {
        future
    }

    /// The attempt as it is.
    pub(in super::super) fn attempt<F: Future<Output = Outcome>>(_: u32, future: F) -> F {
        future
    }

    pub(in super::super) fn pause(_: Duration) {}

    pub(crate) fn unread(_: &Error) {}
}

#[cfg(feature = "tracing")]
mod spans {
    use core::time::Duration;

    use tokio::time::Instant;
    use tracing::field::Empty;
    use tracing::{Instrument as _, Level, Span, debug, info, span};

    use super::{Error, Operation, Outcome};

    /// The call in a span of its own.
    pub(in super::super) async fn call<F: Future<Output = Outcome>>(
        operation: &'static Operation,
        future: F,
    ) -> Outcome {
        let span = span!(
            Level::INFO,
            "call",
            operation = operation.id(),
            method = operation.method().as_str(),
            path = operation.path(),
            attempts = Empty,
            status = Empty,
            request_id = Empty,
            error = Empty,
            latency_ms = Empty,
        );
        let started = Instant::now();
        let outcome = future.instrument(span.clone()).await;
        record(&span, &outcome, started);
        outcome
    }

    /// The attempt in a span of its own.
    pub(in super::super) async fn attempt<F: Future<Output = Outcome>>(number: u32, future: F) -> Outcome {
        let span = span!(
            Level::DEBUG,
            "attempt",
            attempt = number,
            status = Empty,
            request_id = Empty,
            error = Empty,
            latency_ms = Empty,
        );
        let started = Instant::now();
        let outcome = future.instrument(span.clone()).await;
        record(&span, &outcome, started);
        outcome
    }

    pub(in super::super) fn pause(delay: Duration) {
        debug!(delay_ms = milliseconds(delay), "sent again after a pause");
    }

    /// An answer came, and what is in it cannot be had: the span of its call has ended.
    pub(crate) fn unread(error: &Error) {
        info!(
            operation = error.operation(),
            error = error.kind(),
            status = error.status().map(|status| status.as_u16()),
            request_id = error.request_id(),
            "the answer cannot be read"
        );
    }

    fn record(span: &Span, outcome: &Outcome, started: Instant) {
        span.record("latency_ms", milliseconds(started.elapsed()));
        let (attempts, status, request_id) = match outcome {
            Ok(raw) => (raw.origin.attempts, Some(raw.status), raw.request_id()),
            Err(error) => {
                span.record("error", error.kind());
                (error.attempts(), error.status(), error.request_id())
            }
        };
        span.record("attempts", attempts);
        if let Some(status) = status {
            span.record("status", status.as_u16());
        }
        if let Some(request_id) = request_id {
            span.record("request_id", request_id);
        }
    }

    fn milliseconds(time: Duration) -> u64 {
        u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
    }
}

pub(crate) use spans::unread;
pub(super) use spans::{attempt, call, pause};
