//! What an action gives back, before it becomes HTTP.

use std::fs::File;

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::Complaint;

/// The body of an answer.
#[derive(Debug)]
pub enum Payload {
    /// A JSON value.
    Json(Value),
    /// The content of a file, and its length in bytes.
    File(File, u64),
}

/// An answer without the headers that each one gets.
#[derive(Debug)]
pub struct Answer {
    /// Its status.
    pub status: StatusCode,
    /// Its body.
    pub payload: Payload,
}

impl Answer {
    /// A success with a JSON body.
    pub fn json(value: Value) -> Self {
        Self { status: StatusCode::OK, payload: Payload::Json(value) }
    }

    /// A success with a file's content.
    pub fn file(file: File, length: u64) -> Self {
        Self { status: StatusCode::OK, payload: Payload::File(file, length) }
    }
}

/// A refusal, in the form in which the API words them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// Its status.
    pub status: StatusCode,
    /// What went wrong.
    pub message: String,
    /// The kind of error.
    pub kind: &'static str,
    /// The part of the request at fault.
    pub param: Option<String>,
    /// A name for programs.
    pub code: Option<String>,
}

impl Failure {
    /// A refusal of this status that blames no part of the request.
    pub fn new(status: StatusCode, message: impl Into<String>) -> Self {
        let kind = if status.is_server_error() { "server_error" } else { "invalid_request_error" };
        Self { status, message: message.into(), kind, param: None, code: None }
    }

    /// A 400 that blames no part of the request.
    pub fn bad_request(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, message)
    }

    /// Names the part at fault.
    pub fn param(mut self, param: impl Into<String>) -> Self {
        self.param = Some(param.into());
        self
    }

    /// Gives the name for programs.
    pub fn code(mut self, code: impl Into<String>) -> Self {
        self.code = Some(code.into());
        self
    }

    /// Something in the server itself does not work.
    pub fn broken(what: &str, error: &std::io::Error) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, format!("{what}: {error}"))
    }
}

impl From<Complaint> for Failure {
    fn from(complaint: Complaint) -> Self {
        let failure = Self::bad_request(complaint.message).code(complaint.code);
        if complaint.param.is_empty() { failure } else { failure.param(complaint.param) }
    }
}

impl From<Failure> for Answer {
    fn from(failure: Failure) -> Self {
        let error = json!({
            "message": failure.message,
            "type": failure.kind,
            "param": failure.param,
            "code": failure.code,
        });
        Self { status: failure.status, payload: Payload::Json(json!({ "error": error })) }
    }
}
