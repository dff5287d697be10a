//! From the words of a command line to values, by their shape.

mod check;
mod describe;
mod files;
mod formats;
mod read;
mod references;
mod several;
mod strays;

pub(crate) use check::{Problem, check};
pub(crate) use describe::{choices, describe, limits, typed, value_name};
pub(crate) use files::{has_no_text, names_file, takes_file};
pub(crate) use read::{Given, read, unchecked, yaml};
pub(crate) use references::{file_at, file_source, resolve, resolve_text};
pub(crate) use several::{several, takes_list};
pub(crate) use strays::{Stray, strays};

use crate::table::Shape;

/// What a shape is when null is left aside.
pub(crate) fn inner(shape: &Shape) -> &Shape {
    match shape {
        Shape::Nullable(inner) => self::inner(inner),
        other => other,
    }
}

/// Whether a flag of the shape may be given several times.
pub(crate) fn is_repeatable(shape: &Shape) -> bool {
    match inner(shape) {
        Shape::List(..) | Shape::Map(_) => true,
        Shape::Union(union) => is_binary(shape) && union.variants.iter().any(|variant| is_repeatable(variant.shape)),
        _ => false,
    }
}

/// Whether it may be given several times, as a list of its values.
pub(crate) fn may_repeat(shape: &Shape) -> bool {
    is_repeatable(shape) || takes_list(shape)
}

/// Whether it takes files.
pub(crate) fn is_binary(shape: &Shape) -> bool {
    is_binary_within(shape, DEEPEST)
}

fn is_binary_within(shape: &Shape, depth: usize) -> bool {
    let Some(depth) = depth.checked_sub(1) else { return false };
    match inner(shape) {
        Shape::Binary => true,
        Shape::List(items, _) => is_binary_within(items, depth),
        // One file or several, as an API says that took one first.
        Shape::Union(union) => union.variants.iter().all(|variant| is_binary_within(variant.shape, depth)),
        _ => false,
    }
}

/// How deep lists and unions are looked into: some hold themselves.
pub(crate) const DEEPEST: usize = 6;

/// Whether a word of it may be a secret.
pub(crate) fn may_be_secret(shape: &Shape) -> bool {
    is_secret_within(shape, DEEPEST, false)
}

/// Whether it is a secret or has one: what stands in its place may be that.
pub(crate) fn holds_secret(shape: &Shape) -> bool {
    is_secret_within(shape, DEEPEST, true)
}

fn is_secret_within(shape: &Shape, depth: usize, in_members: bool) -> bool {
    let Some(depth) = depth.checked_sub(1) else { return false };
    let is_secret = |shape: &Shape| is_secret_within(shape, depth, in_members);
    match inner(shape) {
        Shape::Secret(_) => true,
        Shape::List(items, _) | Shape::Map(items) => is_secret(items),
        Shape::Union(union) => union.variants.iter().any(|variant| is_secret(variant.shape)),
        Shape::Object(object) if in_members => object.members.iter().any(|member| is_secret(member.shape)),
        _ => false,
    }
}

/// The alternative nearest to a word, if one is near.
pub(crate) fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let near = |known: &'a str| (strsim::jaro_winkler(&word, &known.to_lowercase()), known);
    let best = known.into_iter().map(near).max_by(|one, other| one.0.total_cmp(&other.0))?;
    (best.0 > 0.78).then_some(best.1)
}

/// `; did you mean …?`, where something is near.
pub(crate) fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    nearest(word, known).map(|near| format!("; did you mean `{near}`?")).unwrap_or_default()
}
