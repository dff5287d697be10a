//! TLS of the default transport, as the features of the crate have it.

#[cfg_attr(feature = "native-tls", path = "native.rs")]
#[cfg_attr(all(feature = "rustls", not(feature = "native-tls")), path = "by_rustls.rs")]
#[cfg_attr(not(any(feature = "rustls", feature = "native-tls")), path = "none.rs")]
mod chosen;

use super::BoxError;
use crate::client::Connection;

/// Whether a client has to speak TLS.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    No,
    /// Redirects and operations with servers of their own may lead to it.
    Possible,
    Certain,
}

/// Whether TLS is spoken at all.
pub(super) const IS_SPOKEN: bool = chosen::IS_SPOKEN;

/// Why nothing is sent where it is not.
pub(super) const NOT_SPOKEN: &str =
    "an https URL needs TLS: turn on the feature `rustls` or `native-tls`, or give a transport that speaks it";

/// Gives a client the TLS that it needs.
pub(super) fn set_up(
    builder: reqwest::ClientBuilder,
    connection: &Connection,
    need: Need,
) -> Result<reqwest::ClientBuilder, BoxError> {
    chosen::set_up(builder, connection, need)
}
