//! Bullets: a signature, what is said about it, and what is in it.

use super::links::unlinked;

/// The most members or values that a signature shows.
const SHOWN_WHOLE: usize = 4;

/// How many it shows of more.
const SHOWN: usize = 3;

/// A bullet.
#[derive(Debug, Clone, Default)]
pub struct Entry {
    signature: String,
    paragraphs: Vec<String>,
    children: Vec<Entry>,
}

impl Entry {
    pub fn new(signature: String) -> Self {
        Self { signature, ..Self::default() }
    }

    /// Adds paragraphs.
    #[must_use]
    pub fn says(mut self, docs: &str) -> Self {
        self.paragraphs.extend(Some(unlinked(docs.trim()).into_owned()).filter(|docs| !docs.is_empty()));
        self
    }

    /// Adds why not to use it.
    #[must_use]
    pub fn deprecated(self, reason: Option<&String>) -> Self {
        match reason {
            // The document says it already.
            Some(reason) if self.paragraphs.iter().any(|paragraph| paragraph.contains(reason.trim())) => {
                self.says("**Deprecated**")
            }
            Some(reason) => self.says(&deprecation(reason)),
            None => self,
        }
    }

    /// Adds what is in it.
    #[must_use]
    pub fn with(mut self, children: Vec<Self>) -> Self {
        self.children.extend(children);
        self
    }
}

/// Bullets with an empty line between all that they consist of.
pub fn bullets(entries: &[Entry]) -> String {
    let mut blocks = Vec::new();
    for entry in entries {
        push(entry, 0, &mut blocks);
    }
    blocks.join("\n\n")
}

fn push(entry: &Entry, depth: usize, blocks: &mut Vec<String>) {
    blocks.push(format!("{:1$}- {2}", "", depth * 2, code(&entry.signature)));
    blocks.extend(entry.paragraphs.iter().map(|paragraph| text(paragraph, depth + 1)));
    for child in &entry.children {
        push(child, depth + 1, blocks);
    }
}

/// Markdown behind `depth` steps, which no line of it leaves.
pub fn text(markdown: &str, depth: usize) -> String {
    let lines = markdown.trim().lines().map(str::trim_end);
    let indented =
        lines.map(|line| if line.is_empty() { String::new() } else { format!("{:1$}{line}", "", depth * 2) });
    indented.collect::<Vec<_>>().join("\n")
}

/// Markdown whose headings are none of the page's: they become lines in bold.
pub fn prose(markdown: &str) -> String {
    let mut is_code = false;
    let markdown = unlinked(markdown);
    let lines = markdown.trim().lines().map(|line| {
        let line = line.trim_end();
        is_code ^= line.trim_start().starts_with("```");
        let heading = line.trim_start_matches('#');
        let level = line.len() - heading.len();
        let is_heading = !is_code && (1..=6).contains(&level) && heading.starts_with(' ');
        let heading = heading.trim().trim_end_matches('#').trim();
        if is_heading && !heading.is_empty() { format!("**{heading}**") } else { line.to_owned() }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Text in one line.
pub fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Code within a line.
pub fn code(text: &str) -> String {
    let text = line(text);
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let ticks = "`".repeat(longest + 1);
    let needs_space = text.starts_with('`') || text.ends_with('`');
    if needs_space { format!("{ticks} {text} {ticks}") } else { format!("{ticks}{text}{ticks}") }
}

/// A block of code, whose fence nothing in it ends.
pub fn block(language: &str, text: &str) -> String {
    let mut fence = "```".to_owned();
    while text.contains(&fence) {
        fence.push('`');
    }
    format!("{fence}{language}\n{}\n{fence}", text.trim_end())
}

/// Why not to use something.
pub fn deprecation(reason: &str) -> String {
    let reason = reason.trim();
    let rest = reason.strip_prefix("deprecated").map(|rest| format!("**Deprecated**{rest}."));
    rest.unwrap_or_else(|| format!("**Deprecated:** {reason}"))
}

/// Whether a signature shows only the first of them.
pub fn is_cut(names: &[String]) -> bool {
    names.len() > SHOWN_WHOLE
}

/// All of a few, or the first ones and how many more there are.
pub fn few(names: &[String], between: &str) -> String {
    if names.len() <= SHOWN_WHOLE {
        return names.join(between);
    }
    let shown = names.get(..SHOWN).unwrap_or_default();
    format!("{}{between}{} more", shown.join(between), names.len() - SHOWN)
}

#[cfg(test)]
mod tests {
    use super::{Entry, block, bullets, code, few};

    #[test]
    fn bullets_stand_within_each_other() {
        let inner = Entry::new("b: number".to_owned()).says("Two\nlines.\n");
        let outer = Entry::new("a: object { b }".to_owned()).says("One.").with(vec![inner]);
        let expected = "- `a: object { b }`\n\n  One.\n\n  - `b: number`\n\n    Two\n    lines.";
        assert_eq!(bullets(&[outer]), expected);
    }

    #[test]
    fn code_holds_what_would_end_it() {
        assert_eq!(code("a `b`"), "`` a `b` ``");
        assert_eq!(code("a"), "`a`");
        assert_eq!(block("", "```\n"), "````\n```\n````");
    }

    #[test]
    fn of_many_a_few_are_shown() {
        let names: Vec<String> = ["a", "b", "c", "d", "e"].map(str::to_owned).to_vec();
        assert_eq!(few(&names[..4], ", "), "a, b, c, d");
        assert_eq!(few(&names, " or "), "a or b or c or 2 more");
    }
}
