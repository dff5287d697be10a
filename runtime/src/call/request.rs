//! From a call to a request: address, headers and credentials.

use core::time::Duration;
use std::borrow::Cow;

use http::header::{ACCEPT, CONTENT_TYPE, COOKIE, USER_AGENT};
use http::{HeaderMap, HeaderName, HeaderValue};

use super::Parts;
use crate::address::{self, Base};
use crate::body::BoxError;
use crate::client::Granted;
use crate::error::{Error, Failure, Origin};
use crate::random;

/// How many headers are usual: no room is made twice.
const USUAL_HEADERS: usize = 6;

/// What all attempts of a call have in common.
pub(super) struct Plan {
    pub(super) method: http::Method,
    pub(super) uri: http::Uri,
    pub(super) headers: HeaderMap,
}

pub(super) async fn plan(
    parts: &Parts,
    accept: &'static str,
    origin: Origin,
    timeout: Duration,
) -> Result<Plan, Error> {
    let wrong = |problem: String| Error::Request(Failure::new(problem).at(origin));
    if let Some(problem) = &parts.problem {
        return Err(wrong(problem.clone()));
    }
    let method = parts.operation.method.as_str();
    let method = http::Method::from_bytes(method.as_bytes());
    let method = method.map_err(|_| wrong("the method is none that HTTP allows".to_owned()))?;
    let path = address::expand(parts.operation.path, &parts.path).map_err(wrong)?;
    let granted = granted(parts, origin, timeout).await?;
    let items = parts.query.iter().map(|(_, item)| item.as_str());
    let base = base(parts).map_err(wrong)?;
    let url = base.join(&path, items.chain(granted.query.iter().map(crate::Secret::expose)));
    let uri = http::Uri::try_from(url).map_err(|error| unmade(origin, error))?;
    Ok(Plan { method, uri, headers: headers(parts, accept, granted, origin)? })
}

/// There is nothing to send.
pub(super) fn unmade(origin: Origin, error: impl Into<BoxError>) -> Error {
    Error::Request(Failure::new("the request cannot be made").at(origin).caused_by(error))
}

/// A base URL that was set by hand holds for operations with a server of their own as well: whoever sets it wants
/// nothing to reach the API itself.
fn base(parts: &Parts) -> Result<Cow<'_, Base>, String> {
    match parts.operation.server {
        Some(server) if !parts.client.has_own_base() => parts.client.base().with_server(server).map(Cow::Owned),
        _ => Ok(Cow::Borrowed(parts.client.base())),
    }
}

/// A caller who sets `Authorization` by hand needs no other credential.
async fn granted(parts: &Parts, origin: Origin, timeout: Duration) -> Result<Granted, Error> {
    let by_hand = http::header::AUTHORIZATION;
    if parts.headers.contains_key(&by_hand) || parts.client.headers().contains_key(&by_hand) {
        return Ok(Granted::default());
    }
    parts.client.credentials().grant(parts.operation.security, origin, timeout).await
}

fn headers(parts: &Parts, accept: &'static str, granted: Granted, origin: Origin) -> Result<HeaderMap, Error> {
    let wrong = |what: &str| Error::Request(Failure::new(format!("{what} cannot be sent in a header")).at(origin));
    let mut headers = HeaderMap::with_capacity(USUAL_HEADERS);
    let accept = parts.accept.unwrap_or(accept);
    headers.insert(ACCEPT, HeaderValue::from_static(accept));
    if let Some(media_type) = parts.payload.content_type() {
        headers.insert(CONTENT_TYPE, media_type.map_err(|_| wrong("the media type of the body"))?);
    }
    headers.insert(USER_AGENT, parts.client.user_agent().clone());
    headers.extend(granted.headers);
    replace(&mut headers, parts.client.headers());
    replace(&mut headers, &parts.headers);
    let cookies: Vec<&str> = parts.cookies.iter().map(|(_, item)| item.as_str()).collect();
    let cookies = cookies.into_iter().chain(granted.cookies.iter().map(crate::Secret::expose));
    let cookies = cookies.collect::<Vec<_>>().join("; ");
    if !cookies.is_empty() {
        let mut cookies = HeaderValue::try_from(cookies).map_err(|_| wrong("a cookie"))?;
        cookies.set_sensitive(true);
        headers.insert(COOKIE, cookies);
    }
    add_idempotency_key(parts, &mut headers);
    Ok(headers)
}

fn replace(headers: &mut HeaderMap, others: &HeaderMap) {
    for (name, value) in others {
        headers.insert(name, value.clone());
    }
}

/// One key a call, the same on each attempt; one that the caller set stays.
fn add_idempotency_key(parts: &Parts, headers: &mut HeaderMap) {
    if parts.operation.method.is_idempotent() {
        return;
    }
    if let Some(name) = parts.client.api().idempotency_header
        && let Ok(name) = HeaderName::try_from(name)
        && let Ok(key) = HeaderValue::try_from(random::token())
    {
        headers.entry(name).or_insert(key);
    }
}
