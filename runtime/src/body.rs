//! Bodies of requests and responses: a stream of bytes whose length may be known.

use core::fmt;
use core::pin::Pin;
use core::task::{Context, Poll};
use std::sync::{Mutex, PoisonError};

use bytes::Bytes;
use futures_core::Stream;

/// Any error that can cross threads.
pub type BoxError = Box<dyn core::error::Error + Send + Sync>;

pub(crate) type ByteStream = Pin<Box<dyn Stream<Item = Result<Bytes, BoxError>> + Send>>;

/// The body of a request or a response.
pub struct Body {
    inner: Inner,
    length: Option<u64>,
}

enum Inner {
    Whole(Option<Bytes>),
    /// The lock is never contended; it makes the body `Sync`, as transports ask.
    Stream(Mutex<ByteStream>),
}

impl Body {
    /// No bytes.
    #[must_use]
    pub fn empty() -> Self {
        Self { inner: Inner::Whole(None), length: Some(0) }
    }

    /// Bytes in memory.
    pub fn whole(bytes: impl Into<Bytes>) -> Self {
        let bytes = bytes.into();
        let length = Some(bytes.len() as u64);
        Self { inner: Inner::Whole(Some(bytes).filter(|bytes| !bytes.is_empty())), length }
    }

    /// Bytes as they come; `length` is their exact number, where it is known.
    pub fn stream<S>(stream: S, length: Option<u64>) -> Self
    where
        S: Stream<Item = Result<Bytes, BoxError>> + Send + 'static,
    {
        Self { inner: Inner::Stream(Mutex::new(Box::pin(stream))), length }
    }

    /// The number of bytes left, where it is known.
    #[must_use]
    pub fn length(&self) -> Option<u64> {
        self.length
    }

    /// The next bytes; `None` at the end.
    ///
    /// # Errors
    ///
    /// When the source of the bytes fails.
    pub async fn next(&mut self) -> Option<Result<Bytes, BoxError>> {
        core::future::poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }
}

impl Stream for Body {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let item = match &mut self.inner {
            Inner::Whole(bytes) => bytes.take().map(Ok),
            Inner::Stream(stream) => {
                let stream = stream.get_mut().unwrap_or_else(PoisonError::into_inner);
                match stream.as_mut().poll_next(context) {
                    Poll::Pending => return Poll::Pending,
                    Poll::Ready(item) => item,
                }
            }
        };
        if let (Some(Ok(bytes)), Some(length)) = (&item, &mut self.length) {
            *length = length.saturating_sub(bytes.len() as u64);
        }
        Poll::Ready(item)
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Body").field("length", &self.length).finish_non_exhaustive()
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Self::whole(bytes)
    }
}

#[cfg(feature = "reqwest")]
mod http_body {
    use core::pin::Pin;
    use core::task::{Context, Poll, ready};

    use bytes::Bytes;
    use futures_core::Stream;
    use http_body::{Body as HttpBody, Frame, SizeHint};

    use super::{Body, BoxError, Inner};

    impl HttpBody for Body {
        type Data = Bytes;
        type Error = BoxError;

        fn poll_frame(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
            self.poll_next(context).map(|item| item.map(|bytes| bytes.map(Frame::data)))
        }

        fn is_end_stream(&self) -> bool {
            matches!(self.inner, Inner::Whole(None))
        }

        fn size_hint(&self) -> SizeHint {
            self.length.map_or_else(SizeHint::default, SizeHint::with_exact)
        }
    }

    /// The frames of another body as a stream, without trailers.
    pub(crate) struct Frames<B>(B);

    impl<B> Stream for Frames<B>
    where
        B: HttpBody<Data = Bytes> + Unpin,
        B::Error: Into<BoxError>,
    {
        type Item = Result<Bytes, BoxError>;

        fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
            loop {
                match ready!(Pin::new(&mut self.0).poll_frame(context)) {
                    None => return Poll::Ready(None),
                    Some(Err(error)) => return Poll::Ready(Some(Err(error.into()))),
                    Some(Ok(frame)) => {
                        if let Ok(bytes) = frame.into_data() {
                            return Poll::Ready(Some(Ok(bytes)));
                        }
                    }
                }
            }
        }
    }

    impl Body {
        pub(crate) fn from_frames<B>(body: B) -> Self
        where
            B: HttpBody<Data = Bytes> + Send + Unpin + 'static,
            B::Error: Into<BoxError>,
        {
            let length = body.size_hint().exact();
            Self::stream(Frames(body), length)
        }
    }
}
