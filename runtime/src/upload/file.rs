//! Opening a file to upload.

use std::path::Path;
use std::time::SystemTime;

#[cfg(not(target_family = "wasm"))]
use tokio::fs::File;

/// Length and time of a regular file.
pub(super) type State = (u64, Option<SystemTime>);

/// The file and what it is like, which is unknown for what is no regular file, a pipe for example.
#[cfg(not(target_family = "wasm"))]
pub(super) async fn open(path: &Path) -> std::io::Result<(File, Option<State>)> {
    let file = File::open(path).await?;
    let metadata = file.metadata().await?;
    if metadata.is_dir() {
        return Err(std::io::Error::new(std::io::ErrorKind::IsADirectory, "it is a directory"));
    }
    Ok((file, metadata.is_file().then(|| (metadata.len(), metadata.modified().ok()))))
}

/// There are no files there.
#[cfg(target_family = "wasm")]
pub(super) async fn open(_path: &Path) -> std::io::Result<(tokio::io::Empty, Option<State>)> {
    Err(std::io::ErrorKind::Unsupported.into())
}
