//! Opening a file to upload.

use std::path::Path;

#[cfg(not(target_family = "wasm"))]
use tokio::fs::File;

/// The file and its length, which is unknown for what is no regular file, a pipe for example.
#[cfg(not(target_family = "wasm"))]
pub(super) async fn open(path: &Path) -> std::io::Result<(File, Option<u64>)> {
    let file = File::open(path).await?;
    let metadata = file.metadata().await?;
    if metadata.is_dir() {
        return Err(std::io::Error::new(std::io::ErrorKind::IsADirectory, "it is a directory"));
    }
    Ok((file, metadata.is_file().then_some(metadata.len())))
}

/// There are no files there.
#[cfg(target_family = "wasm")]
pub(super) async fn open(_path: &Path) -> std::io::Result<(tokio::io::Empty, Option<u64>)> {
    Err(std::io::ErrorKind::Unsupported.into())
}
