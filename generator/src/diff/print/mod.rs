//! Reports for people.

mod text;

/// `1 operation`, `2 operations`.
pub(super) fn count(number: usize, word: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{number} {word}{ending}")
}
