//! The bar that shows how far an upload or a download is.

use std::fmt::Write;
use std::sync::Arc;
use std::time::Duration;

use indicatif::{HumanDuration, ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

use crate::terminal::Terminal;

const KNOWN: &str = "{msg} {bytes} of {total_bytes} [{wide_bar}] {bytes_per_sec}{left}";
/// Where there is no room for a bar and words beside it.
const NARROW: &str = "{msg} {percent:>3}% {bytes_per_sec}{left}";
const UNKNOWN: &str = "{msg} {bytes} {spinner} {bytes_per_sec}";

/// How often it is drawn where nothing comes, so that the rate falls and the time that is left grows.
const TICK: Duration = Duration::from_millis(200);

/// A bar on standard error, or none.
#[derive(Debug, Clone)]
pub(crate) struct Progress(Option<Arc<Bar>>);

/// A bar that goes when nothing is left to be shown, also where that is since it was interrupted.
#[derive(Debug)]
struct Bar(ProgressBar);

impl Drop for Bar {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

impl Progress {
    /// A bar where `shown`.
    pub(crate) fn new(shown: bool, what: &'static str) -> Self {
        Self::begun(shown, what, 0)
    }

    /// The same where so many bytes are there already, which say nothing of how fast others come.
    pub(crate) fn begun(shown: bool, what: &'static str, done: u64) -> Self {
        Self(shown.then(|| {
            let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
            bar.set_style(style(UNKNOWN));
            bar.set_message(what);
            bar.set_position(done);
            bar.tick();
            bar.reset_eta();
            bar.enable_steady_tick(TICK);
            Arc::new(Bar(bar))
        }))
    }

    /// So many bytes of all are done.
    pub(crate) fn set(&self, done: u64, all: Option<u64>) {
        let Some(Bar(bar)) = self.0.as_deref() else {
            return;
        };
        if let Some(all) = all
            && bar.length() != Some(all)
        {
            bar.set_style(style(known(Terminal::look().width)));
            bar.set_length(all);
        }
        bar.set_position(done);
    }

    /// Takes the bar away.
    pub(crate) fn clear(&self) {
        if let Some(Bar(bar)) = self.0.as_deref() {
            bar.finish_and_clear();
        }
    }
}

/// Terminals narrower than this have no room for a bar.
const WIDE: usize = 76;

fn known(width: usize) -> &'static str {
    if width < WIDE { NARROW } else { KNOWN }
}

/// The templates are constants that a test reads; should one not be, the usual bar stands in.
fn style(template: &str) -> ProgressStyle {
    let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    style.with_key("left", left).progress_chars("=> ")
}

/// The time that is left, once anything is known of it.
fn left(state: &ProgressState, out: &mut dyn Write) {
    if state.per_sec() > 0.0 {
        // Where it cannot be told, it is told the next time.
        let _ = write!(out, ", {:#} left", HumanDuration(state.eta()));
    }
}

#[cfg(test)]
mod tests {
    use super::{KNOWN, NARROW, Progress, UNKNOWN};

    #[test]
    fn what_was_there_before_does_not_count_as_speed() {
        let progress = Progress::begun(true, "", 1_000_000_000);
        std::thread::sleep(std::time::Duration::from_millis(50));
        progress.set(1_000_000_010, Some(1_000_000_020));
        let bar = &progress.0.as_ref().unwrap().0;
        // Whoever draws it takes the position over; so does this.
        bar.disable_steady_tick();
        bar.tick();
        assert!(bar.per_sec() < 100_000.0, "{}", bar.per_sec());
    }

    #[test]
    fn the_templates_can_be_read() {
        assert!(indicatif::ProgressStyle::with_template(KNOWN).is_ok());
        assert!(indicatif::ProgressStyle::with_template(NARROW).is_ok());
        assert!(indicatif::ProgressStyle::with_template(UNKNOWN).is_ok());
    }
}
