//! What all pages have in common.

/// A page: what stands in its head and in its body. `top` leads to the top of the site.
pub struct Page<'a> {
    pub title: &'a str,
    pub top: &'a str,
    /// Links to other pages: relation and address.
    pub links: &'a [(&'a str, String)],
    pub body: &'a str,
}

impl Page<'_> {
    pub fn html(&self) -> String {
        let Self { title, top, links, body } = self;
        let link = |(relation, to): &(&str, String)| format!("<link rel=\"{relation}\" href=\"{}\">\n", escaped(to));
        let links = links.iter().map(link).collect::<Vec<_>>().concat();
        format!(
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n<title>{}</title>\n\
             <link rel=\"icon\" href=\"data:,\">\n\
             <link rel=\"alternate\" type=\"application/atom+xml\" title=\"Updates\" href=\"{top}feed.xml\">\n\
             {links}<link rel=\"stylesheet\" href=\"{top}style.css\">\n<script src=\"{top}site.js\" defer></script>\n</head>\n\
             <body>\n<a class=\"skip\" href=\"#main\">Skip to the content</a>\n{body}</body>\n</html>\n",
            escaped(title)
        )
    }
}

/// A text without anything that HTML or XML reads as markup, in an attribute too. What XML does not allow is left out.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for one in text.chars() {
        match one {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' => out.push(one),
            '\u{fffe}' | '\u{ffff}' => {}
            _ if one.is_control() => out.push('\u{fffd}'),
            _ => out.push(one),
        }
    }
    out
}

/// A line of a changelog: what stands between backticks is code.
pub fn prose(text: &str) -> String {
    let parts = text.split('`').enumerate();
    parts
        .map(|(at, part)| if at.is_multiple_of(2) { escaped(part) } else { format!("<code>{}</code>", escaped(part)) })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_stay_texts() {
        assert_eq!(escaped("<a href='x'>&\u{1}"), "&lt;a href=&#39;x&#39;&gt;&amp;\u{fffd}");
        assert_eq!(prose("New: `<T>`."), "New: <code>&lt;T&gt;</code>.");
    }
}
