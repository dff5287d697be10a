//! Open enums of strings and integers.

use crate::surface::{Item, ValueEnum, ValueVariant};

use super::file::File;
use super::layout;

/// Prints an enum of strings.
pub fn strings(file: &mut File<'_>, item: &Item, values: &ValueEnum) {
    let kept = file.scope.std("std::string::String");
    definition(file, item, values, &kept);
    let spell = |value: &ValueVariant| value.json.as_str().map(layout::literal);
    invocation(file, "string_enum", item, values, spell);
}

/// Prints an enum of integers.
pub fn integers(file: &mut File<'_>, item: &Item, values: &ValueEnum) {
    definition(file, item, values, "i64");
    let spell = |value: &ValueVariant| value.json.as_i64().map(|number| layout::integer(number.into()));
    invocation(file, "integer_enum", item, values, spell);
}

fn definition(file: &mut File<'_>, item: &Item, values: &ValueEnum, kept: &str) {
    file.gap();
    file.docs(0, &item.docs, "One of several values.");
    file.deprecated(0, item.deprecated.as_ref());
    file.line(0, "#[derive(Debug, Clone, PartialEq, Eq, Hash)]");
    file.line(0, "#[non_exhaustive]");
    file.line(0, &format!("pub enum {} {{", item.name));
    for variant in &values.variants {
        file.docs(4, &variant.docs, &format!("`{}`", variant.json));
        file.line(4, &format!("{},", variant.rust_name));
    }
    file.line(4, "/// A value that this version does not know.");
    let unknown = file.scope.runtime("Unknown");
    file.line(4, &format!("Unknown({unknown}<{kept}>),"));
    file.line(0, "}");
}

fn invocation(
    file: &mut File<'_>,
    name: &str,
    item: &Item,
    values: &ValueEnum,
    spell: impl Fn(&ValueVariant) -> Option<String>,
) {
    let mut lines = Vec::new();
    for variant in &values.variants {
        if let Some(value) = spell(variant) {
            lines.push(format!("{}: {value},", variant.rust_name));
        }
    }
    file.gap();
    let name = file.scope.runtime_path(name);
    file.text(&layout::invocation(&name, &item.name, &lines));
}
