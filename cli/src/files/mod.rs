//! What codegen owns in an output folder, how that differs from what it would write, and writing it.
//!
//! The folder holds a list of every file written, with its digest ([`list`]). A file is overwritten or removed only
//! when it is on the list; what else is there is left alone.

pub mod digest;
pub mod list;
pub mod lock;
pub mod output;
pub mod plan;
pub mod together;
pub mod write;

mod disk;
mod orphans;
mod transaction;

pub use output::OutputPath;
pub use plan::{Difference, Kind, Plan};
