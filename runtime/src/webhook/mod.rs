//! Deliveries of webhooks that are signed as Standard Webhooks has it: is this one from whom it says, and of now?
//!
//! ```
//! use wharf_runtime::webhook::{Verifier, VerifyError};
//! use wharf_runtime::{Value, http::HeaderMap};
//!
//! /// What a web framework calls with the headers and the body as they came.
//! fn received(verifier: &Verifier, headers: &HeaderMap, body: &[u8]) -> Result<Value, VerifyError> {
//!     let delivery = verifier.verify(headers, body)?;
//!     println!("{} is new, or has been handled before", delivery.id());
//!     delivery.decode()
//! }
//!
//! // A test signs deliveries of its own.
//! let verifier = Verifier::new("whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3")?;
//! let body = br#"{"type":"pet.sold"}"#;
//! let headers = verifier.sign("msg_1", std::time::SystemTime::now(), body)?;
//! assert_eq!(received(&verifier, &headers, body)?["type"], "pet.sold");
//! # Ok::<(), VerifyError>(())
//! ```

mod error;
mod form;
mod key;

use core::fmt;
use core::time::Duration;
use std::time::{SystemTime, UNIX_EPOCH};

use http::{HeaderMap, HeaderName, HeaderValue};

use crate::Secret;
use crate::json::{self, Decode};
use key::Key;

pub use error::VerifyError;
pub use form::parse_form;

/// The header that names the message, the same one each time it is delivered.
pub const ID: &str = "webhook-id";
/// The header with the time of the delivery, in seconds since 1970.
pub const TIMESTAMP: &str = "webhook-timestamp";
/// The header with the signatures, one space between each.
pub const SIGNATURE: &str = "webhook-signature";

/// How far the time of a delivery may lie from now, either way.
const TOLERANCE: Duration = Duration::from_secs(300);

/// Tells genuine deliveries from others, by the secrets that sender and receiver share.
#[derive(Clone)]
pub struct Verifier {
    keys: Vec<Key>,
    tolerance: Duration,
}

impl Verifier {
    /// Knows one secret, as the sender shows it: base64, mostly after `whsec_`.
    ///
    /// # Errors
    ///
    /// [`VerifyError::Secret`] when it is no base64, or empty.
    pub fn new(secret: impl Into<Secret>) -> Result<Self, VerifyError> {
        Ok(Self { keys: vec![Key::new(&secret.into())?], tolerance: TOLERANCE })
    }

    /// Knows one more secret, for the time in which one takes over from another.
    ///
    /// # Errors
    ///
    /// As [`Self::new`].
    pub fn or(mut self, secret: impl Into<Secret>) -> Result<Self, VerifyError> {
        self.keys.push(Key::new(&secret.into())?);
        Ok(self)
    }

    /// Sets how far the time of a delivery may lie from now, either way; 5 minutes unless it is set.
    #[must_use]
    pub fn tolerance(mut self, tolerance: Duration) -> Self {
        self.tolerance = tolerance;
        self
    }

    /// Whether a delivery is genuine: `body` is as it came, before anything has read it as JSON.
    ///
    /// # Errors
    ///
    /// A [`VerifyError`] that says why it is not. An answer should not repeat it to the sender.
    pub fn verify<'a>(&self, headers: &HeaderMap, body: &'a [u8]) -> Result<Delivery<'a>, VerifyError> {
        self.verify_at(SystemTime::now(), headers, body)
    }

    /// As [`Self::verify`], with another time as now.
    ///
    /// # Errors
    ///
    /// As [`Self::verify`].
    pub fn verify_at<'a>(
        &self,
        now: SystemTime,
        headers: &HeaderMap,
        body: &'a [u8],
    ) -> Result<Delivery<'a>, VerifyError> {
        let id = text(headers, ID)?;
        let written = text(headers, TIMESTAMP)?;
        if !headers.contains_key(SIGNATURE) {
            return Err(VerifyError::MissingHeader(SIGNATURE));
        }
        let timestamp = time(written).ok_or(VerifyError::Timestamp)?;
        self.check_age(timestamp, now)?;
        let signatures = headers.get_all(SIGNATURE).iter().filter_map(|value| value.to_str().ok());
        let signatures: Vec<Vec<u8>> = signatures.flat_map(str::split_whitespace).filter_map(key::parse).collect();
        let content = content(id, written);
        let matches = |key: &Key| key.matches(&[content.as_bytes(), body], &signatures);
        if !self.keys.iter().any(matches) {
            return Err(VerifyError::Signature);
        }
        Ok(Delivery { id: id.to_owned(), timestamp, body })
    }

    /// The three headers of a delivery, signed with the first secret: for tests, and for who sends webhooks.
    ///
    /// # Errors
    ///
    /// [`VerifyError::Id`] when `id` cannot stand in a header or holds a full stop, [`VerifyError::Timestamp`] when
    /// `timestamp` is before 1970.
    pub fn sign(&self, id: &str, timestamp: SystemTime, body: &[u8]) -> Result<HeaderMap, VerifyError> {
        let seconds = timestamp.duration_since(UNIX_EPOCH).map_err(|_| VerifyError::Timestamp)?.as_secs();
        let id_value = HeaderValue::from_str(id).ok().filter(|_| is_id(id)).ok_or(VerifyError::Id)?;
        let content = content(id, &seconds.to_string());
        let signature = self.keys.first().map(|key| key.sign(&[content.as_bytes(), body]));
        let signature = signature.and_then(|text| HeaderValue::try_from(text).ok()).ok_or(VerifyError::Signature)?;
        Ok(HeaderMap::from_iter([
            (HeaderName::from_static(ID), id_value),
            (HeaderName::from_static(TIMESTAMP), HeaderValue::from(seconds)),
            (HeaderName::from_static(SIGNATURE), signature),
        ]))
    }

    fn check_age(&self, timestamp: SystemTime, now: SystemTime) -> Result<(), VerifyError> {
        match now.duration_since(timestamp) {
            Ok(age) if age > self.tolerance => Err(VerifyError::TooOld(age)),
            Err(early) if early.duration() > self.tolerance => Err(VerifyError::TooNew(early.duration())),
            _ => Ok(()),
        }
    }
}

impl fmt::Debug for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let secrets = self.keys.len();
        f.debug_struct("Verifier").field("secrets", &secrets).field("tolerance", &self.tolerance).finish()
    }
}

/// A delivery that is genuine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery<'a> {
    id: String,
    timestamp: SystemTime,
    body: &'a [u8],
}

impl Delivery<'_> {
    /// The message's id. It stays the same when the message is delivered again: by it, one is handled once.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// When it was sent off.
    #[must_use]
    pub fn timestamp(&self) -> SystemTime {
        self.timestamp
    }

    /// What it says.
    ///
    /// # Errors
    ///
    /// [`VerifyError::Body`] when the body is no JSON, or JSON of another shape.
    pub fn decode<T: Decode>(&self) -> Result<T, VerifyError> {
        json::decode(self.body).map_err(VerifyError::Body)
    }
}

/// What is signed before the body.
fn content(id: &str, timestamp: &str) -> String {
    format!("{id}.{timestamp}.")
}

/// Whether `id` leaves no doubt where it ends in what is signed.
fn is_id(id: &str) -> bool {
    !id.is_empty() && !id.contains('.')
}

/// The text of the header `name`.
fn text<'h>(headers: &'h HeaderMap, name: &'static str) -> Result<&'h str, VerifyError> {
    let value = headers.get(name).ok_or(VerifyError::MissingHeader(name))?;
    let fault = if name == ID { VerifyError::Id } else { VerifyError::Timestamp };
    value.to_str().ok().filter(|text| !text.is_empty()).ok_or(fault)
}

/// Seconds since 1970: digits and nothing else.
fn time(text: &str) -> Option<SystemTime> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let seconds: u64 = is_number.then(|| text.parse().ok()).flatten()?;
    UNIX_EPOCH.checked_add(Duration::from_secs(seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_digits() {
        assert_eq!(time("60"), Some(UNIX_EPOCH + Duration::from_secs(60)));
        for wrong in ["", "+60", "-1", "60.0", " 60", "6e1", "18446744073709551616", "18446744073709551615"] {
            assert_eq!(time(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn debug_shows_no_secret() {
        let verifier = Verifier::new("whsec_c2VjcmV0").unwrap();
        assert_eq!(format!("{verifier:?}"), "Verifier { secrets: 1, tolerance: 300s }");
    }
}
