//! The clipboard, by way of the terminal.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// What makes a terminal put a text into the clipboard (OSC 52). It works over a remote shell as well; a terminal that
/// does not know it does nothing.
pub(super) fn sequence(text: &str) -> String {
    format!("\u{1b}]52;c;{}\u{7}", STANDARD.encode(text))
}
