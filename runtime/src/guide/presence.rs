//! Null and absent.
//!
//! A member that may be left out is an `Option`. One that must be there but may be null is an `Option` too, that `new` takes.
//! One that may be either is a [`Presence`](crate::Presence), as these are three things to a server: leave it as it is, make
//! it empty, make it this:
//!
//! ```
//! # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/books.rs"));
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), books::Error> {
//! # let mock = books::mock::examples();
//! # let client = books::Client::builder().mock(&mock).build()?;
//! use books::Presence;
//! use books::models::UpdateBook;
//!
//! let changes = [UpdateBook::new(), UpdateBook::new().note_null(), UpdateBook::new().note("read it twice")];
//! for change in changes {
//!     client.books().update("b1", change).await?;
//! }
//! let sent: Vec<String> = mock.sent().iter().map(|request| request.text()).collect();
//! assert_eq!(sent, ["{}", r#"{"note":null}"#, r#"{"note":"read it twice"}"#]);
//!
//! let book = client.books().update("b1", UpdateBook::new()).await?;
//! assert!(book.note.is_null());
//! assert_eq!(book.note.value(), None);
//! # Ok(())
//! # }
//! ```
//!
//! In an urlencoded form, whose values are texts, null is an empty one: `note=`.
