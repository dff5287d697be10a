//! An object as aligned fields.

use std::fmt::Write as _;

use super::neutral::{cut, padded};
use super::{Palette, neutral_line, width};
use crate::data::Data;

/// How wide the names get at most before values move to the next line.
const NAMES: usize = 32;

/// A value as lines of names and values; what does not fit into the width is wrapped, not cut.
pub(crate) fn fields(data: &Data, palette: Palette, columns: usize) -> String {
    let mut out = String::new();
    write(&mut out, data, palette, columns, 0);
    out
}

fn write(out: &mut String, data: &Data, palette: Palette, columns: usize, indent: usize) {
    let Data::Object(members) = data else {
        lines(out, &cell(data), columns, indent, indent);
        return;
    };
    let longest = members.iter().map(|(name, _)| width(&neutral_line(name))).max().unwrap_or(0).min(NAMES);
    for (name, value) in members {
        let name = neutral_line(name);
        let begin = indent + longest + 2;
        out.push_str(&" ".repeat(indent));
        out.push_str(&palette.name(&name));
        match value {
            Data::Object(inner) if !inner.is_empty() => {
                out.push('\n');
                write(out, value, palette, columns, indent + 2);
            }
            Data::List(items) if items.iter().any(|item| matches!(item, Data::Object(_))) => {
                out.push('\n');
                for item in items {
                    out.push_str(&" ".repeat(indent + 2));
                    out.push_str("- ");
                    let at = out.len();
                    write(out, item, palette, columns, indent + 4);
                    // The first line of an item stands behind the dash.
                    let rest = out.split_off(at);
                    out.push_str(rest.trim_start_matches(' '));
                }
            }
            value => {
                let text = cell(value);
                let before = indent + width(&name);
                let space = begin.saturating_sub(before).max(2);
                if !text.contains(' ') && before + space + width(&text) > columns {
                    // An id is copied from the terminal: in one piece, which a line of its own is.
                    let _ = writeln!(out, "\n{}{text}", " ".repeat(indent + 2));
                } else {
                    out.push_str(&" ".repeat(space));
                    lines(out, &text, columns, begin, before + space);
                }
            }
        }
    }
}

/// A value in one line.
pub(super) fn cell(data: &Data) -> String {
    match data {
        Data::Null => String::new(),
        Data::List(items) if items.iter().all(|item| item.word().is_some()) => items
            .iter()
            .filter_map(Data::word)
            .map(|word| neutral_line(&word).into_owned())
            .collect::<Vec<_>>()
            .join(", "),
        other => neutral_line(&other.word().unwrap_or_else(|| other.to_json())).into_owned(),
    }
}

/// Words wrapped at the width; `at` columns of the first line are taken.
fn lines(out: &mut String, text: &str, columns: usize, indent: usize, at: usize) {
    let room = columns.saturating_sub(indent).max(20);
    let mut line = String::new();
    let mut left = columns.saturating_sub(at).max(20);
    let mut all: Vec<String> = Vec::new();
    for word in text.split(' ') {
        let mut word = word.to_owned();
        if !line.is_empty() && width(&line) + 1 + width(&word) > left {
            all.push(std::mem::take(&mut line));
            left = room;
        }
        // A word that is longer than a line is broken.
        while width(&word) > left && line.is_empty() {
            let head = cut(&word, left + 1);
            let head = head.trim_end_matches('…').to_owned();
            if head.is_empty() {
                break;
            }
            word = word.split_off(head.len());
            all.push(head);
            left = room;
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(&word);
    }
    all.push(line);
    for (at, line) in all.iter().enumerate() {
        if at > 0 {
            out.push_str(&padded("", indent, false));
        }
        out.push_str(line);
        out.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::{Palette, fields};
    use crate::data::parse_json;

    #[test]
    fn aligned() {
        let data = parse_json(
            r#"{"id":"b1","title":"日本","policy":{"type":"x","n":5},"tags":["a","b"],
                "parts":[{"a":1,"bb":2},{"a":3}],"none":null,"long":"one two three four five six seven"}"#
                .as_bytes(),
        )
        .unwrap();
        let expected = "\
id      b1
title   日本
policy
  type  x
  n     5
tags    a, b
parts
  - a   1
    bb  2
  - a  3
none\x20\x20\x20\x20
long    one two three four
        five six seven
";
        assert_eq!(fields(&data, Palette::new(false), 28), expected);
    }

    #[test]
    fn a_word_that_does_not_fit_stays_whole() {
        let data =
            parse_json(br#"{"id":"abcdefghijklmnopqrstuvwxyz","owner":{"id":"abcdefghijklmnopqrstuvwxyz"},"n":1}"#);
        let expected = "\
id
  abcdefghijklmnopqrstuvwxyz
owner
  id
    abcdefghijklmnopqrstuvwxyz
n      1
";
        assert_eq!(fields(&data.unwrap(), Palette::new(false), 28), expected);
    }
}
