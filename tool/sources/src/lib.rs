//! The files of `wharf-tool`, for a generator that writes them beside what it generates.

/// Every file that the crate is built from, as path and text, sorted by path.
pub const SOURCES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/sources.rs"));
