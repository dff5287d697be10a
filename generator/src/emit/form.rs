//! Multipart forms.

use crate::surface::{Field, FieldPresence, Item, PartKind, Struct};

use super::file::File;
use super::{layout, new, parameter, setters, struct_};

/// Prints a multipart form.
pub fn print(file: &mut File<'_>, item: &Item, form: &Struct) {
    struct_::definition(file, item, form, "#[derive(Debug)]");
    let mut lines: Vec<String> = form.fields.iter().map(|field| part(file, field)).collect();
    if form.extra.is_some() {
        lines.push(format!("..{} {},", form.extra_name, word(form.extra_part.unwrap_or(PartKind::Any))));
    }
    file.gap();
    let name = file.scope.runtime_path("multipart");
    file.text(&layout::invocation(&name, &item.name, &lines));
    new::print(file, item, form);
    setters::print(file, &item.name, form);
}

/// A kind of part, as `multipart!` writes it.
fn word(kind: PartKind) -> &'static str {
    match kind {
        PartKind::File | PartKind::Files => "file",
        PartKind::FileOr => "file_or",
        PartKind::Text | PartKind::Texts => "text",
        PartKind::Json => "json",
        PartKind::Jsons => "jsons",
        PartKind::Any => "any",
    }
}

/// One line of `multipart!`.
fn part(file: &mut File<'_>, field: &Field) -> String {
    let mut line = format!("{}: {}", field.rust_name, layout::literal(&field.wire_name));
    let kind = field.part.as_ref().map_or(PartKind::Text, |part| part.kind);
    line.push(' ');
    let style = field.part.as_ref().and_then(|part| part.style.as_ref());
    if let Some(style) = style {
        layout::push(&mut line, format_args!("styled [{}]", parameter::value(file, style, 8)));
    } else {
        line.push_str(word(kind));
    }
    if let Some(media_type) = field.part.as_ref().and_then(|part| part.content_type.as_ref()) {
        line.push(' ');
        line.push_str(&layout::literal(media_type));
    }
    line.push_str(match field.presence {
        FieldPresence::Required => "",
        FieldPresence::RequiredNullable | FieldPresence::Optional => " optional",
        FieldPresence::Nullable => " nullable",
    });
    line.push(',');
    line
}
