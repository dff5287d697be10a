//! Testing code that uses the client.
//!
//! With the feature `mock` a client gets its answers from a mock instead of the network. All else is the real client:
//! arguments are checked and encoded, failures tried again, answers decoded. It gives the examples of the document until it is
//! told otherwise:
//!
//! ```
//! # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/books.rs"));
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), books::Error> {
//! # let mock = books::mock::examples();
//! # let client = books::Client::builder().mock(&mock).build()?;
//! use books::mock::{self, Reply};
//! use books::models::CreateBook;
//!
//! let mock = mock::examples();
//! let client = books::Client::builder().mock(&mock).build()?;
//!
//! mock.reply("CreateBook", Reply::new(503)).reply("CreateBook", Reply::example(201));
//! let error = client.books().create(CreateBook::new("Emma")).await.unwrap_err();
//! assert!(error.is_server_error() && error.is_outcome_unknown());
//! assert_eq!(client.books().create(CreateBook::new("Emma")).await?.title, "Emma");
//!
//! let sent = mock.sent_to("CreateBook");
//! assert_eq!(sent[0].json::<CreateBook>().unwrap().title, "Emma");
//! # Ok(())
//! # }
//! ```
//!
//! Replies are given in their order, and the last one again and again until another one is given. `Reply::json` answers
//! with a text, `Reply::value` with JSON (`serde_json::json!`) or a model, `Reply::events` with a stream of them, `Reply::failure`
//! with a connection that fails; `breaks_after` and `stalls_after` let only so many bytes of a body through; `after`
//! makes a server slow, in the time of tokio, which `tokio::time::pause` stops. `unused_replies` names operations whose replies
//! nobody asked for, as those of a misspelt id.
//!
//! Models that only the server makes have no `new`, so that a member more in them breaks nobody. Where a test needs one, it reads
//! it from JSON, `serde_json::from_value(json!({…}))`, or changes one that an example gave.
