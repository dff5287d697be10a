//! The entry of a changelog, in the form of Keep a Changelog.

use wharf::diff::{Report, changelog_item};

/// The sections, in their order.
const SECTIONS: [&str; 4] = Report::CHANGELOG_SECTIONS;

/// The changelog with the lines of a report among what is not released yet, each once. `subject` is the crate that they are
/// about.
#[must_use]
pub fn add(text: &str, report: &Report, subject: Option<&str>) -> String {
    let mut text = text.to_owned();
    for (section, line) in report.changelog_lines(subject) {
        if !holds(unreleased(&text).map_or("", |(_, part)| part), &line) {
            text = insert(&text, section, &changelog_item(&line));
        }
    }
    text
}

/// Where the part about what is not released begins, below its heading, and the part itself.
fn unreleased(text: &str) -> Option<(usize, &str)> {
    let mut at = 0;
    let mut begin = None;
    for line in text.split_inclusive('\n') {
        if line.starts_with("## ") {
            if let Some(begin) = begin {
                return Some((begin, text.get(begin..at)?));
            }
            if line.to_lowercase().contains("unreleased") {
                begin = Some(at + line.len());
            }
        }
        at += line.len();
    }
    begin.and_then(|begin| Some((begin, text.get(begin..)?)))
}

/// Whether a part has the line, wherever its words are broken.
fn holds(part: &str, line: &str) -> bool {
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("{} - ", words(part)).contains(&format!("- {} - ", words(line))) || {
        let part = words(part);
        part.ends_with(&format!("- {}", words(line))) || part.contains(&format!("- {} ###", words(line)))
    }
}

/// Puts an item at the end of a section, which is made where there is none.
fn insert(text: &str, section: &str, item: &str) -> String {
    let Some((begin, part)) = unreleased(text) else {
        let (head, rest) = text.find("\n## ").map_or((text, ""), |at| text.split_at(at + 1));
        let head = if head.trim().is_empty() { "# Changelog" } else { head.trim_end() };
        let gap = if rest.is_empty() { "" } else { "\n" };
        return insert(&format!("{head}\n\n## Unreleased\n{gap}{rest}"), section, item);
    };
    let (before, after) = text.split_at(begin);
    let (part, after) = (part, after.get(part.len()..).unwrap_or_default());
    let heading = format!("### {section}\n");
    let is_last = after.is_empty();
    let part = match part.find(&heading).map(|at| at + heading.len()) {
        Some(body) => at_end_of(part, body, item, is_last),
        None => with_section(part, section, &(heading + item), is_last),
    };
    format!("{before}{part}{after}")
}

/// A part with an item at the end of the section that begins at `body`.
fn at_end_of(part: &str, body: usize, item: &str, is_last: bool) -> String {
    let end = part.get(body..).and_then(|rest| rest.find("\n### ")).map_or(part.len(), |at| body + at + 1);
    let (own, rest) = part.split_at(end);
    let gap = if rest.is_empty() && is_last { "" } else { "\n" };
    format!("{}\n{item}{gap}{rest}", own.trim_end())
}

/// A part with one section more, before those that come later.
fn with_section(part: &str, section: &str, text: &str, is_last: bool) -> String {
    let of = |word: &str| SECTIONS.iter().position(|one| *one == word);
    let is_later = |at: &usize| {
        let line = part.get(at + 4..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        let begins = part.get(..*at).is_some_and(|before| before.is_empty() || before.ends_with('\n'));
        begins && of(line.trim()).is_none_or(|place| Some(place) > of(section))
    };
    let later = part.match_indices("### ").map(|(at, _)| at).find(is_later);
    let (own, rest) = part.split_at(later.unwrap_or(part.len()));
    let own = own.trim_end();
    let break_after_own = if own.is_empty() { "" } else { "\n" };
    let gap = if rest.is_empty() && is_last { "" } else { "\n" };
    format!("{own}{break_after_own}\n{text}{gap}{rest}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(lines: &[(&str, &str)]) -> Report {
        let entry = |(rule, line): &(&str, &str)| {
            format!(
                r#"{{"id":"1","rules":["{rule}"],"title":"","subject":"","wire":{{}},"released":"ok","rust":"minor",
                "operations":[],"items":[],"files":[],"changelog":"{line}"}}"#
            )
        };
        let entries: Vec<String> = lines.iter().map(entry).collect();
        let text = format!(
            r#"{{"format":1,"old":"a","new":"b","verdict":"changed","totals":{{"wire":"fine","released":"ok","rust":"minor"}},
            "entries":[{}],"regenerated":[]}}"#,
            entries.join(",")
        );
        serde_json::from_str(&text).unwrap()
    }

    #[test]
    fn a_changelog_that_is_not_there_is_begun() {
        let made =
            add("", &report(&[("operation-added", "New: `a`."), ("field-deprecated", "Deprecated: `b`.")]), None);
        let expected = "# Changelog\n\n## Unreleased\n\n### Added\n- New: `a`.\n\n### Deprecated\n- Deprecated: `b`.\n";
        assert_eq!(made, expected);
        assert_eq!(add(&made, &report(&[("operation-added", "New: `a`.")]), None), made);
    }

    #[test]
    fn lines_stand_where_others_of_their_kind_do() {
        let text = "# Changelog\n\nWords.\n\n## Unreleased\n\n### Added\n- One\n  line.\n\n### Fixed\n- Two.\n\n## 1.0.0\n\n### Added\n- New: `a`.\n";
        let lines =
            [("operation-added", "New: `a`."), ("operation-removed", "Removed: `b`."), ("limit-loosened", "Three.")];
        let made = add(text, &report(&lines), Some("toys"));
        let expected = "# Changelog\n\nWords.\n\n## Unreleased\n\n### Added\n- One\n  line.\n- `toys`: New: `a`.\n\n### Changed\n- `toys`: Three.\n\n### Removed\n- `toys`: Removed: `b`.\n\n### Fixed\n- Two.\n\n## 1.0.0\n\n### Added\n- New: `a`.\n";
        assert_eq!(made, expected);
        assert_eq!(add(&made, &report(&lines), Some("toys")), made);
    }

    #[test]
    fn what_is_not_released_stands_before_what_is() {
        let made = add("# Changelog\n\n## 1.0.0\n- Old.\n", &report(&[("limit-loosened", "New.")]), None);
        assert_eq!(made, "# Changelog\n\n## Unreleased\n\n### Changed\n- New.\n\n## 1.0.0\n- Old.\n");
    }

    #[test]
    fn a_line_that_begins_like_another_is_another() {
        let made =
            add("# C\n\n## Unreleased\n\n### Added\n- New: `a` and more.\n", &report(&[("x-added", "New: `a`")]), None);
        assert_eq!(made, "# C\n\n## Unreleased\n\n### Added\n- New: `a` and more.\n- New: `a`\n");
    }

    #[test]
    fn a_line_is_found_wherever_it_is_broken() {
        let line = "word ".repeat(40);
        let text = changelog_item(&line);
        assert!(text.lines().count() > 1, "{text}");
        assert!(holds(&text, &line));
    }
}
