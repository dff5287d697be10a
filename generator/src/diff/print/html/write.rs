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
        for (at, part) in text.split('`').enumerate() {
            if at.is_multiple_of(2) { self.text(part) } else { self.element("code", "", part) }
        }
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

/// A text without anything that HTML reads as markup, in an attribute too.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for one in text.chars() {
        match one {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(one),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn markup_of_others_is_text() {
        assert_eq!(escaped("<a b='c' d=\"e\">&</a>"), "&lt;a b=&#39;c&#39; d=&quot;e&quot;&gt;&amp;&lt;/a&gt;");
    }
}
