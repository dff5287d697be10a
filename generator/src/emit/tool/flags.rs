//! Flags of commands.

use crate::surface::{FlagSpec, FlagStep, FlagTarget, ParameterKind, ParameterSpec, WireOperation};

use super::expression::{Expression, call, field, plain, slice, structure, text, texts};
use super::plain as prose;
use super::shapes::Shapes;
use crate::emit::layout::push;

/// The flags of a command; another name of a flag is a flag of its own that is not shown.
pub fn all(flags: &[FlagSpec], operation: &WireOperation, shapes: &Shapes<'_>) -> Vec<Expression> {
    let mut out = Vec::new();
    for flag in flags {
        let others = flag.aliases.iter().map(|alias| (alias, true));
        for (name, is_hidden) in std::iter::once((&flag.name, false)).chain(others) {
            out.push(one(name, is_hidden, flag, operation, shapes));
        }
    }
    out
}

fn one(name: &str, is_hidden: bool, flag: &FlagSpec, operation: &WireOperation, shapes: &Shapes<'_>) -> Expression {
    let shape = plain(shapes.reference(flag.place));
    let function = if flag.required && !is_hidden { "Flag::required" } else { "Flag::new" };
    let new =
        |start: &str| call(&format!("{start}{function}"), vec![text(name), shape.clone(), place(flag, operation)]);
    let mut fields = Vec::new();
    let help = prose::text(&flag.docs);
    if !help.is_empty() {
        fields.push(field("help", text(&help)));
    }
    if let Some(default) = &flag.default {
        // Of the empty text its quotes are what can be seen.
        let bare = default.as_str().filter(|text| !text.is_empty());
        let default = bare.map_or_else(|| default.to_string(), str::to_owned);
        fields.push(field("default", text(&default)));
    }
    if is_hidden {
        fields.push(field("hidden", plain("true")));
    }
    if flag.deprecated.is_some() {
        fields.push(field("deprecated", plain("true")));
    }
    if fields.is_empty() {
        return new("");
    }
    fields.push(new(".."));
    structure("Flag", fields)
}

fn place(flag: &FlagSpec, operation: &WireOperation) -> Expression {
    match &flag.target {
        FlagTarget::Parameter(index) => call("Place::Parameter", parameter(*index, operation).into_iter().collect()),
        FlagTarget::Within { parameter: index, path } => {
            let names = texts(path.iter().map(String::as_str));
            call("Place::Within", parameter(*index, operation).into_iter().chain([names]).collect())
        }
        FlagTarget::Body { path, .. } => {
            let mut parts = path.split(|step| *step == FlagStep::Item).map(names);
            match (parts.next(), parts.next()) {
                (Some(list), Some(member)) => call("Place::Item", vec![list, member]),
                (list, _) => call("Place::Body", list.into_iter().collect()),
            }
        }
        FlagTarget::WholeBody => call("Place::Body", vec![slice(Vec::new())]),
        FlagTarget::Stream => plain("Place::Answer"),
    }
}

fn parameter(index: usize, operation: &WireOperation) -> Option<Expression> {
    operation.parameters.get(index).map(|parameter| parameter_of(&parameter.spec))
}

fn names(steps: &[FlagStep]) -> Expression {
    texts(steps.iter().filter_map(|step| match step {
        FlagStep::Member(name) => Some(name.as_str()),
        FlagStep::Item => None,
    }))
}

/// A parameter as the runtime's `Parameter`.
pub fn parameter_of(spec: &ParameterSpec) -> Expression {
    let function = match spec.kind {
        ParameterKind::Path => "path",
        ParameterKind::Query => "query",
        ParameterKind::Header => "header",
        ParameterKind::Cookie => "cookie",
        ParameterKind::QueryString => "query_string",
        ParameterKind::Part => "part",
    };
    let part = spec.part.as_deref().map(text);
    let arguments: Vec<Expression> = part.into_iter().chain([text(&spec.wire_name)]).collect();
    let mut out = call(&format!("wharf_tool::Parameter::{function}"), arguments).print(0, 0);
    if let Some(style) = spec.style.as_deref().and_then(crate::emit::parameter::style) {
        push(&mut out, format_args!(".style(wharf_tool::Style::{style})"));
    }
    if let Some(explode) = spec.explode {
        push(&mut out, format_args!(".explode({explode})"));
    }
    if spec.allow_reserved {
        out.push_str(".allow_reserved()");
    }
    if let Some(media_type) = &spec.media_type {
        push(&mut out, format_args!(".content({})", crate::emit::layout::literal(media_type)));
    }
    plain(out)
}
