//! Values that the document does not list.
//!
//! Servers learn new words before clients do. An enum therefore has the variant `Unknown`, which keeps what came and sends it
//! back unchanged; so has a union, for a tag or constant that it does not know. Both are `#[non_exhaustive]`:
//!
//! ```
//! # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/books.rs"));
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), books::Error> {
//! # let mock = books::mock::examples();
//! # let client = books::Client::builder().mock(&mock).build()?;
//! use books::mock::Reply;
//! use books::models::Binding;
//!
//! mock.reply("RetrieveBook", Reply::json(200, r#"{"id":"b1","title":"Emma","binding":"leather","pages":474}"#));
//!
//! let book = client.books().retrieve("b1").await?;
//! match book.binding {
//!     Some(Binding::Cloth) => println!("it is bound in cloth"),
//!     Some(Binding::Unknown(other)) => assert_eq!(other.as_str(), "leather"),
//!     _ => {}
//! }
//! # Ok(())
//! # }
//! ```
//!
//! A word of one's own is sent by `Binding::from("leather")`. A tag that is known with a body of another form is an error: that
//! is no news, but a mistake.
//!
//! Members that the document does not name are read over. With `keep-unknown = true` in the settings of the generator,
//! objects have the field `extra`, which keeps them.
