//! Going on with server-sent events after the connection broke.

use core::pin::Pin;
use core::task::{Context, Poll, ready};
use core::time::Duration;
use std::sync::{Mutex, PoisonError};

use http::{HeaderName, HeaderValue};

use super::{Event, Events};
use crate::call::Call;
use crate::error::Error;
use crate::output;
use crate::transport::BoxFuture;

/// The answer to the same request, sent again.
type Coming = BoxFuture<'static, Result<Events<Event>, Error>>;

/// What it takes to send the request again.
pub(super) struct Again {
    call: Call,
    /// How often in a row, without an event in between.
    times: u32,
    left: u32,
    /// The lock is never contended; it makes the stream `Sync`.
    coming: Option<Mutex<Coming>>,
}

impl Again {
    /// `key` is that by which the server knows the request again: it stays, as the request does.
    pub(super) fn new(mut call: Call, key: Option<&(HeaderName, HeaderValue)>) -> Self {
        call.set_again();
        if let Some((name, Ok(value))) = key.map(|(name, value)| (name, value.to_str())) {
            call.add_header(name.as_str(), value);
        }
        Self { call, times: 0, left: 0, coming: None }
    }

    pub(super) fn set(&mut self, times: u32) {
        (self.times, self.left) = (times, times);
    }

    /// An event came: the connection is as good as a new one.
    pub(super) fn moves(&mut self) {
        self.left = self.times;
    }

    /// Sends the request again, if that may help after this error.
    pub(super) fn begin(&mut self, error: &Error, settled: &Event) -> bool {
        let may_help = matches!(error, Error::Interrupted(_) | Error::Timeout(_) | Error::Connection(_));
        let pauses = self.call.pauses();
        let pause = settled.retry.unwrap_or(pauses.first);
        if !may_help || self.left == 0 || pause > pauses.asked || !self.call.rewinds() {
            return false;
        }
        self.left -= 1;
        let mut call = self.call.clone();
        // An id that no header can hold is not sent: the server then begins anew.
        if let Some(id) = settled.id.as_deref().filter(|id| HeaderValue::from_str(id).is_ok()) {
            call.add_header("last-event-id", id);
        }
        self.coming = Some(Mutex::new(Box::pin(after(pause, call))));
        true
    }

    /// The new answer; `None` where none is on its way.
    pub(super) fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Events<Event>, Error>>> {
        let Some(coming) = &mut self.coming else { return Poll::Ready(None) };
        let coming = coming.get_mut().unwrap_or_else(PoisonError::into_inner);
        let answer = ready!(Pin::new(coming).poll(context));
        self.coming = None;
        Poll::Ready(Some(answer))
    }
}

async fn after(pause: Duration, call: Call) -> Result<Events<Event>, Error> {
    tokio::time::sleep(pause).await;
    call.send::<output::raw_events>().await
}
