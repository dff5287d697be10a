//! What was asked of the server, for tests to look at.

use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use axum::body::Body;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode};
use bytes::Bytes;
use hyper::body::{Body as HttpBody, Frame, SizeHint};

/// How much of each body is kept.
const KEPT_BODY: usize = 1 << 20;

/// One request as it came.
#[derive(Debug, Clone)]
pub struct Recorded {
    /// Its method.
    pub method: Method,
    /// Path and query as they were sent, not decoded.
    pub target: String,
    /// Its headers.
    pub headers: HeaderMap,
    /// The beginning of its body, up to 1 MiB.
    pub body: Bytes,
    /// How many bytes the body had, as far as it was read.
    pub body_length: u64,
    /// The `operationId`, where the address belongs to an operation.
    pub operation: Option<&'static str>,
    /// The status that it was answered with; none while that is under way, and where the connection was cut.
    pub status: Option<StatusCode>,
}

impl Recorded {
    /// A header as text; empty where it is missing.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}

/// All requests, and what was wrong with the server's own answers.
#[derive(Debug)]
pub struct Log {
    keep: bool,
    entries: Mutex<Vec<Entry>>,
    violations: Mutex<Vec<String>>,
}

/// A request that is being answered.
#[derive(Debug, Clone)]
pub struct Entry(Arc<Mutex<State>>);

#[derive(Debug)]
struct State {
    recorded: Recorded,
    body: Vec<u8>,
}

impl Log {
    /// A log, which keeps requests or does not.
    pub fn new(keep: bool) -> Self {
        Self { keep, entries: Mutex::default(), violations: Mutex::default() }
    }

    /// Notes a request; its body passes through.
    pub fn open(&self, parts: &Parts, operation: Option<&'static str>, body: Body) -> (Entry, Body) {
        let recorded = Recorded {
            method: parts.method.clone(),
            target: parts.uri.path_and_query().map_or_else(String::new, ToString::to_string),
            headers: parts.headers.clone(),
            body: Bytes::new(),
            body_length: 0,
            operation,
            status: None,
        };
        let entry = Entry(Arc::new(Mutex::new(State { recorded, body: Vec::new() })));
        if !self.keep {
            return (entry, body);
        }
        self.entries.lock().unwrap_or_else(PoisonError::into_inner).push(entry.clone());
        let body = Body::new(Tee { inner: body, entry: entry.clone() });
        (entry, body)
    }

    /// All requests so far, in the order in which they came.
    pub fn requests(&self) -> Vec<Recorded> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner).iter().map(Entry::snapshot).collect()
    }

    /// Notes that an answer was not as the document says.
    pub fn violate(&self, violation: String) {
        self.violations.lock().unwrap_or_else(PoisonError::into_inner).push(violation);
    }

    /// What was wrong with answers.
    pub fn violations(&self) -> Vec<String> {
        self.violations.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Entry {
    /// Notes how the request was answered.
    pub fn close(&self, status: StatusCode) {
        self.change(|state| state.recorded.status = Some(status));
    }

    fn snapshot(&self) -> Recorded {
        self.change(|state| Recorded { body: Bytes::copy_from_slice(&state.body), ..state.recorded.clone() })
    }

    fn note(&self, piece: &[u8]) {
        self.change(|state| {
            let room = KEPT_BODY.saturating_sub(state.body.len());
            let kept = piece.get(..room).unwrap_or(piece);
            state.body.extend_from_slice(kept);
            state.recorded.body_length += piece.len() as u64;
        });
    }

    fn change<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// A body that is noted while it is read.
struct Tee {
    inner: Body,
    entry: Entry,
}

impl HttpBody for Tee {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let frame = Pin::new(&mut self.inner).poll_frame(context);
        if let Poll::Ready(Some(Ok(frame))) = &frame
            && let Some(piece) = frame.data_ref()
        {
            self.entry.note(piece);
        }
        frame
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}
