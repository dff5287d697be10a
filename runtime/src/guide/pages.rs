//! Pages: lists that come in parts.
//!
//! Where the settings of a crate say how its API pages (`pagination`), a list that is awaited is one page; `next` gives the one after
//! it. `items` is a stream of the items of all pages, and `pages` one of the pages. Any other list is all that comes:
//!
//! ```
//! # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/books.rs"));
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), books::Error> {
//! # let mock = books::mock::examples();
//! # let client = books::Client::builder().mock(&mock).build()?;
//! # use books::mock::Reply;
//! # mock.reply("ListBooks", Reply::json(200, r#"{"data":[{"id":"b1","title":"Emma"}],"has_more":true}"#));
//! # mock.reply("ListBooks", Reply::json(200, r#"{"data":[{"id":"b2","title":"Persuasion"}],"has_more":false}"#));
//! let first = client.books().list().limit(1).await?;
//! assert_eq!(first.data[0].title, "Emma");
//! if let Some(second) = first.next().await? {
//!     assert_eq!(second.data[0].title, "Persuasion");
//! }
//! assert_eq!(mock.sent()[1].query("after").as_deref(), Some("b1"));
//! # Ok(())
//! # }
//! ```
//!
//! ```
//! # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/books.rs"));
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), books::Error> {
//! # let mock = books::mock::examples();
//! # let client = books::Client::builder().mock(&mock).build()?;
//! let mut all = client.books().list().items();
//! while let Some(book) = all.try_next().await? {
//!     println!("{}", book.title);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! Streams implement `futures_core::Stream`, so that the adapters of `futures` work on them.
//!
//! # Lists that do not end
//!
//! A server that gives a page again that it gave before would keep its client busy for ever. Here the list ends with the
//! error `RepeatedPage`. `collect` gives what came before together with the error:
//!
//! ```
//! # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/books.rs"));
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), books::Error> {
//! # let mock = books::mock::examples();
//! # let client = books::Client::builder().mock(&mock).build()?;
//! # use books::mock::Reply;
//! mock.reply("ListBooks", Reply::json(200, r#"{"data":[{"id":"b1","title":"Emma"}],"has_more":true}"#));
//!
//! let partial = client.books().list().items().collect().await.unwrap_err();
//! assert_eq!((partial.items.len(), partial.error.kind()), (1, "repeated_page"));
//! # Ok(())
//! # }
//! ```
