//! Bodies that do not come to their end.

use core::pin::Pin;
use core::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;

use crate::body::BoxError;
use crate::transport::{TransportError, TransportErrorKind};

/// How a body stops before its end.
#[derive(Debug, Clone, Copy)]
pub(super) enum Stop {
    /// The connection breaks.
    Breaks,
    /// Nothing more comes.
    Stalls,
}

/// What comes of a body before it stops.
#[derive(Debug)]
pub(super) struct Cut {
    pub(super) bytes: Option<Bytes>,
    pub(super) stop: Stop,
}

impl Stream for Cut {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match (self.bytes.take(), self.stop) {
            (Some(bytes), _) => Poll::Ready(Some(Ok(bytes))),
            // Whoever waits longer than it likes has a timer of its own.
            (None, Stop::Stalls) => Poll::Pending,
            (None, Stop::Breaks) => {
                let reason = "the mock was told to break off the answer";
                Poll::Ready(Some(Err(TransportError::new(TransportErrorKind::Interrupted, reason).into())))
            }
        }
    }
}
