//! The order in which rustfmt sorts names.

use std::cmp::Ordering;

/// Lower case first, then camel case, then capitals; within each by text, with numbers as numbers.
pub fn names(a: &str, b: &str) -> Ordering {
    kind(a).cmp(&kind(b)).then_with(|| version(a, b)).then_with(|| a.cmp(b))
}

fn kind(name: &str) -> u8 {
    let is_upper = name.chars().all(|c| c.is_uppercase() || c.is_ascii_digit() || c == '_');
    match name.chars().next() {
        Some(first) if first.is_lowercase() => 0,
        _ if is_upper && name.chars().count() > 1 => 2,
        _ => 1,
    }
}

/// Compares character by character, but numbers as numbers.
fn version(a: &str, b: &str) -> Ordering {
    let (mut a, mut b) = (a, b);
    loop {
        let (x, y) = (number(a), number(b));
        if !x.is_empty() && !y.is_empty() {
            let by_number = match (x.parse::<u128>(), y.parse::<u128>()) {
                (Ok(x), Ok(y)) => x.cmp(&y),
                _ => x.cmp(y),
            };
            if by_number != Ordering::Equal {
                return by_number;
            }
            (a, b) = (rest(a, x.len()), rest(b, y.len()));
            continue;
        }
        match (a.chars().next(), b.chars().next()) {
            (Some(x), Some(y)) if x == y => (a, b) = (rest(a, x.len_utf8()), rest(b, y.len_utf8())),
            (x, y) => return x.map(rank).cmp(&y.map(rank)),
        }
        if a.is_empty() && b.is_empty() {
            return Ordering::Equal;
        }
    }
}

/// An underscore comes before all others.
fn rank(c: char) -> char {
    if c == '_' { '\0' } else { c }
}

/// The digits that `text` starts with.
fn number(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

fn rest(text: &str, from: usize) -> &str {
    text.get(from..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_count_and_capitals_come_last() {
        let mut list = vec!["V10", "V2Beta", "Alpha", "URL", "Zeta", "lower", "V2", "A"];
        list.sort_by(|a, b| names(a, b));
        assert_eq!(names("get_a", "get3"), Ordering::Less);
        assert_eq!(list, ["lower", "A", "Alpha", "V2Beta", "Zeta", "URL", "V2", "V10"]);
    }
}
