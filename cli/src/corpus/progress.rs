//! The bar that moves while documents are worked on; there is none where standard error is no terminal.

use indicatif::{ProgressBar, ProgressStyle};

/// A bar.
pub struct Progress(ProgressBar);

impl Progress {
    /// A bar for `length` documents of which something is done.
    pub fn new(what: &'static str, length: usize) -> Self {
        let bar = ProgressBar::new(u64::try_from(length).unwrap_or(u64::MAX));
        let style = ProgressStyle::with_template("{prefix:>10} [{bar:30}] {pos}/{len} {elapsed} {wide_msg}");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()).progress_chars("=> "));
        bar.set_prefix(what);
        Self(bar)
    }

    /// One more is done.
    pub fn advance(&self, name: &str) {
        self.0.set_message(name.to_owned());
        self.0.inc(1);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
