//! The name that was probably meant.

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

/// Of `names` the one most like `wrong`, if one is like it at all.
pub(crate) fn nearest<'n>(wrong: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let lower = wrong.to_lowercase();
    let budget = (wrong.chars().count() / 3).max(1);
    let scored = names.map(|name| (strsim::damerau_levenshtein(&lower, &name.to_lowercase()), name));
    scored.filter(|(distance, _)| *distance <= budget).min().map(|(_, name)| name)
}

/// Of `names` up to three, those most like `wrong` first, however unlike they are.
pub(crate) fn nearest_few<'n>(wrong: &str, names: impl Iterator<Item = &'n str>) -> Vec<&'n str> {
    let lower = wrong.to_lowercase();
    let mut scored: Vec<_> =
        names.map(|name| (strsim::damerau_levenshtein(&lower, &name.to_lowercase()), name)).collect();
    scored.sort_unstable();
    scored.into_iter().take(3).map(|(_, name)| name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_near() {
        let names = ["Pet", "Pets", "Customer", "CustomerFile"];
        let nearest = |wrong| nearest(wrong, names.into_iter());
        assert_eq!(nearest("pet"), Some("Pet"));
        assert_eq!(nearest("Cusotmer"), Some("Customer"));
        assert_eq!(nearest("Order"), None);
        assert_eq!(nearest(""), None);
    }
}
