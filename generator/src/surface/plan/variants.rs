//! Variants of enumerations, and what they are called.

use std::collections::HashMap;

use crate::api::EnumValue;
use crate::surface::{ValueEnum, ValueVariant};

use super::ident::{Scope, camel, spelt};

/// The variant that keeps values which are not in the document.
pub(super) const UNKNOWN: &str = "Unknown";

/// A variant's name, which is never that of the variant for everything else.
pub(super) fn variant(name: &str) -> String {
    if name == UNKNOWN { format!("{name}Value") } else { name.to_owned() }
}

/// One variant a value.
pub(super) fn value_enum(values: &[EnumValue]) -> ValueEnum {
    let texts: Vec<String> = values.iter().map(text).collect();
    let wanted = values.iter().zip(&texts).map(|(value, text)| value.name.as_deref().unwrap_or(text));
    let mut scope = Scope::with(&[UNKNOWN]);
    let names = names(&wanted.collect::<Vec<_>>());
    let variants = values.iter().zip(&texts).zip(names).map(|((value, text), name)| ValueVariant {
        rust_name: scope.claim(&variant(&name)),
        json: value.value.clone(),
        docs: vec![docs(value, text)],
    });
    ValueEnum { variants: variants.collect() }
}

fn text(value: &EnumValue) -> String {
    value.value.as_str().map_or_else(|| value.value.to_string(), str::to_owned)
}

fn docs(value: &EnumValue, text: &str) -> String {
    match value.description.trim() {
        "" if text.contains('`') || text.trim() != text || text.is_empty() => format!("{text:?} on the wire."),
        "" => format!("`{text}` on the wire."),
        said => said.to_owned(),
    }
}

/// Names that tell the values apart where that takes few words: signs spelt out, else the case.
fn names(wanted: &[&str]) -> Vec<String> {
    let mut names: Vec<String> = wanted.iter().map(|text| camel(text)).collect();
    refine(&mut names, wanted, |text, _| camel(&spelt(text)));
    let mut first: HashMap<String, usize> = HashMap::new();
    for (at, name) in names.iter().enumerate() {
        first.entry(name.clone()).or_insert(at);
    }
    refine(&mut names, wanted, |text, name| cased(text, &name));
    // The first of them keeps the plain name.
    for (name, at) in first {
        if let Some(slot) = names.get_mut(at) {
            *slot = name;
        }
    }
    names
}

/// Gives those of `names` that are not alone what `better` makes of the text and the name.
fn refine(names: &mut [String], wanted: &[&str], better: impl Fn(&str, String) -> String) {
    let mut count: HashMap<String, usize> = HashMap::new();
    for name in names.iter() {
        *count.entry(name.clone()).or_default() += 1;
    }
    for (name, text) in names.iter_mut().zip(wanted) {
        if count.get(name).is_some_and(|count| *count > 1) {
            *name = better(text, std::mem::take(name));
        }
    }
}

fn cased(text: &str, whole: &str) -> String {
    // What makes `Self_` of a keyword is not needed in front of more.
    let name = whole.trim_end_matches('_');
    let (has_upper, has_lower) = (text.contains(char::is_uppercase), text.contains(char::is_lowercase));
    match (has_upper, has_lower) {
        (true, false) => format!("{name}Upper"),
        (false, true) => format!("{name}Lower"),
        _ => whole.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn values_that_read_alike_are_told_apart() {
        assert_eq!(names(&["asc", "ASC", "Asc"]), ["Asc", "AscUpper", "Asc"]);
        assert_eq!(names(&["+created", "-created", "created"]), ["PlusCreated", "MinusCreated", "Created"]);
        assert_eq!(names(&["a.b", "a_b", "a-b"]), ["ADotB", "AUnderscoreB", "AMinusB"]);
        assert_eq!(names(&["up", "Down"]), ["Up", "Down"]);
        assert_eq!(names(&["Self", "self"]), ["Self_", "SelfLower"]);
    }
}
