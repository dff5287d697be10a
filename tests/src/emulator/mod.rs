//! A local server that behaves as the Containers API does, for tests and for trying a client without an account.
//!
//! It keeps real state, and checks each request and each of its own answers against the OpenAPI document, with a
//! reader and a validator that share nothing with the generator: a client that drifts from the document fails here.
//! Only what a [`Fault`] makes up is not held to the document.
//!
//! Where the real server's behaviour is not known, these are assumptions: the `name` filter matches exactly; `after`
//! takes any id that the list ever held, also one deleted since, and any other id is a 400; retrieving a container and
//! any work on its files count as use; an expired container can still be deleted; ids in `file_ids` and `file_id` have
//! the form `file-…`, and such a file's content is its own id.

mod actions;
mod answer;
mod app;
mod auth;
mod clock;
mod exchange;
mod faults;
mod fixtures;
mod ids;
mod record;
mod router;
mod server;
mod settings;
mod store;
mod upload;
mod validation;

pub use clock::Clock;
pub use faults::{Canned, Effect, Fault, Refusal};
pub use record::Recorded;
pub use server::{Emulator, StartError};
pub use settings::Settings;
pub use validation::{Complaint, Document, Schema};
