//! The tables that a generated tool consists of.
//!
//! Everything can stand in a `static`, and everything but the names has a default, so that a table says only what is
//! particular:
//!
//! ```
//! use wharf_tool::table::{Answer, Command, Flag, Limits, Listing, Next, Place, Shape, Tool};
//! use wharf_tool::{Api, Method, Operation, Parameter};
//!
//! pub static TOOL: Tool = Tool {
//!     about: "The books of a library",
//!     commands: &[&BOOKS_LIST],
//!     ..Tool::new("library", env!("CARGO_PKG_VERSION"), &API)
//! };
//!
//! static API: Api = Api { base_url: "https://library.example/v1", ..Api::DEFAULT };
//!
//! static BOOKS_LIST: Command = Command {
//!     summary: "List books",
//!     flags: &[
//!         Flag {
//!             help: "How many to give in one page.",
//!             default: "20",
//!             ..Flag::new("limit", LIMIT, Place::Parameter(Parameter::query("limit")))
//!         },
//!     ],
//!     answer: Answer::List(Listing {
//!         items: &["data"],
//!         has_more: &["has_more"],
//!         next: Some(Next::LastItem(&["id"])),
//!         query: "after",
//!     }),
//!     columns: &["id", "title"],
//!     ..Command::new("books", "list", &LIST_BOOKS)
//! };
//!
//! static LIST_BOOKS: Operation = Operation::new("listBooks", Method::GET, "/books");
//! static LIMIT: &Shape = &Shape::Integer(Limits { min: Some(1), max: Some(100), ..Limits::NONE });
//! ```
//!
//! What the document says in prose (summaries, descriptions, help) is plain text here: paragraphs with an empty line
//! between them, which are wrapped when they are shown, and lines that begin with `- `, which are items of a list.

mod body;
mod command;
mod flag;
mod problems;
mod shape;
mod tool;

pub use body::{Body, BodyKind, Media, Part, PartKind};
pub use command::{Answer, Command, Listing, Next, Streamed};
pub use flag::{Flag, Place};
pub use problems::problems;
pub use shape::{Limits, Member, Object, Others, Shape, Text, Union, Variant};
pub use tool::{Credential, HeaderFlag, RESERVED, Resource, ServerFlag, Tool};
