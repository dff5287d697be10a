//! Code that is not async.
//!
//! With the feature `blocking` everything that can be awaited has the method `wait`, and streams have `wait_each`:
//!
//! ```
//! # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/books.rs"));
//! # fn main() -> Result<(), books::Error> {
//! # let mock = books::mock::examples();
//! # let client = books::Client::builder().mock(&mock).build()?;
//! use books::blocking::{Wait, WaitEach};
//!
//! let book = client.books().retrieve("b1").wait()?;
//! assert_eq!(book.title, "Emma");
//!
//! for book in client.books().list().items().wait_each() {
//!     println!("{}", book?.title);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! The thread that waits does the work; one more thread, for all clients, keeps timers and connections going.
