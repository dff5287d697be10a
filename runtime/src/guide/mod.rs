//! A page on each thing that a client does.
//!
//! The examples use a client of an API of books, called `books`; other clients differ in their calls and models only.
//! They run as tests of this crate, against its mock.
//!
//! | page | on |
//! |---|---|
//! | [`calls`] | what is sent, and when; settings of one call; what comes with an answer |
//! | [`credentials`] | credentials, the environment, base URLs |
//! | [`errors`] | why a call failed |
//! | [`retries`] | what is sent again, and how long things may take |
//! | [`pages`] | lists that come in parts, where the settings say how |
//! | [`files`] | uploads and downloads |
//! | [`streams`] | answers that come item by item |
//! | [`presence`] | null and absent |
//! | [`unknown`] | values that the document does not list |
//! | [`testing`] | code that uses the client, without a network |
//! | [`middleware`] | layers, transports, tracing |
//! | [`blocking`] | code that is not async |
//! | [`webhooks`] | what the API sends |
//! | [`connections`] | proxies, TLS, redirects, features, WebAssembly |

pub mod blocking;
pub mod calls;
pub mod connections;
pub mod credentials;
pub mod errors;
pub mod files;
pub mod middleware;
pub mod pages;
pub mod presence;
pub mod retries;
pub mod streams;
pub mod testing;
pub mod unknown;
pub mod webhooks;
