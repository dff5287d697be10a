//! Whether a failed attempt is repeated, and when.

use core::time::Duration;
use std::time::SystemTime;

use http::{HeaderMap, StatusCode};

use crate::client::Pauses;
use crate::error::Error;
use crate::{Api, random};

/// What repeating depends on besides the failure.
#[derive(Debug, Clone, Copy)]
pub(super) struct Policy {
    pub(super) max_retries: u32,
    pub(super) pauses: Pauses,
    /// Sending it twice is as good as once, by its method, by a key, or by the caller's word.
    pub(super) repeatable: bool,
    /// Its method says that sending it twice is as good as once.
    pub(super) idempotent: bool,
    /// The body can be sent again.
    pub(super) rewinds: bool,
}

/// A pause before a request is sent again.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Retry<'e> {
    /// Which retry follows; the first is 1.
    pub number: u32,
    /// How many there are at most.
    pub most: u32,
    /// How long the pause is.
    pub delay: Duration,
    /// Why.
    pub error: &'e Error,
}

/// Decides about a failure after `attempt` attempts, and notes in it what the caller must know.
/// Gives the delay before the next attempt, or `None` when there is to be none.
pub(super) fn decide(policy: Policy, api: &Api, error: &mut Error, attempt: u32) -> Option<Duration> {
    let asked = server_delay(api, error.headers(), SystemTime::now());
    error.failure_mut().set_retry_after(asked);
    if !policy.idempotent && may_have_acted(error) {
        error.failure_mut().set_outcome_unknown();
    }
    if attempt > policy.max_retries || !wanted(policy, api, error) {
        return None;
    }
    if !policy.rewinds {
        error.failure_mut().set_unrepeated("the body was a stream and could not be sent again");
        return None;
    }
    // A delay that is over already, as a clock that is ahead makes of every date, asks for nothing.
    match asked.filter(|delay| !delay.is_zero()) {
        Some(delay) if delay > policy.pauses.asked => None,
        Some(delay) => Some(delay),
        None => Some(backoff(policy.pauses, attempt, random::fraction())),
    }
}

/// Whether repeating may help and does no harm.
fn wanted(policy: Policy, api: &Api, error: &Error) -> bool {
    match error {
        Error::Connection(_) => true,
        Error::Timeout(_) | Error::Interrupted(_) => policy.repeatable,
        Error::Status(_) => wanted_for_status(policy, api, error),
        _ => false,
    }
}

fn wanted_for_status(policy: Policy, api: &Api, error: &Error) -> bool {
    match word(error.headers(), api.should_retry_header) {
        Some("true") => return true,
        Some("false") => return false,
        _ => {}
    }
    match error.status().map(|status| status.as_u16()) {
        Some(429) => api.quota_code.is_none() || error.code().as_deref() != api.quota_code,
        Some(408 | 409 | 500..) => policy.repeatable,
        _ => false,
    }
}

/// Whether the server may have done what was asked although no answer says so.
pub(super) fn may_have_acted(error: &Error) -> bool {
    // See Other is how a server that has acted says where the outcome is.
    let may_have = |status: StatusCode| status.as_u16() >= 500 || status == StatusCode::SEE_OTHER;
    matches!(error, Error::Timeout(_) | Error::Interrupted(_)) || error.status().is_some_and(may_have)
}

/// min(first · 2ⁿ, longest), shortened by up to a quarter so that clients do not come all at once.
fn backoff(pauses: Pauses, attempt: u32, fraction: f64) -> Duration {
    let doubled = pauses.first.saturating_mul(2_u32.saturating_pow(attempt.saturating_sub(1)));
    doubled.min(pauses.longest).mul_f64(1.0 - 0.25 * fraction)
}

/// The delay that the server asks for, the more exact header first.
fn server_delay(api: &Api, headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let milliseconds = word(headers, api.retry_after_ms_header).and_then(|word| seconds(word, 0.001));
    milliseconds.or_else(|| {
        let word = word(headers, "retry-after")?;
        seconds(word, 1.0).or_else(|| {
            let date = httpdate::parse_http_date(word).ok()?;
            Some(date.duration_since(now).unwrap_or_default())
        })
    })
}

fn seconds(word: &str, unit: f64) -> Option<Duration> {
    let number = word.parse::<f64>().ok().filter(|number| number.is_finite() && *number >= 0.0)?;
    // What is beyond any clock is a delay all the same, and longer than anybody waits.
    Some(Duration::try_from_secs_f64(number * unit).unwrap_or(Duration::MAX))
}

fn word<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    if name.is_empty() {
        return None;
    }
    headers.get(name)?.to_str().ok().map(str::trim)
}

#[cfg(test)]
mod tests {
    use core::time::Duration;
    use std::time::{Duration as StdDuration, SystemTime};

    use bytes::Bytes;
    use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

    use super::{Pauses, Policy, backoff, decide, server_delay};
    use crate::error::{Error, Failure, Origin};
    use crate::{Api, Method, Operation};

    static API: Api = Api {
        retry_after_ms_header: "retry-after-ms",
        should_retry_header: "x-should-retry",
        quota_code: Some("no_money"),
        ..Api::DEFAULT
    };
    static CREATE: Operation = Operation::new("Create", Method::POST, "/things");

    const PAUSES: Pauses =
        Pauses { first: Duration::from_millis(500), longest: Duration::from_secs(8), asked: Duration::from_secs(60) };
    const SAFE: Policy = Policy { max_retries: 2, pauses: PAUSES, repeatable: true, idempotent: true, rewinds: true };
    const UNSAFE: Policy = Policy { repeatable: false, idempotent: false, ..SAFE };

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value))).collect()
    }

    fn answer(status: u16, pairs: &[(&'static str, &'static str)], body: &'static str) -> Error {
        let origin = Origin { api: &API, operation: &CREATE, attempts: 1 };
        let status = StatusCode::from_u16(status).unwrap();
        let failure = Failure::new(status.to_string()).at(origin).answered(status, headers(pairs));
        Error::Status(failure.with_body(Bytes::from_static(body.as_bytes())))
    }

    fn retries(policy: Policy, mut error: Error) -> (bool, bool) {
        let delay = decide(policy, &API, &mut error, 1);
        (delay.is_some(), error.is_outcome_unknown())
    }

    #[test]
    fn statuses() {
        for status in [408, 409, 429, 500, 503, 529] {
            assert_eq!(retries(SAFE, answer(status, &[], "")), (true, false), "{status}");
        }
        for status in [301, 400, 401, 404, 422] {
            assert_eq!(retries(SAFE, answer(status, &[], "")), (false, false), "{status}");
        }
        assert_eq!(retries(UNSAFE, answer(429, &[], "")), (true, false));
        assert_eq!(retries(UNSAFE, answer(409, &[], "")), (false, false));
        assert_eq!(retries(UNSAFE, answer(500, &[], "")), (false, true));
    }

    #[test]
    fn the_servers_word_counts() {
        assert!(retries(UNSAFE, answer(500, &[("x-should-retry", "true")], "")).0);
        assert!(!retries(SAFE, answer(503, &[("x-should-retry", "false")], "")).0);
        assert!(!retries(SAFE, answer(429, &[], r#"{"error":{"code":"no_money"}}"#)).0);
        assert!(retries(SAFE, answer(429, &[], r#"{"error":{"code":"slow"}}"#)).0);
    }

    #[test]
    fn broken_connections() {
        assert_eq!(retries(UNSAFE, Error::Connection(Failure::new(""))), (true, false));
        assert_eq!(retries(UNSAFE, Error::Interrupted(Failure::new(""))), (false, true));
        assert_eq!(retries(UNSAFE, Error::Timeout(Failure::new(""))), (false, true));
        assert_eq!(retries(SAFE, Error::Timeout(Failure::new(""))), (true, false));
        assert_eq!(retries(SAFE, Error::Decode(Failure::new(""))), (false, false));
        let once = Policy { rewinds: false, ..SAFE };
        let mut error = Error::Connection(Failure::new("x"));
        assert_eq!(decide(once, &API, &mut error, 1), None);
        assert!(error.to_string().contains("could not be sent again"));
    }

    #[test]
    fn attempts_are_counted() {
        assert!(decide(SAFE, &API, &mut answer(500, &[], ""), 2).is_some());
        assert!(decide(SAFE, &API, &mut answer(500, &[], ""), 3).is_none());
    }

    #[test]
    fn delays_of_the_server() {
        let now = SystemTime::UNIX_EPOCH + StdDuration::from_secs(784_111_777);
        let delay = |pairs| server_delay(&API, &headers(pairs), now);
        assert_eq!(delay(&[("retry-after-ms", "1500"), ("retry-after", "9")]), Some(Duration::from_millis(1500)));
        assert_eq!(delay(&[("retry-after", "0.25")]), Some(Duration::from_millis(250)));
        assert_eq!(delay(&[("retry-after", "Sun, 06 Nov 1994 08:49:40 GMT")]), Some(Duration::from_secs(3)));
        assert_eq!(delay(&[("retry-after", "Sun, 06 Nov 1994 08:49:00 GMT")]), Some(Duration::ZERO));
        assert_eq!(delay(&[("retry-after", "99999999999999999999")]), Some(Duration::MAX));
        for word in ["", "soon", "-1", "nan", "inf", "1e999"] {
            let headers: HeaderMap =
                [(HeaderName::from_static("retry-after"), HeaderValue::from_static(word))].into_iter().collect();
            assert_eq!(server_delay(&API, &headers, now), None, "{word}");
        }
    }

    #[test]
    fn a_delay_over_the_cap_is_the_callers() {
        let mut error = answer(429, &[("retry-after", "61")], "");
        assert_eq!(decide(SAFE, &API, &mut error, 1), None);
        assert_eq!(error.retry_after(), Some(Duration::from_secs(61)));
        let mut error = answer(429, &[("retry-after", "60")], "");
        assert_eq!(decide(SAFE, &API, &mut error, 1), Some(Duration::from_secs(60)));
    }

    #[test]
    fn backoff_grows_to_a_bound() {
        let seconds: Vec<f64> = (1..=6).map(|attempt| backoff(PAUSES, attempt, 0.0).as_secs_f64()).collect();
        assert_eq!(seconds, [0.5, 1.0, 2.0, 4.0, 8.0, 8.0]);
        assert_eq!(backoff(PAUSES, u32::MAX, 1.0), Duration::from_secs(6));
    }
}
