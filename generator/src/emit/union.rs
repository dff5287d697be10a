//! Open enums over other types.

use crate::surface::{Item, RustType, TypeGuard, UnionItem, UnionVariant};

use super::file::File;
use super::{layout, lints};

/// Prints a union.
pub fn print(file: &mut File<'_>, item: &Item, union: &UnionItem) {
    definition(file, item, union);
    let mut lines: Vec<String> = Vec::new();
    for (at, variant) in union.variants.iter().enumerate() {
        let ty = file.scope.ty(&variant.ty);
        if Some(at) != union.default {
            lines.push(if union.tag.is_some() { tagged(variant, &ty) } else { guarded(variant, &ty) });
        }
    }
    if let Some(variant) = union.default.and_then(|at| union.variants.get(at)) {
        let ty = file.scope.ty(&variant.ty);
        lines.push(format!("else => {}: {ty},", variant.rust_name));
    }
    file.gap();
    let (name, start) = match &union.tag {
        Some(tag) => ("tagged_union", format!("{}, {}", item.name, layout::literal(tag))),
        None => ("union", item.name.clone()),
    };
    let name = file.scope.runtime_path(name);
    file.text(&layout::invocation(&name, &start, &lines));
    conversions(file, &item.name, &union.variants);
}

fn definition(file: &mut File<'_>, item: &Item, union: &UnionItem) {
    file.gap();
    file.docs(0, &item.docs, "One of several types.");
    file.deprecated(0, item.deprecated.as_ref());
    file.allow_unequal(union.variants.iter().map(|variant| &variant.ty).chain([&RustType::Value]));
    file.line(0, "#[derive(Debug, Clone, PartialEq)]");
    file.line(0, "#[non_exhaustive]");
    file.line(0, &format!("pub enum {} {{", item.name));
    for variant in &union.variants {
        let ty = file.scope.ty(&variant.ty);
        let fallback = match &variant.tags[..] {
            [] => format!("`{ty}`"),
            tags => tags.iter().map(|tag| format!("`{tag}`")).collect::<Vec<_>>().join(", "),
        };
        file.docs(4, &variant.docs, &fallback);
        lints::complexity(file, 4, &variant.ty, false);
        file.line(4, &format!("{}({ty}),", variant.rust_name));
    }
    if union.default.is_none() {
        file.line(4, if meets_unknown(union) { UNKNOWN } else { ONLY_SENT });
        let unknown = file.scope.runtime("Unknown");
        let value = file.scope.runtime("Exact");
        file.line(4, &format!("Unknown({unknown}<{value}>),"));
    }
    file.line(0, "}");
}

const UNKNOWN: &str = "/// A value that this version does not know.";
const ONLY_SENT: &str =
    "/// Another value, to be sent as it is. None is read as this: what no variant takes is an error.";

/// Whether a value can show that it is of a variant that is not known: by a tag, or by a constant.
fn meets_unknown(union: &UnionItem) -> bool {
    let has_constant =
        |guard: &TypeGuard| !(guard.constants.is_empty() && guard.barred.is_empty() && guard.only.is_empty());
    union.tag.is_some() || union.variants.iter().flat_map(|variant| &variant.guards).any(has_constant)
}

/// One line of `tagged_union!`.
fn tagged(variant: &UnionVariant, ty: &str) -> String {
    let tags: Vec<String> = variant.tags.iter().map(|tag| layout::literal(tag)).collect();
    format!("{} => {}: {ty},", tags.join(" | "), variant.rust_name)
}

/// One line of `union!`.
fn guarded(variant: &UnionVariant, ty: &str) -> String {
    let mut types: Vec<&str> = variant.guards.iter().map(|guard| guard.json_type.as_str()).collect();
    if types.is_empty() {
        types.push("any");
    }
    types.dedup();
    let objects: Vec<&TypeGuard> = variant.guards.iter().filter(|guard| is_object(guard)).collect();
    let members = match objects[..] {
        [only] => members(only) + &listed("not", &only.barred) + &listed("only", &only.only),
        // Either set of members will do, which the value itself tells when it is read.
        _ => String::new(),
    };
    format!("{}: {ty} if {}{members},", variant.rust_name, types.join(" | "))
}

/// What must be in an object, in brackets.
fn members(guard: &TypeGuard) -> String {
    let is_constant = |name: &String| guard.constants.iter().any(|(constant, _)| constant == name);
    let mut members: Vec<String> =
        guard.members.iter().filter(|name| !is_constant(name)).map(|name| layout::literal(name)).collect();
    members.extend(guard.constants.iter().map(equal));
    if members.is_empty() { String::new() } else { format!(" [{}]", members.join(", ")) }
}

/// Which values members that need not be there must not have, or may have alone, in brackets.
fn listed(word: &str, members: &[(String, Vec<serde_json::Value>)]) -> String {
    let members: Vec<String> = members.iter().map(equal).collect();
    if members.is_empty() { String::new() } else { format!(" {word} [{}]", members.join(", ")) }
}

/// A member, and the values of which it holds one.
fn equal((name, values): &(String, Vec<serde_json::Value>)) -> String {
    let values: Vec<String> = values.iter().map(constant).collect();
    format!("{} = {}", layout::literal(name), values.join(" | "))
}

fn is_object(guard: &TypeGuard) -> bool {
    matches!(guard.json_type.as_str(), "object" | "closed")
}

/// A string, integer or boolean that a member must be.
fn constant(value: &serde_json::Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), layout::literal)
}

/// `From` for what the variants hold; for a boxed value also from itself.
fn conversions(file: &mut File<'_>, name: &str, variants: &[UnionVariant]) {
    let mut lines = Vec::new();
    for variant in variants.iter().filter(|variant| variant.from) {
        let ty = file.scope.ty(&variant.ty);
        let text = if variant.from_str { " | &str" } else { "" };
        lines.push(format!("{}: {ty}{text},", variant.rust_name));
    }
    if !lines.is_empty() {
        file.gap();
        let macro_name = file.scope.runtime_path("from");
        file.text(&layout::invocation(&macro_name, name, &lines));
    }
    for variant in variants.iter().filter(|variant| variant.from) {
        if let RustType::Boxed(inner) = &variant.ty {
            boxed(file, name, &variant.rust_name, inner);
        }
    }
}

fn boxed(file: &mut File<'_>, name: &str, variant: &str, inner: &RustType) {
    let from = file.scope.std("std::convert::From");
    let boxed = file.scope.std("std::boxed::Box");
    let ty = file.scope.ty(inner);
    file.gap();
    file.text(&layout::implementation(&format!("{from}<{ty}>"), name));
    file.line(4, &format!("fn from(value: {ty}) -> Self {{"));
    file.line(8, &format!("Self::{variant}({boxed}::new(value))"));
    file.line(4, "}");
    file.line(0, "}");
}
