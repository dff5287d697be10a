//! Calls: what is sent, and when.
//!
//! A method of a group makes a call. Its arguments are what the call must have; what it may have is set by methods of the
//! call. It is sent when it is awaited, and dropping the future takes it back:
//!
//! ```
//! # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/books.rs"));
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), books::Error> {
//! # let mock = books::mock::examples();
//! # let client = books::Client::builder().mock(&mock).build()?;
//! use books::models::{Binding, CreateBook};
//!
//! let created = client.books().create(CreateBook::new("Emma").binding(Binding::Cloth)).await?;
//! let found = client.books().retrieve(&created.id).await?;
//! assert_eq!(found.title, "Emma");
//! # Ok(())
//! # }
//! ```
//!
//! A client is cheap to clone, and all clones share their connections. It can be used by many tasks at once. Its connections
//! live on the runtime that made them: where a program has several, give each a client of its own, as a call waits in vain for
//! a connection whose runtime stands still.
//!
//! Calls run on Tokio, which keeps the time and the connections: a call that is polled elsewhere panics. Code that is not
//! async takes the feature `blocking`, which brings what it needs.
//!
//! # One call, otherwise
//!
//! Each call can have headers and items of the query that the document does not know, and a timeout and retries of its own:
//!
//! ```
//! # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/books.rs"));
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), books::Error> {
//! # let mock = books::mock::examples();
//! # let client = books::Client::builder().mock(&mock).build()?;
//! use std::time::Duration;
//!
//! let call = client.books().retrieve("b1").header("x-trace", "7").query("verbose", "true");
//! call.timeout(Duration::from_secs(5)).max_retries(0).await?;
//!
//! let sent = &mock.sent()[0];
//! assert_eq!((sent.header("x-trace"), sent.query("verbose").as_deref()), (Some("7"), Some("true")));
//! # Ok(())
//! # }
//! ```
//!
//! What the document does not know of the body yet is added by `body_member`, to JSON and to forms:
//!
//! ```
//! # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/books.rs"));
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), books::Error> {
//! # let mock = books::mock::examples();
//! # let client = books::Client::builder().mock(&mock).build()?;
//! # use books::models::CreateBook;
//! client.books().create(CreateBook::new("Emma")).body_member("shelf", "a7").await?;
//! assert_eq!(mock.sent()[0].text(), r#"{"title":"Emma","shelf":"a7"}"#);
//! # Ok(())
//! # }
//! ```
//!
//! # What comes with an answer
//!
//! `with_response` gives the value with status, headers and request id; `send_raw` the body of a success as it came:
//!
//! ```
//! # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/books.rs"));
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), books::Error> {
//! # let mock = books::mock::examples();
//! # let client = books::Client::builder().mock(&mock).build()?;
//! let answer = client.books().retrieve("b1").with_response().await?;
//! assert_eq!((answer.status.as_u16(), answer.value.title.as_str()), (200, "Emma"));
//!
//! let raw = client.books().retrieve("b1").send_raw().await?;
//! assert!(raw.value.text().await?.starts_with('{'));
//! # Ok(())
//! # }
//! ```
//!
//! # What is refused before it is sent
//!
//! An empty argument of a path, `.` and `..` would reach another address than the one that is meant, and are errors; all
//! that a URL cannot hold is percent-encoded. A credential that is missing or cannot be sent is an error that names where
//! it comes from, and never shows it.
//!
//! ```
//! # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/books.rs"));
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), books::Error> {
//! # let mock = books::mock::examples();
//! # let client = books::Client::builder().mock(&mock).build()?;
//! assert!(client.books().retrieve("").await.is_err());
//! assert!(mock.sent().is_empty());
//! # Ok(())
//! # }
//! ```
