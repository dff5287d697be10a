//! A client written by hand in the form of generated ones.

#![allow(dead_code, unused_imports, reason = "each test uses a part")]

mod client;
pub mod jobs;
pub mod models;
pub mod shelves;

pub use client::{API, Client, ClientBuilder};
pub use wharf_runtime::{Download, Error, Page, Upload};
