//! The method that makes a call.

use serde_json::Value;

use crate::surface::{Argument, BodyArgument, BodyKind, Call};

use super::file::File;
use super::{body, layout, lints, method_docs, parameter, value};

/// Prints the method of a group for `call`.
pub fn print(file: &mut File<'_>, call: &Call) {
    method_docs::print(file, call);
    file.deprecated(4, call.deprecated.as_ref());
    let mut parameters = vec!["&self".to_owned()];
    for argument in &call.arguments {
        let (ty, _) = value::borrowed(&mut file.scope, &argument.ty, &argument.rust_name);
        parameters.push(format!("{}: {ty}", argument.rust_name));
    }
    let sent = call.body.as_ref().filter(|body| body.required);
    if let Some(body) = sent {
        let taken = value::owned(&mut file.scope, &body.ty, &body.rust_name).taken;
        parameters.push(format!("{}: {taken}", body.rust_name));
    }
    lints::parameters(file, &parameters);
    lints::name(file, &call.method);
    lints::complexities(file, call.arguments.iter().map(|argument| &argument.ty).chain(sent.map(|body| &body.ty)));
    let floats = call.fixed.iter().filter(|fixed| fixed.value.is_f64());
    lints::floats(file, floats.map(|fixed| fixed.value.to_string()));
    let before = format!("pub fn {}", call.method);
    let after = format!(" -> {} {{", call.name);
    file.text(&layout::parameters(4, &before, &parameters, &after));
    statements(file, call, sent);
    file.line(4, "}");
}

fn statements(file: &mut File<'_>, call: &Call, sent: Option<&BodyArgument>) {
    let ty = file.scope.runtime("Call");
    let start = format!("{ty}::new(&self.client, &{}::OPERATION)", call.name);
    if call.arguments.is_empty() && call.fixed.is_empty() && sent.is_none() {
        let line = layout::arguments(8, &call.name, &[start], "");
        file.text(&line);
        return;
    }
    let local = local(call);
    if let Some(body) = sent {
        typed(file, body);
    }
    file.line(8, &format!("let {local} = {start};"));
    for argument in &call.arguments {
        let line = with(file, argument, &local);
        file.text(&line);
    }
    for fixed in &call.fixed {
        let parameter = parameter::expression(file, &fixed.parameter, 12);
        let arguments = [parameter, constant(&fixed.value)];
        file.text(&layout::arguments(8, &format!("let {local} = {local}.with"), &arguments, ";"));
    }
    if let Some(body) = sent {
        let line = sending(file, call, body, &local);
        file.text(&line);
    }
    file.line(8, &format!("{}({local})", call.name));
}

/// A reference to a value that is always the same.
fn constant(value: &Value) -> String {
    match (value.as_str(), value.as_i64()) {
        (Some(text), _) => layout::literal(text),
        (_, Some(number)) => format!("&{}_i64", layout::integer(number.into())),
        _ => format!("&{value}"),
    }
}

/// A name for the call that no argument has.
fn local(call: &Call) -> String {
    let mut name = "call".to_owned();
    let is_taken = |name: &str| {
        call.arguments.iter().any(|argument| argument.rust_name == name)
            || call.body.as_ref().is_some_and(|body| body.rust_name == name)
    };
    while is_taken(&name) {
        name.push('_');
    }
    name
}

fn with(file: &mut File<'_>, argument: &Argument, local: &str) -> String {
    let (_, value) = value::borrowed(&mut file.scope, &argument.ty, &argument.rust_name);
    let parameter = parameter::expression(file, &argument.parameter, 12);
    layout::arguments(8, &format!("let {local} = {local}.with"), &[parameter, value], ";")
}

/// Makes the body out of what was given for it, where that is not the body itself.
pub fn typed(file: &mut File<'_>, body: &BodyArgument) {
    let made = value::owned(&mut file.scope, &body.ty, &body.rust_name);
    let ty = file.scope.ty(&body.ty);
    if let Some(statement) = made.statement(8, &body.rust_name, &ty) {
        file.text(&statement);
    }
}

fn sending(file: &mut File<'_>, call: &Call, body: &BodyArgument, local: &str) -> String {
    send(file, &format!("let {local} = {local}"), &call.name, body)
}

/// The statement that sends a body of the call `call` by a function of the runtime's `Call`; `before` is what stands
/// before the function.
pub fn send(file: &mut File<'_>, before: &str, call: &str, body: &BodyArgument) -> String {
    if let Some((payload, arguments)) = payload(file, call, body) {
        return layout::nested(8, &format!("{before}.payload"), &payload, &arguments, ";");
    }
    let (function, arguments) = simple(body);
    layout::arguments(8, &format!("{before}.{function}"), &arguments, ";")
}

/// The function of the runtime's `Payload` and its arguments, for a body that takes more than its value.
fn payload(file: &mut File<'_>, call: &str, body: &BodyArgument) -> Option<(String, Vec<String>)> {
    let name = &body.rust_name;
    let made = match body.kind {
        BodyKind::Json => Some(("json", format!("&{name}"))),
        BodyKind::Text => Some(("text", name.clone())),
        BodyKind::Multipart => Some(("multipart", name.clone())),
        BodyKind::Parts => Some(("parts", name.clone())),
        BodyKind::Lines => Some(("lines", name.clone())),
        BodyKind::Sequence => Some(("sequence", name.clone())),
        _ => None,
    };
    if let Some((function, value)) = made.filter(|_| !body::is_implied(body.kind, &body.media_type)) {
        let payload = file.scope.runtime("Payload");
        let some = file.scope.std("std::option::Option::Some");
        let media_type = format!("{some}({})", layout::literal(&body.media_type));
        return Some((format!("{payload}::{function}"), vec![value, media_type]));
    }
    (!body.styles.is_empty()).then(|| {
        let payload = file.scope.runtime("Payload");
        (format!("{payload}::styled_form"), vec![format!("&{name}"), format!("{call}::STYLES")])
    })
}

/// The function of the runtime's `Call` and its arguments, for a body that is its value alone.
fn simple(body: &BodyArgument) -> (&'static str, Vec<String>) {
    let name = body.rust_name.clone();
    match body.kind {
        BodyKind::Json => ("json", vec![format!("&{name}")]),
        BodyKind::Form => ("form", vec![format!("&{name}")]),
        BodyKind::Multipart | BodyKind::Parts => ("multipart", vec![name]),
        BodyKind::Lines => ("lines", vec![name]),
        BodyKind::Sequence => ("sequence", vec![name]),
        BodyKind::Text => ("text", vec![name]),
        BodyKind::Bytes => ("bytes", vec![name, layout::literal(&body.media_type)]),
        BodyKind::OneOf => ("body", vec![name]),
    }
}
