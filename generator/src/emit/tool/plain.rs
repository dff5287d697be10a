//! Markdown as plain text, for a terminal: paragraphs with an empty line between them, and items of lists behind `- `.

use crate::emit::layout::push;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// The text of some Markdown.
pub fn text(markdown: &str) -> String {
    let mut out = Writing::default();
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        out.take(event);
    }
    out.text.trim().to_owned()
}

/// The first paragraph of some Markdown, in one line.
pub fn first(markdown: &str) -> String {
    let text = text(markdown);
    let paragraph = text.split("\n\n").next().unwrap_or_default();
    paragraph.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[derive(Default)]
struct Writing {
    text: String,
    /// For each list that is open, the number of the next item, where it counts.
    lists: Vec<Option<u64>>,
    /// Whether an item has begun and has no text yet.
    is_item: bool,
    is_code: bool,
    links: Vec<String>,
}

impl Writing {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => self.push(&text),
            Event::SoftBreak => self.push(if self.is_code { "\n" } else { " " }),
            Event::HardBreak => self.text.push('\n'),
            Event::Rule => self.gap(),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph | Tag::Heading { .. } | Tag::BlockQuote(_) | Tag::Table(_) if !self.is_item => self.gap(),
            Tag::CodeBlock(_) => {
                self.gap();
                self.is_code = true;
            }
            Tag::List(start) => {
                if self.lists.is_empty() {
                    self.gap();
                }
                self.lists.push(start);
            }
            Tag::Item => {
                if !self.text.is_empty() && !self.text.ends_with('\n') {
                    self.text.push('\n');
                }
                self.text.push_str("- ");
                self.is_item = true;
            }
            Tag::TableRow | Tag::TableHead => self.line(),
            Tag::Link { dest_url, .. } => self.links.push(dest_url.into_string()),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::CodeBlock => self.is_code = false,
            TagEnd::List(_) => {
                self.lists.pop();
                self.is_item = false;
            }
            TagEnd::Item => self.is_item = false,
            TagEnd::TableCell => self.text.push_str("  "),
            TagEnd::Link => {
                let address = self.links.pop().unwrap_or_default();
                let is_told = self.text.ends_with(&address);
                if address.starts_with("http") && !is_told {
                    push(&mut self.text, format_args!(" ({address})"));
                }
            }
            _ => {}
        }
    }

    fn push(&mut self, text: &str) {
        self.is_item &= text.trim().is_empty();
        self.text.push_str(text);
    }

    fn line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    fn gap(&mut self) {
        let end = self.text.trim_end().len();
        self.text.truncate(end);
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{first, text};

    #[test]
    fn marks_go_and_words_stay() {
        assert_eq!(
            text("A `b` and *c*\nd.\n\n# E\n\n[f](https://g.example)"),
            "A b and c d.\n\nE\n\nf (https://g.example)"
        );
        assert_eq!(text("One:\n\n- `a`\n- b\n  c\n\nTwo."), "One:\n\n- a\n- b c\n\nTwo.");
        assert_eq!(first("One\ntwo.\n\nThree."), "One two.");
    }
}
