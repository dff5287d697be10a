//! Everything that people read in a terminal.

mod changes;
mod diagnostics;
mod excerpt;
pub mod paths;
mod plain;
mod style;
mod terminal;
mod written;

pub use changes::unified;
pub use diagnostics::diagnostics;
pub use terminal::Terminal;
pub use written::{changed, done, found, notices};

use std::time::Duration;

/// `1 file`, `2 files`.
#[must_use]
pub fn count(number: usize, word: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{number} {word}{ending}")
}

/// A duration in the unit that people would say it in.
#[must_use]
pub fn duration(time: Duration) -> String {
    if time < Duration::from_secs(1) {
        format!("{} ms", time.as_millis())
    } else {
        format!("{:.1} s", time.as_secs_f64())
    }
}
