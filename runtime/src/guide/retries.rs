//! Retries and timeouts.
//!
//! A call is sent again when that may help and does no harm: twice at most, after a pause that doubles from 0.5 s to 8 s and
//! is shortened by chance, or as long as the server asks for.
//!
//! | what happened | sent again |
//! |---|---|
//! | no connection was made, 429, or the server says so | yes |
//! | 408, 409, 5xx, a timeout, a connection that broke | where repeating does no harm: `GET`, `PUT`, `DELETE` and the like, or with an idempotency key |
//! | the same of a `POST` without a key | no, unless by `retry_unsafe(true)`; where the server may have acted, `is_outcome_unknown` of the error says so |
//! | a server that asks for more patience than 60 s | no: the error says how long |
//! | a body that can be read but once | no: the error says that it was sent once |
//!
//! ```
//! # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/books.rs"));
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), books::Error> {
//! # let mock = books::mock::examples();
//! # let client = books::Client::builder().mock(&mock).build()?;
//! use std::time::Duration;
//! use books::mock::Reply;
//!
//! mock.reply("RetrieveBook", Reply::new(503)).reply("RetrieveBook", Reply::example(200));
//! client.books().retrieve("b1").await?;
//! assert_eq!(mock.sent().len(), 2);
//!
//! let patient = books::Client::builder()
//! #   .mock(&mock)
//!     .max_retries(5)
//!     .backoff(Duration::from_millis(100), Duration::from_secs(20))
//!     .max_retry_after(Duration::from_secs(120))
//!     .build()?;
//! # patient.books().retrieve("b1").await?;
//! # Ok(())
//! # }
//! ```
//!
//! `on_retry` of the builder tells of each pause when it begins, for programs that people wait for.
//!
//! # Timeouts
//!
//! | of | is | set by |
//! |---|---|---|
//! | connecting | 5 s | `connect_timeout` of the builder |
//! | an attempt, with its headers and its body | 600 s | `timeout` of the builder or of a call |
//! | a pause within a download or a stream, which have no limit as a whole | as long as an attempt | `idle_timeout` of the builder, `timeout` of a call |
//! | a pause within an upload, which has no limit as a whole either | as long as an attempt | `timeout`, on the builder or on a call |
//! | a call as a whole, with its attempts and the pauses between them | none | `tokio::time::timeout` around it |
//!
//! ```
//! # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/books.rs"));
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), books::Error> {
//! # let mock = books::mock::examples();
//! # let client = books::Client::builder().mock(&mock).build()?;
//! use std::time::Duration;
//! use books::mock::Reply;
//!
//! # tokio::time::pause();
//! mock.reply("RetrieveBook", Reply::example(200).after(Duration::from_secs(60)));
//! let error = client.books().retrieve("b1").timeout(Duration::from_secs(2)).max_retries(0).await.unwrap_err();
//! assert!(error.is_timeout());
//! # Ok(())
//! # }
//! ```
