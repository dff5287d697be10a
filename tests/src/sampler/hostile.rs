//! Texts that are nearly JSON.

use fastrand::Rng;
use serde_json::Value;

use super::trial::{Kind, Trial};

/// How many texts are made of one.
const CHANGES: usize = 24;

/// What is put into texts.
const PIECES: [&str; 16] =
    ["{", "}", "[", "]", "\"", ",", ":", "\\", "\\ud800", "null", "-", "1e999", "0", "\u{1F600}", "[[[[", "{\"\":"];

/// Truncations and changes of `text`, which no type may panic at.
#[must_use]
pub fn trials(text: &str, rng: &mut Rng) -> Vec<Trial> {
    let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let mut place = || places.get(rng.usize(0..places.len().max(1))).copied().unwrap_or(0);
    let ends: Vec<usize> = (0..CHANGES).map(|_| place()).collect();
    let spots: Vec<(usize, usize)> = (0..CHANGES).map(|_| (place(), place())).collect();
    let cut = ends.into_iter().filter_map(|end| text.get(..end).map(str::to_owned)).collect::<Vec<_>>();
    let changed = spots.into_iter().enumerate().filter_map(|(index, (at, other))| {
        let piece = PIECES.get((index + at) % PIECES.len())?;
        let (low, high) = (at.min(other), at.max(other));
        let (start, end) = (text.get(..low)?, text.get(if index % 2 == 0 { low } else { high }..)?);
        Some(format!("{start}{piece}{end}"))
    });
    let all = cut.into_iter().chain(changed);
    all.map(|text| Trial { kind: Kind::Hostile, place: String::new(), text, value: Value::Null }).collect()
}
