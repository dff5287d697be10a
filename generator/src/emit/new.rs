//! `new` of a struct, and what follows from it.

use crate::surface::{Field, FieldPresence, Item, RustType, Struct};

use super::file::File;
use super::{layout, lints, value};

/// Prints `impl Name { pub fn new(…) }`, with `Default` or `From` where the struct has them.
pub fn print(file: &mut File<'_>, item: &Item, object: &Struct) {
    let mut parameters = Vec::new();
    let mut values = Vec::new();
    let mut taken = Vec::new();
    for field in &object.fields {
        let (parameter, value) = initial(file, field);
        if let Some(ty) = parameter {
            parameters.push(format!("{}: {ty}", field.rust_name));
            taken.push(&field.ty);
        }
        values.push(if value == field.rust_name { value } else { format!("{}: {value}", field.rust_name) });
    }
    for field in &object.patterns {
        let map = file.scope.map();
        values.push(format!("{}: {map}::new()", field.rust_name));
    }
    if object.extra.is_some() {
        let map = file.scope.map();
        values.push(format!("{}: {map}::new()", object.extra_name));
    }
    file.gap();
    file.line(0, &format!("impl {} {{", item.name));
    file.line(4, "/// One with what is required, and nothing else.");
    file.line(4, "#[must_use]");
    lints::parameters(file, &parameters);
    lints::constructor(file, &item.name);
    lints::complexities(file, taken.into_iter());
    let floats = object.fields.iter().filter(|field| field.ty == RustType::F64);
    lints::floats(file, floats.filter_map(|field| field.constant.clone()));
    if values.len() > 90 {
        file.allow(4, "clippy::too_many_lines", "the document has as many members");
    }
    file.text(&layout::parameters(4, "pub fn new", &parameters, " -> Self {"));
    file.line(8, &format!("Self {}", layout::members(8, &values)));
    file.line(4, "}");
    file.line(0, "}");
    if parameters.is_empty() {
        default(file, &item.name);
    } else if object.from_field && parameters.len() == 1 {
        from(file, &item.name, object);
    }
}

/// What `new` takes for a field, and what it puts there.
fn initial(file: &mut File<'_>, field: &Field) -> (Option<String>, String) {
    let some = file.scope.std("std::option::Option::Some");
    let none = file.scope.std("std::option::Option::None");
    let only = only(file, field);
    match (field.presence, only) {
        (FieldPresence::Required, Some(only)) => (None, only),
        (FieldPresence::RequiredNullable, Some(only)) => (None, format!("{some}({only})")),
        (FieldPresence::Optional, Some(only)) if field.preset => (None, format!("{some}({only})")),
        (FieldPresence::Nullable, Some(only)) if field.preset => {
            (None, format!("{}::Value({only})", file.scope.runtime("Presence")))
        }
        (FieldPresence::Optional, _) => (None, none),
        (FieldPresence::Nullable, _) => (None, format!("{}::Absent", file.scope.runtime("Presence"))),
        (FieldPresence::Required, None) => {
            let made = value::owned(&mut file.scope, &field.ty, &field.rust_name);
            let value = made.expression(12);
            (Some(made.taken), value)
        }
        (FieldPresence::RequiredNullable, None) => {
            let into = file.scope.std("std::convert::Into");
            let ty = file.scope.ty(&RustType::Option(Box::new(field.ty.clone())));
            (Some(format!("impl {into}<{ty}>")), format!("{}.into()", field.rust_name))
        }
    }
}

/// The only value that a field can have.
fn only(file: &mut File<'_>, field: &Field) -> Option<String> {
    let constant = field.constant.as_ref()?;
    if field.ty == RustType::Constant {
        let ty = file.scope.runtime("Constant");
        return Some(format!("{ty}::new({})", layout::literal(constant)));
    }
    value::fixed(&mut file.scope, &field.ty, constant)
}

fn default(file: &mut File<'_>, name: &str) {
    let default = file.scope.std("std::default::Default");
    file.gap();
    file.line(0, &format!("impl {default} for {name} {{"));
    file.line(4, "fn default() -> Self {");
    file.line(8, "Self::new()");
    file.line(4, "}");
    file.line(0, "}");
}

/// `From` for the only required field, and for `&str` where that is text.
fn from(file: &mut File<'_>, name: &str, object: &Struct) {
    let free = |field: &&Field| field.presence == FieldPresence::Required && field.constant.is_none();
    let Some(field) = object.fields.iter().find(free) else {
        return;
    };
    let mut types = vec![file.scope.ty(&field.ty)];
    if field.ty == RustType::String {
        types.push("&str".to_owned());
    }
    let from = file.scope.std("std::convert::From");
    for ty in types {
        file.gap();
        file.text(&layout::implementation(&format!("{from}<{ty}>"), name));
        file.line(4, &format!("fn from({}: {ty}) -> Self {{", field.rust_name));
        file.line(8, &format!("Self::new({})", field.rust_name));
        file.line(4, "}");
        file.line(0, "}");
    }
}
