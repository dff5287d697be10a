//! One run at a time in an output folder.

use std::fs::File;
use std::path::Path;

/// Waits for another run in `dir` to end, and keeps others waiting until it is dropped. Nothing where there is no folder
/// yet, or where the system locks no folders: two runs at the same time may get into each other's way there, which the
/// next one mends.
#[must_use]
pub fn lock(dir: &Path) -> Option<File> {
    let folder = File::open(dir).ok()?;
    folder.lock().ok()?;
    Some(folder)
}
