//! Middleware and transports.
//!
//! A layer stands between the client and its transport, and sees each attempt as it leaves, with its credential. It may change
//! the request, answer itself, send it more than once and change the answer. The first layer that was added is the outermost:
//!
//! ```
//! # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/books.rs"));
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), books::Error> {
//! # let mock = books::mock::examples();
//! # let client = books::Client::builder().mock(&mock).build()?;
//! use books::transport::{Body, CallInfo, Layer, Next, Sending, http};
//!
//! struct Traced;
//!
//! impl Layer for Traced {
//!     fn send<'a>(&'a self, mut request: http::Request<Body>, next: Next<'a>) -> Sending<'a> {
//!         let operation = request.extensions().get::<CallInfo>().map_or("", |call| call.operation().id());
//!         let value = http::HeaderValue::from_static(operation);
//!         request.headers_mut().insert("x-operation", value);
//!         next.send(request)
//!     }
//! }
//!
//! let client = books::Client::builder().mock(&mock).layer(Traced).build()?;
//! client.books().retrieve("b1").await?;
//! assert_eq!(mock.sent()[0].header("x-operation"), Some("RetrieveBook"));
//! # Ok(())
//! # }
//! ```
//!
//! What sends is a [`Transport`](crate::Transport), which the builder takes by `transport`; a `reqwest::Client` of one's own is
//! one by `http_client`; it must be built with `redirect(reqwest::redirect::Policy::none())`, as redirects are followed here.
//! [`ReqwestTransport`](crate::transport::ReqwestTransport) says what its TLS needs.
//! Without default features there is no other.
//!
//! With the feature `tracing` each call is a span with its operation, status, attempts, latency and request id, and each
//! attempt one within it; an answer or an item that came and cannot be read is an event behind it. No credential, no body and
//! no value of a query is in them.
