//! From a call to a request: address, headers and credentials.

use core::time::Duration;
use std::borrow::Cow;

use http::header::{ACCEPT, CONTENT_TYPE, COOKIE, USER_AGENT};
use http::{HeaderMap, HeaderName, HeaderValue};

use super::Parts;
use crate::address::{self, Base};
use crate::api::Location;
use crate::body::BoxError;
use crate::client::{Granted, by_hand, in_pair};
use crate::error::{Error, Failure, Origin};
use crate::percent::{Keep, encode};
use crate::{Secret, random};

/// How many headers are usual: no room is made twice.
const USUAL_HEADERS: usize = 6;

/// What all attempts of a call have in common. Headers are made for each attempt anew: most calls have one.
pub(super) struct Plan {
    pub(super) method: http::Method,
    pub(super) uri: http::Uri,
    accept: &'static str,
    pub(super) granted: Granted,
    /// One a call, the same on each attempt, unless the caller set one.
    pub(super) idempotency_key: Option<(HeaderName, HeaderValue)>,
    /// Whether the server knows a repeated request again by a key.
    pub(super) has_key: bool,
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
    let by_hand = |location, name: &str| is_given(parts, location, name);
    let granted = parts.client.credentials().grant(parts.operation.security, &by_hand, origin, timeout).await?;
    let items = parts.query.iter().map(|(_, item)| item.as_str());
    let base = base(parts).map_err(wrong)?;
    let url = base.join(&path, items.chain(granted.query.iter().map(Secret::expose)));
    let uri = http::Uri::try_from(url).map_err(|error| unmade(origin, error))?;
    let accept = parts.accept.unwrap_or(accept);
    let key_header = parts.client.api().idempotency_header.and_then(|name| HeaderName::try_from(name).ok());
    let is_keyed = key_header.as_ref().is_some_and(|name| is_set(parts, name));
    let needs_key = !is_keyed && !parts.operation.method.is_idempotent();
    let idempotency_key = key_header.filter(|_| needs_key).and_then(with_token);
    Ok(Plan { method, uri, accept, granted, has_key: is_keyed || idempotency_key.is_some(), idempotency_key })
}

/// What must not be shown beside the client's own credentials.
pub(super) fn secrets(parts: &Parts, plan: &Plan) -> Vec<Secret> {
    let mut secrets = if plan.granted.asked.is_empty() { Vec::new() } else { plan.granted.secrets() };
    secrets.extend(by_hand(&parts.headers));
    secrets.extend(parts.secrets.iter().cloned().chain(parts.payload.secrets()).flat_map(in_all_forms));
    let items = parts.query.iter().filter(|(name, item)| name.is_none() && parts.client.api().is_key(item));
    secrets.extend(items.flat_map(|(_, item)| in_pair(item)));
    secrets
}

/// A secret of the caller as it was given, and as a query, a cookie or a form holds it.
fn in_all_forms(secret: Secret) -> impl Iterator<Item = Secret> {
    let encoded = [Keep::Unreserved, Keep::Form, Keep::ReservedQuery].map(|keep| encode(secret.expose(), keep));
    let others = encoded.into_iter().filter(|text| text != secret.expose()).map(Secret::from).collect::<Vec<_>>();
    core::iter::once(secret).chain(others)
}

/// There is nothing to send.
pub(super) fn unmade(origin: Origin, error: impl Into<BoxError>) -> Error {
    Error::Request(Failure::new("the request cannot be made").at(origin).caused_by(error))
}

/// A base URL that was set by hand holds for operations with a server of their own as well: whoever sets it wants
/// nothing to reach the API itself.
fn base(parts: &Parts) -> Result<Cow<'_, Base>, String> {
    match parts.operation.server {
        Some(server) if !parts.client.has_own_base() => {
            let server = parts.client.variables().fill(server);
            parts.client.base().with_server(&server).map(Cow::Owned)
        }
        _ => Ok(Cow::Borrowed(parts.client.base())),
    }
}

/// The headers of one attempt; `before` is where the call stood until then. What callers set replaces what is usual.
pub(super) fn headers(parts: &Parts, plan: &Plan, before: Origin) -> Result<HeaderMap, Error> {
    let wrong = |what: &str| Error::Request(Failure::new(format!("{what} cannot be sent in a header")).at(before));
    let mut headers = HeaderMap::with_capacity(USUAL_HEADERS);
    headers.insert(ACCEPT, HeaderValue::from_static(plan.accept));
    if let Some(media_type) = parts.payload.content_type() {
        headers.insert(CONTENT_TYPE, media_type.map_err(|_| wrong("the media type of the body"))?);
    }
    headers.insert(USER_AGENT, parts.client.user_agent().clone());
    headers.extend(plan.granted.headers.iter().cloned());
    replace(&mut headers, parts.client.headers());
    replace(&mut headers, &parts.headers);
    let cookies = parts.cookies.iter().map(|(_, item)| item.as_str());
    let cookies = cookies.chain(plan.granted.cookies.iter().map(Secret::expose)).collect::<Vec<_>>();
    if !cookies.is_empty() {
        // Those that the caller gave as a header stay: a request has one such header.
        let given = headers.remove(COOKIE);
        let given = given.as_ref().map(HeaderValue::as_bytes).into_iter();
        let all = given.chain(cookies.into_iter().map(str::as_bytes)).collect::<Vec<_>>().join(&b"; "[..]);
        let mut cookies = HeaderValue::try_from(all).map_err(|_| wrong("a cookie"))?;
        cookies.set_sensitive(true);
        headers.insert(COOKIE, cookies);
    }
    headers.extend(plan.idempotency_key.clone());
    if before.attempts > 0
        && let Ok(name) = HeaderName::try_from(parts.client.api().retry_count_header)
    {
        headers.insert(name, HeaderValue::from(before.attempts));
    }
    Ok(headers)
}

fn replace(headers: &mut HeaderMap, others: &HeaderMap) {
    for (name, value) in others {
        headers.insert(name, value.clone());
    }
}

/// Whether the client or the call has a header of this name from its user.
pub(super) fn is_set(parts: &Parts, name: &HeaderName) -> bool {
    parts.headers.contains_key(name) || parts.client.headers().contains_key(name)
}

/// Whether the user gave something of this name in one of the places where credentials travel.
fn is_given(parts: &Parts, location: Location, name: &str) -> bool {
    let encoded = encode(name, Keep::Unreserved);
    let is_named = |item: &str| item.split('=').next().is_some_and(|own| own.trim() == name || own.trim() == encoded);
    match location {
        Location::Header => HeaderName::try_from(name).is_ok_and(|name| is_set(parts, &name)),
        Location::Query => parts.query.iter().any(|(_, item)| is_named(item)),
        Location::Cookie => {
            let headers = [parts.client.headers(), &parts.headers].map(|headers| headers.get(COOKIE));
            let headers = headers.into_iter().flatten().filter_map(|header| header.to_str().ok());
            headers.flat_map(|header| header.split(';')).any(is_named)
                || parts.cookies.iter().any(|(_, item)| is_named(item))
        }
    }
}

fn with_token(name: HeaderName) -> Option<(HeaderName, HeaderValue)> {
    Some((name, HeaderValue::try_from(random::token()).ok()?))
}
