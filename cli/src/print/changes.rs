//! The lines in which two texts differ.

use anstyle::Style;
use similar::{ChangeTag, TextDiff};

use super::plain::plain;
use super::style::{ADDED, FAINT, REMOVED};

/// The difference from `old` to `new` in the unified form, a line each.
#[must_use]
pub fn unified(old: &str, new: &str) -> Vec<String> {
    let difference = TextDiff::from_lines(old, new);
    let mut lines = Vec::new();
    for hunk in difference.unified_diff().context_radius(2).iter_hunks() {
        lines.push(format!("{FAINT}{}{FAINT:#}", hunk.header()));
        lines.extend(hunk.iter_changes().map(|change| {
            let (sign, style) = match change.tag() {
                ChangeTag::Delete => ('-', REMOVED),
                ChangeTag::Insert => ('+', ADDED),
                ChangeTag::Equal => (' ', Style::new()),
            };
            format!("{style}{sign}{}{style:#}", plain(change.value().trim_end_matches(['\n', '\r'])))
        }));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_what_goes_and_what_comes() {
        let lines = unified("a\nb\nc\nd\u{1b}\ne\n", "a\nb\nc\nD\ne\n").join("\n");
        let plain = anstream::adapter::strip_str(&lines).to_string();
        assert_eq!(plain, "@@ -2,4 +2,4 @@\n b\n c\n-d\u{fffd}\n+D\n e");
    }
}
