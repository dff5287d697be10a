//! Structs, and the wire form of those that are JSON objects.

use std::collections::BTreeSet;

use crate::surface::{Field, FieldPresence, Item, RustType, Struct};

use super::file::File;
use super::{layout, lints, new, setters};

/// Prints a struct that is a JSON object.
pub fn print(file: &mut File<'_>, item: &Item, object: &Struct) {
    definition(file, item, object, "#[derive(Debug, Clone, PartialEq)]");
    let mut lines: Vec<String> = object.fields.iter().map(member).collect();
    for field in &object.patterns {
        lines.push(format!("..[{}] {},", layout::literal(&field.pattern), field.rust_name));
    }
    if object.extra.is_some() {
        lines.push(format!("..{},", object.extra_name));
    }
    file.gap();
    let name = file.scope.runtime_path("object");
    file.text(&layout::invocation(&name, &item.name, &lines));
    if object.constructible {
        new::print(file, item, object);
        setters::print(file, &item.name, object);
    }
}

/// Prints the struct itself.
pub fn definition(file: &mut File<'_>, item: &Item, object: &Struct, derive: &str) {
    file.gap();
    file.docs(0, &item.docs, "An object.");
    file.deprecated(0, item.deprecated.as_ref());
    let plain = |field: &&Field| field.ty == RustType::Bool && field.presence == FieldPresence::Required;
    lints::bools(file, object.fields.iter().filter(plain).count());
    file.line(0, derive);
    file.line(0, "#[non_exhaustive]");
    if object.fields.is_empty() && object.patterns.is_empty() && object.extra.is_none() {
        file.line(0, &format!("pub struct {} {{}}", item.name));
        return;
    }
    file.line(0, &format!("pub struct {} {{", item.name));
    for field in &object.fields {
        file.docs(4, &field.docs, &format!("`{}`", field.wire_name));
        file.deprecated(4, field.deprecated.as_ref());
        if field.presence != FieldPresence::Required && matches!(field.ty, RustType::Option(_)) {
            file.allow(4, "clippy::option_option", "absent and null are two things");
        }
        lints::variable(file, &field.rust_name);
        lints::complexity(file, 4, &field.ty, field.presence != FieldPresence::Required);
        let ty = held(file, &field.ty, field.presence);
        let text = layout::member(4, &format!("pub {}:", field.rust_name), &ty);
        file.text(&text);
    }
    for field in &object.patterns {
        file.docs(4, &field.docs, &format!("Members whose names match {:?}.", field.pattern));
        lints::complexity(file, 4, &RustType::Map(Box::new(field.ty.clone())), false);
        let ty = file.scope.ty(&RustType::Map(Box::new(field.ty.clone())));
        file.text(&layout::member(4, &format!("pub {}:", field.rust_name), &ty));
    }
    if let Some(value) = &object.extra {
        file.docs(4, &[], "Members that have no field of their own.");
        let ty = file.scope.ty(&RustType::Map(Box::new(value.clone())));
        let text = layout::member(4, &format!("pub {}:", object.extra_name), &ty);
        file.text(&text);
    }
    file.line(0, "}");
}

/// The type of a field.
pub fn held(file: &mut File<'_>, ty: &RustType, presence: FieldPresence) -> String {
    let ty = file.scope.ty(ty);
    match presence {
        FieldPresence::Required => ty,
        FieldPresence::RequiredNullable | FieldPresence::Optional => {
            let option = file.scope.std("std::option::Option");
            format!("{option}<{ty}>")
        }
        FieldPresence::Nullable => {
            let presence = file.scope.runtime("Presence");
            format!("{presence}<{ty}>")
        }
    }
}

/// One line of `object!`.
fn member(field: &Field) -> String {
    let wire = layout::literal(&field.wire_name);
    let constant = field.constant.as_ref().filter(|_| field.ty == RustType::Constant);
    let kind = match (field.presence, constant) {
        (FieldPresence::Required, Some(text)) => format!("constant {}", layout::literal(text)),
        (FieldPresence::Optional, Some(text)) => {
            format!("optional_constant {}", layout::literal(text))
        }
        (FieldPresence::Required, None) => "required".to_owned(),
        (FieldPresence::Optional, None) => "optional".to_owned(),
        (FieldPresence::RequiredNullable, _) => "required_nullable".to_owned(),
        (FieldPresence::Nullable, _) => "nullable".to_owned(),
    };
    format!("{}: {wire} {kind},", field.rust_name)
}

/// The names of the fields, without `r#`.
pub fn field_names(object: &Struct) -> BTreeSet<&str> {
    object.fields.iter().map(|field| field.rust_name.trim_start_matches("r#")).collect()
}
