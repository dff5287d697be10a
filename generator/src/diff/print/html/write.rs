//! Writing HTML: whatever is in a text, it stays a text.

use std::fmt::Write as _;

/// HTML that is being written.
#[derive(Debug, Default)]
pub struct Html(String);

impl Html {
    /// Markup, as it is.
    pub fn raw(&mut self, markup: &str) {
        self.0.push_str(markup);
    }

    /// A text.
    pub fn text(&mut self, text: &str) {
        self.0.push_str(&escaped(text));
    }

    /// A text of a rule: what stands between backticks is code.
    pub fn prose(&mut self, text: &str) {
        self.0.push_str(&prose(text));
    }

    /// The start of an element.
    pub fn open(&mut self, tag: &str, class: &str) {
        let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
        // Writing into a text does not fail.
        let _ = writeln!(self.0, "<{tag}{class}>");
    }

    /// Its end.
    pub fn close(&mut self, tag: &str) {
        let _ = writeln!(self.0, "</{tag}>");
    }

    /// An element with a text.
    pub fn element(&mut self, tag: &str, class: &str, text: &str) {
        let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
        let _ = write!(self.0, "<{tag}{class}>{}</{tag}>", escaped(text));
    }

    /// A part that is shown when somebody asks for it.
    pub fn fold(&mut self, head: &str, class: &str, inside: impl FnOnce(&mut Self)) {
        self.open("details", class);
        self.element("summary", "", head);
        self.0.push('\n');
        inside(self);
        self.close("details");
    }

    /// A list.
    pub fn list<T>(&mut self, all: impl Iterator<Item = T>, one: impl Fn(&mut Self, T)) {
        self.open("ul", "");
        for item in all {
            self.raw("<li>");
            one(self, item);
            self.raw("</li>\n");
        }
        self.close("ul");
    }

    /// All that was written.
    pub fn done(self) -> String {
        self.0
    }
}

/// A text of a rule as HTML: what stands between backticks is code.
#[must_use]
pub fn prose(text: &str) -> String {
    let parts = text.split('`').enumerate();
    parts
        .map(|(at, part)| if at.is_multiple_of(2) { escaped(part) } else { format!("<code>{}</code>", escaped(part)) })
        .collect()
}

/// A text without anything that HTML or XML reads as markup, in an attribute too. What XML does not allow is left out.
#[must_use]
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

#[cfg(test)]
mod tests {
    use super::{escaped, prose};

    #[test]
    fn markup_of_others_is_text() {
        assert_eq!(escaped("<a b='c' d=\"e\">&</a>"), "&lt;a b=&#39;c&#39; d=&quot;e&quot;&gt;&amp;&lt;/a&gt;");
        assert_eq!(escaped("a\u{1}\tb"), "a\u{fffd}\tb");
        assert_eq!(prose("New: `<T>`."), "New: <code>&lt;T&gt;</code>.");
    }
}
