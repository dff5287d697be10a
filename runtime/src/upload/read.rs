//! Streams that content goes through on its way out.

use core::pin::Pin;
use core::task::{Context, Poll, ready};
use std::sync::Arc;

use bytes::Bytes;
use futures_core::Stream;
use tokio::io::{AsyncRead, ReadBuf};

use crate::body::{BoxError, ByteStream};

/// Bytes read at once.
pub(super) const CHUNK: usize = 64 * 1024;

/// What is read, in chunks.
pub(crate) struct Chunks<R> {
    reader: Pin<Box<R>>,
    buffer: Vec<u8>,
    /// What was read ahead.
    ahead: Option<Bytes>,
}

impl<R: AsyncRead> Chunks<R> {
    pub(crate) fn new(reader: Pin<Box<R>>) -> Self {
        Self { reader, buffer: vec![0; CHUNK], ahead: None }
    }

    /// Whether there is nothing to read.
    pub(super) async fn is_empty(&mut self) -> std::io::Result<bool> {
        let first = core::future::poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await.transpose()?;
        self.ahead = first;
        Ok(self.ahead.is_none())
    }
}

impl<R: AsyncRead> Stream for Chunks<R> {
    type Item = std::io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        if let Some(ahead) = this.ahead.take() {
            return Poll::Ready(Some(Ok(ahead)));
        }
        let mut buffer = ReadBuf::new(&mut this.buffer);
        Poll::Ready(match ready!(this.reader.as_mut().poll_read(context, &mut buffer)) {
            Err(error) => Some(Err(error)),
            Ok(()) if buffer.filled().is_empty() => None,
            Ok(()) => Some(Ok(Bytes::copy_from_slice(buffer.filled()))),
        })
    }
}

/// Any stream of bytes as one of our own.
pub(super) struct Convert<S>(pub(super) Pin<Box<S>>)
where
    S: ?Sized;

impl<S, B, E> Stream for Convert<S>
where
    S: Stream<Item = Result<B, E>> + ?Sized,
    B: Into<Bytes>,
    E: Into<BoxError>,
{
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let item = ready!(self.0.as_mut().poll_next(context));
        Poll::Ready(item.map(|result| result.map(Into::into).map_err(Into::into)))
    }
}

/// Bytes in memory, piece by piece, so that it shows how far they are.
pub(super) struct Slices(pub(super) Bytes);

impl Stream for Slices {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let piece = self.0.len().min(CHUNK);
        Poll::Ready((piece > 0).then(|| Ok(self.0.split_to(piece))))
    }
}

fn too_few(left: u64) -> BoxError {
    format!("the content to upload ended {left} bytes early").into()
}

/// As many bytes of a file as it had when it was opened: one that grows is cut; too few are an error, since the length
/// was sent ahead.
pub(super) struct Cut {
    inner: ByteStream,
    left: u64,
}

impl Cut {
    pub(super) fn new(inner: ByteStream, length: u64) -> Self {
        Self { inner, left: length }
    }
}

impl Stream for Cut {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.left == 0 {
            return Poll::Ready(None);
        }
        Poll::Ready(match ready!(self.inner.as_mut().poll_next(context)) {
            None => Some(Err(too_few(self.left))),
            Some(Ok(mut bytes)) => {
                bytes.truncate(usize::try_from(self.left).unwrap_or(usize::MAX));
                self.left = self.left.saturating_sub(bytes.len() as u64);
                Some(Ok(bytes))
            }
            error => error,
        })
    }
}

/// Exactly as many bytes as were announced: too few and too many are errors. The last piece is held back until it is
/// known that nothing follows, since whoever sends it asks for no more.
pub(super) struct Announced {
    inner: ByteStream,
    left: u64,
    last: Option<Bytes>,
}

impl Announced {
    pub(super) fn new(inner: ByteStream, length: u64) -> Self {
        Self { inner, left: length, last: None }
    }
}

impl Stream for Announced {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            match ready!(self.inner.as_mut().poll_next(context)) {
                None if self.left > 0 => return Poll::Ready(Some(Err(too_few(self.left)))),
                None => return Poll::Ready(self.last.take().map(Ok)),
                Some(Ok(bytes)) if bytes.is_empty() => {}
                Some(Ok(bytes)) => match self.left.checked_sub(bytes.len() as u64) {
                    None => {
                        self.last = None;
                        return Poll::Ready(Some(Err("the content to upload is longer than was announced".into())));
                    }
                    Some(0) => {
                        self.left = 0;
                        self.last = Some(bytes);
                    }
                    Some(left) => {
                        self.left = left;
                        return Poll::Ready(Some(Ok(bytes)));
                    }
                },
                error => return Poll::Ready(error),
            }
        }
    }
}

/// Reports how much went through.
pub(super) struct Reported {
    inner: ByteStream,
    report: Arc<dyn Fn(u64, Option<u64>) + Send + Sync>,
    done: u64,
    length: Option<u64>,
}

impl Reported {
    pub(super) fn new(
        inner: ByteStream,
        report: Arc<dyn Fn(u64, Option<u64>) + Send + Sync>,
        length: Option<u64>,
    ) -> Self {
        Self { inner, report, done: 0, length }
    }
}

impl Stream for Reported {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let item = ready!(self.inner.as_mut().poll_next(context));
        if let Some(Ok(bytes)) = &item {
            self.done += bytes.len() as u64;
            (self.report)(self.done, self.length);
        }
        Poll::Ready(item)
    }
}
