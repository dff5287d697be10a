//! One line about a failure.

use core::fmt::{self, Write as _};

use super::hide::hidden;
use super::{Error, Failure};
use crate::coding::packed_by;
use crate::json;

/// Characters shown of a body that is not in the API's form.
const EXCERPT: usize = 160;

/// Bytes of such a body that are looked at: more than are shown, as there may be space between.
const READ: usize = 4 * 1024;

/// Characters shown of any text that a server sent.
const LINE: usize = 1_000;

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.failure(), f)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::new();
        self.write(&mut text)?;
        f.write_str(&hidden(text, &self.secrets))
    }
}

impl Failure {
    fn write(&self, f: &mut String) -> fmt::Result {
        if let Some(operation) = self.operation() {
            write!(f, "{} ({} {}): ", operation.id(), operation.method(), operation.path())?;
        }
        f.write_str(&one_line(&self.reason))?;
        self.fmt_body(f)?;
        if let Some(cause) = self.root_cause() {
            write!(f, ": {}", one_line(&cause))?;
        }
        self.fmt_notes(f)
    }

    fn fmt_body(&self, f: &mut String) -> fmt::Result {
        if let Some(message) = self.message() {
            return write!(f, ": {}", one_line(&message));
        }
        // Where there is a cause it says more than the body, and quotes it.
        let body = self.body.as_deref().unwrap_or_default();
        if body.is_empty() || self.source.is_some() || packed_by(&self.headers).is_some() {
            return Ok(());
        }
        let media_type = self.headers.get(http::header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        write!(f, ", with a body of type {}", media_type.map_or("unknown".to_owned(), one_line))?;
        let is_json = matches!(body.trim_ascii_start(), [b'{' | b'[' | b'"', ..]);
        let text = if is_json {
            json::telling(body, READ)
        } else {
            String::from_utf8_lossy(body.get(..READ).unwrap_or(body)).into_owned()
        };
        let text = one_line(&text);
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

    fn fmt_notes(&self, f: &mut String) -> fmt::Result {
        let mut notes = Vec::new();
        notes.extend(self.code().map(|code| format!("code {}", one_line(&code))));
        notes.extend(self.request_id().map(|id| format!("request id {}", one_line(id))));
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
        if let Some(problem) = &self.unrepeated {
            write!(f, "; {}", one_line(problem))?;
        }
        Ok(())
    }
}

/// `text` in one line that a terminal shows as it is, and not without end.
fn one_line(text: &str) -> String {
    let words = text.split(|character: char| character.is_whitespace() || is_hidden(character));
    let line = words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LINE) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
        None => line,
    }
}

/// Characters that move the cursor or turn the direction of what follows.
fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
