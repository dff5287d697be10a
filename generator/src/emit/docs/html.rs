//! HTML in pieces: tags, and the text between them.

use pulldown_cmark::{Event, Parser};

/// A piece of HTML.
#[derive(Debug, PartialEq, Eq)]
pub enum Piece<'h> {
    /// Text, whose references to characters are still in it.
    Text(&'h str),
    /// A tag.
    Tag(Tag<'h>),
}

/// A tag.
#[derive(Debug, PartialEq, Eq)]
pub struct Tag<'h> {
    /// Its name, in lower case.
    pub name: String,
    /// Whether it is the end of an element.
    pub is_end: bool,
    /// All of it, as written.
    pub written: &'h str,
}

impl Tag<'_> {
    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let lower = self.written.to_ascii_lowercase();
        let (at, _) = lower.match_indices(name).find(|(at, _)| {
            let before = lower.get(..*at).unwrap_or_default();
            let after = lower.get(at + name.len()..).unwrap_or_default();
            before.ends_with(char::is_whitespace) && after.trim_start().starts_with('=')
        })?;
        let value = self.written.get(at + name.len()..)?.trim_start().strip_prefix('=')?.trim_start();
        let quote = value.chars().next().filter(|first| matches!(first, '"' | '\''));
        let value = match quote {
            Some(quote) => value.get(1..)?.split(quote).next()?,
            None => value.split(|c: char| c.is_whitespace() || c == '>').next()?,
        };
        Some(decoded(value.trim()))
    }
}

/// The pieces of some HTML. What is no tag is text.
pub fn pieces(html: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut text = 0;
    let mut from = 0;
    while let Some(at) = html.get(from..).and_then(|rest| rest.find('<')).map(|at| from + at) {
        let Some(tag) = html.get(at..).and_then(tag) else {
            from = at + 1;
            continue;
        };
        found.extend(html.get(text..at).filter(|text| !text.is_empty()).map(Piece::Text));
        from = at + tag.written.len();
        text = from;
        found.push(Piece::Tag(tag));
    }
    found.extend(html.get(text..).filter(|text| !text.is_empty()).map(Piece::Text));
    found
}

/// The tag that `html` begins with.
fn tag(html: &str) -> Option<Tag<'_>> {
    let rest = html.strip_prefix('<')?;
    let is_end = rest.starts_with('/');
    let rest = rest.strip_prefix('/').unwrap_or(rest);
    let length = rest.find(|c: char| !c.is_ascii_alphanumeric()).filter(|length| *length > 0)?;
    let (name, attributes) = rest.split_at(length);
    let is_named = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && attributes.starts_with(|c: char| c.is_whitespace() || matches!(c, '>' | '/'));
    let end = end_of_tag(attributes).filter(|_| is_named)?;
    let written = html.get(..html.len() - attributes.len() + end)?;
    Some(Tag { name: name.to_ascii_lowercase(), is_end, written })
}

/// Where a tag ends, behind its `>`, which may stand in the value of an attribute as well.
fn end_of_tag(attributes: &str) -> Option<usize> {
    let mut quote = None;
    for (at, c) in attributes.char_indices() {
        match (quote, c) {
            (Some(open), _) if open == c => quote = None,
            (None, '"' | '\'') => quote = Some(c),
            (None, '>') => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// `text` with the characters that it refers to.
pub fn decoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let reference = after.split_once(';').and_then(|(name, behind)| Some((characters(name)?, behind)));
        if let Some((characters, behind)) = reference {
            out.push_str(&characters);
            rest = behind;
        } else {
            out.push('&');
            rest = after;
        }
    }
    out.push_str(rest);
    out
}

/// What a reference to characters stands for, as Markdown has the same ones.
fn characters(name: &str) -> Option<String> {
    let reference = format!("&{name};");
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '#');
    let mut events = Parser::new(&reference).filter_map(|event| match event {
        Event::Text(text) => Some(text.into_string()),
        _ => None,
    });
    events.next().filter(|text| is_name && *text != reference)
}

#[cfg(test)]
mod tests {
    use super::{Piece, decoded, pieces};

    #[test]
    fn tags_and_text_are_told_apart() {
        let shown = |html| {
            let shown = |piece: Piece<'_>| match piece {
                Piece::Text(text) => format!("{text:?}"),
                Piece::Tag(tag) => format!("{}{}", if tag.is_end { "/" } else { "" }, tag.name),
            };
            pieces(html).into_iter().map(shown).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(shown("a <B>b</b>c<br/>"), "\"a \" b \"b\" /b \"c\" br");
        assert_eq!(shown("5 < 6 <a href=\"x>y\">z"), "\"5 < 6 \" a \"z\"");
        assert_eq!(shown("<> <-> <a <1>"), "\"<> <-> \" a");
        assert_eq!(shown("<open"), "\"<open\"");
    }

    #[test]
    fn attributes_are_read() {
        let href = |html| match pieces(html).pop() {
            Some(Piece::Tag(tag)) => tag.attribute("href"),
            _ => None,
        };
        assert_eq!(href("<a data-href='n' HREF = \"/x?a&amp;b\" target=_blank>").as_deref(), Some("/x?a&b"));
        assert_eq!(href("<a href=x>").as_deref(), Some("x"));
        assert_eq!(href("<a name='href'>"), None);
    }

    #[test]
    fn characters_are_read() {
        assert_eq!(decoded("a &lt;b&gt; &amp;amp; &#39;&#x41;&mdash; & &new; &"), "a <b> &amp; 'A— & &new; &");
    }
}
