//! Text that means itself in Markdown.

/// Writes `text` so that Markdown reads it as text. Bare addresses become links unless `in_link`.
pub fn text(out: &mut String, text: &str, in_link: bool, in_table: bool) {
    let mut rest = text;
    while let Some(at) = find_url(rest).filter(|_| !in_link) {
        let (before, tail) = rest.split_at(at);
        let (url, after) = tail.split_at(url_length(tail));
        plain(out, before, in_link, in_table);
        if in_table && url.contains('|') {
            plain(out, url, in_link, in_table);
        } else {
            out.push('<');
            out.push_str(url);
            out.push('>');
        }
        rest = after;
    }
    plain(out, rest, in_link, in_table);
}

/// Where the first `http://` or `https://` with something behind it starts.
fn find_url(text: &str) -> Option<usize> {
    let mut from = 0;
    while let Some(found) = text.get(from..)?.find("http") {
        let at = from + found;
        let tail = text.get(at..)?;
        if url_length(tail) > 0 {
            return Some(at);
        }
        from = at + 4;
    }
    None
}

/// How many bytes of `text` belong to the address that it starts with; 0 where it starts with none.
fn url_length(text: &str) -> usize {
    let Some(scheme) = ["https://", "http://"].iter().find(|scheme| text.starts_with(**scheme)) else {
        return 0;
    };
    let tail = text.get(scheme.len()..).unwrap_or_default();
    let end = tail
        .find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '`' | '\\' | '[' | ']' | '*'))
        .unwrap_or(tail.len());
    let mut url = tail.get(..end).unwrap_or_default();
    while let Some(last) = url.chars().next_back() {
        let unpaired = last == ')' && url.matches(')').count() > url.matches('(').count();
        if unpaired || matches!(last, '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '|') {
            url = url.get(..url.len() - last.len_utf8()).unwrap_or_default();
        } else {
            break;
        }
    }
    if url.is_empty() { 0 } else { scheme.len() + url.len() }
}

fn plain(out: &mut String, text: &str, in_link: bool, in_table: bool) {
    for (at, c) in text.char_indices() {
        let before = text.get(..at).and_then(|part| part.chars().next_back());
        let tail = text.get(at + c.len_utf8()..).unwrap_or_default();
        if needs_escape(c, before, tail) || (c == ']' && in_link) || (c == '|' && in_table) {
            out.push('\\');
        }
        out.push(if c == '\n' { ' ' } else { c });
    }
}

fn needs_escape(c: char, before: Option<char>, tail: &str) -> bool {
    let after = tail.chars().next();
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let is_gap = |c: Option<char>| c.is_some_and(char::is_whitespace);
    match c {
        '`' | '[' | '~' => true,
        '\\' => after.is_none_or(|c| c.is_ascii_punctuation()),
        '*' => !(is_gap(before) && is_gap(after)),
        '_' => !(is_word(before) && is_word(after)),
        '<' => after.is_none_or(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')),
        '&' => starts_entity(tail),
        _ => false,
    }
}

/// Whether `&` followed by `tail` is a character reference.
fn starts_entity(tail: &str) -> bool {
    tail.find(';').and_then(|end| tail.get(..end)).is_some_and(|name| {
        !name.is_empty() && name.len() < 40 && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'#')
    })
}

#[cfg(test)]
mod tests {
    fn escaped(text: &str) -> String {
        let mut out = String::new();
        super::text(&mut out, text, false, false);
        out
    }

    #[test]
    fn prose_stays_as_it_is() {
        for text in ["a snake_case name", "5 < 6 & 7 > 2", "it's 100%", "a * b", "C:\\dir"] {
            assert_eq!(escaped(text), text);
        }
    }

    #[test]
    fn marks_are_escaped() {
        assert_eq!(escaped("[a] *b* _c_ `d` <e>"), "\\[a] \\*b\\* \\_c\\_ \\`d\\` \\<e>");
        assert_eq!(escaped("&amp; & b"), "\\&amp; & b");
        assert_eq!(escaped("\\*"), "\\\\\\*");
    }

    #[test]
    fn addresses_become_links() {
        assert_eq!(escaped("See https://a.example/b_c."), "See <https://a.example/b_c>.");
        assert_eq!(escaped("(http://a.example/x)"), "(<http://a.example/x>)");
        assert_eq!(escaped("https://a.example/x_(y), z"), "<https://a.example/x_(y)>, z");
    }

    #[test]
    fn a_scheme_alone_is_none() {
        assert_eq!(escaped("http and https:// are not"), "http and https:// are not");
    }
}
