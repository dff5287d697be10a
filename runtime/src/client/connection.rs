//! How the default transport makes connections.

use core::time::Duration;

use super::{Client, ClientBuilder};
use crate::secret::Secret;

const TIMEOUT: Duration = Duration::from_secs(5);

/// The variables that name the proxy of http URLs.
const PROXIES: [&str; 4] = ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"];

/// What was said about connections.
#[derive(Default)]
pub(crate) struct Connection {
    /// The longest that making one may take.
    pub(super) timeout: Option<Duration>,
    pub(crate) proxy: Proxy,
    #[cfg(any(feature = "rustls", feature = "native-tls"))]
    pub(crate) trust: super::Trust,
}

/// Which proxy to go through.
#[derive(Default)]
pub(crate) enum Proxy {
    /// That of the environment.
    #[default]
    Usual,
    None,
    At(Secret),
}

impl Proxy {
    /// Whether it may be reached by TLS.
    pub(super) fn may_need_tls(&self) -> bool {
        let is_secure = |url: &str| url.trim().get(..6).is_some_and(|start| start.eq_ignore_ascii_case("https:"));
        match self {
            Self::Usual => PROXIES.iter().any(|name| std::env::var(name).is_ok_and(|url| is_secure(&url))),
            Self::None => false,
            Self::At(url) => is_secure(url.expose()),
        }
    }
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

    /// Sends through a proxy at this URL, which may hold its user name and password. Unless set, the proxy is that of the
    /// environment, by `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY`.
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

    use super::{Connection, Proxy};

    #[test]
    fn connecting_may_take_five_seconds_unless_set() {
        assert_eq!(Connection::default().timeout(), Duration::from_secs(5));
    }

    #[test]
    fn a_proxy_may_be_reached_by_tls_whatever_goes_through_it() {
        assert!(Proxy::At("HTTPS://proxy:1".into()).may_need_tls());
        assert!(!Proxy::At("http://proxy:1".into()).may_need_tls());
        assert!(!Proxy::None.may_need_tls());
    }
}
