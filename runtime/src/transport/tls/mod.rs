//! TLS of the default transport, as the features of the crate have it.

#[cfg_attr(feature = "native-tls", path = "native.rs")]
#[cfg_attr(all(feature = "rustls", not(feature = "native-tls")), path = "by_rustls.rs")]
#[cfg_attr(not(any(feature = "rustls", feature = "native-tls")), path = "none.rs")]
mod chosen;

use super::BoxError;

pub(super) use chosen::{IS_SPOKEN, set_up};

/// Whether a client has to speak TLS.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    No,
    /// Redirects and operations with servers of their own may lead to it.
    Possible,
    Certain,
}

/// Why nothing is sent where it is not.
pub(super) const NOT_SPOKEN: &str =
    "an https URL needs TLS: turn on the feature `rustls` or `native-tls`, or give a transport that speaks it";
