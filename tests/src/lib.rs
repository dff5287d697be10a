//! The local server, and what the tests that cross crates share.

pub mod downstream;
pub mod emulator;
pub mod examples;
pub mod recorder;
pub mod sampler;
pub mod sandbox;
mod specs;

pub use specs::specs;
