//! What is known about a failed call.

use core::fmt::{self, Write as _};
use core::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde_json::Value;

use super::hide::hidden;
use crate::body::BoxError;
use crate::{Api, Operation, Secret, charset};

/// Where a failure comes from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Origin {
    pub(crate) api: &'static Api,
    pub(crate) operation: &'static Operation,
    pub(crate) attempts: u32,
}

/// Bytes of a body that a message is looked for in: values take many times the memory of their text.
const MOST_READ: usize = 1024 * 1024;

/// What is known about a failed call.
#[derive(Default)]
pub struct Failure {
    pub(super) reason: String,
    pub(super) source: Option<BoxError>,
    pub(super) origin: Option<(&'static Api, &'static Operation)>,
    pub(super) attempts: u32,
    pub(super) status: Option<StatusCode>,
    pub(super) headers: HeaderMap,
    pub(super) body: Option<Bytes>,
    pub(super) retry_after: Option<Duration>,
    pub(super) outcome_unknown: bool,
    /// Why it was not sent again although that might have helped.
    pub(super) unrepeated: Option<String>,
    /// What is not shown wherever it stands: servers say again what they were sent.
    pub(super) secrets: Vec<Secret>,
}

impl Failure {
    pub(crate) fn new(reason: impl Into<String>) -> Box<Self> {
        Box::new(Self { reason: reason.into(), ..Self::default() })
    }

    pub(crate) fn at(mut self: Box<Self>, origin: Origin) -> Box<Self> {
        self.origin = Some((origin.api, origin.operation));
        self.attempts = origin.attempts;
        self
    }

    pub(crate) fn caused_by(mut self: Box<Self>, source: impl Into<BoxError>) -> Box<Self> {
        self.source = Some(source.into());
        self.conceal();
        self
    }

    pub(crate) fn answered(mut self: Box<Self>, status: StatusCode, headers: HeaderMap) -> Box<Self> {
        self.status = Some(status);
        self.headers = headers;
        self
    }

    pub(crate) fn with_body(mut self: Box<Self>, body: Bytes) -> Box<Self> {
        self.body = Some(body);
        self
    }

    pub(crate) fn hiding(mut self: Box<Self>, secrets: impl IntoIterator<Item = Secret>) -> Box<Self> {
        self.hide(secrets);
        self
    }

    pub(crate) fn hide(&mut self, secrets: impl IntoIterator<Item = Secret>) {
        self.secrets.extend(secrets);
        self.reason = hidden(core::mem::take(&mut self.reason), &self.secrets);
        self.conceal();
    }

    pub(crate) fn set_retry_after(&mut self, delay: Option<Duration>) {
        self.retry_after = delay;
    }

    /// The server may have acted on a request that must not simply be repeated.
    pub(crate) fn set_outcome_unknown(&mut self) {
        self.outcome_unknown = true;
    }

    pub(crate) fn set_attempts(&mut self, attempts: u32) {
        self.attempts = attempts;
    }

    /// It would have been sent again, had nothing kept it from that.
    pub(crate) fn set_unrepeated(&mut self, problem: impl Into<String>) {
        self.unrepeated = Some(problem.into());
    }

    /// Takes the cause's place by its words, where those show what is not to be shown.
    fn conceal(&mut self) {
        if self.secrets.is_empty() {
            return;
        }
        let first: Option<&(dyn core::error::Error + 'static)> = self.source.as_deref().map(|source| source as _);
        let mut words = String::new();
        for cause in core::iter::successors(first, |cause| cause.source()) {
            // In a text nothing fails to be written.
            let _ = writeln!(words, "{cause}\n{cause:?}");
        }
        if hidden(words.clone(), &self.secrets) != words {
            let cause = core::iter::successors(first, |cause| cause.source()).last();
            self.source = cause.map(|cause| hidden(cause.to_string(), &self.secrets).into());
        }
    }

    /// The operation, unless there was none yet.
    #[must_use]
    pub fn operation(&self) -> Option<&'static Operation> {
        self.origin.map(|(_, operation)| operation)
    }

    /// What went wrong, in a few words.
    #[must_use]
    pub fn reason(&self) -> &str {
        &self.reason
    }

    /// The id that the server gave the request.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        let (api, _) = self.origin?;
        self.headers.get(api.request_id_header).filter(|value| !value.is_sensitive())?.to_str().ok()
    }

    pub(super) fn message(&self) -> Option<String> {
        self.in_body(|api| api.error_message)
    }

    pub(super) fn code(&self) -> Option<String> {
        self.in_body(|api| api.error_code)
    }

    fn in_body(&self, pointer: impl Fn(&Api) -> &'static str) -> Option<String> {
        let (api, _) = self.origin?;
        let pointer = pointer(api);
        if pointer.is_empty() {
            return None;
        }
        let body = self.body.as_deref().filter(|body| body.len() <= MOST_READ)?;
        let body: Value = crate::json::decode(&charset::json(&self.headers, body)).ok()?;
        match body.pointer(pointer)? {
            Value::String(text) => Some(text.clone()),
            scalar @ (Value::Bool(_) | Value::Number(_)) => Some(scalar.to_string()),
            // What has members is no text to read, and may repeat what was sent.
            Value::Null | Value::Array(_) | Value::Object(_) => None,
        }
    }
}

/// The same line as the error shows; headers and bodies can be long and are asked for by name.
impl fmt::Debug for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
