//! The struct of a call: what it is sent with beside its arguments, and what it gives.

use crate::surface::{Argument, BodyArgument, Call, RustType, StreamAnswer, StreamFlag};

use super::file::File;
use super::{address, docs, layout, lints, method, output, paging, parameter, value};

/// Methods that HTTP has; others are made by name.
const METHODS: &[&str] = &["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "QUERY"];

/// Prints the struct of `call`, its setters and what makes it awaitable.
pub fn print(file: &mut File<'_>, call: &Call) {
    let ty = file.scope.runtime("Call");
    let id = docs::one_line(&call.operation_id);
    file.gap();
    file.docs(0, &[], &format!("A call of `{id}`, which is sent when it is awaited."));
    file.line(0, "#[derive(Debug)]");
    file.line(0, "#[must_use = \"a call sends nothing until it is awaited\"]");
    file.line(0, &format!("pub struct {}({ty});", call.name));
    file.gap();
    file.line(0, &format!("impl {} {{", call.name));
    let operation = operation(file, call);
    file.text(&operation);
    if let Some(body) = call.body.as_ref().filter(|body| !body.styles.is_empty()) {
        file.line(0, "");
        styles(file, body);
    }
    for argument in &call.setters {
        file.line(0, "");
        let flag = call.stream.as_ref().and_then(|answer| answer.flag.as_ref());
        let asks = flag.is_some_and(|flag| *flag == StreamFlag::Query(argument.parameter.wire_name.clone()));
        setter(file, argument, asks);
    }
    if let Some(body) = call.body.as_ref().filter(|body| !body.required) {
        file.line(0, "");
        body_setter(file, &call.name, body);
    }
    file.line(0, "}");
    invocation(file, call);
}

/// `const STYLES`.
fn styles(file: &mut File<'_>, body: &BodyArgument) {
    let ty = file.scope.runtime("Parameter");
    let styles: Vec<String> = body.styles.iter().map(|style| parameter::value(file, style, 8)).collect();
    let text = layout::array(4, &format!("const STYLES: &[{ty}] = &"), &styles, ";");
    file.text(&text);
}

/// So many ways to be let in stand in the constant of the operation; more are one of their own.
const MANY_ALTERNATIVES: usize = 2;

/// `const OPERATION`.
fn operation(file: &mut File<'_>, call: &Call) -> String {
    let ty = file.scope.runtime("Operation");
    let method_ty = file.scope.runtime("Method");
    let method = if METHODS.contains(&call.http_method.as_str()) {
        format!("{method_ty}::{}", call.http_method)
    } else {
        format!("{method_ty}::new({})", layout::literal(&call.http_method))
    };
    let arguments = [layout::literal(&call.operation_id), method, layout::literal(&address::of_call(call))];
    let mut calls = Vec::new();
    let security = alternatives(file, &call.security);
    let mut before = String::new();
    if security.len() > MANY_ALTERNATIVES {
        before = layout::array(4, "const SECURITY: &[&[&str]] = &", &security, ";\n\n");
        calls.push(".security(Self::SECURITY)".to_owned());
    } else if !security.is_empty() {
        calls.push(format!(".security(&[{}])", security.join(", ")));
    }
    if !call.redirects.is_empty() {
        let statuses: Vec<String> = call.redirects.iter().map(|status| layout::literal(status)).collect();
        calls.push(format!(".redirects(&[{}])", statuses.join(", ")));
    }
    if let Some(accept) = &call.accept {
        calls.push(format!(".accept({})", layout::literal(accept)));
    }
    if let Some(server) = &call.server {
        calls.push(format!(".server({})", layout::literal(server)));
    }
    if let Some(name) = call.stream.as_ref().and_then(StreamAnswer::at_once) {
        calls.push(format!(".at_once({})", layout::literal(name)));
    }
    before + &constant(&ty, &arguments, &calls)
}

/// `const OPERATION: ty = ty::new(arguments)` and the calls that follow, in the first of rustfmt's layouts that fits.
fn constant(ty: &str, arguments: &[String], calls: &[String]) -> String {
    let before = format!("    const OPERATION: {ty} =");
    let start = layout::arguments(4, &format!("{ty}::new"), arguments, "");
    let start = start.trim_start();
    if start.contains('\n') {
        return format!("{before} {start}{};", layout::each("\n    ", calls, ""));
    }
    let whole = format!("{start}{};", calls.concat());
    let width = whole.chars().count();
    let is_chain = calls.len() > 1 && width > 61;
    if !is_chain && before.len() + 1 + width <= docs::WIDTH {
        return format!("{before} {whole}");
    }
    if !is_chain && 8 + width <= docs::WIDTH {
        return format!("{before}\n        {whole}");
    }
    if before.len() + 1 + start.chars().count() < docs::WIDTH {
        return format!("{before} {start}{};", layout::each("\n        ", calls, ""));
    }
    format!("{before}\n        {start}{};", layout::each("\n            ", calls, ""))
}

fn alternatives(file: &File<'_>, security: &[Vec<String>]) -> Vec<String> {
    let all = |names: &Vec<String>| {
        let carried = names.iter().filter(|name| file.scope.is_carried(name));
        format!("&[{}]", carried.map(|name| layout::literal(name)).collect::<Vec<_>>().join(", "))
    };
    security.iter().map(all).collect()
}

/// `asks` says that it asks for the items one by one.
fn setter(file: &mut File<'_>, argument: &Argument, asks: bool) {
    file.docs(4, &argument.docs, &format!("Sets `{}`.", argument.parameter.wire_name));
    if asks {
        file.doc_lines(4, &["", "[`stream`](Self::stream) sets it by itself, and reads what comes then."]);
    }
    file.deprecated(4, argument.deprecated.as_ref());
    signature(file, &argument.rust_name, &argument.ty);
    let name = &argument.rust_name;
    let made = value::owned(&mut file.scope, &argument.ty, name);
    let ty = file.scope.ty(&argument.ty);
    if let Some(statement) = made.statement(8, name, &ty) {
        file.text(&statement);
    }
    let parameter = parameter::expression(file, &argument.parameter, 12);
    let arguments = [parameter, format!("&{name}")];
    let line = layout::arguments(8, "self.0.set", &arguments, ";");
    // As a chain of calls, it may be no longer than one.
    let is_chain = !line.contains('\n') && line.trim_start().chars().count() > layout::CHAIN_WIDTH + 1;
    file.text(&if is_chain { layout::arguments(8, "self.0\n            .set", &arguments, ";") } else { line });
    file.line(8, "self");
    file.line(4, "}");
}

fn body_setter(file: &mut File<'_>, call: &str, body: &BodyArgument) {
    file.docs(4, &body.docs, "Sets the body.");
    signature(file, &body.rust_name, &body.ty);
    method::typed(file, body);
    let line = method::send(file, "self.0 = self.0", call, body);
    file.text(&line);
    file.line(8, "self");
    file.line(4, "}");
}

fn signature(file: &mut File<'_>, name: &str, ty: &RustType) {
    lints::name(file, name);
    lints::variable(file, name);
    lints::complexity(file, 4, ty, false);
    let taken = value::owned(&mut file.scope, ty, name).taken;
    let parameters = ["mut self".to_owned(), format!("{name}: {taken}")];
    let text = layout::parameters(4, &format!("pub fn {name}"), &parameters, " -> Self {");
    file.text(&text);
}

fn invocation(file: &mut File<'_>, call: &Call) {
    file.gap();
    let name = file.scope.runtime_path("call");
    let (kind, lines) = output::kind(file, &call.output);
    let is_page = paging::body(call).and_then(|body| file.scope.paging(body)) == call.paging.as_ref();
    let kind = if is_page && call.paging.is_some() { kind.replacen("json", "page", 1) } else { kind };
    if lines.is_empty() {
        file.line(0, &format!("{name}!({} => {kind});", call.name));
    } else {
        let text = layout::invocation(&name, &format!("{} => {kind}", call.name), &lines);
        file.text(&text);
    }
    if let Some(answer) = &call.stream {
        let name = file.scope.runtime_path("stream");
        let arguments = output::stream(file, answer);
        file.line(0, &format!("{name}!({} => {arguments});", call.name));
    }
}
