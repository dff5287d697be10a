//! For tests: documents of one file.

use crate::Load;

/// Finds no other file.
pub struct Nothing;

impl Load for Nothing {
    fn load(&self, name: &str) -> Result<Vec<u8>, String> {
        Err(format!("{name} is not here"))
    }
}
