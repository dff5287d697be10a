//! Base URLs, and paths joined to them segment by segment.

use http::Uri;
use http::uri::Authority;

use crate::percent::{Keep, encode_to};

/// What a query usually takes.
const ROOM_FOR_QUERY: usize = 64;

/// A checked base URL.
#[derive(Debug, Clone)]
pub(crate) struct Base {
    /// Scheme and authority.
    origin: String,
    /// Without a slash at the end.
    path: String,
    query: Option<String>,
}

impl Base {
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        // The text itself is not quoted: it may hold a password.
        let (scheme, _) =
            text.split_once("://").ok_or("the base URL has no scheme: it must begin with https:// or http://")?;
        let scheme = scheme.to_ascii_lowercase();
        if !matches!(scheme.as_str(), "https" | "http") {
            return Err(format!("the scheme of the base URL is {scheme}: it must be https or http"));
        }
        let uri: Uri = text.parse().map_err(|error| format!("the base URL is no URL: {error}"))?;
        let authority = uri.authority().filter(|authority| !authority.host().is_empty());
        let authority = authority.ok_or("the base URL has no host")?;
        if authority.as_str().contains('@') {
            return Err("the base URL holds a user name or password: give them as a credential".to_owned());
        }
        // A port may be empty. What is no number is read as if there were none.
        let place = authority.as_str().strip_suffix(':').unwrap_or(authority.as_str());
        if place != authority.host() && authority.port_u16().is_none() {
            return Err("the port of the base URL is none".to_owned());
        }
        Ok(Self {
            origin: format!("{scheme}://{place}"),
            path: uri.path().trim_end_matches('/').to_owned(),
            query: uri.query().filter(|query| !query.is_empty()).map(str::to_owned),
        })
    }

    /// The base of an operation with a server of its own: a URL, one that leaves the scheme to this base, or a path at
    /// this origin.
    pub(crate) fn with_server(&self, server: &str) -> Result<Self, String> {
        if server.starts_with("//") {
            let scheme = self.origin.split("//").next().unwrap_or_default();
            return Self::parse(&format!("{scheme}{server}"));
        }
        if server.contains("://") {
            return Self::parse(server);
        }
        Self::parse(&format!("{}/{}", self.origin, server.trim_start_matches('/')))
    }

    /// The URL of a path that begins with a slash, with encoded query items.
    pub(crate) fn join<'q>(&'q self, path: &str, items: impl Iterator<Item = &'q str>) -> String {
        let mut url = String::with_capacity(self.origin.len() + self.path.len() + path.len() + ROOM_FOR_QUERY);
        url.push_str(&self.origin);
        url.push_str(&self.path);
        if !path.starts_with('/') {
            url.push('/');
        }
        url.push_str(path);
        // A document may have a query in its path.
        let mut separator = if path.contains('?') { '&' } else { '?' };
        for item in self.query.as_deref().into_iter().chain(items) {
            url.push(separator);
            url.push_str(item);
            separator = '&';
        }
        url
    }

    /// The items of the query, encoded.
    pub(crate) fn query(&self) -> impl Iterator<Item = &str> {
        self.query.as_deref().unwrap_or_default().split('&').filter(|item| !item.is_empty())
    }

    pub(crate) fn origin(&self) -> &str {
        &self.origin
    }
}

/// Puts encoded values into a path template.
pub(crate) fn expand(template: &str, values: &[(&str, String)]) -> Result<String, String> {
    let room = values.iter().map(|(_, value)| value.len()).sum::<usize>();
    let mut path = String::with_capacity(template.len() + room);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').ok_or("the path template has an open brace")?;
        let value = values.iter().find(|(known, _)| *known == name);
        let (_, value) = value.ok_or_else(|| format!("the path parameter `{name}` is missing"))?;
        path.push_str(before);
        path.push_str(value);
        rest = after;
    }
    path.push_str(rest);
    // Such a segment is resolved on the way and would reach another path.
    match path.split('/').find(|segment| is_relative(segment)) {
        Some(segment) => Err(format!("a path parameter makes the segment `{segment}`")),
        None => Ok(path),
    }
}

/// Whether a segment is `.` or `..`, also where a dot of it is encoded.
fn is_relative(segment: &str) -> bool {
    let dot = |rest: &str| -> Option<usize> {
        ["%2e", "%2E", "."].iter().find(|dot| rest.starts_with(**dot)).map(|dot| dot.len())
    };
    let (mut rest, mut dots) = (segment, 0);
    while let Some(length) = dot(rest) {
        rest = rest.get(length..).unwrap_or_default();
        dots += 1;
    }
    rest.is_empty() && matches!(dots, 1 | 2)
}

/// Where a redirect leads.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Target {
    pub(crate) url: String,
    /// Whether scheme, host and port stay.
    pub(crate) is_same_origin: bool,
}

/// The target of a redirect from `url`. None that cannot be sent a request, that holds a password, or that would be
/// read by who listens on the way although `url` would not.
pub(crate) fn redirect_target(url: &str, location: &str) -> Option<Target> {
    let (scheme, rest) = url.split_once("://")?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    let location = &legal(location.split('#').next().unwrap_or_default());
    if location.starts_with("//") {
        return absolute(&format!("{scheme}:{location}"), scheme, authority);
    }
    if let Some(target) = absolute(location, scheme, authority) {
        return Some(target);
    }
    let before_query = location.split('?').next().unwrap_or_default();
    if location.is_empty() || before_query.contains("://") {
        return None;
    }
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let folder = match location.chars().next() {
        Some('/') => "",
        Some('?') => path,
        _ => path.rsplit_once('/').map_or("/", |(folder, _)| path.get(..=folder.len()).unwrap_or("/")),
    };
    Some(Target { url: format!("{scheme}://{authority}{folder}{location}"), is_same_origin: true })
}

/// `location` with what no URL can hold encoded: servers forget that of names of files.
fn legal(location: &str) -> String {
    let mut out = String::with_capacity(location.len());
    for character in location.chars() {
        match character {
            ' ' | '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' | '\u{80}'.. => {
                encode_to(&mut out, character.encode_utf8(&mut [0; 4]), Keep::Unreserved);
            }
            other => out.push(other),
        }
    }
    out
}

/// Host and port, the latter also where it is the usual one of the scheme.
fn endpoint(scheme: &str, authority: &str) -> (String, u16) {
    let usual = if scheme == "https" { 443 } else { 80 };
    let parsed = authority.parse::<Authority>().ok();
    let host = parsed.as_ref().map_or(authority, Authority::host).to_ascii_lowercase();
    (host, parsed.as_ref().and_then(Authority::port_u16).unwrap_or(usual))
}

/// The target that a whole URL names.
fn absolute(location: &str, scheme: &str, authority: &str) -> Option<Target> {
    let target = location.parse::<Uri>().ok()?;
    let (to_scheme, to_authority) = (target.scheme_str()?, target.authority()?.as_str());
    let is_same_origin = to_scheme == scheme && endpoint(to_scheme, to_authority) == endpoint(scheme, authority);
    let is_safe = (to_scheme == "https" || to_scheme == scheme) && !to_authority.contains('@');
    is_safe.then(|| Target { url: location.to_owned(), is_same_origin })
}

#[cfg(test)]
mod tests {
    use super::{Base, Target, expand, redirect_target};

    fn join(base: &str, path: &str, items: &[&str]) -> String {
        Base::parse(base).unwrap().join(path, items.iter().copied())
    }

    #[test]
    fn segments_are_joined() {
        assert_eq!(join("https://h/v1", "/a", &[]), "https://h/v1/a");
        assert_eq!(join("https://h:8/v1//", "/a", &["b=1", "c=2"]), "https://h:8/v1/a?b=1&c=2");
        assert_eq!(join("http://[::1]/?x=1", "/a", &["b=1"]), "http://[::1]/a?x=1&b=1");
        assert_eq!(join("http://h", "/a/", &[]), "http://h/a/");
        assert_eq!(join("http://h?x=1", "/a?b=1", &["c=2"]), "http://h/a?b=1&x=1&c=2");
        assert_eq!(join("HTTPS://h/v1", "/a", &[]), "https://h/v1/a");
        assert_eq!(join("http://h:/v1", "/a", &[]), "http://h/v1/a");
    }

    #[test]
    fn a_server_replaces_the_base() {
        let base = Base::parse("https://h/v1?x=1").unwrap();
        let url = |server: &str| base.with_server(server).map(|base| base.join("/a", [].into_iter()));
        assert_eq!(url("/v2").unwrap(), "https://h/v2/a");
        assert_eq!(url("http://other/v3/").unwrap(), "http://other/v3/a");
        assert_eq!(url("//other/v3").unwrap(), "https://other/v3/a");
        assert_eq!(url("v4"), url("/v4"));
    }

    #[test]
    fn a_base_needs_scheme_and_host() {
        for text in [
            "",
            "api.example.com/v1",
            "/v1",
            "ftp://h",
            "https://",
            "https://u:p@h",
            "http://a b",
            "http://h:99999",
            "http://[::1]:x",
        ] {
            assert!(Base::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn templates_are_filled() {
        let values = [("a", "1".to_owned()), ("b", "..".to_owned()), ("e", "%2E%2e".to_owned())];
        assert_eq!(expand("/x/{a}/y", &values).unwrap(), "/x/1/y");
        assert_eq!(expand("/x/{a}.{a}", &values).unwrap(), "/x/1.1");
        assert!(expand("/x/{b}", &values).is_err());
        assert!(expand("/x/{e}", &values).is_err());
        assert!(expand("/x/.{b}", &values).is_ok());
        assert!(expand("/x/{c}", &values).unwrap_err().contains("`c` is missing"));
        assert!(expand("/x/{c", &values).is_err());
    }

    #[test]
    fn redirects_lead_here_or_elsewhere_or_nowhere() {
        let from = |location| redirect_target("https://h:1/a/b?q=1", location);
        let target = |url: &str, is_same_origin| Some(Target { url: url.to_owned(), is_same_origin });
        assert_eq!(from("/c"), target("https://h:1/c", true));
        assert_eq!(from("c?x#f"), target("https://h:1/a/c?x", true));
        assert_eq!(from("?x"), target("https://h:1/a/b?x", true));
        assert_eq!(from("https://H:1/c"), target("https://H:1/c", true));
        assert_eq!(from("/a b|c?d=http://e"), target("https://h:1/a%20b%7Cc?d=http://e", true));
        assert_eq!(from("//h:1/c"), target("https://h:1/c", true));
        for other in ["https://h/c", "https://evil.example/c", "//h/c"] {
            assert!(from(other).is_some_and(|target| !target.is_same_origin), "{other}");
        }
        for none in ["http://h:1/c", "", "ftp://h:1/c", "https://u@h:1/c", "https://h:1@evil.example/", "://", "//"] {
            assert_eq!(from(none), None, "{none}");
        }
        for (url, location) in [("https://h/a", "https://h:443/b"), ("http://h:80/a", "http://h/b")] {
            assert!(redirect_target(url, location).is_some_and(|target| target.is_same_origin), "{location}");
        }
        assert!(redirect_target("http://h/a", "https://h/a").is_some_and(|target| !target.is_same_origin));
    }
}
