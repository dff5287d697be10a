//! Whether requests and answers are as the OpenAPI document says. Shares nothing with the generator.

mod answers;
mod complaint;
mod document;
mod operation;
mod parameters;
mod schema;
mod tighten;

pub use complaint::Complaint;
pub use document::Document;
pub use operation::Rules;
pub use parameters::{Arguments, Given};
pub use schema::Schema;
