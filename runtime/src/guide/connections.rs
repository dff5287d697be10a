//! Connections, TLS and features.
//!
//! The default transport speaks HTTP/1.1 over `reqwest`, and TLS by what a feature chooses, with the certificates that the platform
//! trusts:
//!
//! ```
//! # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/books.rs"));
//! use std::time::Duration;
//!
//! # fn client(pem: Vec<u8>, chain: Vec<u8>, key: String) -> Result<books::Client, books::Error> {
//! let client = books::Client::builder()
//!     .connect_timeout(Duration::from_secs(2))
//!     .proxy("http://user:password@proxy.example.com:3128")
//!     .root_certificates(pem)
//!     .identity(chain, key)
//!     .build()?;
//! # Ok(client)
//! # }
//! # fn main() {}
//! ```
//!
//! Redirects of GET and HEAD without a body are followed within one scheme, host and port; `redirects` follows all or none. To
//! another origin no credential and no header of the API travels.
//!
//! | feature | brings |
//! |---|---|
//! | `rustls` (default) | the transport, with TLS by rustls and *ring* |
//! | `native-tls` | the transport, with the TLS of the platform: OpenSSL on Linux, which has to be there with its headers |
//! | `reqwest` | the transport without TLS, as for a server on the same machine; an https URL is an error |
//! | `blocking` | `wait`, for code that is not async |
//! | `mock` | answers without a network, for tests |
//! | `tracing` | a span for each call and attempt |
//! | `jiff`, `time`, `chrono` | conversions of dates |
//! | `webhooks` | what the API sends, of a crate that has webhooks; its front page names the feature |
//!
//! Choosing is turning off what is there by default:
//!
//! ```toml
//! books = { version = "1", default-features = false, features = ["native-tls"] }
//! ```
//!
//! Where both are on, because another crate of the program asks for it, the platform's goes before rustls. Any other TLS, such as
//! rustls with another provider, comes in a `reqwest::Client` of one's own (`http_client`, of reqwest 0.13), for which `reqwest` is
//! enough.
//!
//! Features of `reqwest` hold for a whole program. With `rustls` on, a `reqwest::Client` that the program makes by itself speaks
//! rustls as well, and making it panics unless a feature of `reqwest` brings a provider, as its default features do, or the
//! program installs one: `rustls::crypto::ring::default_provider().install_default()`.
//!
//! Without any of the three the builder needs a transport.
//!
//! A crate of a large document has a feature for each group of calls besides, all on by default: to name only those that are
//! used saves compile time.
//!
//! # WebAssembly
//!
//! `wasm32-unknown-unknown` compiles without default features: models, and calls over a transport that the program brings.
//! Models work there. Calls do not on a host without a clock, which is any web page: their timeouts ask for the time, and
//! that target has none of its own. There are no files there either.
