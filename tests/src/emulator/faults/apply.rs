//! Doing to a request or an answer what a fault says.

use std::convert::Infallible;
use std::io;
use std::time::Duration;

use axum::body::Body;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::Response;
use bytes::Bytes;
use futures_util::{StreamExt, stream};
use http_body_util::BodyExt;

use super::{Canned, Chosen, Effect, Fault, Refusal};
use crate::emulator::answer::{Answer, Failure, Payload};

/// On a response, tells the server to end the connection instead of sending it.
#[derive(Debug, Clone, Copy)]
pub struct Cut;

const PIECES: usize = 4;

impl Chosen {
    /// Waits as long as the headers are to be late.
    pub async fn delay(&self) {
        for fault in &self.0 {
            if let Effect::SlowHeaders(pause) = fault.effect {
                tokio::time::sleep(pause).await;
            }
        }
    }

    /// The response of a fault that strikes before any work is done.
    pub fn instead(&self) -> Option<Response> {
        self.0.iter().filter(|fault| !fault.acted).find_map(Fault::response)
    }

    /// What comes out of a response, the work being done.
    pub async fn spoil(&self, mut response: Response) -> Response {
        for fault in &self.0 {
            response = match &fault.effect {
                _ if fault.acted => fault.response().unwrap_or(response),
                Effect::SlowBody(pause) => in_pieces(response, *pause).await,
                Effect::CutBody => cut_short(response).await,
                Effect::TruncatedJson => truncated(response).await,
                Effect::WrongContentType(media) => with_header(response, CONTENT_TYPE, media),
                _ => response,
            };
        }
        response
    }
}

impl Fault {
    fn response(&self) -> Option<Response> {
        match &self.effect {
            Effect::Refuse(refusal) => Some(refusal.response()),
            Effect::Answer(canned) => Some(canned.response()),
            Effect::CutHeaders => {
                let mut response = Response::new(Body::empty());
                response.extensions_mut().insert(Cut);
                Some(response)
            }
            _ => None,
        }
    }
}

impl Refusal {
    fn response(&self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut failure = Failure::new(status, format!("A fault on purpose, of status {}.", self.status));
        failure.code.clone_from(&self.code);
        if status == StatusCode::TOO_MANY_REQUESTS {
            failure.kind = "requests";
            failure.code.get_or_insert_with(|| "rate_limit_exceeded".into());
        }
        let mut response = json_response(failure.into());
        let headers = [
            ("retry-after", &self.retry_after),
            ("retry-after-ms", &self.retry_after_ms),
            ("x-should-retry", &self.should_retry),
        ];
        for (name, value) in headers {
            if let Some(value) = value {
                response = with_header(response, HeaderName::from_static(name), value);
            }
        }
        response
    }
}

impl Canned {
    fn response(&self) -> Response {
        let mut response = Response::new(Body::from(self.body.clone()));
        *response.status_mut() = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        for (name, value) in &self.headers {
            if let (Ok(name), Ok(value)) = (name.parse::<HeaderName>(), value.parse()) {
                response.headers_mut().append(name, value);
            }
        }
        response
    }
}

fn json_response(answer: Answer) -> Response {
    let body = match answer.payload {
        Payload::Json(value) => Body::from(value.to_string()),
        Payload::File(..) => Body::empty(),
    };
    let mut response = Response::new(body);
    *response.status_mut() = answer.status;
    with_header(response, CONTENT_TYPE, "application/json")
}

fn with_header(mut response: Response, name: HeaderName, value: &str) -> Response {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
    response
}

/// A body whole. These are small, or a test's own files; one that cannot be read is empty.
async fn read(body: Body) -> Bytes {
    body.collect().await.map(http_body_util::Collected::to_bytes).unwrap_or_default()
}

async fn in_pieces(response: Response, pause: Duration) -> Response {
    let (head, body) = response.into_parts();
    let bytes = read(body).await;
    let size = bytes.len().div_ceil(PIECES).max(1);
    let pieces: Vec<Bytes> = bytes.chunks(size).map(Bytes::copy_from_slice).collect();
    let late = stream::iter(pieces).then(move |piece| async move {
        tokio::time::sleep(pause).await;
        Ok::<_, Infallible>(piece)
    });
    Response::from_parts(head, Body::from_stream(late))
}

async fn cut_short(response: Response) -> Response {
    let (mut head, body) = response.into_parts();
    let bytes = read(body).await;
    head.headers.insert(CONTENT_LENGTH, bytes.len().into());
    let half = bytes.slice(..bytes.len() / 2);
    let ends = stream::iter([Ok(half)]).chain(stream::once(async {
        // While this waits, the first half goes out; else the client would see no headers either.
        tokio::task::yield_now().await;
        Err(io::Error::from(io::ErrorKind::ConnectionAborted))
    }));
    Response::from_parts(head, Body::from_stream(ends))
}

async fn truncated(response: Response) -> Response {
    let (mut head, body) = response.into_parts();
    let bytes = read(body).await;
    head.headers.remove(CONTENT_LENGTH);
    Response::from_parts(head, Body::from(bytes.slice(..bytes.len() / 2)))
}
