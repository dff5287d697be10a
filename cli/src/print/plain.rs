//! Text that others wrote, without what a terminal would obey.

/// The text with a mark in the place of each character that is none to look at.
pub fn plain(text: &str) -> String {
    text.chars().map(visible).collect()
}

/// A character as it may be shown; a tab is one space, so that columns count.
pub fn visible(c: char) -> char {
    match c {
        '\t' => ' ',
        c if c.is_control() => '\u{fffd}',
        c => c,
    }
}
