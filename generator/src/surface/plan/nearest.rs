//! Which of several names of a document has the one that all of them are in Rust.

use super::ident::{is_sign, plain, snake};

/// How far a name in the document is from the one in Rust that is made of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Distance {
    /// They are one.
    None,
    /// It is spelt otherwise.
    Spelling,
    /// It begins or ends with signs, which the other has not.
    Signs,
}

/// The [`Distance`] of a name in the document.
pub(super) fn distance(text: &str) -> Distance {
    if plain(&snake(text)) == text {
        Distance::None
    } else if text.starts_with(is_sign) || text.ends_with(is_sign) {
        Distance::Signs
    } else {
        Distance::Spelling
    }
}

/// What `make` makes of each of `items`, in their order. It gets those first whose names are nearest to those in
/// Rust, so that these are theirs, and others step aside.
pub(super) fn nearest_first<'i, T: 'i, U>(
    items: impl IntoIterator<Item = &'i T>,
    distance: impl Fn(&T) -> Distance,
    mut make: impl FnMut(&'i T) -> U,
) -> Vec<U> {
    let mut ordered: Vec<(usize, &'i T)> = items.into_iter().enumerate().collect();
    ordered.sort_by_key(|(_, item)| distance(item));
    let mut done: Vec<(usize, U)> = ordered.into_iter().map(|(index, item)| (index, make(item))).collect();
    done.sort_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, one)| one).collect()
}
