//! One attempt: a request with its redirects, and the answer read as far as it must be.

use core::fmt;
use core::pin::Pin;
use core::task::{Context, Poll, ready};
use core::time::Duration;
use std::sync::OnceLock;

use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use http::header::{ACCEPT, ACCEPT_ENCODING, CONTENT_LENGTH, LOCATION, RANGE, SET_COOKIE, USER_AGENT};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

use super::Parts;
use super::request::{self, Plan, unmade};
use super::send::Expected;
use super::timing::Pulse;
use crate::address::{self, Target};
use crate::body::{Body, BoxError};
use crate::client::{Redirects, is_in};
use crate::coding::packed_by;
use crate::error::{Error, Failure, Origin};
use crate::output;
use crate::range::part;
use crate::response::Raw;
use crate::transport::{CallInfo, TransportError, TransportErrorKind};

/// Memory that is made ready for a body because of what the server says of its length, in bytes: it may lie.
const MOST_AHEAD: usize = 1024 * 1024;

/// Bytes of a refusal that are read whatever the limit: it says what went wrong.
const REFUSAL: usize = 64 * 1024;

/// Redirects followed in one attempt.
const MAX_REDIRECTS: usize = 5;

pub(super) struct Attempt<'c> {
    pub(super) parts: &'c Parts,
    pub(super) plan: &'c Plan,
    pub(super) expected: Expected,
    pub(super) origin: Origin,
    pub(super) timeout: Duration,
    /// Status and headers of a failure whose body is being read.
    pub(super) refused: OnceLock<(StatusCode, HeaderMap)>,
    /// Status and request id of a success whose body is being read.
    pub(super) begun: OnceLock<(StatusCode, Option<HeaderValue>)>,
    /// The body was opened, so that there was something to send.
    pub(super) opened: OnceLock<()>,
}

impl Attempt<'_> {
    /// Where the call stood before this attempt.
    fn before(&self) -> Origin {
        Origin { attempts: self.origin.attempts.saturating_sub(1), ..self.origin }
    }

    /// The error of an attempt that took longer than it may. Where the server refused and its body did not come, the status
    /// counts.
    #[cold]
    pub(super) fn timed_out(&self) -> Error {
        let limit = self.timeout.as_secs_f64();
        if let Some((status, headers)) = self.refused.get() {
            let failure = Failure::new(format!("{status}, whose body did not come within {limit} s"));
            return Error::Status(failure.at(self.origin).answered(*status, headers.clone()));
        }
        if self.opened.get().is_none() {
            return unmade(self.before(), format!("its body could not be opened within {limit} s"));
        }
        let failure = Failure::new(format!("no complete answer within {limit} s")).at(self.origin);
        Error::Timeout(match self.begun.get() {
            None => failure,
            Some((status, request_id)) => {
                let name = HeaderName::try_from(self.origin.api.request_id_header).ok();
                failure.answered(*status, name.zip(request_id.clone()).into_iter().collect())
            }
        })
    }
}

/// Sends the request and reads the answer, unless it is to be streamed.
pub(super) async fn run(attempt: &Attempt<'_>, headers: HeaderMap, pulse: Option<&Pulse>) -> Result<Raw, Error> {
    let (mut head, body) = follow(attempt, headers, pulse).await?.into_parts();
    if let http::header::Entry::Occupied(mut cookies) = head.headers.entry(SET_COOKIE) {
        cookies.iter_mut().for_each(|cookie| cookie.set_sensitive(true));
    }
    let secrets = request::secrets(attempt.parts, attempt.plan);
    let known = attempt.parts.client.secrets();
    for value in head.headers.values_mut() {
        if known.iter().chain(&secrets).any(|secret| is_in(secret, value.as_bytes())) {
            value.set_sensitive(true);
        }
    }
    let raw = Raw {
        origin: attempt.origin,
        status: head.status,
        headers: head.headers,
        bytes: Bytes::new(),
        stream: None,
        idle: attempt.parts.timeout.unwrap_or(attempt.parts.client.idle_timeout()),
        limit: limit(attempt),
        client: attempt.parts.client.clone(),
        secrets,
        key: None,
        call: None,
    };
    let is_wanted = output::is_declared(raw.status, attempt.parts.operation.redirects);
    if !is_wanted && !(attempt.expected.accepts)(raw.status) {
        return Err(refused(raw, body, attempt).await);
    }
    if let Some(coding) = unasked_coding(attempt, &raw) {
        let reason = format!("{} with a body packed by `{coding}`, which was not asked for", raw.status);
        return Err(Error::Decode(raw.failure(reason)));
    }
    if let Some(range) = unasked_part(attempt, &raw) {
        let reason = format!("{} with a part of the body, `{range}`, which was not asked for", raw.status);
        return Err(Error::Decode(raw.failure(reason)));
    }
    if (attempt.expected.streams)(raw.status) {
        return Ok(Raw { stream: Some(body), ..raw });
    }
    let request_id = raw.headers.get(raw.origin.api.request_id_header);
    let _ = attempt.begun.set((raw.status, request_id.cloned()));
    let (bytes, end) = collect(body, limit(attempt)).await;
    let raw = Raw { bytes, ..raw };
    match end {
        End::Complete => Ok(raw),
        End::Limit => {
            let reason = format!("{} with a body of more than {} bytes", raw.status, limit(attempt));
            Err(Error::TooLarge(raw.failure(reason)))
        }
        End::Broken(error) => {
            let reason = format!("the connection broke after {} with part of the body", raw.status);
            Err(Error::Interrupted(raw.failure(reason).caused_by(error)))
        }
    }
}

/// What the body is packed by, where neither this client nor its caller asked for that: what is in it would be taken for
/// the answer itself. Whoever asks by `Accept-Encoding`, or for the answer as it came, unpacks it.
fn unasked_coding(attempt: &Attempt<'_>, raw: &Raw) -> Option<&'static str> {
    if attempt.expected.as_it_came || request::is_set(attempt.parts, &ACCEPT_ENCODING) {
        return None;
    }
    let has_body = raw.status != StatusCode::NO_CONTENT
        && attempt.plan.method != http::Method::HEAD
        && raw.headers.get(CONTENT_LENGTH).is_none_or(|length| length.as_bytes() != b"0");
    packed_by(&raw.headers).filter(|_| has_body)
}

/// Which part came, where neither the operation nor its caller asked for one: it would be taken for all there is.
fn unasked_part<'r>(attempt: &Attempt<'_>, raw: &'r Raw) -> Option<&'r str> {
    let asked = attempt.expected.as_it_came || request::is_set(attempt.parts, &RANGE);
    part(raw.status, &raw.headers).filter(|_| !asked)
}

fn limit(attempt: &Attempt<'_>) -> usize {
    attempt.parts.client.max_json_body()
}

/// The error of a status that is no success. As much of the body as came is kept.
async fn refused(raw: Raw, body: Body, attempt: &Attempt<'_>) -> Error {
    let _ = attempt.refused.set((raw.status, raw.headers.clone()));
    let (bytes, _) = collect(body, limit(attempt).max(REFUSAL)).await;
    let status = raw.status;
    let reason = if let Some(coding) = unasked_coding(attempt, &raw) {
        format!("{status} with a body packed by `{coding}`, which was not asked for")
    } else if status.is_redirection() && raw.headers.contains_key(LOCATION) {
        format!("{status}: a redirect that is not followed")
    } else {
        status.to_string()
    };
    Error::Status(Raw { bytes, ..raw }.failure(reason))
}

/// The answer after redirects. Only GET and HEAD without a body follow them: bodies never travel elsewhere. To another
/// origin they are followed only where the client allows it, and with no header that a stranger need not know.
async fn follow(
    attempt: &Attempt<'_>,
    mut headers: HeaderMap,
    pulse: Option<&Pulse>,
) -> Result<http::Response<Body>, Error> {
    let mut moved: Option<http::Uri> = None;
    let mut left = MAX_REDIRECTS;
    let mut is_same_origin = true;
    loop {
        let to = moved.as_ref().unwrap_or(&attempt.plan.uri);
        let response = exchange(attempt, to, headers, pulse).await?;
        let operation = attempt.parts.operation;
        let is_wanted = output::is_declared(response.status(), operation.redirects);
        let follows = left > 0 && operation.method.follows_redirects() && attempt.parts.payload.is_none() && !is_wanted;
        let target = redirect(&response, to).filter(|_| follows);
        let Some(target) = target.filter(|target| may_lead(attempt.parts.client.redirects(), target)) else {
            return Ok(response);
        };
        // Who was elsewhere once may lead back with a purpose: nothing is trusted to it any more.
        is_same_origin &= target.is_same_origin;
        let Ok(next) = http::Uri::try_from(target.url) else { return Ok(response) };
        moved = Some(next);
        headers = request::headers(attempt.parts, attempt.plan, attempt.before())?;
        if !is_same_origin {
            headers = for_strangers(&headers);
        }
        left -= 1;
    }
}

fn may_lead(redirects: Redirects, target: &Target) -> bool {
    match redirects {
        Redirects::Never => false,
        Redirects::SameOrigin => target.is_same_origin,
        Redirects::Anywhere => true,
    }
}

fn redirect(response: &http::Response<Body>, from: &http::Uri) -> Option<Target> {
    if !matches!(response.status().as_u16(), 301 | 302 | 303 | 307 | 308) {
        return None;
    }
    let location = core::str::from_utf8(response.headers().get(LOCATION)?.as_bytes()).ok()?;
    address::redirect_target(&from.to_string(), location)
}

/// What a stranger gets to know.
fn for_strangers(headers: &HeaderMap) -> HeaderMap {
    let known = [ACCEPT, USER_AGENT].map(|name| (headers.get(&name).cloned(), name));
    known.into_iter().filter_map(|(value, name)| Some((name, value?))).collect()
}

async fn exchange(
    attempt: &Attempt<'_>,
    to: &http::Uri,
    headers: HeaderMap,
    pulse: Option<&Pulse>,
) -> Result<http::Response<Body>, Error> {
    let payload = &attempt.parts.payload;
    let has_length = !payload.is_none() || attempt.parts.operation.method.expects_body();
    // Where there is nothing to send, this attempt was none.
    let again = attempt.origin.attempts > 1 || attempt.parts.again;
    let body = payload.open(again).await.map_err(|error| unmade(attempt.before(), error))?;
    let _ = attempt.opened.set(());
    let length = body.length().filter(|_| has_length);
    let body = match pulse {
        Some(pulse) => paced(body, pulse),
        None => body,
    };
    let mut request = http::Request::new(body);
    *request.method_mut() = attempt.plan.method.clone();
    *request.uri_mut() = to.clone();
    *request.headers_mut() = headers;
    if let Some(length) = length {
        request.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from(length));
    }
    let info = CallInfo::new(attempt.parts.operation, attempt.origin.attempts);
    request.extensions_mut().insert(info);
    let response = attempt.parts.client.send(request).await;
    response.map_err(|error| transport_error(error, attempt.origin))
}

fn transport_error(error: TransportError, origin: Origin) -> Error {
    let kind = error.kind();
    let mut causes = core::iter::successors(Some(error.source_ref()), |cause| cause.source());
    if causes.any(<dyn core::error::Error>::is::<Unread>) {
        // The server cannot have taken what came of it for a whole request.
        return Error::Request(Failure::new("the body cannot be sent").at(origin).caused_by(error.into_source()));
    }
    let failure = |reason: &str| Failure::new(reason).at(origin).caused_by(error.into_source());
    match kind {
        TransportErrorKind::Connect => Error::Connection(failure("no connection to the server")),
        TransportErrorKind::Timeout => Error::Timeout(failure("the server took too long")),
        TransportErrorKind::Request => Error::Request(failure("the request cannot be sent")),
        TransportErrorKind::Interrupted => Error::Interrupted(failure("the connection broke")),
        TransportErrorKind::Redirected => {
            let mut failure = failure("the answer is that of another address");
            if !origin.operation.method.is_idempotent() {
                failure.set_outcome_unknown();
            }
            Error::Decode(failure)
        }
    }
}

enum End {
    Complete,
    Limit,
    Broken(BoxError),
}

async fn collect(mut body: Body, limit: usize) -> (Bytes, End) {
    let mut all = Pieces::default();
    while let Some(piece) = body.next().await {
        match piece {
            Err(error) => return (all.joined(), End::Broken(error)),
            Ok(mut piece) if all.len() + piece.len() > limit => {
                piece.truncate(limit.saturating_sub(all.len()));
                all.add(piece, None);
                return (all.joined(), End::Limit);
            }
            Ok(piece) => all.add(piece, body.length()),
        }
    }
    (all.joined(), End::Complete)
}

/// What came of a body. A small one is one piece, which is not copied.
#[derive(Default)]
struct Pieces {
    first: Bytes,
    all: BytesMut,
}

impl Pieces {
    fn len(&self) -> usize {
        self.first.len() + self.all.len()
    }

    /// `left` is what the server says is still to come.
    fn add(&mut self, piece: Bytes, left: Option<u64>) {
        if self.len() == 0 {
            self.first = piece;
            return;
        }
        if self.all.is_empty() {
            let left = left.and_then(|left| usize::try_from(left).ok()).unwrap_or_default();
            self.all.reserve(self.first.len() + piece.len() + left.min(MOST_AHEAD));
            self.all.extend_from_slice(&core::mem::take(&mut self.first));
        }
        self.all.extend_from_slice(&piece);
    }

    fn joined(self) -> Bytes {
        if self.all.is_empty() { self.first } else { self.all.freeze() }
    }
}

/// A body whose every piece is a beat.
fn paced(body: Body, pulse: &Pulse) -> Body {
    let length = body.length();
    Body::stream(Paced { body, pulse: pulse.clone() }, length)
}

struct Paced {
    body: Body,
    pulse: Pulse,
}

impl Stream for Paced {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let item = ready!(Pin::new(&mut self.body).poll_next(context));
        self.pulse.beat();
        Poll::Ready(item.map(|piece| piece.map_err(|error| Unread(error).into())))
    }
}

/// Why the rest of a body cannot be sent: the fault is on this side of the connection.
#[derive(Debug)]
struct Unread(BoxError);

impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl core::error::Error for Unread {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        self.0.source()
    }
}
