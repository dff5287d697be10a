//! Colours. They are written always; [`Terminal`](super::Terminal) drops them where they are not wanted.

use anstyle::{AnsiColor, Style};
use wharf::Severity;

/// What is good to find at a glance.
pub const STRONG: Style = Style::new().bold();
/// What leads the eye and is not read.
pub const FAINT: Style = Style::new().dimmed();
/// A line that goes away.
pub const REMOVED: Style = AnsiColor::Red.on_default();
/// A line that comes.
pub const ADDED: Style = AnsiColor::Green.on_default();

/// The colour of a diagnostic.
pub fn of(severity: Severity) -> Style {
    let colour = match severity {
        Severity::Error => AnsiColor::Red,
        Severity::Warning => AnsiColor::Yellow,
        Severity::Hint => AnsiColor::Cyan,
    };
    colour.on_default().bold()
}
