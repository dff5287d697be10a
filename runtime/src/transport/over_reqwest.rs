//! The transport over `reqwest`.

use super::Need;
use super::{Body, BoxError, Sending, Transport, TransportError, TransportErrorKind, http, tls};
use crate::client::{Connection, Proxy};

/// HTTP/1.1 over `reqwest`.
///
/// TLS is that of a feature: `rustls` with the *ring* provider, which is given to this client alone; or with `native-tls`
/// the platform's own. Certificates are verified by the platform's roots.
///
/// Features of `reqwest` are those of the whole program. With `rustls` a `reqwest::Client` of one's own speaks TLS by rustls
/// too, and making one panics where nobody has said by which provider: turn on a feature of `reqwest` that brings one, as
/// its default does, or call `rustls::crypto::ring::default_provider().install_default()` first.
#[derive(Debug, Clone)]
pub struct ReqwestTransport {
    client: reqwest::Client,
    /// Whether it can reach https URLs.
    is_secure: bool,
    /// Whether somebody else made the client, so that it may follow redirects.
    may_follow: bool,
}

const FOLLOWED: &str = "the client given by `http_client` followed a redirect, which may have taken credentials elsewhere: \
                        build it with `redirect(reqwest::redirect::Policy::none())`; redirects are followed here";

impl ReqwestTransport {
    /// Over a client of one's own, which must be made with `redirect(reqwest::redirect::Policy::none())`: one that follows
    /// redirects takes the headers of the API along to wherever they lead. An answer from another address is an error.
    #[must_use]
    pub fn new(client: reqwest::Client) -> Self {
        Self { client, is_secure: true, may_follow: true }
    }

    /// Over a client that is made here.
    pub(crate) fn build(connection: &Connection, need: Need) -> Result<Self, BoxError> {
        let builder = tls::set_up(reqwest::Client::builder(), connection, need)?
            .connect_timeout(connection.timeout())
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .referer(false)
            .http1_allow_obsolete_multiline_headers_in_responses(true)
            .http1_only();
        let builder = match &connection.proxy {
            Proxy::Usual => builder,
            Proxy::None => builder.no_proxy(),
            // What is wrong with the URL is not told, as it may hold a password.
            Proxy::At(url) => {
                builder.proxy(reqwest::Proxy::all(url.expose()).map_err(|_| "the URL of the proxy is none")?)
            }
        };
        Ok(Self { client: builder.build()?, is_secure: tls::IS_SPOKEN, may_follow: false })
    }
}

impl Transport for ReqwestTransport {
    fn send(&self, request: http::Request<Body>) -> Sending<'_> {
        Box::pin(async move {
            if !self.is_secure && request.uri().scheme() == Some(&http::uri::Scheme::HTTPS) {
                return Err(TransportError::new(TransportErrorKind::Request, tls::NOT_SPOKEN));
            }
            let request = reqwest::Request::try_from(request.map(reqwest::Body::wrap)).map_err(classify)?;
            let url = self.may_follow.then(|| request.url().clone());
            let response = self.client.execute(request).await.map_err(classify)?;
            if url.is_some_and(|url| url != *response.url()) {
                return Err(TransportError::new(TransportErrorKind::Redirected, FOLLOWED));
            }
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
