//! Reading documents: real ones, broken ones, and generated ones.

mod adopt;
mod corpus;
mod deep;
mod generated;
mod independent;
mod reject;

use wharf::{Load, Source};

/// Reads the files beside a document.
struct Folder;

impl Load for Folder {
    fn load(&self, name: &str) -> Result<Vec<u8>, String> {
        std::fs::read(name).map_err(|_| "there is no such file".to_owned())
    }
}

/// The file at `path`, named by it.
fn source(path: &std::path::Path) -> Source {
    Source { name: path.display().to_string(), bytes: std::fs::read(path).expect("the file was just listed") }
}
