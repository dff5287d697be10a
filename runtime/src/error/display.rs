//! One line about a failure.

use core::fmt;

use super::{Error, Failure};

/// Characters shown of a body that is not in the API's form.
const EXCERPT: usize = 160;

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.failure(), f)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(operation) = self.operation() {
            write!(f, "{} ({} {}): ", operation.id(), operation.method(), operation.path())?;
        }
        f.write_str(&self.reason)?;
        self.fmt_body(f)?;
        if let Some(cause) = self.root_cause() {
            write!(f, ": {}", one_line(&cause))?;
        }
        self.fmt_notes(f)
    }
}

impl Failure {
    fn fmt_body(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(message) = self.message() {
            return write!(f, ": {}", one_line(&message));
        }
        // Where there is a cause it says more than the body, and quotes it.
        let body = self.body.as_deref().unwrap_or_default();
        if body.is_empty() || self.source.is_some() {
            return Ok(());
        }
        let media_type = self.headers.get(http::header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        write!(f, ", with a body of type {}", media_type.unwrap_or("unknown"))?;
        let text = one_line(&String::from_utf8_lossy(body));
        let excerpt: String = text.chars().take(EXCERPT).collect();
        let rest = if excerpt.len() < text.len() { "…" } else { "" };
        write!(f, ": `{excerpt}{rest}`")
    }

    fn root_cause(&self) -> Option<String> {
        let mut cause: &dyn core::error::Error = self.source.as_deref()?;
        while let Some(next) = cause.source() {
            cause = next;
        }
        Some(cause.to_string())
    }

    fn fmt_notes(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut notes = Vec::new();
        notes.extend(self.code().map(|code| format!("code {}", one_line(&code))));
        notes.extend(self.request_id().map(|id| format!("request id {id}")));
        if self.attempts > 1 {
            notes.push(format!("{} attempts", self.attempts));
        }
        if let Some(delay) = self.retry_after {
            notes.push(format!("retry after {} s", delay.as_secs_f64()));
        }
        if !notes.is_empty() {
            write!(f, " ({})", notes.join(", "))?;
        }
        if self.outcome_unknown {
            f.write_str("; the outcome is unknown: the server may have acted on the request")?;
        }
        if self.sent_once {
            f.write_str("; the body was a stream and could not be sent again")?;
        }
        Ok(())
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
