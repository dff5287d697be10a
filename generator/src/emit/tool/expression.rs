//! Expressions of tables: structs within structs, in one line where they fit.

use crate::emit::docs::WIDTH;
use crate::emit::layout;

/// An expression.
#[derive(Debug, Clone)]
pub enum Expression {
    /// In one line.
    Plain(String),
    /// Between two texts: a struct, a list, arguments.
    Group {
        /// What opens it, such as `Flag {`.
        open: String,
        /// What is in it, each followed by a comma.
        items: Vec<Expression>,
        /// Whether there is a space at both ends when it is in one line, as within braces.
        is_spaced: bool,
        /// What closes it.
        close: &'static str,
    },
    /// A name or a sign before another expression.
    Before(String, Box<Expression>),
}

use Expression::{Before, Group, Plain};

/// `text` as it is.
pub fn plain(text: impl Into<String>) -> Expression {
    Plain(text.into())
}

/// A string literal.
pub fn text(value: &str) -> Expression {
    Plain(layout::literal(value))
}

/// `name { … }`
pub fn structure(name: &str, fields: Vec<Expression>) -> Expression {
    Group { open: format!("{name} {{"), items: fields, is_spaced: true, close: "}" }
}

/// `name: value`
pub fn field(name: &str, value: Expression) -> Expression {
    Before(format!("{name}: "), Box::new(value))
}

/// `name(…)`
pub fn call(name: &str, arguments: Vec<Expression>) -> Expression {
    Group { open: format!("{name}("), items: arguments, is_spaced: false, close: ")" }
}

/// `&[…]`
pub fn slice(items: Vec<Expression>) -> Expression {
    Group { open: "&[".to_owned(), items, is_spaced: false, close: "]" }
}

/// `&["…"]`
pub fn texts<'t>(items: impl IntoIterator<Item = &'t str>) -> Expression {
    slice(items.into_iter().map(text).collect())
}

/// `static NAME: ty = value;`
pub fn constant(visibility: &str, name: &str, ty: &str, value: &Expression) -> String {
    format!("{visibility}static {name}: {ty} = {};\n", value.print(0, name.len() + ty.len() + visibility.len() + 12))
}

impl Expression {
    /// The expression behind `indent` spaces; `taken` columns of its first line are used already.
    pub fn print(&self, indent: usize, taken: usize) -> String {
        let line = self.line();
        if indent + taken + line.chars().count() < WIDTH {
            return line;
        }
        match self {
            Plain(text) => text.clone(),
            Before(start, inner) => format!("{start}{}", inner.print(indent, taken + start.chars().count())),
            Group { open, items, close, .. } => {
                let inner = indent + 4;
                let items: Vec<String> =
                    items.iter().map(|item| format!("{:inner$}{}{}\n", "", item.print(inner, 1), item.end())).collect();
                format!("{open}\n{}{:indent$}{close}", items.concat(), "")
            }
        }
    }

    /// What follows it in a list: nothing may follow the base of a struct.
    fn end(&self) -> &'static str {
        if self.is_base() { "" } else { "," }
    }

    fn is_base(&self) -> bool {
        match self {
            Plain(text) | Before(text, _) => text.starts_with(".."),
            Group { open, .. } => open.starts_with(".."),
        }
    }

    fn line(&self) -> String {
        match self {
            Plain(text) => text.clone(),
            Before(start, inner) => format!("{start}{}", inner.line()),
            Group { open, items, is_spaced, close } => {
                let space = if *is_spaced && !items.is_empty() { " " } else { "" };
                let items: Vec<String> = items.iter().map(Self::line).collect();
                format!("{open}{space}{}{space}{close}", items.join(", "))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{constant, field, plain, slice, structure, text, texts};

    #[test]
    fn what_fits_is_in_one_line() {
        let value = structure("A", vec![field("b", texts(["c", "d"])), plain("..A::NEW")]);
        assert_eq!(constant("pub ", "X", "A", &value), "pub static X: A = A { b: &[\"c\", \"d\"], ..A::NEW };\n");
    }

    #[test]
    fn what_does_not_is_an_item_a_line() {
        let long = "x".repeat(60);
        let value = structure("A", vec![field("b", slice(vec![text(&long), text(&long)])), plain("..A::NEW")]);
        let expected = format!(
            "static X: A = A {{\n    b: &[\n        \"{long}\",\n        \"{long}\",\n    ],\n    ..A::NEW\n}};\n"
        );
        assert_eq!(constant("", "X", "A", &value), expected);
    }
}
