//! From a byte offset to a path and an excerpt. Runs only on errors, over text that may be broken.

use core::fmt::Write as _;
use core::ops::Range;

/// Characters shown on each side of the place.
const AROUND: usize = 40;

/// Steps of a path that are shown; of a longer one the middle is left out.
const DEEPEST: usize = 32;

/// Bytes of a member's name that are shown.
const LONGEST: usize = 100;

enum Level {
    Array(usize),
    Object { key: Option<String>, expects_key: bool },
}

/// The path of the value that starts at or holds `offset`.
pub(super) fn path(bytes: &[u8], offset: usize) -> String {
    let mut levels: Vec<Level> = Vec::new();
    let mut at = 0;
    while at < offset {
        match bytes.get(at) {
            None => break,
            Some(b'{') => levels.push(Level::Object { key: None, expects_key: true }),
            Some(b'[') => levels.push(Level::Array(0)),
            Some(b'}' | b']') => drop(levels.pop()),
            Some(b',') => levels.last_mut().map_or((), next_member),
            Some(b'"') => {
                let end = string_end(bytes, at + 1);
                if end > offset {
                    break;
                }
                let text = bytes.get(at + 1..end.saturating_sub(1)).unwrap_or_default();
                if let Some(level) = levels.last_mut() {
                    name_member(level, text);
                }
                at = end;
                continue;
            }
            Some(_) => {}
        }
        at += 1;
    }
    print(&levels)
}

fn next_member(level: &mut Level) {
    match level {
        Level::Array(index) => *index += 1,
        Level::Object { key, expects_key } => {
            *key = None;
            *expects_key = true;
        }
    }
}

fn name_member(level: &mut Level, text: &[u8]) {
    if let Level::Object { key, expects_key } = level
        && core::mem::take(expects_key)
    {
        let shown = text.get(..LONGEST).unwrap_or(text);
        let rest = if shown.len() < text.len() { "…" } else { "" };
        *key = Some(String::from_utf8_lossy(shown).into_owned() + rest);
    }
}

/// The offset after the closing quote, or the end of the text.
fn string_end(bytes: &[u8], mut at: usize) -> usize {
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    bytes.len()
}

fn print(levels: &[Level]) -> String {
    let mut path = String::from("$");
    let middle = DEEPEST / 2..levels.len().saturating_sub(DEEPEST / 2);
    for (at, level) in levels.iter().enumerate() {
        if middle.contains(&at) {
            if at == middle.start {
                path.push('…');
            }
            continue;
        }
        let _ = match level {
            Level::Array(index) => write!(path, "[{index}]"),
            Level::Object { key: None, .. } => Ok(()),
            Level::Object { key: Some(key), .. } if is_plain(key) => write!(path, ".{key}"),
            Level::Object { key: Some(key), .. } => write!(path, "[\"{key}\"]"),
        };
    }
    path
}

fn is_plain(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// The text around `offset`, on one line. Of strings that are values nothing is shown: they may be secrets.
pub(super) fn excerpt(bytes: &[u8], offset: usize) -> String {
    let offset = offset.min(bytes.len());
    let start = offset.saturating_sub(AROUND);
    let end = (offset + AROUND).min(bytes.len());
    let text = without_values(bytes, start..end, |_| false);
    let text = String::from_utf8_lossy(&text);
    // A cut in the middle of a character leaves replacement characters at the edges.
    let text = text.trim_matches('\u{fffd}').replace(char::is_control, " ");
    let before = if start > 0 { "…" } else { "" };
    let after = if end < bytes.len() { "…" } else { "" };
    format!("{before}{text}{after}")
}

/// Members of errors, as APIs name them, whose text is for people or tells the place. What stands elsewhere may be what was
/// sent, back again.
const TELLING: &[&str] = &[
    "code",
    "description",
    "detail",
    "error",
    "error_code",
    "error_description",
    "error_message",
    "errormessage",
    "errors",
    "field",
    "hint",
    "instance",
    "loc",
    "message",
    "messages",
    "msg",
    "param",
    "parameter",
    "path",
    "pointer",
    "reason",
    "request_id",
    "status",
    "statustext",
    "title",
    "type",
];

/// The beginning of an error in JSON, up to `length` bytes of it, with `…` for strings that do not tell what went wrong.
pub(crate) fn telling(bytes: &[u8], length: usize) -> String {
    let tells = |name: Option<&[u8]>| {
        let name = name.map(|name| String::from_utf8_lossy(name).to_ascii_lowercase());
        // A text by itself, or in a list by itself, is a message.
        name.is_none_or(|name| TELLING.contains(&name.as_str()))
    };
    String::from_utf8_lossy(&without_values(bytes, 0..length.min(bytes.len()), tells)).into_owned()
}

/// The bytes of a range, with `…` for the content of strings that are values, unless the name of the member tells that
/// they may be shown.
fn without_values(bytes: &[u8], range: Range<usize>, tells: impl Fn(Option<&[u8]>) -> bool) -> Vec<u8> {
    let Range { start, end } = range;
    let mut shown = Vec::with_capacity(end - start);
    let (mut at, mut name) = (0, None);
    while let Some(byte) = bytes.get(at).filter(|_| at < end) {
        let next = if *byte == b'"' { string_end(bytes, at + 1) } else { at + 1 };
        // The end of the text may come before the closing quote.
        let is_closed = next > at + 1 && bytes.get(next - 1) == Some(&b'"');
        let content = at + 1..next - usize::from(is_closed);
        let hidden = match *byte {
            b'"' if is_name(bytes, next) => {
                name = bytes.get(content);
                0..0
            }
            b'"' if !tells(name) => content,
            _ => 0..0,
        };
        let show = |from: usize, to: usize| bytes.get(from.max(start)..to.min(end)).unwrap_or_default();
        if hidden.is_empty() {
            shown.extend(show(at, next));
        } else {
            shown.extend(show(at, hidden.start));
            if hidden.end > start {
                shown.extend("…".as_bytes());
            }
            shown.extend(show(hidden.end, next));
        }
        at = next;
    }
    shown
}

/// Whether the string that ends before `end` is the name of a member.
fn is_name(bytes: &[u8], end: usize) -> bool {
    let after = bytes.get(end..).unwrap_or_default().iter().find(|byte| !byte.is_ascii_whitespace());
    after == Some(&b':')
}

#[cfg(test)]
mod tests {
    use super::{excerpt, path, telling};

    #[test]
    fn paths_name_members_and_indices() {
        let text = br#"{"a": [1, {"b c": "x,]", "d": 5}], "e": 1}"#;
        let at = |needle: &str| {
            let text = core::str::from_utf8(text).unwrap();
            path(text.as_bytes(), text.find(needle).unwrap())
        };
        assert_eq!(at("[1"), "$.a");
        assert_eq!(at("1,"), "$.a[0]");
        assert_eq!(at("\"x"), "$.a[1][\"b c\"]");
        assert_eq!(at("5"), "$.a[1].d");
        assert_eq!(at("1}"), "$.e");
        assert_eq!(path(text, 0), "$");
    }

    #[test]
    fn broken_text_has_a_path_too() {
        assert_eq!(path(br#"{"a": "never closed"#, 10), "$.a");
        assert_eq!(path(b"]]]", 3), "$");
        assert_eq!(path(b"\"\\", 9), "$");
        let deep = "[".repeat(100);
        assert_eq!(path(deep.as_bytes(), 100), format!("${0}…{0}", "[0]".repeat(16)));
    }

    #[test]
    fn excerpts_are_cut_between_characters() {
        let text = "é".repeat(100);
        let shown = excerpt(text.as_bytes(), 101);
        assert!(shown.starts_with("…é") && shown.ends_with("é…"), "{shown}");
        assert_eq!(excerpt(b"a\nb", 1), "a b");
    }

    #[test]
    fn errors_tell_what_is_for_people() {
        let rows = [
            (
                r#"{"detail":[{"loc":["body","pin"],"msg":"no","input":"1234"}]}"#,
                r#"{"detail":[{"loc":["body","pin"],"msg":"no","input":"…"}]}"#,
            ),
            (r#"{"Message": "gone", "key": "k", "n": 5}"#, r#"{"Message": "gone", "key": "…", "n": 5}"#),
            (r#"["no", {"value": ["v"]}]"#, r#"["no", {"value": ["…"]}]"#),
            (r#""no""#, r#""no""#),
        ];
        for (body, shown) in rows {
            assert_eq!(telling(body.as_bytes(), 100), shown);
        }
        assert_eq!(telling(br#"{"key": "hunter2"}"#, 10), r#"{"key": "…"#);
    }

    #[test]
    fn values_that_are_strings_are_not_shown() {
        let text = br#"{"password": "hunter2", "list": ["a\"b", ""], "n": null}"#;
        let shown = r#"{"password": "…", "list": ["…", ""], "n": null}"#;
        assert_eq!(excerpt(text, 25), shown);
        let long = format!(r#"{{"key": "{}", "n": 1}}"#, "hunter2 ".repeat(30));
        for offset in 0..long.len() {
            assert!(!excerpt(long.as_bytes(), offset).contains("hunter"), "{offset}");
        }
        assert_eq!(excerpt(br#"{"a": "never clo"#, 9), r#"{"a": "…"#);
    }
}
