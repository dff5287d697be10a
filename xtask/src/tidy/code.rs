//! Rust text without its comments and strings.

/// Blanks comments and the insides of strings and characters, keeping every line where it is.
pub fn only(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let skipped = comment(rest).or_else(|| raw_string(rest)).or_else(|| string(rest)).or_else(|| character(rest));
        let length = skipped.unwrap_or(c.len_utf8());
        let (part, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
        if skipped.is_some() {
            code.push(' ');
            code.extend(part.chars().filter(|c| *c == '\n'));
        } else {
            code.push(c);
        }
        rest = after;
    }
    code
}

/// The length of the comment that `text` begins with.
fn comment(text: &str) -> Option<usize> {
    if text.starts_with("//") {
        return Some(text.find('\n').unwrap_or(text.len()));
    }
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let step = if rest.starts_with("/*") {
            depth += 1;
            2
        } else if depth > 0 && rest.starts_with("*/") {
            depth -= 1;
            2
        } else {
            rest.chars().next().map_or(1, char::len_utf8)
        };
        at += step;
        if depth == 0 {
            break;
        }
    }
    text.starts_with("/*").then_some(at)
}

/// The length of the `r"…"` or `r#"…"#` that `text` begins with.
fn raw_string(text: &str) -> Option<usize> {
    let after = text.strip_prefix('r')?;
    let marks = after.len() - after.trim_start_matches('#').len();
    let body = after.get(marks..)?.strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(marks));
    let length = body.find(&end).map_or(body.len(), |at| at + end.len());
    Some(text.len() - body.len() + length)
}

/// The length of the `"…"` that `text` begins with.
fn string(text: &str) -> Option<usize> {
    let body = text.strip_prefix('"')?;
    let mut escaped = false;
    let end = body.find(|c| {
        let ends = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        ends
    });
    Some(end.map_or(text.len(), |end| end + 2))
}

/// The length of the `'x'` that `text` begins with, which is no lifetime.
fn character(text: &str) -> Option<usize> {
    let body = text.strip_prefix('\'')?;
    let mut chars = body.char_indices();
    let (_, first) = chars.next()?;
    if first == '\\' {
        chars.next();
        return body.get(2..)?.find('\'').map(|end| end + 4);
    }
    let (at, second) = chars.next()?;
    (second == '\'').then_some(at + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        only(text).split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn comments_and_strings_go() {
        assert_eq!(words("a // b\nc /* d /* e */ f */ g"), ["a", "c", "g"]);
        assert_eq!(words(r#"a "b \" c" d 'e' f '"' g '\'' h '\u{1f}' i"#), ["a", "d", "f", "g", "h", "i"]);
        assert_eq!(words("a r\"b\\\" c r#\"d\"e\"# f"), ["a", "c", "f"]);
        assert_eq!(words("fn f<'a>(x: &'a str)"), ["fn", "f<'a>(x:", "&'a", "str)"]);
        assert_eq!(only("/*\n\n*/x").matches('\n').count(), 2);
        assert_eq!(words("a \"b"), ["a"]);
        assert_eq!(words("'ä' b"), ["b"]);
    }
}
