//! Shapes in words.

use std::fmt::Display;

use super::inner;
use crate::table::{Limits, Object, Shape, Union};

/// How many names of members are shown.
const MEMBERS: usize = 3;

/// What a shape is, in the words of the reference pages.
pub(crate) fn describe(shape: &Shape) -> String {
    match shape {
        Shape::Any => "any value".to_owned(),
        Shape::Null => "null".to_owned(),
        Shape::Boolean => "boolean".to_owned(),
        Shape::Integer(_) => "integer".to_owned(),
        Shape::Number(_) => "number".to_owned(),
        Shape::Text(text) if !text.format.is_empty() => format!("string ({})", text.format),
        Shape::Text(_) | Shape::Secret(_) | Shape::Suggestion(_) => "string".to_owned(),
        Shape::Choice(known) => alternatives(known.iter().map(|known| format!("\"{known}\""))),
        Shape::Constant(json) => (*json).to_owned(),
        Shape::Binary => "file".to_owned(),
        Shape::List(items, _) => format!("array of {}", describe(items)),
        Shape::Object(object) if !object.name.is_empty() => object.name.to_owned(),
        Shape::Object(object) => format!("object{}", members(object)),
        Shape::Map(values) => format!("map of {}", describe(values)),
        Shape::Union(union) => self::union(union),
        Shape::Nullable(shape) => describe(shape),
    }
}

/// What a union is: its alternatives.
pub(super) fn union(union: &Union) -> String {
    alternatives(union.variants.iter().map(|variant| match variant.name {
        "" => describe(variant.shape),
        name => name.to_owned(),
    }))
}

fn members(object: &Object) -> String {
    let names: Vec<&str> = object.members.iter().map(|member| member.name).take(MEMBERS).collect();
    match object.members.len() {
        0 => String::new(),
        count if count > MEMBERS => format!(" {{ {}, {} more }}", names.join(", "), count - MEMBERS),
        _ => format!(" {{ {} }}", names.join(", ")),
    }
}

fn alternatives(words: impl Iterator<Item = String>) -> String {
    let mut all: Vec<String> = Vec::new();
    for word in words {
        if !all.contains(&word) {
            all.push(word);
        }
    }
    all.join(" or ")
}

/// Words with commas between.
pub(crate) fn choices(known: &[&str]) -> String {
    known.iter().map(|word| typed(word)).collect::<Vec<_>>().join(", ")
}

/// How the text without a character is shown, and may be typed where it is one of several.
pub(super) const NOTHING: &str = "\"\"";

/// A value as it is shown and typed.
pub(crate) fn typed(word: &str) -> &str {
    if word.is_empty() { NOTHING } else { word }
}

/// What stands for the value in usage lines.
pub(crate) fn value_name(shape: &Shape) -> &'static str {
    match inner(shape) {
        Shape::Integer(_) => "INTEGER",
        Shape::Number(_) => "NUMBER",
        Shape::Boolean => "BOOLEAN",
        Shape::Binary => "FILE",
        Shape::Secret(_) => "SECRET",
        Shape::Object(_) => "OBJECT",
        Shape::Map(_) => "KEY=VALUE",
        Shape::List(items, _) => value_name(items),
        Shape::Union(_) | Shape::Any => "VALUE",
        Shape::Text(text) => match text.format {
            "date-time" => "TIME",
            "date" => "DATE",
            "uri" | "url" => "URL",
            _ => "TEXT",
        },
        _ => "TEXT",
    }
}

/// Limits in words: `at least 1, at most 100`.
pub(crate) fn limits(shape: &Shape) -> String {
    let mut words = Vec::new();
    match inner(shape) {
        Shape::Integer(limits) => match (limits.min, limits.max) {
            (Some(min), Some(max)) if bits(min, max).is_some() => words.extend(bits(min, max)),
            _ => of_numbers(limits, &mut words),
        },
        Shape::Number(limits) => of_numbers(limits, &mut words),
        Shape::Text(text) | Shape::Secret(text) => {
            words.extend(text.min.map(|min| format!("at least {}", characters(min))));
            words.extend(text.max.map(|max| format!("at most {}", characters(max))));
            words
                .extend(Some(text.format).filter(|format| !format.is_empty()).map(|format| format!("format {format}")));
            words.extend(Some(text.pattern).filter(|text| !text.is_empty()).map(|pattern| format!("like `{pattern}`")));
        }
        Shape::List(items, limits) => {
            words.extend(limits.min.map(|min| format!("at least {}", times(min))));
            words.extend(limits.max.map(|max| format!("at most {}", times(max))));
            words.extend(Some(self::limits(items)).filter(|words| !words.is_empty()));
        }
        _ => {}
    }
    words.join(", ")
}

/// So many characters.
pub(super) fn characters(count: u64) -> String {
    format!("{count} character{}", if count == 1 { "" } else { "s" })
}

fn times(count: u64) -> String {
    if count == 1 { "once".to_owned() } else { format!("{count} times") }
}

/// Limits that are those of a type say less than its name.
fn bits(min: i128, max: i128) -> Option<String> {
    let width = [8, 16, 32, 64].into_iter().find(|width| max == (1 << (width - 1)) - 1 && min == -max - 1)?;
    Some(format!("{width} bits"))
}

fn of_numbers<T: Display>(limits: &Limits<T>, words: &mut Vec<String>) {
    let Limits { min, max, above, below, multiple_of } = limits;
    words.extend(min.as_ref().map(|min| format!("at least {min}")));
    words.extend(max.as_ref().map(|max| format!("at most {max}")));
    words.extend(above.as_ref().map(|above| format!("more than {above}")));
    words.extend(below.as_ref().map(|below| format!("less than {below}")));
    words.extend(multiple_of.as_ref().map(|step| format!("a multiple of {step}")));
}
