//! How long advice may take.

use std::sync::atomic::{AtomicUsize, Ordering};

/// How many names may still be compared for the advice of one document. Where thousands of references are broken
/// beside thousands of names, the last of them are told without advice, instead of after an hour.
#[derive(Debug)]
pub(super) struct Patience(AtomicUsize);

impl Default for Patience {
    fn default() -> Self {
        Self(AtomicUsize::new(200_000))
    }
}

impl Clone for Patience {
    fn clone(&self) -> Self {
        Self(AtomicUsize::new(self.0.load(Ordering::Relaxed)))
    }
}

impl Patience {
    /// Whether `names` more names may be compared; from then on they have been.
    pub fn allows(&self, names: usize) -> bool {
        self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(names)).is_ok()
    }
}
