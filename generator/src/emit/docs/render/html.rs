//! HTML in Markdown: what Markdown has signs for is written so, what only looks otherwise is left out, and all else is text.

use super::super::blocks::{Frame, Kind};
use super::super::html::{Piece, Tag, decoded, pieces};
use super::Renderer;

/// Tags that change how text looks.
const LOOKS: &[&str] = &["b", "big", "em", "font", "i", "ins", "mark", "small", "span", "strong", "sub", "sup", "u"];

/// Tags around what stands for itself.
const BLOCKS: &[&str] = &["center", "details", "div", "p", "section", "summary"];

/// Tags of words that mean what they are.
const CODE: &[&str] = &["code", "kbd", "samp", "tt", "var"];

/// Tags that nothing ends.
const VOID: &[&str] = &["br", "hr"];

impl Renderer<'_> {
    pub(super) fn html(&mut self, html: &str) {
        let starts = html.trim_start().starts_with("<!--");
        if starts || self.in_comment {
            self.in_comment = !html.contains("-->");
            return;
        }
        for piece in pieces(html) {
            match piece {
                Piece::Text(text) => self.text(&decoded(text)),
                Piece::Tag(tag) if self.tag(&tag) => {}
                Piece::Tag(tag) => self.text(tag.written),
            }
        }
    }

    /// Text, or what stands in code that is open.
    pub(super) fn text(&mut self, text: &str) {
        match (&mut self.code, &mut self.span) {
            (Some((_, code)), _) => code.push_str(text),
            (None, Some(span)) => span.push_str(text),
            (None, None) => self.inline().text(text),
        }
    }

    /// The end of a line that means no more than a space.
    pub(super) fn soft_break(&mut self) {
        if self.code.is_some() {
            self.text("\n");
        } else if self.span.is_some() {
            self.text(" ");
        } else {
            self.inline().mark(" ");
        }
    }

    /// What a tag says; false where it is none that is known. One that nothing ends may be a placeholder.
    fn tag(&mut self, tag: &Tag<'_>) -> bool {
        let name = tag.name.as_str();
        if !VOID.contains(&name) && !self.is_ended(name) {
            return false;
        }
        if self.code.is_some() || self.span.is_some() {
            return self.tag_in_code(tag);
        }
        match name {
            "br" => self.inline().line_break(),
            "hr" => {
                self.paragraph();
                self.block(vec!["***".to_owned()], false);
            }
            "a" if tag.is_end => self.inline().close(),
            "a" => self.inline().open(&tag.attribute("href").unwrap_or_default(), false),
            "pre" => {
                self.paragraph();
                self.code = Some(("text".to_owned(), String::new())).filter(|_| !tag.is_end);
            }
            "ul" | "ol" | "li" => self.list(tag),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" if tag.is_end => {
                self.heading(name.bytes().next_back().map_or(2, |digit| usize::from(digit - b'0')));
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.paragraph(),
            _ if CODE.contains(&name) => self.span = Some(String::new()).filter(|_| !tag.is_end),
            _ if BLOCKS.contains(&name) => self.paragraph(),
            _ => return LOOKS.contains(&name),
        }
        true
    }

    /// Within code only its end counts, and breaks.
    fn tag_in_code(&mut self, tag: &Tag<'_>) -> bool {
        match tag.name.as_str() {
            "br" => self.soft_break(),
            "pre" if tag.is_end && self.code.is_some() => self.code_block(),
            name if CODE.contains(&name) && tag.is_end => self.end_span(),
            "a" | "pre" | "li" | "ol" | "ul" => {}
            name => return [LOOKS, BLOCKS, CODE].iter().any(|names| names.contains(&name)),
        }
        true
    }

    /// Writes the code that is open within a paragraph.
    pub(super) fn end_span(&mut self) {
        if let Some(span) = self.span.take().filter(|span| !span.trim().is_empty()) {
            self.inline().code(span.trim());
        }
    }

    fn list(&mut self, tag: &Tag<'_>) {
        self.paragraph();
        let is_item = tag.name == "li";
        if tag.is_end || (is_item && self.is_in_item()) {
            self.end_list(is_item);
        }
        if !tag.is_end {
            let kind = match tag.name.as_str() {
                "li" => Kind::Item(self.marker()),
                "ol" => Kind::List(Some(1)),
                _ => Kind::List(None),
            };
            self.frames.push(Frame::new(kind));
            self.html_frames.push(self.frames.len());
        }
    }

    /// Whether an item of HTML is the innermost block that is open.
    fn is_in_item(&self) -> bool {
        let is_own = self.html_frames.last() == Some(&self.frames.len());
        is_own && matches!(self.frames.last().map(|frame| &frame.kind), Some(Kind::Item(_)))
    }

    /// Ends blocks of HTML up to the innermost item, or the innermost list.
    fn end_list(&mut self, is_item: bool) {
        while self.html_frames.last() == Some(&self.frames.len()) {
            let was_item = self.is_in_item();
            self.html_frames.pop();
            self.close();
            if was_item == is_item {
                break;
            }
        }
    }

    /// Ends the blocks of HTML within the block that ends.
    pub(super) fn end_html(&mut self) {
        while self.html_frames.last() == Some(&self.frames.len()) {
            self.html_frames.pop();
            self.close();
        }
    }

    fn is_ended(&self, name: &str) -> bool {
        let end = format!("</{name}");
        self.source.contains(&end) || self.source.contains(&end.to_ascii_uppercase())
    }
}
