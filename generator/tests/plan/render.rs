//! A surface in few lines, for people to compare.

use std::fmt::Write;

use wharf::Diagnostic;
use wharf::surface::{
    Call, Field, Group, Item, ItemKind, Output, ParameterSpec, ReceivedSpec, RustType, Stream, StreamItem, Struct,
    Surface,
};

/// Everything that planning decides.
pub fn surface(surface: &Surface, said: impl Iterator<Item = Diagnostic>) -> String {
    let mut out = String::new();
    for one in said {
        writeln!(out, "{}[{}] {}: {}", one.severity, one.code, one.span.line, one.message).unwrap();
    }
    for variable in &surface.client.variables {
        writeln!(out, "variable {} = {} of {:?}", variable.name, variable.default, variable.values).unwrap();
    }
    for group in &surface.groups {
        render_group(group, "", &mut out);
    }
    if let Some(limit) = surface.recursion_limit {
        writeln!(out, "recursion limit {limit}").unwrap();
    }
    for module in &surface.models {
        writeln!(out, "models::{}{}", module.name, features(module.features.iter())).unwrap();
        for item in &module.items {
            render_item(item, &mut out);
        }
    }
    if let Some(webhooks) = &surface.webhooks {
        writeln!(out, "{} behind {}", webhooks.module, webhooks.feature).unwrap();
        for hook in &webhooks.hooks {
            writeln!(out, "  {} = {:?}: {}", hook.rust_name, hook.name, received(&hook.request)).unwrap();
        }
        if let Some(event) = &webhooks.event {
            render_item(event, &mut out);
        }
    }
    for answer in &surface.answers {
        let (status, media_type) = (answer.status, &answer.media_type);
        let asked_by = answer.asked_by.as_ref().map(|name| format!(" if {name}")).unwrap_or_default();
        let body = answer.body.replace('\n', "\\n");
        writeln!(out, "answer {}{asked_by}: {status} {media_type} {body}", answer.operation_id).unwrap();
    }
    for example in &surface.examples {
        writeln!(out, "example {}: {} = {}", example.name, ty(&example.ty), example.json).unwrap();
    }
    out
}

fn features<'a>(features: impl Iterator<Item = &'a String>) -> String {
    let features: Vec<&str> = features.map(String::as_str).collect();
    if features.is_empty() { String::new() } else { format!(" if {}", features.join(" or ")) }
}

fn render_group(group: &Group, path: &str, out: &mut String) {
    let path = format!("{path}{}()", group.method());
    writeln!(out, "{path} -> {}{}", group.name, features(group.feature.iter())).unwrap();
    for call in &group.calls {
        writeln!(out, "  {}", render_call(call)).unwrap();
        for setter in &call.setters {
            let part = setter.parameter.part.as_ref().map(|part| format!(" of {part}")).unwrap_or_default();
            writeln!(out, "    .{}({}) {:?}{part}", setter.rust_name, ty(&setter.ty), setter.parameter.kind).unwrap();
        }
        for callback in &call.callbacks {
            let (name, to) = (&callback.name, &callback.expression);
            writeln!(out, "    {name} to {to}: {}", received(&callback.request)).unwrap();
        }
    }
    for below in &group.groups {
        render_group(below, &format!("{path}."), out);
    }
}

fn render_call(call: &Call) -> String {
    let mut arguments: Vec<String> =
        call.arguments.iter().map(|one| format!("{}: {}", one.rust_name, ty(&one.ty))).collect();
    if let Some(body) = &call.body {
        let optional = if body.required { "" } else { "?" };
        let media_type = Some(&body.media_type).filter(|media_type| media_type.starts_with("multipart/mixed"));
        let media_type = media_type.map(|media_type| format!(" {media_type}")).unwrap_or_default();
        let styles = styles(&body.styles);
        arguments.push(format!(
            "{}{optional}: {} as {:?}{media_type}{styles}",
            body.rust_name,
            ty(&body.ty),
            body.kind
        ));
    }
    let mut text = format!("{}({}) -> {} [{}]", call.method, arguments.join(", "), output(&call.output), call.name);
    if let Some(server) = &call.server {
        write!(text, " at {server}").unwrap();
    }
    for fixed in &call.fixed {
        write!(text, " sends {} = {}", fixed.parameter.wire_name, fixed.value).unwrap();
    }
    if let Some(paging) = &call.paging {
        write!(text, " pages of {} by {:?}", ty(&paging.item), paging.next).unwrap();
    }
    if let Some(answer) = &call.stream {
        write!(text, " or {}", stream(&answer.stream)).unwrap();
        if let Some(forms) = &answer.forms {
            write!(text, " where a form of {} has the member", ty(forms)).unwrap();
        }
        if let Some(flag) = &answer.flag {
            write!(text, " by {flag:?}").unwrap();
        }
    }
    if !call.redirects.is_empty() {
        write!(text, " redirects {}", call.redirects.join(" ")).unwrap();
    }
    if let Some(accept) = &call.accept {
        write!(text, " accepts {accept}").unwrap();
    }
    for error in &call.errors {
        write!(text, " !{} {}", error.status, error.ty.as_ref().map_or_else(String::new, ty)).unwrap();
    }
    text
}

fn received(request: &ReceivedSpec) -> String {
    let mut text = request.http_method.clone();
    if let Some(payload) = &request.payload {
        let read = if payload.is_read() { "" } else { " unread" };
        write!(text, " {} as {}{read}", ty(&payload.ty), payload.media_type).unwrap();
    }
    if !request.others.is_empty() {
        write!(text, " or {}", request.others.join(" or ")).unwrap();
    }
    for schemes in &request.security {
        write!(text, " by {}", schemes.join(" and ")).unwrap();
    }
    for parameter in &request.parameters {
        let required = if parameter.required { " always" } else { "" };
        write!(text, " with {:?} {}{required}", parameter.kind, parameter.wire_name).unwrap();
    }
    for answer in &request.answers {
        write!(text, " !{} {}", answer.status, answer.ty.as_ref().map_or_else(String::new, ty)).unwrap();
        if let Some(media_type) = &answer.media_type {
            write!(text, "{media_type}").unwrap();
        }
    }
    text
}

fn output(output: &Output) -> String {
    match output {
        Output::Json(json) => ty(json),
        Output::OneOf(name, arms) => {
            let arms: Vec<String> = arms
                .iter()
                .map(|arm| format!("{} {} {}", arm.status, arm.rust_name, self::output(&arm.output)))
                .collect();
            format!("{name} {{{}}}", arms.join(", "))
        }
        Output::Stream(stream) => self::stream(stream),
        other => format!("{other:?}"),
    }
}

fn stream(stream: &Stream) -> String {
    let item = match &stream.item {
        StreamItem::Data(item) => ty(item),
        StreamItem::Envelope(item) => format!("envelope {}", ty(item)),
        StreamItem::TextEnvelope(item) => format!("text envelope {}", ty(item)),
        other => format!("{other:?}"),
    };
    format!("{:?} of {item}", stream.framing)
}

fn render_item(item: &Item, out: &mut String) {
    match &item.kind {
        ItemKind::Struct(fields) => render_struct("struct", item, fields, out),
        ItemKind::Form(fields) => render_struct("form", item, fields, out),
        ItemKind::StringEnum(values) | ItemKind::IntegerEnum(values) => {
            let values: Vec<String> =
                values.variants.iter().map(|value| format!("{} = {}", value.rust_name, value.json)).collect();
            writeln!(out, "  enum {} {{{}}}", item.name, values.join(", ")).unwrap();
        }
        ItemKind::Union(union) => {
            writeln!(out, "  union {} by {:?}", item.name, union.tag).unwrap();
            for variant in &union.variants {
                let guards: Vec<String> = variant
                    .guards
                    .iter()
                    .map(|guard| format!("{}{:?}{:?}", guard.json_type, guard.members, guard.constants))
                    .collect();
                let when = if variant.tags.is_empty() { guards.join("|") } else { format!("{:?}", variant.tags) };
                let text = if variant.from_str { " from text" } else { "" };
                writeln!(out, "    {}({}) if {when}{text}", variant.rust_name, ty(&variant.ty)).unwrap();
            }
        }
        ItemKind::Newtype(inner) => writeln!(out, "  newtype {}({})", item.name, ty(inner)).unwrap(),
        ItemKind::Tuple(tuple) => {
            let fields = tuple.fields.iter().map(|field| format!("{:?} {}", field.presence, ty(&field.ty)));
            let rest = tuple.rest.iter().map(|rest| format!("..{}", ty(rest)));
            let all: Vec<String> = fields.chain(rest).collect();
            writeln!(out, "  tuple {}({})", item.name, all.join(", ")).unwrap();
        }
        ItemKind::Body(body) => {
            writeln!(out, "  body {}", item.name).unwrap();
            for one in &body.variants {
                let styles = styles(&one.styles);
                writeln!(
                    out,
                    "    {}::{}({}) as {}{styles}",
                    one.rust_name,
                    one.constructor,
                    ty(&one.ty),
                    one.media_type
                )
                .unwrap();
            }
        }
        ItemKind::Output(_) => writeln!(out, "  output {}", item.name).unwrap(),
    }
    if let Some(of) = &item.same_as {
        writeln!(out, "  {} is {of}", item.name).unwrap();
    }
}

fn render_struct(kind: &str, item: &Item, fields: &Struct, out: &mut String) {
    let new = if fields.constructible { " new" } else { "" };
    let from = if fields.from_field { " from" } else { "" };
    writeln!(out, "  {kind} {}{new}{from}", item.name).unwrap();
    for field in &fields.fields {
        writeln!(out, "    {}", render_field(field)).unwrap();
    }
    for field in &fields.patterns {
        writeln!(out, "    {} /{}/: {}", field.rust_name, field.pattern, ty(&field.ty)).unwrap();
    }
    if let Some(extra) = &fields.extra {
        let part = fields.extra_part.map(|part| format!(" part {part:?}")).unwrap_or_default();
        writeln!(out, "    ..{}: {}{part}", fields.extra_name, ty(extra)).unwrap();
    }
}

fn styles(styles: &[ParameterSpec]) -> String {
    let each = |one: &ParameterSpec| {
        let reserved = if one.allow_reserved { " reserved" } else { "" };
        format!(" {}={:?} {:?} {:?}{reserved}", one.wire_name, one.style, one.explode, one.media_type)
    };
    styles.iter().map(each).collect()
}

fn render_field(field: &Field) -> String {
    let mut text = format!("{} {:?}: {:?} {}", field.rust_name, field.wire_name, field.presence, ty(&field.ty));
    if let Some(constant) = &field.constant {
        write!(text, " = {constant:?}{}", if field.preset { " preset" } else { "" }).unwrap();
    }
    if let Some(part) = &field.part {
        write!(text, " part {:?} {:?}", part.kind, part.content_type).unwrap();
        text += &styles(part.style.as_slice());
    }
    text
}

fn ty(ty: &RustType) -> String {
    match ty {
        RustType::Vec(inner) => format!("[{}]", self::ty(inner)),
        RustType::Lines(inner) => format!("Lines {}", self::ty(inner)),
        RustType::Map(inner) => format!("{{{}}}", self::ty(inner)),
        RustType::Option(inner) => format!("{}?", self::ty(inner)),
        RustType::Boxed(inner) => format!("Box {}", self::ty(inner)),
        RustType::Tuple(items) => format!("({})", items.iter().map(self::ty).collect::<Vec<_>>().join(", ")),
        RustType::Item(name) => name.clone(),
        other => format!("{other:?}"),
    }
}
