//! Texts of the document as doc comments.
//!
//! The texts are parsed as Markdown and written anew: what a browser would make of HTML, of an unclosed fence or of
//! `[brackets]`, rustdoc and clippy take amiss, so none of it is left. HTML becomes the Markdown that says the same.

mod blocks;
mod clean;
mod escape;
mod html;
mod inline;
mod render;
mod table;
mod wrap;

pub use clean::one_line;
pub use render::render;

use std::fmt::Write;

/// Columns that no line of prose exceeds.
pub const WIDTH: usize = 100;

/// Writes `paragraphs` as a comment of lines that start with `marker` (`///` or `//!`) behind `indent` spaces.
pub fn comment<S: AsRef<str>>(out: &mut String, indent: usize, marker: &str, paragraphs: &[S]) {
    let width = WIDTH.saturating_sub(indent + marker.len() + 1);
    for line in render(&join(paragraphs), width) {
        let _ = if line.is_empty() {
            writeln!(out, "{:indent$}{marker}", "")
        } else {
            writeln!(out, "{:indent$}{marker} {line}", "")
        };
    }
}

/// `text` as one line of Markdown, for an attribute that rustdoc shows.
pub fn phrase(text: &str) -> String {
    let text = one_line(text);
    if let [only] = &render(&text, usize::MAX)[..] {
        return only.clone();
    }
    let mut out = String::new();
    escape::text(&mut out, &text, false, false);
    out
}

/// Whether nothing of `paragraphs` can be seen.
pub fn is_blank<S: AsRef<str>>(paragraphs: &[S]) -> bool {
    paragraphs.iter().all(|text| text.as_ref().trim().is_empty())
}

fn join<S: AsRef<str>>(paragraphs: &[S]) -> String {
    let mut text = String::new();
    for paragraph in paragraphs {
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        text.push_str(paragraph.as_ref());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::phrase;

    #[test]
    fn a_phrase_is_one_line() {
        assert_eq!(phrase("Use `b`,\nnot [c]."), "Use `b`, not \\[c].");
        assert_eq!(phrase("``` x"), "\\`\\`\\` x");
        assert_eq!(phrase(" \n"), "");
    }
}
