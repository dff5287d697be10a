//! JSON for people: a line for each member, and colour.

use std::io::{self, Write};

use super::{Palette, neutral_line};
use crate::data::Data;

/// How JSON is written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Style {
    pub(crate) palette: Palette,
    /// Whether characters that act on terminals are escaped even where JSON lets them stand.
    pub(crate) neutral: bool,
}

/// Writes a value over several lines, without the line feed at the end. `indent` is the depth that it stands at.
pub(crate) fn write_json(out: &mut dyn Write, data: &Data, style: Style, indent: usize) -> io::Result<()> {
    match data {
        Data::Object(members) if !members.is_empty() => {
            out.write_all(b"{\n")?;
            for (at, (name, value)) in members.iter().enumerate() {
                let name = style.palette.name(&quoted(name, style.neutral));
                write!(out, "{}{name}: ", "  ".repeat(indent + 1))?;
                write_json(out, value, style, indent + 1)?;
                out.write_all(if at + 1 < members.len() { b",\n" } else { b"\n" })?;
            }
            write!(out, "{}}}", "  ".repeat(indent))
        }
        Data::List(items) if !items.is_empty() => {
            out.write_all(b"[\n")?;
            for (at, item) in items.iter().enumerate() {
                out.write_all("  ".repeat(indent + 1).as_bytes())?;
                write_json(out, item, style, indent + 1)?;
                out.write_all(if at + 1 < items.len() { b",\n" } else { b"\n" })?;
            }
            write!(out, "{}]", "  ".repeat(indent))
        }
        scalar => out.write_all(line(scalar, style).as_bytes()),
    }
}

/// A value in one line.
pub(crate) fn line(data: &Data, style: Style) -> String {
    match data {
        Data::Text(text) => style.palette.text(&quoted(text, style.neutral)),
        Data::Null | Data::Boolean(_) | Data::Number(_) => style.palette.scalar(&data.to_json()),
        other if style.neutral => neutral_line(&other.to_json()).into_owned(),
        other => other.to_json(),
    }
}

/// `neutral_line` writes the same escapes as JSON does.
fn quoted(text: &str, neutral: bool) -> String {
    let quoted = String::from_utf8(wharf_runtime::json::encode(text)).unwrap_or_default();
    if neutral { neutral_line(&quoted).into_owned() } else { quoted }
}

#[cfg(test)]
mod tests {
    use super::{Palette, Style, write_json};
    use crate::data::parse_json;

    #[test]
    fn a_line_a_member() {
        let data = parse_json("{\"a\":[1,{}],\"b\\u009b\":\"x\\u0007\u{202e}\",\"c\":[]}".as_bytes()).unwrap();
        let written = |neutral| {
            let mut out = Vec::new();
            write_json(&mut out, &data, Style { palette: Palette::new(false), neutral }, 0).unwrap();
            String::from_utf8(out).unwrap()
        };
        let expected = "{\n  \"a\": [\n    1,\n    {}\n  ],\n  \"b\\u009b\": \"x\\u0007\\u202e\",\n  \"c\": []\n}";
        assert_eq!(written(true), expected);
        assert_eq!(parse_json(written(false).as_bytes()).unwrap(), data);
        assert_eq!(parse_json(written(true).as_bytes()).unwrap(), data);
    }
}
