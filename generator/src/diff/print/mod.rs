//! Reports for people.

mod github;
mod html;
mod markdown;
mod sections;
mod text;
mod todo;
mod words;

pub use html::{STYLE, escaped, prose};
