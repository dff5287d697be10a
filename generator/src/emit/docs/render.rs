//! Markdown, parsed and written anew.

mod html;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd, TextMergeStream};

use super::blocks::{Block, Frame, Kind, join, join_items, prefixed};
use super::clean::clean;
use super::inline::{Inline, longest_run};
use super::table::Table;
use super::wrap::wrap;

/// Languages of code blocks that are kept. Any other might make rustdoc take the block for a test.
const LANGUAGES: &[&str] = &[
    "bash",
    "c",
    "console",
    "cpp",
    "csharp",
    "css",
    "csv",
    "curl",
    "diff",
    "go",
    "graphql",
    "html",
    "http",
    "ini",
    "java",
    "javascript",
    "js",
    "json",
    "json5",
    "jsonc",
    "jsx",
    "kotlin",
    "markdown",
    "md",
    "php",
    "plaintext",
    "powershell",
    "python",
    "ruby",
    "sh",
    "shell",
    "sql",
    "swift",
    "text",
    "toml",
    "ts",
    "tsx",
    "typescript",
    "xml",
    "yaml",
    "yml",
];

/// The lines of `text`, in Markdown that rustdoc and clippy have nothing to say about. Prose is wrapped at `width`.
pub fn render(text: &str, width: usize) -> Vec<String> {
    let text = clean(text);
    if let Some(lines) = plain(&text, width) {
        return lines;
    }
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let mut renderer = Renderer {
        source: &text,
        width,
        frames: vec![Frame::new(Kind::Root)],
        html_frames: Vec::new(),
        inline: None,
        table: None,
        code: None,
        span: None,
        in_comment: false,
    };
    for event in TextMergeStream::new(Parser::new_ext(&text, options)) {
        renderer.event(event);
    }
    renderer.finish()
}

/// The lines of a text of one-line paragraphs that hold nothing that Markdown knows, as most texts do. They need no
/// parser, which takes most of the time otherwise.
fn plain(text: &str, width: usize) -> Option<Vec<String>> {
    let is_known = |c: char| !(c.is_alphanumeric() || " .,;:'\"()?/-%$\n".contains(c));
    let starts_block = |part: &str| !part.starts_with(|c: char| c.is_alphabetic());
    let parts = || text.trim().split("\n\n").map(str::trim);
    if text.contains(is_known)
        || text.contains("http")
        || parts().any(|part| part.contains('\n') || starts_block(part))
        || text.contains("\n    ")
    {
        return None;
    }
    let mut lines = Vec::new();
    for part in parts() {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(wrap(part, width));
    }
    Some(lines)
}

struct Renderer<'t> {
    /// The text.
    source: &'t str,
    width: usize,
    /// Open enclosing blocks, the root first; never empty.
    frames: Vec<Frame>,
    /// How many were open with each of those that HTML opened.
    html_frames: Vec<usize>,
    inline: Option<Inline>,
    table: Option<Table>,
    /// The language and the lines of a code block.
    code: Option<(String, String)>,
    /// Code within a paragraph that HTML opened.
    span: Option<String>,
    in_comment: bool,
}

impl Renderer<'_> {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text),
            Event::Code(code) | Event::InlineMath(code) | Event::DisplayMath(code) => match self.span {
                Some(_) => self.text(&code),
                None => self.inline().code(&code),
            },
            Event::Html(html) | Event::InlineHtml(html) => self.html(&html),
            Event::SoftBreak => self.soft_break(),
            Event::HardBreak if self.code.is_some() || self.span.is_some() => self.soft_break(),
            Event::HardBreak => self.inline().line_break(),
            Event::Rule => self.block(vec!["***".to_owned()], false),
            Event::FootnoteReference(name) => self.inline().text(&format!("[{name}]")),
            Event::TaskListMarker(done) => self.inline().text(if done { "[x] " } else { "[ ] " }),
        }
    }

    /// The text that is open, or a new one, as in an item of a tight list.
    fn inline(&mut self) -> &mut Inline {
        let in_table = self.table.is_some();
        self.inline.get_or_insert_with(|| Inline::new(in_table))
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
                if self.span.is_some() => {}
            Tag::Emphasis => self.inline().mark("*"),
            Tag::Strong => self.inline().mark("**"),
            Tag::Strikethrough => self.inline().mark("~~"),
            Tag::Link { dest_url, .. } => self.inline().open(&dest_url, false),
            Tag::Image { dest_url, .. } => self.inline().open(&dest_url, true),
            Tag::TableRow | Tag::TableHead => {
                if let Some(table) = &mut self.table {
                    table.row();
                }
            }
            Tag::TableCell | Tag::Superscript | Tag::Subscript => {}
            _ => {
                self.paragraph();
                self.in_comment = false;
                self.start_block(tag);
            }
        }
    }

    fn start_block(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::BlockQuote(_) => self.frames.push(Frame::new(Kind::Quote)),
            Tag::List(start) => self.frames.push(Frame::new(Kind::List(start))),
            Tag::Item => {
                let marker = self.marker();
                self.frames.push(Frame::new(Kind::Item(marker)));
            }
            Tag::CodeBlock(kind) => {
                self.code_block();
                self.code = Some((language(&kind), String::new()));
            }
            Tag::Table(alignments) => self.table = Some(Table::new(alignments)),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image
                if self.span.is_some() => {}
            TagEnd::Emphasis => self.inline().mark("*"),
            TagEnd::Strong => self.inline().mark("**"),
            TagEnd::Strikethrough => self.inline().mark("~~"),
            TagEnd::Link | TagEnd::Image => self.inline().close(),
            TagEnd::TableCell => {
                let text = self.inline.take().map(Inline::finish).unwrap_or_default();
                if let Some(table) = &mut self.table {
                    table.cell(text);
                }
            }
            TagEnd::Table => {
                if let Some(table) = self.table.take() {
                    self.block(table.lines(), false);
                }
            }
            TagEnd::Heading(level) => self.heading(level as usize),
            TagEnd::CodeBlock => self.code_block(),
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item => {
                self.paragraph();
                self.end_html();
                self.close();
            }
            TagEnd::TableRow | TagEnd::TableHead | TagEnd::Superscript | TagEnd::Subscript => {}
            _ => self.paragraph(),
        }
    }

    fn marker(&mut self) -> String {
        match self.frames.last_mut().map(|frame| &mut frame.kind) {
            Some(Kind::List(Some(next))) => {
                let marker = format!("{next}. ");
                *next = next.saturating_add(1).min(999_999_999);
                marker
            }
            _ => "- ".to_owned(),
        }
    }

    fn text_width(&self) -> usize {
        let taken: usize = self.frames.iter().map(Frame::prefix_width).sum();
        self.width.saturating_sub(taken).max(20)
    }

    fn block(&mut self, lines: Vec<String>, is_list: bool) {
        if let Some(frame) = self.frames.last_mut()
            && !lines.is_empty()
        {
            frame.blocks.push(Block { lines, is_list });
        }
    }

    /// Ends the text that is open, if any, as a paragraph.
    fn paragraph(&mut self) {
        self.end_span();
        if let Some(inline) = self.inline.take() {
            let lines = wrap(&inline.finish(), self.text_width());
            self.block(lines, false);
        }
    }

    /// The first level is the item's own name.
    fn heading(&mut self, level: usize) {
        self.end_span();
        let text = self.inline.take().map(Inline::finish).unwrap_or_default();
        let text = text.replace(['\n', super::wrap::FIXED_SPACE], " ");
        if !text.trim().is_empty() {
            let marks = "#".repeat(level.max(2));
            let text = text.trim();
            self.block(vec![format!("{marks} {text}")], false);
        }
    }

    fn code_block(&mut self) {
        let Some((language, code)) = self.code.take() else {
            return;
        };
        let fence = "`".repeat((longest_run(&code, '`') + 1).max(3));
        let mut lines = vec![format!("{fence}{language}")];
        lines.extend(code.trim_start_matches('\n').lines().map(|line| line.trim_end().to_owned()));
        lines.push(fence);
        self.block(lines, false);
    }

    /// Ends the innermost enclosing block and makes it a block of the one around it.
    fn close(&mut self) {
        if self.frames.len() < 2 {
            return;
        }
        let Some(frame) = self.frames.pop() else {
            return;
        };
        match frame.kind {
            Kind::Root => {}
            Kind::Quote => self.block(prefixed(&join(frame.blocks, false), "> ", "> "), false),
            Kind::List(_) => self.block(join_items(frame.blocks), true),
            Kind::Item(marker) => {
                let indent = " ".repeat(marker.len());
                self.block(prefixed(&join(frame.blocks, true), &marker, &indent), false);
            }
        }
    }

    fn finish(mut self) -> Vec<String> {
        self.code_block();
        self.paragraph();
        while self.frames.len() > 1 {
            self.close();
        }
        self.frames.pop().map(|frame| join(frame.blocks, false)).unwrap_or_default()
    }
}

fn language(kind: &CodeBlockKind<'_>) -> String {
    let written = match kind {
        CodeBlockKind::Indented => "",
        CodeBlockKind::Fenced(info) => info.split([' ', ',', '{']).next().unwrap_or_default(),
    };
    let written = written.to_ascii_lowercase();
    if LANGUAGES.contains(&written.as_str()) { written } else { "text".to_owned() }
}

#[cfg(test)]
mod tests;
