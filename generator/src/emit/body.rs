//! Bodies that may be sent in several media types.

use crate::surface::{BodyEnum, BodyKind, BodyVariant, Item};

use super::file::File;
use super::{layout, parameter, value};

/// Prints the enum of a body.
pub fn print(file: &mut File<'_>, item: &Item, body: &BodyEnum) {
    file.gap();
    file.docs(0, &item.docs, "A body, in one of several media types.");
    file.deprecated(0, item.deprecated.as_ref());
    file.allow_unequal(body.variants.iter().map(|variant| &variant.ty));
    file.line(0, "#[derive(Debug)]");
    file.line(0, "#[non_exhaustive]");
    file.line(0, &format!("pub enum {} {{", item.name));
    for variant in &body.variants {
        let ty = file.scope.ty(&variant.ty);
        file.docs(4, &variant.docs, &format!("As `{}`.", variant.media_type));
        file.line(4, &format!("{}({ty}),", variant.rust_name));
    }
    file.line(0, "}");
    let lines: Vec<String> = body.variants.iter().map(|variant| media(file, variant)).collect();
    file.gap();
    let name = file.scope.runtime_path("body");
    file.text(&layout::invocation(&name, &item.name, &lines));
    constructors(file, &item.name, body);
    conversions(file, &item.name, body);
}

/// One line of `body!`.
fn media(file: &mut File<'_>, variant: &BodyVariant) -> String {
    let kind = match variant.kind {
        BodyKind::Json | BodyKind::OneOf => "json",
        BodyKind::Form => "form",
        BodyKind::Multipart => "multipart",
        BodyKind::Parts => "parts",
        BodyKind::Lines => "lines",
        BodyKind::Sequence => "sequence",
        BodyKind::Text => "text",
        BodyKind::Bytes => "bytes",
    };
    let media_type = if is_implied(variant.kind, &variant.media_type) {
        String::new()
    } else {
        format!(" {}", layout::literal(&variant.media_type))
    };
    let styles: Vec<String> = variant.styles.iter().map(|style| parameter::value(file, style, 8)).collect();
    let styles = if styles.is_empty() { String::new() } else { format!(" styles [{}]", styles.join(", ")) };
    format!("{}: {kind}{media_type}{styles},", variant.rust_name)
}

/// Whether a body of the kind is of that media type anyway.
pub fn is_implied(kind: BodyKind, media_type: &str) -> bool {
    match kind {
        BodyKind::Json => media_type == "application/json",
        BodyKind::Form => media_type == "application/x-www-form-urlencoded",
        BodyKind::Multipart => media_type == "multipart/form-data",
        BodyKind::Lines => media_type == "application/jsonl",
        BodyKind::Sequence => media_type == "application/json-seq",
        BodyKind::Text => media_type == "text/plain",
        // Parts have no function of their own on calls.
        BodyKind::Parts | BodyKind::Bytes => false,
        BodyKind::OneOf => true,
    }
}

fn constructors(file: &mut File<'_>, name: &str, body: &BodyEnum) {
    file.gap();
    file.line(0, &format!("impl {name} {{"));
    for (at, variant) in body.variants.iter().enumerate() {
        if at > 0 {
            file.line(0, "");
        }
        file.docs(4, &variant.docs, &format!("As `{}`.", variant.media_type));
        let made = value::owned(&mut file.scope, &variant.ty, "body");
        let before = format!("pub fn {}", variant.constructor);
        file.line(4, "#[must_use]");
        file.text(&layout::parameters(4, &before, &[format!("body: {}", made.taken)], " -> Self {"));
        file.line(8, &format!("Self::{}({})", variant.rust_name, made.expression(12)));
        file.line(4, "}");
    }
    file.line(0, "}");
}

fn conversions(file: &mut File<'_>, name: &str, body: &BodyEnum) {
    let mut lines = Vec::new();
    for variant in body.variants.iter().filter(|variant| variant.from) {
        let ty = file.scope.ty(&variant.ty);
        lines.push(format!("{}: {ty},", variant.rust_name));
    }
    if !lines.is_empty() {
        file.gap();
        let macro_name = file.scope.runtime_path("from");
        file.text(&layout::invocation(&macro_name, name, &lines));
    }
}
