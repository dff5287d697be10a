//! What a walk through pages has met.

use std::sync::Arc;

/// Digests in runs, each at least twice as long as the next and in order. Pages that are kept each have the runs of their time
/// and share them: of `n` pages the last has some `log n`.
#[derive(Debug, Clone, Default)]
pub(super) struct Seen(Vec<Arc<[u64]>>);

impl Seen {
    pub(super) fn contains(&self, digest: u64) -> bool {
        self.0.iter().any(|run| run.binary_search(&digest).is_ok())
    }

    pub(super) fn insert(&mut self, digest: u64) {
        let mut run = vec![digest];
        while let Some(shorter) = self.0.pop_if(|last| last.len() <= run.len()) {
            run.extend_from_slice(&shorter);
        }
        run.sort_unstable();
        self.0.push(run.into());
    }
}

#[cfg(test)]
mod tests {
    use super::Seen;

    #[test]
    fn all_is_kept_in_a_few_runs() {
        let (mut seen, mut pages) = (Seen::default(), Vec::new());
        let digests: Vec<u64> = (0..1_000_u64).map(|at| at.wrapping_mul(0x9e37_79b9_7f4a_7c15)).collect();
        for (at, digest) in digests.iter().enumerate() {
            assert!(!seen.contains(*digest));
            seen.insert(*digest);
            pages.push(seen.clone());
            assert!(digests[..=at].iter().all(|digest| seen.contains(*digest)));
            assert!(seen.0.len() <= 10);
        }
        assert!(pages[499].contains(digests[499]) && !pages[499].contains(digests[500]));
    }
}
