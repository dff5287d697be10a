//! Arrays whose first items each have a type of their own.

use crate::surface::{FieldPresence, Item, RustType, TupleItem};

use super::file::File;
use super::{layout, lints, struct_};

/// Prints a tuple struct.
pub fn print(file: &mut File<'_>, item: &Item, tuple: &TupleItem) {
    file.gap();
    file.docs(0, &item.docs, "An array.");
    file.deprecated(0, item.deprecated.as_ref());
    let is_plain = |ty: &RustType, presence| *ty == RustType::Bool && presence == FieldPresence::Required;
    lints::bools(file, tuple.fields.iter().filter(|field| is_plain(&field.ty, field.presence)).count());
    file.line(0, "#[derive(Debug, Clone, PartialEq)]");
    file.line(0, &format!("pub struct {}(", item.name));
    let mut lines = Vec::new();
    for (at, field) in tuple.fields.iter().enumerate() {
        file.docs(4, &field.docs, &format!("Item {}.", at + 1));
        if field.presence != FieldPresence::Required && matches!(field.ty, RustType::Option(_)) {
            file.allow(4, "clippy::option_option", "left out and null are two things");
        }
        lints::complexity(file, 4, &field.ty, field.presence != FieldPresence::Required);
        let ty = struct_::held(file, &field.ty, field.presence);
        file.text(&layout::member(4, "pub", &ty));
        let is_last = at + 1 == tuple.fields.len() && tuple.rest.is_some();
        lines.push(format!("{at}: {}{}", kind(field.presence), if is_last { ";" } else { "," }));
    }
    if let Some(rest) = &tuple.rest {
        file.docs(4, &tuple.rest_docs, "The items behind these.");
        let ty = file.scope.ty(&RustType::Vec(Box::new(rest.clone())));
        file.text(&layout::member(4, "pub", &ty));
        lines.push(format!("..{}", tuple.fields.len()));
    }
    file.line(0, ");");
    file.gap();
    let name = file.scope.runtime_path("tuple");
    file.text(&layout::invocation(&name, &item.name, &lines));
}

fn kind(presence: FieldPresence) -> &'static str {
    match presence {
        FieldPresence::Required => "required",
        FieldPresence::RequiredNullable => "required_nullable",
        FieldPresence::Optional => "optional",
        FieldPresence::Nullable => "nullable",
    }
}
