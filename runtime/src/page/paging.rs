//! From one page to the next: what the macro `paged!` calls, and the decision when a list has ended.

use core::hash::{Hash as _, Hasher as _};
use std::collections::hash_map::DefaultHasher;

use super::seen::Seen;
use crate::Presence;
use crate::call::Call;
use crate::error::Error;
use crate::json::{Decode, Encode};
use crate::parameter::Plain;
use crate::response::Raw;

/// The body of a list that comes in pages. The macro `paged!` implements it.
pub trait Paged: Decode + Send + 'static {
    /// What is listed.
    type Item: Send + 'static;
    /// The query parameter that asks for a page.
    const PARAMETER: &'static str;

    /// Takes the items out.
    fn take_items(&mut self) -> Vec<Self::Item>;

    /// Where this page stands in the list.
    fn position(&self) -> Position;
}

/// Where a page stands in its list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position {
    /// The number of items on the page.
    pub items: usize,
    /// Whether the server says that more follow.
    pub has_more: Option<bool>,
    /// How the next page is asked for.
    pub next: Next,
}

/// How the next page is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// By this cursor, which the last item gives; without one the list has ended.
    Cursor(Option<String>),
    /// By this cursor, which the page gives; without one the list has ended.
    Field(Option<String>),
    /// By its number.
    PageNumber {
        /// That of the first page.
        first: u64,
        /// What tells the items of this page from those of others.
        digest: u64,
    },
    /// By the number of items before it.
    Offset {
        /// What tells the items of this page from those of others.
        digest: u64,
    },
}

/// How far a walk through the pages has come; it travels with the call for the next page.
#[derive(Debug, Clone, Default)]
pub(crate) struct Walk {
    /// Digests of the cursors or pages seen.
    seen: Seen,
    /// The cursor or number that was asked for.
    asked: Option<String>,
    /// Pages without items in a row.
    empty: u32,
    /// What tells the page before from others, where that may be asked.
    before: Option<u64>,
}

/// As many pages without items in a row lead nowhere, whatever their cursors say. Filters of large tables give some.
const MOST_EMPTY: u32 = 1_000;

/// What comes after a page.
pub(super) enum Step {
    /// This call gives the next page.
    Next(Box<Call>),
    /// It was the last.
    End,
    /// It was the page before once more, from a server that does not say whether more follow.
    Still,
}

/// What comes after the page `raw`, which `call` gave.
pub(super) fn advance(mut call: Call, raw: &Raw, position: &Position, parameter: &'static str) -> Result<Step, Error> {
    // A cursor may lead on from a page whose items were all left out; numbers would lead on for ever.
    let is_empty = position.items == 0 && !matches!(position.next, Next::Cursor(_) | Next::Field(_));
    if position.has_more == Some(false) || is_empty {
        return Ok(Step::End);
    }
    let Some((next, digest)) = following(&call, position, parameter) else {
        return Ok(Step::End);
    };
    let walk = call.walk();
    let is_told = position.has_more.is_some();
    let page = matches!(position.next, Next::Field(_) if !is_told).then(|| bytes_digest(&raw.bytes));
    if walk.seen.contains(digest) {
        let moved = walk.asked.as_deref() != Some(next.as_str());
        if position.has_more.is_none() && !moved {
            // Servers that repeat the cursor at the end have another page there than the one before.
            let is_new = page.is_some() && walk.before != page;
            return Ok(if is_new { Step::End } else { Step::Still });
        }
        let reason = format!("the list does not end: a page before `{parameter}={next}` came again");
        return Err(Error::RepeatedPage(raw.failure(reason)));
    }
    let empty = if position.items == 0 { walk.empty + 1 } else { 0 };
    if empty >= MOST_EMPTY {
        let reason = format!("the list does not end: {MOST_EMPTY} pages in a row had no items");
        return Err(Error::RepeatedPage(raw.failure(reason)));
    }
    let mut walk = call.take_walk();
    walk.empty = empty;
    walk.before = page;
    walk.seen.insert(digest);
    walk.asked = Some(next.clone());
    call.set_walk(walk);
    call.set_query(parameter, &next);
    Ok(Step::Next(Box::new(call)))
}

/// What to ask for next, and the digest by which a repetition shows.
fn following(call: &Call, position: &Position, parameter: &str) -> Option<(String, u64)> {
    match &position.next {
        Next::Cursor(cursor) | Next::Field(cursor) => {
            let cursor = cursor.clone().filter(|cursor| !cursor.is_empty())?;
            let digest = digest(&cursor);
            Some((cursor, digest))
        }
        // Numbers always move; only the items themselves show that a server does not heed them.
        Next::PageNumber { first, digest } => {
            let number = count(call, parameter, *first).saturating_add(1);
            Some((number.to_string(), *digest))
        }
        Next::Offset { digest } => {
            let items = u64::try_from(position.items).unwrap_or(u64::MAX);
            let offset = count(call, parameter, 0).saturating_add(items);
            Some((offset.to_string(), *digest))
        }
    }
}

/// The number that the page was asked for by, from the walk or from what the caller set.
fn count(call: &Call, parameter: &str, first: u64) -> u64 {
    let asked = call.walk().asked.clone().or_else(|| call.query_word(parameter));
    asked.and_then(|word| word.parse().ok()).unwrap_or(first)
}

fn bytes_digest(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    hasher.finish()
}

/// What tells a value from others.
pub fn digest(value: &(impl Encode + ?Sized)) -> u64 {
    bytes_digest(&crate::json::encode(value))
}

/// A cursor as one word; null and absent are none.
pub fn word(value: &(impl Encode + ?Sized)) -> Option<String> {
    match Plain::of(value) {
        Plain::Null => None,
        other => Some(other.into_text()),
    }
}

/// Whether more follow, where it is said.
pub fn flag(value: &(impl Encode + ?Sized)) -> Option<bool> {
    word(value).map(|word| word == "true")
}

/// A field that holds the items of a page.
pub trait ItemList<T> {
    /// The items.
    fn items(&self) -> &[T];

    /// Takes them out.
    fn take(&mut self) -> Vec<T>;
}

impl<T> ItemList<T> for Vec<T> {
    fn items(&self) -> &[T] {
        self
    }

    fn take(&mut self) -> Vec<T> {
        core::mem::take(self)
    }
}

impl<T> ItemList<T> for Option<Vec<T>> {
    fn items(&self) -> &[T] {
        self.as_deref().unwrap_or_default()
    }

    fn take(&mut self) -> Vec<T> {
        Option::take(self).unwrap_or_default()
    }
}

impl<T> ItemList<T> for Presence<Vec<T>> {
    fn items(&self) -> &[T] {
        self.value().map(Vec::as_slice).unwrap_or_default()
    }

    fn take(&mut self) -> Vec<T> {
        core::mem::take(self).into_value().unwrap_or_default()
    }
}
