//! Webhooks: what the API sends.
//!
//! For a document that describes webhooks the crate has their payloads, and with the feature `webhooks`, which its front page
//! then names, a `webhooks::Verifier` of signatures as Standard Webhooks has them. A web framework hands over the headers and
//! the body as they came, before anything parses them:
//!
//! ```
//! # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/books.rs"));
//! use books::webhooks::{Verifier, VerifyError};
//! use std::time::SystemTime;
//!
//! # fn main() -> Result<(), VerifyError> {
//! let verifier = Verifier::new("whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3")?;
//! # let body = br#"{"id":"b1","title":"Emma"}"#;
//! # let headers = verifier.sign("message_1", SystemTime::now(), body)?;
//! let delivery = verifier.verify(&headers, body)?;
//! let book: books::models::Book = delivery.decode()?;
//! assert_eq!((delivery.id(), book.title.as_str()), ("message_1", "Emma"));
//! # Ok(())
//! # }
//! ```
//!
//! A delivery is refused when no signature fits, or when it is older or newer than five minutes, which `tolerance` changes. The
//! same message may come more than once, always with the same `id`. While a secret is replaced, `or` adds the other one.
