//! How connections are made: through a proxy, with certificates of one's own, by a client of one's own.

mod sample;
mod server;

use std::sync::Arc;
#[cfg(target_os = "linux")]
use std::time::Duration;

use sample::{Client, ClientBuilder, Error};
use server::{Server, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::server::WebPkiClientVerifier;
use tokio_rustls::rustls::{RootCertStore, ServerConfig, crypto};

const ITEM: &str = r#"{"id":"i"}"#;

/// What certifies the server, and what certifies the client.
const OF_SERVERS: &str = include_str!("certificates/server-authority.pem");
const OF_CLIENTS: &str = include_str!("certificates/client-authority.pem");
const CLIENT: &str = include_str!("certificates/client.pem");
const CLIENT_KEY: &str = include_str!("certificates/client-key.pem");

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
    let http = reqwest::Client::builder().tls_backend_preconfigured(bare_tls()).no_proxy().build().unwrap();
    let client: Client = at(&server.url).http_client(http).build().unwrap();
    assert_eq!(client.shelves().retrieve("s").await.unwrap().id, "i");
}

#[test]
fn wrong_descriptions_are_errors_without_secrets() {
    let key = "-----BEGIN PRIVATE KEY-----\nsecret\n-----END PRIVATE KEY-----";
    for (builder, expected) in [
        (at("http://h").proxy("http://secret host"), "the URL of the proxy is none"),
        (at("http://h").root_certificates("secret"), "no PEM of certificates"),
        (at("http://h").identity("secret", key), "no PEM of certificates"),
        (at("http://h").identity(CLIENT, key), "private key"),
        (at("http://h").no_proxy().transport(Nowhere), "those of the transport given"),
    ] {
        let error = builder.build().unwrap_err();
        assert!(matches!(error, Error::Configuration(_)) && error.to_string().contains(expected), "{error}");
        assert!(!format!("{error} {error:?}").contains("secret"), "{error}");
    }
}

struct Nowhere;

impl wharf_runtime::Transport for Nowhere {
    fn send(&self, _: http::Request<wharf_runtime::Body>) -> wharf_runtime::transport::Sending<'_> {
        unreachable!("no client is built with it")
    }
}

fn bare_tls() -> tokio_rustls::rustls::ClientConfig {
    let provider = Arc::new(crypto::ring::default_provider());
    let builder = tokio_rustls::rustls::ClientConfig::builder_with_provider(provider);
    let builder = builder.with_safe_default_protocol_versions().unwrap();
    builder.with_root_certificates(RootCertStore::empty()).with_no_client_auth()
}

/// A server that speaks TLS and asks for a certificate; gives its port.
async fn secure_server() -> u16 {
    let certificate = |pem: &str| CertificateDer::from_pem_slice(pem.as_bytes()).unwrap();
    let chain = vec![certificate(include_str!("certificates/server.pem"))];
    let key = PrivateKeyDer::from_pem_slice(include_bytes!("certificates/server-key.pem")).unwrap();
    let provider = Arc::new(crypto::ring::default_provider());
    let mut roots = RootCertStore::empty();
    roots.add(certificate(OF_CLIENTS)).unwrap();
    let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider.clone()).build().unwrap();
    let builder = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let config = builder.with_client_cert_verifier(verifier).with_single_cert(chain, key).unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let Ok(mut stream) = acceptor.accept(stream).await else { continue };
            let mut head = Vec::new();
            while !head.ends_with(b"\r\n\r\n") {
                head.push(stream.read_u8().await.unwrap());
            }
            let answer =
                format!("HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: {}\r\n\r\n{ITEM}", ITEM.len());
            stream.write_all(answer.as_bytes()).await.unwrap();
            let _ = stream.shutdown().await;
        }
    });
    port
}

#[tokio::test]
async fn both_sides_can_show_certificates() {
    let url = format!("https://localhost:{}", secure_server().await);
    let identified = || at(&url).identity(CLIENT, CLIENT_KEY);
    let client: Client = identified().root_certificates(OF_SERVERS).build().unwrap();
    assert_eq!(client.shelves().retrieve("s").await.unwrap().id, "i");

    // Without the root nothing is sent, and without a certificate of one's own nothing is answered.
    let client: Client = identified().root_certificates(OF_CLIENTS).build().unwrap();
    let error = client.shelves().retrieve("s").await.unwrap_err();
    assert!(matches!(error, Error::Connection(_)), "{error}");
    let client: Client = at(&url).root_certificates(OF_SERVERS).build().unwrap();
    assert!(client.shelves().retrieve("s").await.unwrap_err().is_connection());
}
