//! Failed calls, as they are told.

use wharf_runtime::{Error, Method, StatusCode};

use super::Access;
use super::redact::REDACTED;
use crate::failure::{Exit, Failure};

/// Characters shown of a body that is not in the API's form.
const EXCERPT: usize = 160;

/// So many bytes of it are looked at for that.
const LOOK: usize = 16 * 1024;

/// What is told of a failed call, and the code to end with.
pub(crate) fn of_error(error: &Error, access: Option<&Access>) -> Failure {
    let mut failure = Failure::new(exit(error), message(error));
    failure.body = error.raw_body().filter(|body| !body.is_empty()).map(<[u8]>::to_vec);
    failure.facts = facts(error);
    // Where the API says nothing else, the status is the message.
    failure.facts.retain(|fact| fact.strip_prefix("status ") != Some(&failure.message));
    failure.hints = hints(error, access);
    for secret in access.into_iter().flat_map(|access| &access.secrets) {
        hide(&mut failure, secret.expose());
    }
    failure
}

/// An answer that is a success and not what the API describes.
pub(crate) fn unreadable(
    method: &Method,
    status: StatusCode,
    request_id: Option<&str>,
    body: &[u8],
    problem: &str,
) -> Failure {
    let mut failure = Failure::new(Exit::Api, format!("{status} with {problem}"));
    failure.facts.extend(request_id.map(|id| format!("request id {id}")));
    failure.facts.extend(excerpt(body));
    failure.body = Some(body.to_vec()).filter(|body| !body.is_empty());
    if *method != Method::GET {
        return failure.hint("the server says that it did what was asked: look before trying again");
    }
    if body.is_empty() { failure } else { failure.hint("--format raw shows it as it came") }
}

/// Shorter ones stand in other words too.
const SHORTEST_SECRET: usize = 8;

/// Takes a credential out of what a server said, which may quote it.
fn hide(failure: &mut Failure, secret: &str) {
    if secret.len() < SHORTEST_SECRET {
        return;
    }
    let texts = [&mut failure.message].into_iter().chain(&mut failure.facts).chain(&mut failure.hints);
    for text in texts.filter(|text| text.contains(secret)) {
        *text = text.replace(secret, REDACTED);
    }
    if let Some(text) = failure.body.as_deref().and_then(|body| std::str::from_utf8(body).ok())
        && text.contains(secret)
    {
        failure.body = Some(text.replace(secret, REDACTED).into_bytes());
    }
}

fn exit(error: &Error) -> Exit {
    match error {
        Error::Credential(_) => Exit::Credentials,
        Error::Configuration(_) | Error::Request(_) => Exit::Usage,
        Error::Connection(_) | Error::Timeout(_) | Error::Interrupted(_) => Exit::Network,
        Error::Status(_) if error.is_unauthorized() => Exit::Credentials,
        Error::Status(_) if error.is_not_found() => Exit::NotFound,
        Error::Status(_) if error.is_rate_limit() => Exit::RateLimited,
        _ => Exit::Api,
    }
}

/// The beginning of a body that is not in the form of the API's errors.
fn excerpt(body: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(body.get(..LOOK).unwrap_or(body));
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let begin: String = line.chars().take(EXCERPT).collect();
    let rest = if begin.len() < line.len() { "…" } else { "" };
    (!begin.is_empty()).then(|| format!("body `{begin}{rest}`"))
}

/// What the API says, or else what is known.
fn message(error: &Error) -> String {
    if let Some(message) = error.message() {
        return message;
    }
    let mut message = error.failure().reason().to_owned();
    if let Some(cause) = first_cause(error) {
        message.extend([": ", &cause.to_string()]);
    }
    message
}

/// What an error came of in the end: what stands between says where it passed.
pub(super) fn first_cause(error: &dyn std::error::Error) -> Option<&dyn std::error::Error> {
    std::iter::successors(error.source(), |cause| cause.source()).last()
}

fn facts(error: &Error) -> Vec<String> {
    let mut facts = Vec::new();
    facts.extend(error.status().map(|status| format!("status {status}")));
    facts.extend(error.code().map(|code| format!("code {code}")));
    facts.extend(error.request_id().map(|id| format!("request id {id}")));
    facts.extend(error.raw_body().filter(|_| error.message().is_none()).and_then(excerpt));
    if error.attempts() > 1 {
        facts.push(format!("{} attempts", error.attempts()));
    }
    facts
}

fn hints(error: &Error, access: Option<&Access>) -> Vec<String> {
    let mut hints = Vec::new();
    if error.is_unauthorized()
        && let Some(access) = access
    {
        hints.extend(access.origins.iter().map(|origin| format!("the credential is that of {origin}")));
    }
    // Who is somebody may not be so there, where headers name an account.
    if (error.is_unauthorized() || error.status() == Some(StatusCode::FORBIDDEN))
        && let Some(access) = access
    {
        hints.extend(access.headers.iter().cloned());
    }
    if error.is_rate_limit() {
        hints.push(match error.retry_after() {
            Some(delay) => format!("the server asks to wait for {} s", delay.as_secs_f64()),
            None => "wait a while, or let --max-retries do it".to_owned(),
        });
    }
    if error.is_timeout() {
        hints.push("--timeout SECONDS waits longer".to_owned());
    }
    if error.is_connection() || error.is_not_found() && error.message().is_none() {
        hints.extend(access.and_then(|access| access.base.clone()));
    }
    if error.is_outcome_unknown() {
        hints.push("the server may have done what was asked: look before trying again".to_owned());
    }
    hints
}
