//! Limits of time.

use core::time::Duration;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::time::{Instant, timeout_at};

/// Beyond any use, and far from the end of the clock.
const FOREVER: Duration = Duration::from_secs(60 * 60 * 24 * 365);

/// The moment `limit` from `start`.
fn after(start: Instant, limit: Duration) -> Instant {
    start.checked_add(limit).unwrap_or(start + FOREVER)
}

/// The moment `limit` from now.
pub(crate) fn deadline(limit: Duration) -> Instant {
    after(Instant::now(), limit)
}

/// When the last piece of a streamed upload left. An upload may take longer than the limit as long as it
/// moves.
#[derive(Debug, Clone)]
pub(super) struct Pulse(Arc<Mutex<Instant>>);

impl Pulse {
    pub(super) fn new() -> Self {
        Self(Arc::new(Mutex::new(Instant::now())))
    }

    pub(super) fn beat(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
    }

    fn last(&self) -> Instant {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Runs `future` until `limit` after the last beat, without a pulse until `limit` from now; `None` when it is not done
/// then.
pub(super) async fn within<F: Future>(limit: Duration, pulse: Option<&Pulse>, future: F) -> Option<F::Output> {
    let Some(pulse) = pulse else {
        return timeout_at(deadline(limit), future).await.ok();
    };
    let mut future = core::pin::pin!(future);
    loop {
        let last = pulse.last();
        match timeout_at(after(last, limit), future.as_mut()).await {
            Ok(output) => return Some(output),
            Err(_) if pulse.last() == last => return None,
            Err(_) => {}
        }
    }
}
