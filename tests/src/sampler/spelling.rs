//! The same value, written in a way that few write it in.

use std::fmt::Write as _;

use serde_json::{Number, Value};

/// The largest integer of which a fraction of zero changes nothing, also where it is read as a float.
const EXACT: u64 = 1 << 53;

/// `value` with white space, escapes and other spellings of numbers.
#[must_use]
pub fn odd(value: &Value) -> String {
    let mut out = String::new();
    write(value, &mut out);
    out
}

fn write(value: &Value, out: &mut String) {
    match value {
        Value::Null | Value::Bool(_) => out.push_str(&value.to_string()),
        Value::Number(value) => out.push_str(&number(value)),
        Value::String(text) => string(text, out),
        Value::Array(items) => {
            out.push_str("[ ");
            for (index, item) in items.iter().enumerate() {
                out.push_str(if index == 0 { "" } else { " ,\t" });
                write(item, out);
            }
            out.push(']');
        }
        Value::Object(members) => {
            out.push('{');
            for (index, (name, value)) in members.iter().rev().enumerate() {
                out.push_str(if index == 0 { " " } else { "\t, " });
                string(name, out);
                out.push_str(" : ");
                write(value, out);
            }
            out.push_str(" }");
        }
    }
}

fn number(number: &Number) -> String {
    let text = number.to_string();
    let small = number.as_i64().is_some_and(|value| value.unsigned_abs() < EXACT);
    match text.len() % 3 {
        _ if !small => text,
        0 => format!("{text}.0"),
        1 => format!("{text}e0"),
        _ => format!("{text}.000E+0"),
    }
}

/// A string with everything but letters and digits escaped.
fn string(text: &str, out: &mut String) {
    out.push('"');
    for unit in text.encode_utf16() {
        match u8::try_from(unit) {
            Ok(byte) if byte.is_ascii_alphanumeric() => out.push(char::from(byte)),
            _ => {
                let _ = write!(out, "\\u{unit:04x}");
            }
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::equality::same;
    use super::*;

    #[test]
    fn what_is_written_is_the_same_value() {
        let value = json!({ "a b": [1, -20, 300, 0.5, null, true], "\u{1F600}": { "\"\n": "\u{2028}" } });
        let text = odd(&value);
        assert!(same(&value, &serde_json::from_str(&text).unwrap()), "{text}");
        assert_ne!(text, value.to_string());
        assert!(text.contains("1e0") && text.contains("300.0") && !text.contains('\n'), "{text}");
    }
}
