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

/// Compares by runs of digits and of others.
fn version(a: &str, b: &str) -> Ordering {
    let (mut a, mut b) = (a, b);
    while !a.is_empty() && !b.is_empty() {
        let (x, rest_a) = run(a);
        let (y, rest_b) = run(b);
        let by_number = match (x.parse::<u128>(), y.parse::<u128>()) {
            (Ok(x), Ok(y)) => x.cmp(&y),
            _ => x.cmp(y),
        };
        if by_number != Ordering::Equal {
            return by_number;
        }
        (a, b) = (rest_a, rest_b);
    }
    a.len().cmp(&b.len())
}

fn run(text: &str) -> (&str, &str) {
    let is_digit = text.starts_with(|c: char| c.is_ascii_digit());
    let end = text.find(|c: char| c.is_ascii_digit() != is_digit).unwrap_or(text.len());
    text.split_at(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_count_and_capitals_come_last() {
        let mut list = vec!["V10", "V2Beta", "Alpha", "URL", "Zeta", "lower", "V2", "A"];
        list.sort_by(|a, b| names(a, b));
        assert_eq!(list, ["lower", "A", "Alpha", "V2Beta", "Zeta", "URL", "V2", "V10"]);
    }
}
