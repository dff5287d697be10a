//! What stands within a paragraph.

use super::escape;
use super::wrap::FIXED_SPACE;
use crate::emit::layout::push;

/// A paragraph, heading or cell while it is read. `\n` in it is a line break.
#[derive(Debug, Default)]
pub struct Inline {
    text: String,
    in_table: bool,
    links: Vec<Link>,
}

#[derive(Debug)]
struct Link {
    target: String,
    is_image: bool,
    start: usize,
}

impl Inline {
    /// An empty one; in the cell of a table if `in_table`.
    pub fn new(in_table: bool) -> Self {
        Self { in_table, ..Self::default() }
    }

    /// Text that means itself.
    pub fn text(&mut self, text: &str) {
        let in_link = !self.links.is_empty();
        escape::text(&mut self.text, text, in_link, self.in_table);
    }

    /// Marks of Markdown.
    pub fn mark(&mut self, mark: &str) {
        self.text.push_str(mark);
    }

    /// A line break; a space in a table.
    pub fn line_break(&mut self) {
        self.text.push(if self.in_table { ' ' } else { '\n' });
    }

    /// Inline code.
    pub fn code(&mut self, code: &str) {
        // What stands one behind the other would be one.
        if self.text.ends_with('`') && !self.text.ends_with("\\`") {
            self.text.push(' ');
        }
        let fence = "`".repeat(longest_run(code, '`') + 1);
        let padded = code.starts_with('`') || code.ends_with('`') || (code.starts_with(' ') && code.ends_with(' '));
        let pad = if padded && !code.trim().is_empty() { "\u{0}" } else { "" };
        self.text.push_str(&fence);
        self.text.push_str(pad);
        for c in code.chars() {
            match c {
                ' ' | '\n' => self.text.push(FIXED_SPACE),
                '|' if self.in_table => self.text.push_str("\\|"),
                _ => self.text.push(c),
            }
        }
        self.text.push_str(pad);
        self.text.push_str(&fence);
    }

    /// The start of a link or an image.
    pub fn open(&mut self, target: &str, is_image: bool) {
        if self.text.ends_with('!') {
            self.text.pop();
            self.text.push_str("\\!");
        }
        self.links.push(Link { target: target.to_owned(), is_image, start: self.text.len() });
    }

    /// The end of the link or image that was opened last.
    pub fn close(&mut self) {
        let Some(link) = self.links.pop() else { return };
        let label = self.text.split_off(link.start);
        if !self.links.is_empty() {
            self.text.push_str(&label);
        } else if is_absolute(&link.target) || is_item(&link.target) {
            self.absolute(&link, &label);
        } else {
            self.relative(&link, &label);
        }
    }

    fn absolute(&mut self, link: &Link, label: &str) {
        let target = encode(&link.target, self.in_table);
        let label = label.trim();
        if label.is_empty() && link.is_image {
            push(&mut self.text, format_args!("[image]({target})"));
        } else if label.is_empty() || link.target == label.replace('\\', "") {
            push(&mut self.text, format_args!("<{target}>"));
        } else {
            push(&mut self.text, format_args!("[{label}]({target})"));
        }
    }

    /// A place on the site that shows the document leads nowhere from here: it is named, not linked.
    fn relative(&mut self, link: &Link, label: &str) {
        self.text.push_str(label);
        let target = link.target.trim();
        let says_more = !target.is_empty() && !target.starts_with('#') && target != label.trim();
        if says_more && !label.trim().is_empty() {
            self.text.push_str(" (");
            self.code(target);
            self.text.push(')');
        } else if says_more {
            self.code(target);
        }
    }

    /// What was written.
    pub fn finish(mut self) -> String {
        while !self.links.is_empty() {
            self.close();
        }
        self.text
    }
}

fn is_absolute(target: &str) -> bool {
    ["https://", "http://", "mailto:"].iter().any(|scheme| {
        target.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
            && target.len() > scheme.len()
    })
}

/// Whether `target` is the path of an item of the crate, which planning writes and rustdoc follows.
fn is_item(target: &str) -> bool {
    let is_name = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || c == '_');
    target.strip_prefix("crate::").is_some_and(|path| path.split("::").all(is_name))
}

/// An address that needs no escape in a link.
fn encode(target: &str, in_table: bool) -> String {
    let mut out = String::with_capacity(target.len());
    for c in target.chars() {
        match c {
            ' ' => out.push_str("%20"),
            '(' => out.push_str("%28"),
            ')' => out.push_str("%29"),
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '\\' => out.push_str("%5C"),
            '`' => out.push_str("%60"),
            '|' if in_table => out.push_str("%7C"),
            _ => out.push(c),
        }
    }
    out
}

/// Length of the longest run of `mark` in `text`.
pub fn longest_run(text: &str, mark: char) -> usize {
    let mut longest = 0;
    let mut run = 0;
    for c in text.chars() {
        run = if c == mark { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}
