//! The client.

use wharf_runtime::{Api, HeaderSetting, Location, Scheme, SchemeKind, Secret};

use super::Error;
use super::jobs::Jobs;
use super::shelves::Shelves;

/// What is particular to the API.
pub static API: Api = Api {
    user_agent: "sample/1.0.0",
    variables: &[],
    base_url: "https://api.example.com/v1",
    base_url_env: Some("SAMPLE_BASE_URL"),
    schemes: &[
        Scheme { name: "Key", kind: SchemeKind::Bearer, env: Some("SAMPLE_KEY") },
        Scheme { name: "Login", kind: SchemeKind::Basic, env: None },
        Scheme {
            name: "Token",
            kind: SchemeKind::ApiKey { location: Location::Query, name: "token" },
            env: Some("SAMPLE_TOKEN"),
        },
        Scheme { name: "Session", kind: SchemeKind::ApiKey { location: Location::Cookie, name: "session" }, env: None },
    ],
    headers: &[HeaderSetting { name: "X-Team", env: Some("SAMPLE_TEAM") }],
    request_id_header: "x-request-id",
    retry_after_ms_header: "retry-after-ms",
    should_retry_header: "x-should-retry",
    retry_count_header: "x-retry-count",
    quota_code: Some("no_quota"),
    idempotency_header: None,
    error_message: "/error/message",
    error_code: "/error/code",
    stream_end: "[DONE]",
    stream_error: "error",
};

/// The client.
#[derive(Debug, Clone)]
pub struct Client {
    core: wharf_runtime::Client,
}

/// Builds a client.
pub type ClientBuilder = wharf_runtime::ClientBuilder<Client>;

impl From<wharf_runtime::Client> for Client {
    fn from(core: wharf_runtime::Client) -> Self {
        Self { core }
    }
}

impl Client {
    /// From the environment.
    ///
    /// # Errors
    ///
    /// When a variable holds what cannot be used.
    pub fn from_env() -> Result<Self, Error> {
        wharf_runtime::Client::from_env(&API).map(Self::from)
    }

    /// With a credential.
    ///
    /// # Errors
    ///
    /// When it cannot be used.
    pub fn new(credential: impl Into<Secret>) -> Result<Self, Error> {
        wharf_runtime::Client::with_credential(&API, credential).map(Self::from)
    }

    /// A builder.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::new(&API)
    }

    /// Shelves.
    #[must_use]
    pub fn shelves(&self) -> Shelves {
        Shelves::new(&self.core)
    }

    /// What all calls share.
    #[must_use]
    pub fn core(&self) -> wharf_runtime::Client {
        self.core.clone()
    }

    /// Jobs.
    #[must_use]
    pub fn jobs(&self) -> Jobs {
        Jobs::new(&self.core)
    }
}
