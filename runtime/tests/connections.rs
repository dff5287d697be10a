//! How connections are made: through a proxy, by a client of one's own, and without TLS.

mod sample;
mod server;

#[cfg(target_os = "linux")]
use std::time::Duration;

use sample::{Client, ClientBuilder, Error};
use server::{Server, answer, json};
#[cfg(feature = "rustls")]
use tokio_rustls::rustls;

const ITEM: &str = r#"{"id":"i"}"#;

fn at(url: impl Into<String>) -> ClientBuilder {
    Client::builder().base_url(url).credential("k").max_retries(0)
}

#[tokio::test]
async fn a_proxy_is_gone_through() {
    let proxy = Server::start([json(200, &[], ITEM)]).await;
    let address = proxy.url.replace("http://", "http://user:secret@");
    let client: Client = at("http://api.invalid/v1").proxy(address).build().unwrap();
    client.shelves().retrieve("s").await.unwrap();
    let request = proxy.request();
    assert_eq!(request.line, "GET http://api.invalid/v1/shelves/s HTTP/1.1");
    assert_eq!(request.header("proxy-authorization"), Some("Basic dXNlcjpzZWNyZXQ="));
    assert_eq!(request.header("authorization"), Some("Bearer k"));
}

/// A server whose queue is full does not answer who knocks, on Linux.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn connecting_has_a_timeout_of_its_own() {
    let socket = tokio::net::TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let listener = socket.listen(1).unwrap();
    let address = listener.local_addr().unwrap();
    let mut waiting = Vec::new();
    // Nobody is let in, so that what is full stays full.
    while let Ok(stream) = tokio::time::timeout(Duration::from_secs(1), tokio::net::TcpStream::connect(address)).await {
        waiting.push(stream.unwrap());
        assert!(waiting.len() < 100, "the queue has no end");
    }
    let builder = at(format!("http://{address}")).no_proxy().connect_timeout(Duration::from_millis(200));
    let client: Client = builder.build().unwrap();
    let error = client.shelves().create(sample::models::CreateShelf::new("n")).await.unwrap_err();
    assert!(matches!(error, Error::Connection(_)) && !error.is_outcome_unknown(), "{error}");
}

#[tokio::test]
async fn a_client_of_ones_own_can_carry_requests() {
    let server = Server::start([json(200, &[], ITEM)]).await;
    // Its own settings stay: here, no proxy.
    let http = reqwest::Client::builder();
    #[cfg(feature = "rustls")]
    let http = http.tls_backend_preconfigured(bare_tls());
    let http = http.no_proxy().build().unwrap();
    let client: Client = at(&server.url).http_client(http).build().unwrap();
    assert_eq!(client.shelves().retrieve("s").await.unwrap().id, "i");
}

/// Such a client follows redirects by itself, and takes the headers along: that must not go on unseen.
#[tokio::test]
async fn a_client_of_ones_own_that_follows_redirects_is_told() {
    let elsewhere = Server::start([json(200, &[], ITEM)]).await;
    let server = Server::start([answer(302, &[("location", &elsewhere.url)], b"")]).await;
    let http = reqwest::Client::builder();
    #[cfg(feature = "rustls")]
    let http = http.tls_backend_preconfigured(bare_tls());
    let client: Client = at(&server.url).http_client(http.no_proxy().build().unwrap()).build().unwrap();
    let error = client.shelves().retrieve("s").await.unwrap_err();
    assert!(error.to_string().contains("redirect::Policy::none()"), "{error}");
    assert_eq!((server.requests().len(), elsewhere.requests().len()), (1, 1), "it is not tried again");
    let error = client.shelves().create(sample::models::CreateShelf::new("n")).await.unwrap_err();
    assert!(error.is_outcome_unknown(), "{error}");
}

#[test]
fn wrong_descriptions_are_errors_without_secrets() {
    for (builder, expected) in [
        (at("http://h").proxy("http://secret host"), "the URL of the proxy is none"),
        (at("http://h").no_proxy().transport(Nowhere), "those of the transport given"),
    ] {
        assert_told(builder, expected);
    }
}

fn assert_told(builder: ClientBuilder, expected: &str) {
    let error = builder.build().unwrap_err();
    assert!(matches!(error, Error::Configuration(_)) && error.to_string().contains(expected), "{error}");
    assert!(!format!("{error} {error:?}").contains("secret"), "{error}");
}

/// Whichever TLS there is: none is loaded, and none is missed.
#[tokio::test]
async fn plain_http_needs_no_tls() {
    let server = Server::start([json(200, &[], ITEM)]).await;
    let client: Client = at(&server.url).build().unwrap();
    assert_eq!(client.shelves().retrieve("s").await.unwrap().id, "i");
}

#[cfg(not(any(feature = "rustls", feature = "native-tls")))]
#[tokio::test]
async fn https_without_tls_is_an_error_that_says_what_to_do() {
    assert_told(at("https://h"), "`rustls` or `native-tls`");

    // Where only a redirect leads to it, nothing is sent there, nor tried again.
    let server = Server::start([server::answer(302, &[("location", "https://localhost:9/x")], b"")]).await;
    let builder = at(&server.url).max_retries(2).redirects(wharf_runtime::Redirects::Anywhere);
    let client: Client = builder.build().unwrap();
    let error = client.shelves().retrieve("s").await.unwrap_err();
    assert!(matches!(error, Error::Request(_)) && error.to_string().contains("`rustls`"), "{error:?}");
}

struct Nowhere;

impl wharf_runtime::Transport for Nowhere {
    fn send(&self, _: http::Request<wharf_runtime::Body>) -> wharf_runtime::transport::Sending<'_> {
        unreachable!("no client is built with it")
    }
}

#[cfg(feature = "rustls")]
fn bare_tls() -> rustls::ClientConfig {
    let provider = std::sync::Arc::new(rustls::crypto::ring::default_provider());
    let builder = rustls::ClientConfig::builder_with_provider(provider);
    let builder = builder.with_safe_default_protocol_versions().unwrap();
    builder.with_root_certificates(rustls::RootCertStore::empty()).with_no_client_auth()
}
