//! The client: what all calls share.

mod builder;
#[cfg(feature = "reqwest")]
mod connection;
mod credential;
mod environment;
#[cfg(feature = "reqwest")]
mod proxy;
mod transport;
#[cfg(any(feature = "rustls", feature = "native-tls"))]
mod trust;
mod variables;

use core::fmt;
use core::time::Duration;
use std::sync::Arc;

use http::{HeaderMap, HeaderValue};

use crate::address::Base;
use crate::error::Error;
use crate::secret::Secret;
use crate::transport::{Body, Layer, Next, Sending, Transport};
use crate::{Api, Retry};

pub use builder::ClientBuilder;
#[cfg(feature = "reqwest")]
pub(crate) use connection::Connection;
use credential::{Credentials, in_header};
pub(crate) use credential::{Granted, in_pair, is_in};
#[cfg(feature = "reqwest")]
pub(crate) use proxy::Proxy;
#[cfg(any(feature = "rustls", feature = "native-tls"))]
pub(crate) use trust::Trust;
use variables::Variables;

/// What all calls share. Cloning it is cheap: the clones are one client with one pool of connections.
#[derive(Clone)]
pub struct Client(Arc<Shared>);

struct Shared {
    api: &'static Api,
    base: Base,
    /// Whether the base is another than the API's.
    own_base: bool,
    variables: Variables,
    credentials: Credentials,
    headers: HeaderMap,
    user_agent: HeaderValue,
    /// The outermost first.
    layers: Vec<Box<dyn Layer>>,
    transport: Box<dyn Transport>,
    timeout: Duration,
    idle_timeout: Duration,
    redirects: Redirects,
    max_retries: u32,
    pauses: Pauses,
    retry_unsafe: bool,
    on_retry: Option<OnRetry>,
    max_json_body: usize,
    /// What must not be shown, of what is known before anything is asked.
    secrets: Vec<Secret>,
}

/// The credentials in headers that a user sets.
pub(crate) fn by_hand(headers: &HeaderMap) -> impl Iterator<Item = Secret> {
    let set = headers.iter().filter(|(_, value)| value.is_sensitive());
    set.flat_map(|(name, value)| in_header(name, value))
}

/// Who is told of pauses.
type OnRetry = Box<dyn Fn(&Retry<'_>) + Send + Sync>;

/// Which redirects of a GET or HEAD are followed; those of other requests never are. To another origin no credential and
/// no header of the API travels, and never from https to http.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Redirects {
    /// None: each is an error with its status and headers.
    Never,
    /// Those to the same scheme, host and port.
    #[default]
    SameOrigin,
    /// All, as for downloads that an API keeps elsewhere.
    Anywhere,
}

/// The pauses before retries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pauses {
    /// The first, without the server's word; doubled each time.
    pub(crate) first: Duration,
    /// What doubling leads to.
    pub(crate) longest: Duration,
    /// A server may ask for a delay up to this; a longer one is left to the caller.
    pub(crate) asked: Duration,
}

impl Client {
    /// A client whose credential and base URL come from the environment.
    ///
    /// # Errors
    ///
    /// When a variable holds what cannot be used.
    pub fn from_env(api: &'static Api) -> Result<Self, Error> {
        ClientBuilder::new(api).env().build()
    }

    /// A client with a credential for the first scheme of the API. The environment is not read.
    ///
    /// # Errors
    ///
    /// When the credential cannot be used.
    pub fn with_credential(api: &'static Api, credential: impl Into<Secret>) -> Result<Self, Error> {
        ClientBuilder::new(api).credential(credential).build()
    }

    pub(crate) fn api(&self) -> &'static Api {
        self.0.api
    }

    pub(crate) fn base(&self) -> &Base {
        &self.0.base
    }

    /// The values of the variables in the API's own URLs.
    pub(crate) fn variables(&self) -> &Variables {
        &self.0.variables
    }

    pub(crate) fn has_own_base(&self) -> bool {
        self.0.own_base
    }

    pub(crate) fn credentials(&self) -> &Credentials {
        &self.0.credentials
    }

    /// What must not be shown, of what is known before anything is asked.
    pub(crate) fn secrets(&self) -> &[Secret] {
        &self.0.secrets
    }

    pub(crate) fn headers(&self) -> &HeaderMap {
        &self.0.headers
    }

    pub(crate) fn user_agent(&self) -> &HeaderValue {
        &self.0.user_agent
    }

    /// Sends one request through the layers.
    pub(crate) fn send(&self, request: http::Request<Body>) -> Sending<'_> {
        Next::new(&self.0.layers, &*self.0.transport).send(request)
    }

    pub(crate) fn timeout(&self) -> Duration {
        self.0.timeout
    }

    pub(crate) fn idle_timeout(&self) -> Duration {
        self.0.idle_timeout
    }

    pub(crate) fn redirects(&self) -> Redirects {
        self.0.redirects
    }

    pub(crate) fn max_retries(&self) -> u32 {
        self.0.max_retries
    }

    pub(crate) fn pauses(&self) -> Pauses {
        self.0.pauses
    }

    pub(crate) fn retry_unsafe(&self) -> bool {
        self.0.retry_unsafe
    }

    pub(crate) fn tell(&self, retry: &Retry<'_>) {
        if let Some(tell) = &self.0.on_retry {
            tell(retry);
        }
    }

    pub(crate) fn max_json_body(&self) -> usize {
        self.0.max_json_body
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("origin", &self.0.base.origin()).finish_non_exhaustive()
    }
}
