//! How the default transport makes connections.

use core::time::Duration;

use super::proxy::Proxy;
use super::{Client, ClientBuilder};
use crate::secret::Secret;

const TIMEOUT: Duration = Duration::from_secs(5);

/// What was said about connections.
#[derive(Default)]
pub(crate) struct Connection {
    /// The longest that making one may take.
    pub(super) timeout: Option<Duration>,
    pub(crate) proxy: Proxy,
    #[cfg(any(feature = "rustls", feature = "native-tls"))]
    pub(crate) trust: super::Trust,
}

impl Connection {
    pub(crate) fn timeout(&self) -> Duration {
        self.timeout.unwrap_or(TIMEOUT)
    }

    /// Whether nothing was said.
    pub(super) fn is_usual(&self) -> bool {
        #[cfg(any(feature = "rustls", feature = "native-tls"))]
        if !self.trust.is_usual() {
            return false;
        }
        self.timeout.is_none() && matches!(self.proxy, Proxy::Usual)
    }
}

/// With the feature `reqwest`.
impl<C: From<Client>> ClientBuilder<C> {
    /// The longest that connecting may take, 5 s unless set.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connection.timeout = Some(timeout);
        self
    }

    /// Sends through a proxy at this URL, which may hold its user name and password: `http` or `https`, and `socks4`, `socks4a`,
    /// `socks5` or `socks5h` in a program that turns on the feature `socks` of `reqwest`. Unless set, the proxy is that of the
    /// environment, by `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY`. That last one lists hosts with all below
    /// them, addresses and networks, or is `*` for everything; a port in it is not understood, as `reqwest` has none.
    pub fn proxy(mut self, url: impl Into<Secret>) -> Self {
        self.connection.proxy = Proxy::At(url.into());
        self
    }

    /// Sends through no proxy, whatever the environment says.
    pub fn no_proxy(mut self) -> Self {
        self.connection.proxy = Proxy::None;
        self
    }

    /// Sends over a `reqwest` client of one's own. It must be built with `redirect(reqwest::redirect::Policy::none())`, as
    /// `reqwest` by itself follows redirects anywhere with all headers of the API: redirects are followed here, by
    /// [`redirects`](Self::redirects). Where it follows one all the same, the call fails.
    pub fn http_client(self, client: reqwest::Client) -> Self {
        self.transport(crate::transport::ReqwestTransport::new(client))
    }
}

#[cfg(test)]
mod tests {
    use core::time::Duration;

    use super::Connection;

    #[test]
    fn connecting_may_take_five_seconds_unless_set() {
        assert_eq!(Connection::default().timeout(), Duration::from_secs(5));
    }
}
