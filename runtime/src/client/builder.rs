//! Building a client.

use core::fmt;
use core::marker::PhantomData;
use core::time::Duration;
use std::sync::Arc;

use http::{HeaderMap, HeaderName, HeaderValue};

#[cfg(feature = "reqwest")]
use super::connection::Connection;
use super::credential::{Credentials, Provider, in_pair};
use super::variables::Variables;
use super::{Client, OnRetry, Pauses, Redirects, Shared, by_hand};
use crate::address::Base;
use crate::body::BoxError;
use crate::error::{Error, Failure};
use crate::secret::Secret;
use crate::transport::{Layer, Transport};
use crate::{Api, Retry, Scheme};

const TIMEOUT: Duration = Duration::from_secs(600);
const MAX_RETRIES: u32 = 2;
const PAUSES: Pauses =
    Pauses { first: Duration::from_millis(500), longest: Duration::from_secs(8), asked: Duration::from_secs(60) };
const MAX_JSON_BODY: usize = 64 * 1024 * 1024;

/// The settings of a client to be. What is set here goes before what the environment says; the environment is
/// read only when [`env`](Self::env) asks for it.
#[must_use = "a builder does nothing until it is built"]
pub struct ClientBuilder<C> {
    pub(super) api: &'static Api,
    pub(super) base_url: Option<String>,
    /// The environment variable that it is from.
    pub(super) base_url_env: Option<&'static str>,
    variables: Variables,
    /// By scheme, with where each was found.
    pub(super) credentials: Vec<(String, Secret, String)>,
    pub(super) providers: Vec<(String, Provider)>,
    /// By name, with the environment variable that each is from.
    pub(super) headers: Vec<(String, String, Option<&'static str>)>,
    user_agent: Option<String>,
    pub(super) layers: Vec<Box<dyn Layer>>,
    pub(super) transport: Option<Box<dyn Transport>>,
    timeout: Duration,
    idle_timeout: Option<Duration>,
    pub(super) redirects: Redirects,
    #[cfg(feature = "reqwest")]
    pub(super) connection: Connection,
    max_retries: u32,
    pauses: Pauses,
    retry_unsafe: bool,
    on_retry: Option<OnRetry>,
    max_json_body: usize,
    /// A variable that was to be read and holds no text.
    pub(super) unreadable: Option<String>,
    client: PhantomData<fn() -> C>,
}

impl<C: From<Client>> ClientBuilder<C> {
    /// A builder with the defaults and nothing from the environment.
    pub fn new(api: &'static Api) -> Self {
        Self {
            api,
            base_url: None,
            base_url_env: None,
            variables: Variables::new(api),
            credentials: Vec::new(),
            providers: Vec::new(),
            headers: Vec::new(),
            user_agent: None,
            layers: Vec::new(),
            transport: None,
            timeout: TIMEOUT,
            idle_timeout: None,
            redirects: Redirects::default(),
            #[cfg(feature = "reqwest")]
            connection: Connection::default(),
            max_retries: MAX_RETRIES,
            pauses: PAUSES,
            retry_unsafe: false,
            on_retry: None,
            max_json_body: MAX_JSON_BODY,
            unreadable: None,
            client: PhantomData,
        }
    }

    /// The URL that paths are joined to; a query in it is sent with every request.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(url.into().trim().to_owned());
        self.base_url_env = None;
        self
    }

    /// A variable of the API's own base URL, such as a region, or of that of some of its calls; the documentation of the
    /// client lists them. Without it the variable has the value that the API gives it.
    pub fn server_variable(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.variables.choose(name.into(), value.into());
        self
    }

    /// The credential for the first scheme of the API; for basic authentication `name:password`.
    pub fn credential(self, credential: impl Into<Secret>) -> Self {
        let scheme = self.api.schemes.first().map_or("", |scheme| scheme.name);
        self.credential_for(scheme, credential)
    }

    /// The credential for the scheme of that name.
    pub fn credential_for(mut self, scheme: &str, credential: impl Into<Secret>) -> Self {
        let origin = format!("for the scheme {scheme}");
        self.credentials.retain(|(name, _, _)| name != scheme);
        self.credentials.push((scheme.to_owned(), credential.into(), origin));
        self
    }

    /// Asks `provider` for the credential of the scheme of that name, once a call: the place to refresh
    /// tokens. It goes before a credential that was given as a value.
    pub fn credential_provider<P, F>(mut self, scheme: &str, provider: P) -> Self
    where
        P: Fn() -> F + Send + Sync + 'static,
        F: Future<Output = Result<Secret, BoxError>> + Send + 'static,
    {
        let provider: Provider = Box::new(move || Box::pin(provider()));
        self.providers.push((scheme.to_owned(), provider));
        self
    }

    /// A header that is sent with every request.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into(), None));
        self
    }

    /// The longest that an attempt may take in headers and body, 600 s unless set. For a streamed answer it is
    /// the longest until its headers and between two pieces; an upload may take longer as long as it moves.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// The longest pause between two pieces of a streamed answer, as long as [`timeout`](Self::timeout) unless set.
    pub fn idle_timeout(mut self, timeout: Duration) -> Self {
        self.idle_timeout = Some(timeout);
        self
    }

    /// Which redirects are followed: those within the same origin unless set.
    pub fn redirects(mut self, redirects: Redirects) -> Self {
        self.redirects = redirects;
        self
    }

    /// How often a request is sent again when that may help, twice unless set.
    pub fn max_retries(mut self, retries: u32) -> Self {
        self.max_retries = retries;
        self
    }

    /// The pause before the first retry, 0.5 s unless set, and the longest one, 8 s unless set: it doubles each time,
    /// and is shortened by up to a quarter at random so that clients do not come back all at once.
    pub fn backoff(mut self, first: Duration, longest: Duration) -> Self {
        self.pauses = Pauses { first, longest, ..self.pauses };
        self
    }

    /// The longest delay that a server may ask for before a retry, 60 s unless set. An answer that asks for more is an
    /// error at once, which carries the delay.
    pub fn max_retry_after(mut self, delay: Duration) -> Self {
        self.pauses.asked = delay;
        self
    }

    /// Whether requests are sent again even where the server may have acted on them. Off unless set.
    pub fn retry_unsafe(mut self, retry: bool) -> Self {
        self.retry_unsafe = retry;
        self
    }

    /// Tells of each pause before a request is sent again, when it begins: for programs that people wait for.
    pub fn on_retry(mut self, tell: impl Fn(&Retry<'_>) + Send + Sync + 'static) -> Self {
        self.on_retry = Some(Box::new(tell));
        self
    }

    /// The largest body in bytes that is read into memory, 64 MiB unless set. Streamed bodies have no limit.
    pub fn max_json_body(mut self, bytes: usize) -> Self {
        self.max_json_body = bytes;
        self
    }

    /// The value of `User-Agent`.
    pub fn user_agent(mut self, name: impl Into<String>) -> Self {
        self.user_agent = Some(name.into());
        self
    }

    /// Puts a layer around the transport, within those that were added before.
    pub fn layer(mut self, layer: impl Layer) -> Self {
        self.layers.push(Box::new(layer));
        self
    }

    /// Sends over a transport of one's own.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Box::new(transport));
        self
    }

    /// Sends to a mock instead of over the network. What the client would need to be told is made up: a base URL,
    /// credentials. Between attempts there is no pause but those that an answer asks for, unless one was set.
    #[cfg(feature = "mock")]
    pub fn mock(mut self, mock: &crate::mock::Mock) -> Self {
        if self.base_url.is_none() && self.api.base_url.is_empty() {
            self.base_url = Some("http://mock.invalid".to_owned());
        }
        for scheme in self.api.schemes {
            if !self.credentials.iter().any(|(name, _, _)| name == scheme.name) {
                // All of `Authorization`, where the API has a scheme of its own.
                let credential = match scheme.kind {
                    crate::SchemeKind::Http(kind) => format!("{kind} mock"),
                    _ => "mock".to_owned(),
                };
                self = self.credential_for(scheme.name, credential);
            }
        }
        if self.pauses == PAUSES {
            self = self.backoff(Duration::ZERO, Duration::ZERO);
        }
        self.transport(mock.clone())
    }

    /// Builds the client. A missing credential is no error here, since not all operations need one.
    ///
    /// # Errors
    ///
    /// When the base URL is missing or has no scheme or host, a credential cannot be sent, a header is none,
    /// TLS or the proxy cannot be set up, or connections were described that a transport of one's own makes itself.
    pub fn build(mut self) -> Result<C, Error> {
        if let Some(name) = &self.unreadable {
            return Err(configuration(format!("the environment variable {name} holds what is no text")));
        }
        let base = self.base()?;
        let credentials = self.prepared_credentials()?;
        let headers = self.header_map()?;
        let user_agent = self.user_agent.as_deref().unwrap_or(self.api.user_agent);
        let user_agent = HeaderValue::try_from(user_agent);
        let user_agent = user_agent.map_err(|_| configuration("the user agent cannot be sent in a header"))?;
        let transport = self
            .take_transport(&base)
            .map_err(|error| Error::Configuration(Failure::new("the HTTP client cannot be set up").caused_by(error)))?;
        let mut secrets = credentials.secrets();
        secrets.extend(by_hand(&headers));
        secrets.extend(base.query().filter(|item| self.api.is_key(item)).flat_map(in_pair));
        Ok(C::from(Client(Arc::new(Shared {
            secrets,
            api: self.api,
            base,
            own_base: self.base_url.is_some(),
            variables: self.variables,
            credentials,
            headers,
            user_agent,
            layers: self.layers,
            transport,
            timeout: self.timeout,
            idle_timeout: self.idle_timeout.unwrap_or(self.timeout),
            redirects: self.redirects,
            max_retries: self.max_retries,
            pauses: self.pauses,
            retry_unsafe: self.retry_unsafe,
            on_retry: self.on_retry,
            max_json_body: self.max_json_body,
        }))))
    }

    fn base(&self) -> Result<Base, Error> {
        if let Some(url) = &self.base_url {
            return match self.variables.first() {
                Some(name) => {
                    let origin = found(self.base_url_env);
                    Err(configuration(format!(
                        "the variable `{name}` is one of the API's own base URL, and another base URL was given{origin}"
                    )))
                }
                None => Base::parse(url).map_err(|problem| match self.base_url_env {
                    Some(name) => configuration(format!("the environment variable {name}: {problem}")),
                    None => configuration(problem),
                }),
            };
        }
        if self.api.base_url.is_empty() {
            let advice = self.api.base_url_env.map(|name| format!(" or the environment variable {name}"));
            let advice = advice.unwrap_or_default();
            return Err(configuration(format!("the API has no base URL of its own: set `base_url`{advice}")));
        }
        match self.variables.problem() {
            Some(problem) => Err(configuration(problem)),
            None => Base::parse(&self.variables.fill(self.api.base_url)).map_err(configuration),
        }
    }

    fn prepared_credentials(&mut self) -> Result<Credentials, Error> {
        let mut credentials = Credentials::new(self.api);
        for (name, secret, origin) in &self.credentials {
            credentials.add(self.scheme(name)?, secret, origin)?;
        }
        for (name, provider) in core::mem::take(&mut self.providers) {
            credentials.ask(self.scheme(&name)?, provider);
        }
        Ok(credentials)
    }

    fn scheme(&self, name: &str) -> Result<&'static Scheme, Error> {
        let scheme = self.api.schemes.iter().find(|scheme| scheme.name == name);
        scheme.ok_or_else(|| configuration(format!("the API has no security scheme `{name}`")))
    }

    fn header_map(&self) -> Result<HeaderMap, Error> {
        let mut headers = HeaderMap::new();
        for (name, value, env) in &self.headers {
            let parsed = HeaderName::try_from(name.as_str());
            let parsed = parsed.map_err(|_| configuration(format!("`{name}` cannot be the name of a header")))?;
            let value = HeaderValue::try_from(value.as_str());
            let value = value.map_err(|_| {
                let origin = found(*env);
                configuration(format!("the value of the header `{name}`{origin} cannot be sent in a header"))
            })?;
            let value = self.api.hiding(&parsed, value);
            headers.insert(parsed, value);
        }
        Ok(headers)
    }
}

/// Where a setting was found, if not in the program.
fn found(env: Option<&str>) -> String {
    env.map(|name| format!(" in the environment variable {name}")).unwrap_or_default()
}

fn configuration(reason: impl Into<String>) -> Error {
    Error::Configuration(Failure::new(reason))
}

impl<C> fmt::Debug for ClientBuilder<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A URL that is none of ours may hold a password, and a query of any may hold a key.
        let base = self.base_url.as_deref().and_then(|url| Base::parse(url).ok());
        f.debug_struct("ClientBuilder").field("origin", &base.as_ref().map(Base::origin)).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::ClientBuilder;
    use crate::client::Client;
    use crate::{Api, Variable};

    static API: Api = Api {
        base_url: "https://{region}.example.com/{path}",
        base_url_env: Some("THING_URL"),
        variables: &[
            Variable { name: "region", default: "eu", values: &["eu", "us"] },
            Variable { name: "path", default: "v1", values: &[] },
        ],
        ..Api::DEFAULT
    };

    fn url(set: impl Fn(ClientBuilder<Client>) -> ClientBuilder<Client>) -> Result<String, String> {
        let base = set(ClientBuilder::new(&API)).base();
        base.map(|base| base.join("/a", core::iter::empty())).map_err(|error| error.to_string())
    }

    #[test]
    fn variables_of_the_base_url() {
        assert_eq!(url(|builder| builder).unwrap(), "https://eu.example.com/v1/a");
        let set =
            |builder: ClientBuilder<Client>| builder.server_variable("region", "us").server_variable("path", "x/y");
        assert_eq!(url(set).unwrap(), "https://us.example.com/x/y/a");
        assert!(url(|builder| builder.server_variable("region", "mars")).unwrap_err().contains("eu, us"));
        assert!(url(|builder| builder.server_variable("zone", "1")).unwrap_err().contains("`zone`"));
        let elsewhere = |builder: ClientBuilder<Client>| builder.base_url("http://h").server_variable("region", "us");
        let surroundings = |builder: ClientBuilder<Client>| {
            builder
                .server_variable("region", "us")
                .env_from(|name| (name == "THING_URL").then(|| "http://h".to_owned()))
        };
        assert!(url(surroundings).unwrap_err().contains("variable THING_URL"));
        assert!(url(elsewhere).unwrap_err().contains("another base URL"));
    }
}
