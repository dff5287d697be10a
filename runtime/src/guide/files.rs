//! Uploads and downloads.
//!
//! An [`Upload`](crate::Upload) is sent piece by piece, in the same little memory for any size. Made by `path` or `bytes` it
//! can be sent again when an attempt fails; made by `reader` or `stream` it is sent once:
//!
//! ```
//! # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/books.rs"));
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), books::Error> {
//! # let mock = books::mock::examples();
//! # let client = books::Client::builder().mock(&mock).build()?;
//! use books::Upload;
//!
//! let scan = Upload::bytes("all pages").file_name("emma.pdf").content_type("application/pdf");
//! client.books().upload("b1", scan).await?;
//! assert_eq!(mock.sent()[0].text(), "all pages");
//!
//! let from_disk = Upload::path("emma.pdf").on_progress(|sent, all| println!("{sent} of {all:?}"));
//! # drop(from_disk);
//! # Ok(())
//! # }
//! ```
//!
//! What is made while it is sent comes from a reader or a stream, of a length that may be told ahead:
//!
//! ```
//! # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/books.rs"));
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), books::Error> {
//! # let mock = books::mock::examples();
//! # let client = books::Client::builder().mock(&mock).build()?;
//! # use books::Upload;
//! # let reader = std::io::Cursor::new("all pages");
//! // Anything that is `AsyncRead`; `Upload::stream` takes a `Stream` of bytes or their errors.
//! let scan = Upload::reader(reader).length(9).file_name("emma.pdf").content_type("application/pdf");
//! client.books().upload("b1", scan).await?;
//! assert_eq!(mock.sent()[0].text(), "all pages");
//! # Ok(())
//! # }
//! ```
//!
//! In a form the file name and the media type are those of the path unless they are set. A body that is the file and nothing
//! else has no name, and the media type that the API documents for it unless one is set. A name may hold whatever it likes: it cannot
//! end the header that it stands in.
//!
//! # Downloads
//!
//! A [`Download`](crate::Download) is what has not been read yet. It is a stream of bytes and an `AsyncRead`:
//!
//! ```
//! # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/books.rs"));
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), books::Error> {
//! # let mock = books::mock::examples();
//! # let client = books::Client::builder().mock(&mock).build()?;
//! let mut scan = client.books().download("b1").await?;
//! let mut size = 0;
//! while let Some(piece) = scan.try_next().await? {
//!     size += piece.len();
//! }
//! assert_eq!(size, 9);
//!
//! let text = client.books().download("b1").await?.text().await?;
//! assert_eq!(text, "all pages");
//! # Ok(())
//! # }
//! ```
//!
//! `save_to` writes a file beside the one that is wanted and renames it when it is whole, so that nobody finds half a file:
//!
//! ```
//! # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/books.rs"));
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), books::Error> {
//! # let mock = books::mock::examples();
//! # let client = books::Client::builder().mock(&mock).build()?;
//! # let folder = std::env::temp_dir().join(format!("wharf-guide-{}", std::process::id()));
//! # std::fs::create_dir_all(&folder).unwrap();
//! # let path = folder.join("emma.pdf");
//! client.books().download("b1").await?.save_to(&path).await?;
//! assert_eq!(std::fs::read_to_string(&path).unwrap(), "all pages");
//! # std::fs::remove_dir_all(&folder).unwrap();
//! # Ok(())
//! # }
//! ```
//!
//! A download may be as large and take as long as it likes, but not stand still for longer than `idle_timeout`. `bytes` and
//! `text` hold all of it in memory. Answers that are read as models have a limit: `max_json_body` of the builder, 64 MiB.
