//! Other people's documents.

use std::path::PathBuf;

/// The folder that the variable `WHARF_SPECS` names. Where it is not set, this says so, and the test is to end.
#[must_use]
pub fn specs() -> Option<PathBuf> {
    let folder = std::env::var_os("WHARF_SPECS").filter(|folder| !folder.is_empty());
    if folder.is_none() {
        println!("skipped: WHARF_SPECS does not name the folder of other people's documents");
    }
    folder.map(PathBuf::from)
}
