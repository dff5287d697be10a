//! The server's time, which can be moved so that expiry is tested without waiting.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

/// The server's time. Clones share it.
#[derive(Debug, Clone)]
pub struct Clock {
    stopped_at: Option<i64>,
    offset: Arc<AtomicI64>,
}

impl Clock {
    /// The machine's time.
    #[must_use]
    pub fn system() -> Self {
        Self { stopped_at: None, offset: Arc::default() }
    }

    /// A clock that stands still at a time in seconds since 1970 and moves only by [`Clock::advance`].
    #[must_use]
    pub fn stopped(at: i64) -> Self {
        Self { stopped_at: Some(at), offset: Arc::default() }
    }

    /// Seconds since 1970.
    #[must_use]
    pub fn now(&self) -> i64 {
        let base = self.stopped_at.unwrap_or_else(machine_time);
        base.saturating_add(self.offset.load(Ordering::Relaxed))
    }

    /// Moves the clock forward by so many seconds, or back where they are negative.
    pub fn advance(&self, seconds: i64) {
        self.offset.fetch_add(seconds, Ordering::Relaxed);
    }
}

fn machine_time() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::Clock;

    #[test]
    fn clones_share_the_offset() {
        let clock = Clock::stopped(1000);
        clock.clone().advance(60);
        assert_eq!(clock.now(), 1060);
        clock.advance(-100);
        assert_eq!(clock.now(), 960);
    }

    #[test]
    fn the_system_clock_is_past_2020() {
        assert!(Clock::system().now() > 1_577_836_800);
    }
}
