//! Links of the document that lead nowhere from a page: to a place beside the document, which pages do not stand beside.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

/// Whether an address leads somewhere from anywhere, and does nothing else.
pub fn is_address(written: &str) -> bool {
    ["http://", "https://", "mailto:"].iter().any(|start| written.starts_with(start))
}

/// Markdown in which such links are the text that they show.
pub fn unlinked(markdown: &str) -> Cow<'_, str> {
    let has_other = |rest: &str| !is_address(rest.trim_start());
    if !markdown.split("](").skip(1).any(has_other) {
        return Cow::Borrowed(markdown);
    }
    let mut out = String::with_capacity(markdown.len());
    let mut done = 0;
    for Link { whole, text } in links(markdown) {
        out.push_str(markdown.get(done..whole.start).unwrap_or_default());
        out.push_str(markdown.get(text).unwrap_or_default());
        done = whole.end;
    }
    out.push_str(markdown.get(done..).unwrap_or_default());
    Cow::Owned(out)
}

/// Where a link stands, and the text that it shows.
struct Link {
    whole: Range<usize>,
    text: Range<usize>,
}

/// The links that lead nowhere. Links are not within each other.
fn links(markdown: &str) -> Vec<Link> {
    let mut found = Vec::new();
    let mut open: Option<Link> = None;
    for (event, at) in Parser::new(markdown).into_offset_iter() {
        match (event, &mut open) {
            (Event::Start(Tag::Link { dest_url, .. }), None) if !is_address(&dest_url) => {
                open = Some(Link { text: at.end..at.end, whole: at });
            }
            (Event::End(TagEnd::Link), link) => found.extend(link.take()),
            (_, Some(link)) => {
                link.text =
                    if link.text.is_empty() { at } else { link.text.start.min(at.start)..link.text.end.max(at.end) };
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::unlinked;

    #[test]
    fn links_that_lead_nowhere_are_text() {
        let rows = [
            ("see [the *guide*](/docs/a) and [b](https://e.example)", "see the *guide* and [b](https://e.example)"),
            ("[`a`](../b \"title\").", "`a`."),
            ("[**New?** Try](#x)", "**New?** Try"),
            ("`[a](/b)` stays, as does\n\n```\n[a](/b)\n```", "`[a](/b)` stays, as does\n\n```\n[a](/b)\n```"),
            ("- [a](b.md)\n- c", "- a\n- c"),
            ("[](/a)x", "x"),
            ("a [0](1) b", "a 0 b"),
            ("none", "none"),
        ];
        for (given, expected) in rows {
            assert_eq!(unlinked(given), expected, "{given}");
        }
    }
}
