//! TLS, of whichever library: certificates of both sides.

#![cfg(any(feature = "rustls", feature = "native-tls"))]

mod sample;
mod server;

use std::sync::Arc;

use sample::{Client, ClientBuilder, Error};
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

#[test]
fn wrong_certificates_are_errors_without_secrets() {
    let key = "-----BEGIN PRIVATE KEY-----\nsecret\n-----END PRIVATE KEY-----";
    for (builder, expected) in [
        (at("http://h").root_certificates("secret"), "no PEM of certificates"),
        (at("http://h").identity("secret", key), "no PEM of certificates"),
        (at("http://h").identity(CLIENT, key), "private key"),
    ] {
        let error = builder.build().unwrap_err();
        assert!(matches!(error, Error::Configuration(_)) && error.to_string().contains(expected), "{error}");
        assert!(!format!("{error} {error:?}").contains("secret"), "{error}");
    }
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
