//! Which proxy the default transport goes through.

use http::Uri;
use http::uri::Authority;

use crate::secret::Secret;

/// Which proxy to go through.
#[derive(Default)]
pub(crate) enum Proxy {
    /// That of the environment.
    #[default]
    Usual,
    None,
    At(Secret),
}

/// The variables that name the proxy of http URLs.
const PROXIES: [&str; 4] = ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"];

/// Schemes of URLs of proxies. What a proxy of the last four needs is a feature of `reqwest`.
const SCHEMES: [&str; 6] = ["http", "https", "socks4", "socks4a", "socks5", "socks5h"];

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

    /// The same after a look at the environment: `NO_PROXY=*` means that there is none, also for addresses, to which
    /// `reqwest` does not apply it. `origin` is that of the API.
    ///
    /// # Errors
    ///
    /// When the URL that was given is that of no proxy, or that of the variable that holds for this origin: `reqwest` would go
    /// there without one.
    pub(super) fn resolved(self, origin: &str, variable: impl Fn(&str) -> Option<String>) -> Result<Self, String> {
        match &self {
            Self::At(url) if !is_usable(url.expose()) => return Err("the URL of the proxy is none".to_owned()),
            // Programs behind CGI get `HTTP_PROXY` from whoever asks them; it is not heeded.
            Self::Usual if variable("REQUEST_METHOD").is_none() => {}
            _ => return Ok(self),
        }
        let first = |names: [&'static str; 2]| {
            let found = names.into_iter().find_map(|name| Some((name, variable(name)?)));
            found.filter(|(_, value)| !value.is_empty())
        };
        let excluded = first(["NO_PROXY", "no_proxy"]);
        if excluded.is_some_and(|(_, hosts)| hosts.split(',').any(|host| host.trim() == "*")) {
            return Ok(Self::None);
        }
        let is_secure = origin.starts_with("https:");
        let own = if is_secure { ["HTTPS_PROXY", "https_proxy"] } else { ["HTTP_PROXY", "http_proxy"] };
        match first(own).or_else(|| first(["ALL_PROXY", "all_proxy"])) {
            // The value is not told, as it may hold a password.
            Some((name, url)) if !is_usable(&url) => {
                Err(format!("the environment variable {name} holds what is no URL of a proxy"))
            }
            _ => Ok(self),
        }
    }
}

/// Whether `reqwest` takes it for a proxy. A host alone is one of the scheme `http`.
fn is_usable(url: &str) -> bool {
    let Ok(uri) = url.parse::<Uri>() else { return false };
    let is_known = uri.scheme_str().is_none_or(|scheme| SCHEMES.contains(&scheme));
    let is_place = |authority: &Authority| {
        let (host, place) = (authority.host(), authority.as_str().rsplit('@').next());
        // What is no number of a port is read as if there were none.
        !host.is_empty() && (place == Some(host) || authority.port_u16().is_some())
    };
    is_known && uri.authority().is_some_and(is_place)
}

#[cfg(test)]
mod tests {
    use super::Proxy;

    #[test]
    fn a_proxy_may_be_reached_by_tls_whatever_goes_through_it() {
        assert!(Proxy::At("HTTPS://proxy:1".into()).may_need_tls());
        assert!(!Proxy::At("http://proxy:1".into()).may_need_tls());
        assert!(!Proxy::None.may_need_tls());
    }

    /// The proxy for an origin where the environment is as these lines say.
    fn resolved(origin: &str, environment: &[(&str, &str)]) -> Result<Proxy, String> {
        let variable =
            |name: &str| environment.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
        Proxy::Usual.resolved(origin, variable)
    }

    #[test]
    fn a_star_excludes_everything() {
        let proxy = ("HTTP_PROXY", "http://proxy:1");
        for hosts in ["*", " * ", "a.example.com, *"] {
            assert!(matches!(resolved("http://127.0.0.1", &[proxy, ("NO_PROXY", hosts)]), Ok(Proxy::None)), "{hosts}");
        }
        for hosts in ["", "*.example.com", "127.0.0.1"] {
            assert!(matches!(resolved("http://127.0.0.1", &[proxy, ("no_proxy", hosts)]), Ok(Proxy::Usual)), "{hosts}");
        }
    }

    #[test]
    fn what_is_given_must_be_a_proxy() {
        let given = |url: &str| Proxy::At(url.into()).resolved("http://h", |_| None);
        for url in ["socks://h:1", "ftp://h", "quic://h", "http://a b", "", "http://h:x"] {
            assert!(given(url).is_err(), "{url}");
        }
        for url in ["http://u:p@h:1", "https://h", "h:3128", "socks5h://h:1"] {
            assert!(given(url).is_ok(), "{url}");
        }
    }

    #[test]
    fn a_variable_that_names_no_proxy_is_told() {
        for url in ["http://pass word@h", "ftp://h", "/h", "http://", "h:port", " http://h"] {
            let told = resolved("https://h", &[("https_proxy", url)]).err().unwrap_or_default();
            assert!(told.contains("https_proxy") && !told.contains("pass"), "{url} {told}");
            assert!(resolved("http://h", &[("https_proxy", url)]).is_ok(), "{url}");
            assert!(resolved("http://h", &[("HTTP_PROXY", ""), ("ALL_PROXY", url)]).is_err(), "{url}");
            assert!(resolved("http://h", &[("REQUEST_METHOD", "GET"), ("HTTP_PROXY", url)]).is_ok(), "{url}");
        }
        for url in ["h", "h:1", "http://u:p@h:1/", "https://[::1]:1", "socks5h://h"] {
            assert!(matches!(resolved("https://h", &[("HTTPS_PROXY", url)]), Ok(Proxy::Usual)), "{url}");
        }
    }
}
