//! What a report adds to a changelog, in the form of Keep a Changelog.

use super::report::{Entry, Report};
use super::verdict::{Level, Wire};

/// How long a line may be.
const WIDTH: usize = 120;

impl Report {
    /// The sections of a changelog that it adds to, in their order.
    pub const CHANGELOG_SECTIONS: [&str; 4] = ["Added", "Changed", "Deprecated", "Removed"];

    /// The lines for a changelog, each with its section. `subject` is the crate that they are about, where a changelog is
    /// about several.
    #[must_use]
    pub fn changelog_lines(&self, subject: Option<&str>) -> Vec<(&'static str, String)> {
        let of = |section: &'static str| {
            let entries =
                self.entries.iter().filter(move |entry| !entry.changelog.is_empty() && self::section(entry) == section);
            entries.map(move |entry| (section, line(entry, subject)))
        };
        Self::CHANGELOG_SECTIONS.into_iter().flat_map(of).collect()
    }

    /// The same as one text, to be copied.
    #[must_use]
    pub fn changelog(&self) -> String {
        let (mut out, mut last) = (String::new(), "");
        for (section, line) in self.changelog_lines(None) {
            if section != last {
                out.push_str(if last.is_empty() { "### " } else { "\n### " });
                out.push_str(section);
                out.push('\n');
                last = section;
            }
            out.push_str(&changelog_item(&line));
        }
        out
    }
}

/// A line of a changelog as an item of a list, broken where it is long.
#[must_use]
pub fn changelog_item(line: &str) -> String {
    let mut text = String::from("-");
    let mut width = 1;
    for word in line.split_whitespace() {
        let length = word.chars().count();
        if width + 1 + length > WIDTH && width > 2 {
            text.push_str("\n ");
            width = 1;
        }
        text.push(' ');
        text.push_str(word);
        width += 1 + length;
    }
    text.push('\n');
    text
}

fn section(entry: &Entry) -> &'static str {
    let rule = entry.rules.first().map_or("", String::as_str);
    let says = |word: &str| rule.contains(word);
    if says("deprecated") {
        "Deprecated"
    } else if says("-added") && entry.wire.worst() < Wire::Breaking && entry.rust < Level::Major {
        "Added"
    } else if says("-removed") {
        "Removed"
    } else {
        "Changed"
    }
}

fn line(entry: &Entry, subject: Option<&str>) -> String {
    let breaking = entry.wire.worst() == Wire::Breaking || entry.rust == Level::Major;
    let subject = subject.map(|subject| format!("`{subject}`: ")).unwrap_or_default();
    format!("{subject}{}{}", if breaking { "**breaking** " } else { "" }, entry.changelog.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_broken() {
        let text = changelog_item(&"word ".repeat(40));
        assert!(text.lines().count() > 1 && text.lines().all(|line| line.len() <= WIDTH), "{text}");
    }
}
