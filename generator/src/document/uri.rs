//! The little of URIs that references need: split, join, decode.

use std::borrow::Cow;

/// A reference as what stands before and after its `#`.
pub(super) fn split(reference: &str) -> (&str, Option<&str>) {
    match reference.split_once('#') {
        Some((file, fragment)) => (file, Some(fragment)),
        None => (reference, None),
    }
}

/// Whether it begins with a scheme such as `https:`. A single letter is the drive of a path.
pub(super) fn has_scheme(text: &str) -> bool {
    let Some((scheme, _)) = text.split_once(':') else {
        return false;
    };
    let letters = scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    scheme.len() > 1 && letters && scheme.starts_with(|first: char| first.is_ascii_alphabetic())
}

/// What `reference` names in a file or at an address called `base`.
pub(crate) fn join(base: &str, reference: &str) -> String {
    if reference.is_empty() {
        return base.to_owned();
    }
    if has_scheme(reference) {
        return reference.to_owned();
    }
    let (authority, path) = split_authority(base);
    let is_absolute = reference.starts_with(['/', '\\']) || reference.get(1..2) == Some(":");
    if is_absolute {
        return format!("{authority}{}", straighten(reference));
    }
    format!("{authority}{}", straighten(&format!("{}{reference}", folder(path))))
}

/// `name` up to its last slash, with it.
pub(super) fn folder(name: &str) -> &str {
    name.rfind(['/', '\\']).and_then(|at| name.get(..=at)).unwrap_or_default()
}

/// The part of an address that a path cannot leave, such as `https://example.com`, and the path.
fn split_authority(base: &str) -> (&str, &str) {
    let Some(start) = base.find("://").filter(|_| has_scheme(base)) else {
        return ("", base);
    };
    let after = base.get(start + 3..).unwrap_or_default();
    let end = after.find('/').map_or(base.len(), |at| start + 3 + at);
    base.split_at_checked(end).unwrap_or((base, ""))
}

/// `path` without `.` and with each `..` taken out together with what it leaves, where there is something.
fn straighten(path: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    for part in path.split(['/', '\\']) {
        match part {
            "." => {}
            ".." if kept.last().is_some_and(|last| !matches!(*last, "" | "..")) => {
                kept.pop();
            }
            _ => kept.push(part),
        }
    }
    kept.join("/")
}

/// `text` with each `%XX` as the byte it names; as it is where that is no text.
pub(super) fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, others)) = rest.split_first() {
        let escaped = if *first == b'%' { hexadecimal(others) } else { None };
        bytes.push(escaped.unwrap_or(*first));
        rest = if escaped.is_some() { others.get(2..).unwrap_or_default() } else { others };
    }
    String::from_utf8(bytes).map_or(Cow::Borrowed(text), Cow::Owned)
}

fn hexadecimal(bytes: &[u8]) -> Option<u8> {
    let digit = |at: usize| char::from(*bytes.get(at)?).to_digit(16);
    u8::try_from(digit(0)? * 16 + digit(1)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_joined_like_paths() {
        for (base, reference, joined) in [
            ("api.yaml", "pet.yaml", "pet.yaml"),
            ("spec/api.yaml", "./schemas/../pet.yaml", "spec/pet.yaml"),
            ("spec/api.yaml", "../pet.yaml", "pet.yaml"),
            ("api.yaml", "../pet.yaml", "../pet.yaml"),
            ("/a/b.yaml", "../../pet.yaml", "/../pet.yaml"),
            ("/a/b.yaml", "/pet.yaml", "/pet.yaml"),
            ("a\\b.yaml", "c.yaml", "a/c.yaml"),
            ("a/b.yaml", "C:\\c.yaml", "C:/c.yaml"),
            ("a/b.yaml", "https://example.com/c", "https://example.com/c"),
            ("https://example.com/a/b", "../c", "https://example.com/c"),
            ("https://example.com", "/c", "https://example.com/c"),
            ("a/b.yaml", "", "a/b.yaml"),
        ] {
            assert_eq!(join(base, reference), joined, "{base} + {reference}");
        }
    }

    #[test]
    fn percent_signs_that_escape_nothing_stay() {
        assert_eq!(decode("a%20b%C3%BC"), "a bü");
        assert_eq!(decode("100%"), "100%");
        assert_eq!(decode("%zz%4"), "%zz%4");
        assert_eq!(decode("%ff"), "%ff");
    }

    #[test]
    fn drives_are_no_schemes() {
        assert!(has_scheme("https://example.com"));
        assert!(has_scheme("urn:example"));
        assert!(!has_scheme("C:\\a"));
        assert!(!has_scheme("a/b:c"));
        assert!(!has_scheme("pet.yaml"));
    }
}
