//! A pipe or a device with a name, as it is uploaded: its length is not known, and it is read once.

use std::io;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use tokio::fs::File;
use tokio::io::{AsyncRead, ReadBuf};
use tokio::task::JoinHandle;

/// A pipe, which is opened when it is read: that may have to wait until somebody writes into it.
pub(super) enum Pipe {
    Closed(PathBuf),
    Opening(JoinHandle<io::Result<std::fs::File>>),
    Open(File),
}

impl Pipe {
    pub(super) fn new(path: &Path) -> Self {
        Self::Closed(path.to_owned())
    }
}

impl AsyncRead for Pipe {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        loop {
            match &mut *self {
                Self::Closed(path) => {
                    let path = std::mem::take(path);
                    *self = Self::Opening(tokio::task::spawn_blocking(|| std::fs::File::open(path)));
                }
                Self::Opening(opening) => {
                    let opened = ready!(Pin::new(opening).poll(context));
                    *self = Self::Open(File::from_std(opened.map_err(io::Error::other)??));
                }
                Self::Open(file) => return Pin::new(file).poll_read(context, buffer),
            }
        }
    }
}
