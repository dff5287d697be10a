//! Credentials, and what a client takes from the environment.
//!
//! `from_env` reads what the settings of the crate name: a credential, the base URL, headers of an organization. Its docs list
//! the variables. A value is trimmed, an empty one counts as unset, and what a program sets goes before what the environment
//! has:
//!
//! ```
//! # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/books.rs"));
//! # fn client() -> Result<books::Client, books::Error> {
//! let settings = |name: &str| (name == "BOOKS_KEY").then(|| "from a file".to_owned());
//!
//! let client = books::Client::builder()
//!     .env_from(settings) // or `env()`, for the variables of the process
//!     .credential("key-of-the-program")
//!     .base_url("http://localhost:8080/v1")
//!     .build()?;
//! # Ok(client)
//! # }
//! # fn main() {}
//! ```
//!
//! `credential` is for the first scheme of the document, `credential_for` for one by its name; of basic authentication it is
//! `name:password`. An operation is sent what its document asks for, the first alternative that can be met. Without one the
//! call is an [`Error::Credential`](crate::Error::Credential) that says which is missing, and nothing is sent. A header that is
//! set by hand, such as `Authorization` or that of a key, stands for the scheme that it belongs to; a cookie does not.
//!
//! Where credentials expire, a provider is asked for one. It is asked once a call, not once an attempt, so that a long pause
//! before a retry can outlive what it gave; what it gives it may keep itself until that runs out:
//!
//! ```
//! # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/books.rs"));
//! use books::Secret;
//!
//! # async fn token() -> Result<String, std::io::Error> { Ok("t".to_owned()) }
//! # fn client() -> Result<books::Client, books::Error> {
//! let client = books::Client::builder()
//!     .credential_provider("ApiKey", || async { Ok(Secret::from(token().await?)) })
//!     .build()?;
//! # Ok(client)
//! # }
//! # fn main() {}
//! ```
//!
//! A call that is answered by 401 is not sent again. Who wants that with a new credential writes a [layer](super::middleware).
//!
//! # Base URLs
//!
//! A base URL has a scheme and a host, and may have a path and a query, which stay. Once it is set by hand it holds for
//! operations with a server of their own as well, so that nothing reaches the API itself: for tests against a server of one's
//! own. The variables of the document's own URL, such as a region, are set by `server_variable`.
//!
//! # What is shown
//!
//! A credential is a [`Secret`](crate::Secret): it shows as `…`, and is wiped when it is dropped. Errors show none either, also
//! where a server says it again: `…` stands for it, and for twelve of its characters in a row. A header of an answer that says
//! again all of what was sent as a credential, or in a header of one, shows as `Sensitive`. Below eight bytes a word stands for
//! too much else, and is not looked for. What is asked for by name is as it came: `raw_body`, `body`, `message`, `code`, headers.
