//! The transport over `reqwest`.

use core::time::Duration;
use std::sync::Arc;

use rustls::ClientConfig;
use rustls_platform_verifier::BuilderVerifierExt as _;

use super::{Body, BoxError, Sending, Transport, TransportError, TransportErrorKind};

/// HTTP/1.1 over `reqwest`, with rustls and the *ring* provider.
///
/// The provider is given to this client alone: nothing global is installed, so that other users of rustls
/// in the same program are left alone. Certificates are verified by the platform's roots.
#[derive(Debug, Clone)]
pub struct ReqwestTransport {
    client: reqwest::Client,
}

impl ReqwestTransport {
    /// Over a client of one's own. That client should not follow redirects.
    #[must_use]
    pub fn new(client: reqwest::Client) -> Self {
        Self { client }
    }

    /// Over a client that is made here; `secure` says whether it must speak TLS.
    pub(crate) fn build(connect_timeout: Duration, secure: bool) -> Result<Self, BoxError> {
        let client = reqwest::Client::builder()
            .tls_backend_preconfigured(tls(secure)?)
            .connect_timeout(connect_timeout)
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .referer(false)
            .http1_only()
            .build()?;
        Ok(Self { client })
    }
}

/// Loading the platform's roots takes time and fails where there are none: it is left out where no TLS is
/// spoken. A client without roots trusts nobody.
fn tls(secure: bool) -> Result<ClientConfig, rustls::Error> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
    let builder = if secure {
        builder.with_platform_verifier()?
    } else {
        builder.with_root_certificates(rustls::RootCertStore::empty())
    };
    Ok(builder.with_no_client_auth())
}

impl Transport for ReqwestTransport {
    fn send(&self, request: http::Request<Body>) -> Sending<'_> {
        Box::pin(async move {
            let request = reqwest::Request::try_from(request.map(reqwest::Body::wrap)).map_err(classify)?;
            let response = self.client.execute(request).await.map_err(classify)?;
            Ok(http::Response::<reqwest::Body>::from(response).map(Body::from_frames))
        })
    }
}

fn classify(error: reqwest::Error) -> TransportError {
    let kind = if error.is_connect() {
        TransportErrorKind::Connect
    } else if error.is_timeout() {
        TransportErrorKind::Timeout
    } else if error.is_builder() {
        TransportErrorKind::Request
    } else {
        TransportErrorKind::Interrupted
    };
    // A URL can hold an API key.
    TransportError::new(kind, error.without_url())
}
