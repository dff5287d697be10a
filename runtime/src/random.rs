//! Random numbers for jitter, boundaries and keys, from the seeds that hash maps get.

use core::hash::{BuildHasher as _, Hasher as _};
use std::collections::hash_map::RandomState;
use std::time::{SystemTime, UNIX_EPOCH};

/// 64 bits nobody can foresee.
fn bits() -> u64 {
    let mut hasher = RandomState::new().build_hasher();
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    hasher.write_u128(now.as_nanos());
    hasher.write_u32(std::process::id());
    hasher.finish()
}

/// From 0 up to but not including 1.
pub(crate) fn fraction() -> f64 {
    // 32 bits are enough for jitter and convert exactly.
    f64::from((bits() >> 32) as u32) / (f64::from(u32::MAX) + 1.0)
}

/// 32 hexadecimal digits.
pub(crate) fn token() -> String {
    format!("{:016x}{:016x}", bits(), bits())
}

#[cfg(test)]
mod tests {
    #[test]
    fn values_differ() {
        assert_ne!(super::token(), super::token());
        assert!((0.0..1.0).contains(&super::fraction()));
    }
}
