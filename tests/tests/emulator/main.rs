//! The local server over real HTTP, driven by a plain client: every behaviour that it promises.

mod containers;
mod document;
mod errors;
mod expiry;
mod faults;
mod files;
mod fixtures;
mod lists;
mod probe;
mod program;
mod refusals;
