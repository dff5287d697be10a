//! A loopback server that keeps every byte of each request and answers from a script.
//!
//! It speaks just enough HTTP/1.1 and shares no code with the runtime or the generator, so that a fault of theirs
//! cannot hide itself here.

mod answer;
mod request;
mod server;

pub use answer::Answer;
pub use request::Request;
pub use server::Recorder;
