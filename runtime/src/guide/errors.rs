//! Errors: why a call failed.
//!
//! There is one [`Error`](crate::Error). Its variants say how far the call came, and its methods what is known:
//!
//! ```
//! # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/books.rs"));
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), books::Error> {
//! # let mock = books::mock::examples();
//! # let client = books::Client::builder().mock(&mock).build()?;
//! use books::mock::Reply;
//!
//! mock.reply("RetrieveBook", Reply::json(404, r#"{"error":{"message":"no such book","code":"gone"}}"#).header("x-request-id", "r7"));
//!
//! match client.books().retrieve("b9").await {
//!     Ok(book) => println!("{}", book.title),
//!     Err(error) if error.is_not_found() => {
//!         assert_eq!(error.message().as_deref(), Some("no such book"));
//!         assert_eq!((error.code().as_deref(), error.request_id()), (Some("gone"), Some("r7")));
//!         assert_eq!(error.operation(), Some("RetrieveBook"));
//!     }
//!     Err(error) => return Err(error),
//! }
//! # Ok(())
//! # }
//! ```
//!
//! | variant | what happened | was it sent |
//! |---|---|---|
//! | `Configuration`, `Credential` | a setting or a credential cannot be used | no |
//! | `Request` | an argument cannot be used, or the body breaks off, as a file that cannot be read | not as a whole |
//! | `Connection` | no connection was made by the last attempt | not by that one: `is_outcome_unknown` speaks of all |
//! | `Timeout`, `Interrupted` | no whole answer came | perhaps: `is_outcome_unknown` says whether it matters |
//! | `Status` | the answer is a failure | yes |
//! | `Decode` | the answer is a success of another form; the error has the path in it and the text around it | yes |
//! | `TooLarge` | the answer is larger than the limit | yes |
//! | `RepeatedPage` | a list does not end | yes |
//! | `Reported` | the server reported an error within a stream | yes |
//! | `Storage` | what came could not be written to a file | yes |
//!
//! The body of a failure is kept as it came, whatever it is; `body` reads it as the type that the document declares:
//!
//! ```
//! # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/books.rs"));
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), books::Error> {
//! # let mock = books::mock::examples();
//! # let client = books::Client::builder().mock(&mock).build()?;
//! # use books::mock::Reply;
//! # mock.reply("RetrieveBook", Reply::json(400, r#"{"id":"b1","title":"Emma"}"#));
//! let error = client.books().retrieve("b1").await.unwrap_err();
//! assert!(error.raw_body().is_some_and(|body| body.starts_with(b"{")));
//! # use books::models::Book as Problem;
//! let problem = error.body::<Problem>();
//! assert!(problem.is_some_and(|problem| problem.is_ok()));
//! # Ok(())
//! # }
//! ```
//!
//! Where a call could be sent again but for its body, as a file that has changed, the error is that of the attempt before, and
//! says so.
//!
//! What is printed of an error is one line, without credentials and without headers.
