//! No TLS.

use super::{BoxError, Need};
use crate::client::Connection;

/// Whether TLS is spoken at all.
pub(in crate::transport) const IS_SPOKEN: bool = false;

/// Gives a client the TLS that it needs.
pub(in crate::transport) fn set_up(
    builder: reqwest::ClientBuilder,
    _: &Connection,
    need: Need,
) -> Result<reqwest::ClientBuilder, BoxError> {
    if need == Need::Certain { Err(super::NOT_SPOKEN.into()) } else { Ok(builder) }
}
