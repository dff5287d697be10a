//! Futures of calls. What is generic in them is only the last step, from the answer to the value.

use core::fmt;
use core::pin::Pin;
use core::task::{Context, Poll, ready};

use super::trace::unread;
use crate::error::Error;
use crate::response::{Raw, Response};
use crate::transport::BoxFuture;

type Read<T> = fn(&mut Raw) -> Result<T, Error>;

/// A call on its way. Dropping it aborts the request.
#[must_use = "a call sends nothing until it is awaited"]
pub struct Pending<T> {
    raw: BoxFuture<'static, Result<Raw, Error>>,
    read: Read<T>,
}

impl<T> Pending<T> {
    pub(super) fn new(raw: BoxFuture<'static, Result<Raw, Error>>, read: Read<T>) -> Self {
        Self { raw, read }
    }

    /// Polls it without pinning: it is a box and a function.
    pub(crate) fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<T, Error>> {
        Future::poll(self, context)
    }
}

impl<T> Future for Pending<T> {
    type Output = Result<T, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let raw = ready!(self.raw.as_mut().poll(context));
        Poll::Ready(raw.and_then(|mut raw| (self.read)(&mut raw).inspect_err(unread)))
    }
}

/// A call on its way, for the value with status and headers. Dropping it aborts the request.
#[must_use = "a call sends nothing until it is awaited"]
pub struct PendingResponse<T> {
    raw: BoxFuture<'static, Result<Raw, Error>>,
    read: Read<T>,
}

impl<T> PendingResponse<T> {
    pub(super) fn new(raw: BoxFuture<'static, Result<Raw, Error>>, read: Read<T>) -> Self {
        Self { raw, read }
    }
}

impl<T> Future for PendingResponse<T> {
    type Output = Result<Response<T>, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let raw = ready!(self.raw.as_mut().poll(context));
        Poll::Ready(raw.and_then(|mut raw| {
            let value = (self.read)(&mut raw).inspect_err(unread)?;
            Ok(raw.with_value(value))
        }))
    }
}

impl<T> fmt::Debug for Pending<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pending")
    }
}

impl<T> fmt::Debug for PendingResponse<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PendingResponse")
    }
}
