//! No TLS.

use super::{BoxError, Need};
use crate::client::Connection;

pub(super) const IS_SPOKEN: bool = false;

pub(super) fn set_up(
    builder: reqwest::ClientBuilder,
    _: &Connection,
    need: Need,
) -> Result<reqwest::ClientBuilder, BoxError> {
    if need == Need::Certain { Err(super::NOT_SPOKEN.into()) } else { Ok(builder) }
}
