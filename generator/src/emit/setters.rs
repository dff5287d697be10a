//! Setters of a request's optional members.

use crate::surface::{Field, FieldPresence, RustType, Struct};

use super::file::{File, deprecation};
use super::{layout, struct_, value};

/// Prints the setters of a struct.
pub fn print(file: &mut File<'_>, name: &str, object: &Struct) {
    let mut lines = Vec::new();
    let mut constants = Vec::new();
    for field in object.fields.iter().filter(|field| is_set(field)) {
        match (&field.constant, field.presence) {
            (Some(text), FieldPresence::Optional) if field.ty == RustType::Constant => {
                constants.push((field, text));
            }
            _ => {
                lines.extend(field.deprecated.as_ref().map(|reason| deprecation(0, reason).replace('\n', "\n    ")));
                lines.push(line(file, field, object));
            }
        }
    }
    if lines.iter().all(|line| line.ends_with("],")) {
        // Nothing but lists reads like indexing, which has no space.
        lines = lines.iter().map(|line| line.replacen(" [", "[", 1)).collect();
    }
    if !lines.is_empty() {
        file.gap();
        let macro_name = file.scope.runtime_path("setters");
        file.text(&layout::invocation(&macro_name, name, &lines));
    }
    if !constants.is_empty() {
        fixed(file, name, &constants);
    }
}

fn is_set(field: &Field) -> bool {
    matches!(field.presence, FieldPresence::Optional | FieldPresence::Nullable)
}

fn line(file: &mut File<'_>, field: &Field, object: &Struct) -> String {
    let ty = match &field.ty {
        RustType::Vec(item) if !value::is_scalar(item) => format!("[{}]", file.scope.ty(item)),
        ty => file.scope.ty(ty),
    };
    let name = &field.rust_name;
    if field.presence == FieldPresence::Optional {
        return format!("{name}: optional {ty},");
    }
    let null = format!("{}_null", name.trim_start_matches("r#").trim_end_matches('_'));
    if struct_::field_names(object).contains(null.as_str()) {
        format!("{name}: nullable {ty},")
    } else {
        format!("{name}: nullable {ty} => {null},")
    }
}

/// Setters of members that can hold one string only.
fn fixed(file: &mut File<'_>, name: &str, fields: &[(&Field, &String)]) {
    let constant = file.scope.runtime("Constant");
    let some = file.scope.std("std::option::Option::Some");
    file.gap();
    file.line(0, &format!("impl {name} {{"));
    for (at, (field, text)) in fields.iter().enumerate() {
        if at > 0 {
            file.line(0, "");
        }
        let shown = field.rust_name.trim_start_matches("r#");
        file.docs(4, &[], &format!("Sets `{shown}` to the only value it can have."));
        file.deprecated(4, field.deprecated.as_ref());
        file.line(4, "#[must_use]");
        file.line(4, &format!("pub fn {}(mut self) -> Self {{", field.rust_name));
        let value = layout::literal(text);
        let before = format!("self.{} = {some}({constant}::new", field.rust_name);
        file.text(&layout::arguments(8, &before, &[value], ");"));
        file.line(8, "self");
        file.line(4, "}");
    }
    file.line(0, "}");
}
