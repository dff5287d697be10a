//! The transport over `reqwest`.

use super::{Body, BoxError, Sending, Transport, TransportError, TransportErrorKind, http, tls};
use crate::client::{Connection, Proxy};

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
    pub(crate) fn build(connection: &Connection, secure: bool) -> Result<Self, BoxError> {
        let builder = reqwest::Client::builder()
            .tls_backend_preconfigured(tls::config(connection, secure)?)
            .connect_timeout(connection.timeout())
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .referer(false)
            .http1_only();
        let builder = match &connection.proxy {
            Proxy::Usual => builder,
            Proxy::None => builder.no_proxy(),
            // What is wrong with the URL is not told, as it may hold a password.
            Proxy::At(url) => {
                builder.proxy(reqwest::Proxy::all(url.expose()).map_err(|_| "the URL of the proxy is none")?)
            }
        };
        Ok(Self { client: builder.build()? })
    }
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
