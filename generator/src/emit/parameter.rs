//! Parameters, as the runtime's `Parameter`.

use crate::surface::{ParameterKind, ParameterSpec};

use super::file::File;
use super::layout;

/// The expression for a reference to the parameter, which will stand behind `indent` spaces.
pub fn expression(file: &mut File<'_>, parameter: &ParameterSpec, indent: usize) -> String {
    made(file, "&", parameter, indent)
}

/// The expression for the parameter itself.
pub fn value(file: &mut File<'_>, parameter: &ParameterSpec, indent: usize) -> String {
    made(file, "", parameter, indent)
}

fn made(file: &mut File<'_>, before: &str, parameter: &ParameterSpec, indent: usize) -> String {
    let ty = file.scope.runtime("Parameter");
    let function = match parameter.kind {
        ParameterKind::Path => "path",
        ParameterKind::Query => "query",
        ParameterKind::Header => "header",
        ParameterKind::Cookie => "cookie",
        ParameterKind::QueryString => "query_string",
        ParameterKind::Part => "part",
    };
    let mut calls = Vec::new();
    if let Some(style) = parameter.style.as_deref().and_then(style) {
        let ty = file.scope.runtime("Style");
        calls.push(format!(".style({ty}::{style})"));
    }
    if let Some(explode) = parameter.explode {
        calls.push(format!(".explode({explode})"));
    }
    if parameter.allow_reserved {
        calls.push(".allow_reserved()".to_owned());
    }
    if let Some(media_type) = &parameter.media_type {
        calls.push(format!(".content({})", layout::literal(media_type)));
    }
    let part = parameter.part.as_ref().map(|part| layout::literal(part) + ", ").unwrap_or_default();
    let start = format!("{before}{ty}::{function}({part}{})", layout::literal(&parameter.wire_name));
    layout::chain(indent, &start, &calls)
}

/// A style as the runtime's `Style` spells it.
pub fn style(snake: &str) -> Option<&'static str> {
    match snake {
        "simple" => Some("Simple"),
        "label" => Some("Label"),
        "matrix" => Some("Matrix"),
        "form" => Some("Form"),
        "space_delimited" => Some("SpaceDelimited"),
        "pipe_delimited" => Some("PipeDelimited"),
        "deep_object" => Some("DeepObject"),
        "cookie" => Some("Cookie"),
        _ => None,
    }
}
