//! What a mock answers.

use core::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header::CONTENT_TYPE};

use super::cut::{Cut, Stop};
use super::{Example, Sent, no_answer};
use crate::json::Encode;
use crate::transport::{Body, TransportError, TransportErrorKind};

/// What a mock answers to one request.
#[derive(Debug, Clone)]
#[must_use = "a mock gives it once it was told by `Mock::reply`"]
pub struct Reply {
    kind: Kind,
    headers: Vec<(String, String)>,
    pause: Duration,
    /// After so many bytes.
    stop: Option<(usize, Stop)>,
}

#[derive(Debug, Clone)]
enum Kind {
    Answer {
        status: u16,
        body: Bytes,
    },
    /// An example of the document: of this status, or of any success.
    Example(Option<u16>),
    Failure(TransportErrorKind),
}

impl Reply {
    /// A status, and nothing else.
    pub fn new(status: u16) -> Self {
        Self::of(Kind::Answer { status, body: Bytes::new() })
    }

    /// A text of JSON, as it is.
    pub fn json(status: u16, text: impl Into<Bytes>) -> Self {
        Self::new(status).body(text).header("content-type", "application/json")
    }

    /// A model, or any other value, as JSON.
    pub fn value<T: Encode + ?Sized>(status: u16, value: &T) -> Self {
        Self::json(status, crate::json::encode(value))
    }

    /// Server-sent events with these items, as JSON, for a call that streams. An API's word for the end of a stream, where
    /// it has one, is for [`text_events`](Self::text_events).
    pub fn events<T: Encode>(items: impl IntoIterator<Item = T>) -> Self {
        let texts = items.into_iter().map(|item| String::from_utf8_lossy(&crate::json::encode(&item)).into_owned());
        Self::text_events(texts)
    }

    /// Server-sent events with these texts as their data.
    pub fn text_events<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> Self {
        let mut body = String::new();
        for text in texts {
            for line in text.as_ref().split('\n') {
                body.extend(["data: ", line, "\n"]);
            }
            body.push('\n');
        }
        Self::new(200).body(body).header("content-type", "text/event-stream")
    }

    /// The example that the document gives for the operation and this status.
    pub fn example(status: u16) -> Self {
        Self::of(Kind::Example(Some(status)))
    }

    /// No answer: the connection is refused, breaks, or the server is silent for too long.
    pub fn failure(kind: TransportErrorKind) -> Self {
        Self::of(Kind::Failure(kind))
    }

    /// The example that the document gives for the operation.
    pub(super) fn any_success() -> Self {
        Self::of(Kind::Example(None))
    }

    fn of(kind: Kind) -> Self {
        Self { kind, headers: Vec::new(), pause: Duration::ZERO, stop: None }
    }

    /// With these bytes as its body; an example and a failure keep what they have.
    pub fn body(mut self, bytes: impl Into<Bytes>) -> Self {
        if let Kind::Answer { body, .. } = &mut self.kind {
            *body = bytes.into();
        }
        self
    }

    /// With a header more; a media type takes the place of the usual one.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Only after a pause, in the time of tokio, which tests can stop.
    pub fn after(mut self, pause: Duration) -> Self {
        self.pause = pause;
        self
    }

    /// With a connection that breaks behind so many bytes of the body.
    pub fn breaks_after(mut self, bytes: usize) -> Self {
        self.stop = Some((bytes, Stop::Breaks));
        self
    }

    /// With a server that is silent behind so many bytes of the body, until the client has waited long enough.
    pub fn stalls_after(mut self, bytes: usize) -> Self {
        self.stop = Some((bytes, Stop::Stalls));
        self
    }

    pub(super) async fn play(
        self,
        sent: &Sent,
        examples: &'static [Example],
    ) -> Result<http::Response<Body>, TransportError> {
        if !self.pause.is_zero() {
            tokio::time::sleep(self.pause).await;
        }
        let (status, body, media_type) = match self.kind {
            Kind::Failure(kind) => return Err(TransportError::new(kind, "the mock was told to fail")),
            Kind::Answer { status, body } => (status, body, ""),
            Kind::Example(status) => {
                let (operation, accept) = (sent.operation(), sent.header("accept").unwrap_or_default());
                let example = Example::find(examples, operation, status, accept, |name| sent.is_true(name));
                let example = example.ok_or_else(|| missing(operation, status))?;
                (example.status, Bytes::from_static(example.body.as_bytes()), example.media_type)
            }
        };
        let mut answer = http::Response::new(until(self.stop, body));
        *answer.status_mut() = StatusCode::from_u16(status).map_err(|_| no_answer(format!("{status} is no status")))?;
        fill(answer.headers_mut(), media_type, &self.headers)?;
        Ok(answer)
    }
}

/// A body up to where it stops; to its end where that is before.
fn until(stop: Option<(usize, Stop)>, whole: Bytes) -> Body {
    let Some((bytes, stop)) = stop else { return Body::whole(whole) };
    let length = whole.len() as u64;
    let bytes = Some(whole.slice(..bytes.min(whole.len()))).filter(|bytes| !bytes.is_empty());
    Body::stream(Cut { bytes, stop }, Some(length))
}

fn fill(headers: &mut HeaderMap, media_type: &str, others: &[(String, String)]) -> Result<(), TransportError> {
    let media_type = Some((CONTENT_TYPE.as_str(), media_type)).filter(|(_, media_type)| !media_type.is_empty());
    let others = others.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    for (name, value) in media_type.into_iter().chain(others) {
        let wrong = || no_answer(format!("the mock was told to send the header `{name}`, which cannot be sent"));
        let parsed = HeaderName::try_from(name).map_err(|_| wrong())?;
        let value = HeaderValue::try_from(value).map_err(|_| wrong())?;
        if parsed == CONTENT_TYPE {
            headers.insert(parsed, value);
        } else {
            headers.append(parsed, value);
        }
    }
    Ok(())
}

fn missing(operation: &str, status: Option<u16>) -> TransportError {
    let which = status.map_or_else(|| "a success".to_owned(), |status| format!("the status {status}"));
    no_answer(format!(
        "the document has no example of {which} for `{operation}`: tell the mock what to answer, with \
         `mock.reply({operation:?}, …)`"
    ))
}
