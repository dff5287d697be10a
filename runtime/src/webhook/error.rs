//! Why a delivery is not taken.

use core::fmt;
use core::time::Duration;

use crate::json;

/// Why a delivery is not taken for genuine, or not understood. Nothing in it holds a secret or a signature.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum VerifyError {
    /// The secret is no base64, or empty.
    Secret,
    /// This header is missing.
    MissingHeader(&'static str),
    /// The id is empty, or cannot stand in a header.
    Id,
    /// The timestamp is no number of seconds.
    Timestamp,
    /// It was sent this long ago, which is more than is tolerated: it may have been sent before and be repeated.
    TooOld(Duration),
    /// It was sent from this far in the future, which is more than is tolerated: one of the clocks is wrong.
    TooNew(Duration),
    /// No signature is one that a known secret makes.
    Signature,
    /// It is genuine, and its body is no JSON or of another shape.
    Body(json::Error),
}

impl fmt::Display for VerifyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Secret => f.write_str("the secret of the webhook is no base64 after `whsec_`"),
            Self::MissingHeader(name) => write!(f, "the delivery has no header `{name}`"),
            Self::Id => f.write_str("the header `webhook-id` holds no id"),
            Self::Timestamp => f.write_str("the header `webhook-timestamp` is no number of seconds"),
            Self::TooOld(age) => write!(f, "the delivery was sent {} seconds ago, which is too long", age.as_secs()),
            Self::TooNew(early) => {
                write!(f, "the delivery is dated {} seconds ahead, which is too far", early.as_secs())
            }
            Self::Signature => f.write_str("no signature of the delivery is one of a known secret"),
            Self::Body(error) => write!(f, "the delivery is genuine, and not understood: {error}"),
        }
    }
}

impl core::error::Error for VerifyError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            Self::Body(error) => Some(error),
            _ => None,
        }
    }
}
