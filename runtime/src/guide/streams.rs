//! Streams: answers that come item by item.
//!
//! Server-sent events, lines of JSON and sequences of JSON texts come as [`Events`](crate::Events), typed as the document has
//! it. An operation that answers either way has the method `stream` beside `.await`:
//!
//! ```
//! # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/books.rs"));
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), books::Error> {
//! # let mock = books::mock::examples();
//! # let client = books::Client::builder().mock(&mock).build()?;
//! let mut words = client.books().read_aloud("b1").await?;
//! while let Some(word) = words.try_next().await? {
//!     assert_eq!(word.word, "Emma");
//! }
//! # Ok(())
//! # }
//! ```
//!
//! - The stream ends where the server ends it, or at the word that the settings name. Where they name none, `[DONE]` is
//!   the end, and so is another bare word that is no item, where nothing follows it.
//! - An item that cannot be read is an error and not the end: `next` goes on after it. An error that the server reports
//!   within the stream is `Error::Reported`, also where what is left of it would make an item.
//! - What breaks off is an error. It does not connect again by itself, as only the caller knows whether that repeats what
//!   was paid for. `reconnecting(3)` says that it may, three times in a row without an event in between: the request is sent
//!   again with `Last-Event-ID`, after the pause that the server asked for. `last_event_id` is for who would rather go on by
//!   hand.
//! - Dropping the stream ends the request.
//! - A line has a limit, as does what is read into memory elsewhere.
