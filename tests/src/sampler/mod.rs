//! Values sampled from the schemas of a document, sent through the types that were generated for them.
//!
//! ```text
//! document ─ read ─▶ bundle: its schemas in one dialect ─ draw ─▶ values ─ judge ─▶ valid ones, and broken ones
//! document ─ generate ─▶ models ─ driver ─▶ a program that decodes a value and encodes it again
//! ```
//!
//! What is drawn is checked by an independent validator, so that a mistake of the sampler shows as a value that is
//! dropped and counted. Nothing here knows how the generator reads a schema: it takes from it which type stands for
//! which schema, and what it is called.

mod aim;
mod arrays;
mod batch;
mod broken;
mod bundle;
mod dialect;
mod document;
mod draw;
mod driver;
mod equality;
mod exceptions;
mod exchange;
mod formats;
mod hostile;
mod judge;
mod numbers;
mod objects;
mod patterns;
mod report;
mod run;
mod spelling;
mod strings;
mod subject;
mod trial;
mod types;
mod values;
mod whole;

pub use aim::Aim;
pub use bundle::{ADDRESS, Bundle};
pub use draw::{Drawer, Style};
pub use equality::same;
pub use exceptions::Exceptions;
pub use report::{Failure, Record, Report};
pub use run::{Options, Tell, run};
pub use trial::Kind;
