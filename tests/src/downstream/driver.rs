//! Calls with values that are given as JSON, so that a test can have a client send and read what it likes.

use std::fmt::Write as _;

use wharf::surface::{
    Argument, BodyArgument, BodyKind, Call, Field, FieldPresence, Group, ItemKind, Output, RustType, Struct, Surface,
};

use super::items;
use super::types::{is_scalar, path};
use super::values::{Values, is_argument, is_set};

/// A module that makes the calls of a crate.
#[derive(Debug, Clone)]
pub struct Driver {
    /// Its text. The crate is called `api` in it; functions `call_0`, `call_1` and so on take what they send and read.
    pub source: String,
    /// The operation of each call: JSON pointer.
    pub calls: Vec<String>,
    /// The numbers of the calls that can be asked for a stream, by functions `stream_0` and so on.
    pub streams: Vec<usize>,
    /// What functions `take_0`, `take_1` and so on read: JSON pointers of the requests that the API makes.
    pub takes: Vec<String>,
}

/// How far calls go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Until {
    /// Until there is an answer.
    Answered,
    /// Until all of it has come: each item of a stream, each byte of a file.
    Read,
}

/// Where clients send to whose document names no server.
pub const NO_SERVER: &str = "https://api.example.com";

/// A module that makes all calls of the crate of `surface`, with the help of a module `program` of the crate that it is
/// in: `open` a client, `Given` values by name, `Script`, `Outcome`.
#[must_use]
pub fn driver(surface: &Surface, until: Until) -> Driver {
    let named = items::all(surface).map(|item| (item.name.as_str(), item)).collect();
    let mut made =
        Made { values: Values::new(named), surface, until, out: String::new(), calls: Vec::new(), streams: Vec::new() };
    made.out += "use crate::program::{Given, Outcome, Script, open};\n\n";
    made.client();
    for group in &surface.groups {
        made.group(group, "client");
    }
    let takes = made.webhooks();
    Driver { source: made.out, calls: made.calls, streams: made.streams, takes }
}

struct Made<'s> {
    values: Values<'s>,
    surface: &'s Surface,
    until: Until,
    out: String,
    calls: Vec<String>,
    streams: Vec<usize>,
}

impl Made<'_> {
    /// A client with a credential for each scheme.
    fn client(&mut self) {
        let spec = &self.surface.client;
        let mut made = "api::Client::builder()".to_owned();
        if spec.base_url.is_empty() {
            let _ = write!(made, ".base_url({NO_SERVER:?})");
        }
        for scheme in spec.schemes.iter().filter(|scheme| scheme.kind != "mutual_tls") {
            let _ = write!(made, ".credential_for({:?}, \"user:word\")", scheme.name);
        }
        let _ = writeln!(self.out, "pub fn client(script: &Script) -> api::Client {{\n    open({made}, script)\n}}\n");
    }

    fn group(&mut self, group: &Group, before: &str) {
        let path = format!("{before}.{}()", group.method());
        for call in &group.calls {
            self.call(call, &path);
        }
        for child in &group.groups {
            self.group(child, &path);
        }
    }

    fn call(&mut self, call: &Call, group: &str) {
        let number = self.calls.len();
        self.calls.push(call.origin.clone());
        let mut given: Vec<String> = call.arguments.iter().map(argument).collect();
        let body = call.body.as_ref();
        given.extend(body.filter(|body| body.required).map(|body| self.body(body)));
        let method = &call.method;
        let mut lines = format!("    let call = client(&script){}.{method}({});\n", &group[6..], given.join(", "));
        for setter in &call.setters {
            let (name, ty, key) = (&setter.rust_name, owned(&setter.ty), key(setter));
            let _ = writeln!(
                lines,
                "    let call = match given.maybe::<{ty}>({key:?})? {{ Some(value) => call.{name}(value), None => call }};"
            );
        }
        if let Some(body) = body.filter(|body| !body.required) {
            let (name, value) = (&body.rust_name, self.body(body));
            let _ = writeln!(
                lines,
                "    let call = if given.has(\"body\") || given.has(\"parts\") {{ call.{name}({value}) }} else {{ call }};"
            );
        }
        let end = self.end(&call.output, "call.await");
        let _ = writeln!(
            self.out,
            "pub async fn call_{number}(script: Script, given: Given) -> Outcome {{\n{lines}{end}\n}}\n"
        );
        if call.stream.is_some() && self.until == Until::Read {
            self.streams.push(number);
            let _ = writeln!(
                self.out,
                "pub async fn stream_{number}(script: Script, given: Given) -> Outcome {{\n{lines}{}\n}}\n",
                items("call.stream().await"),
            );
        }
    }

    /// What is done with an answer.
    fn end(&self, output: &Output, sent: &str) -> String {
        match output {
            Output::Stream(_) if self.until == Until::Read => items(sent),
            Output::Download if self.until == Until::Read => format!(
                "    match {sent} {{ Ok(file) => Ok(file.bytes().await.map(drop)), Err(error) => Ok(Err(error)) }}"
            ),
            _ => format!("    Ok({sent}.map(drop))"),
        }
    }

    /// The body: one that is JSON is given, another one is made up.
    fn body(&self, body: &BodyArgument) -> String {
        let item = match &body.ty {
            RustType::Item(name) => self.values.find(name),
            _ => None,
        };
        if let (BodyKind::OneOf, Some(ItemKind::Body(list))) = (body.kind, item.map(|item| &item.kind)) {
            let arm = |(at, variant): (usize, &wharf::surface::BodyVariant)| {
                let path = format!("{}::{}", path(&body.ty), variant.constructor);
                format!("{at} => {path}({}), ", self.content(&variant.ty))
            };
            let arms: String = list.variants.iter().enumerate().map(arm).collect();
            return format!("match given.choice() {{ {arms}_ => return Err(\"no such body\".to_owned()) }}");
        }
        self.content(&body.ty)
    }

    fn content(&self, ty: &RustType) -> String {
        let form = match ty {
            RustType::Item(name) => self.values.find(name).map(|item| &item.kind),
            _ => None,
        };
        match (form, ty) {
            _ if self.is_json(ty) => format!("given.needed::<{}>(\"body\")?", owned(ty)),
            _ if self.until == Until::Answered => self.values.taken(ty, "body"),
            (Some(ItemKind::Form(form)), _) => {
                let (parts, made) = (form_of(&path(ty), form), self.values.taken(ty, "body"));
                format!("if given.has(\"parts\") {{ {parts} }} else {{ {made} }}")
            }
            (_, RustType::Upload) => {
                let made = self.values.taken(ty, "body");
                format!(
                    "match given.maybe::<String>(\"body\")? {{ Some(text) => api::Upload::bytes(text), None => {made} }}"
                )
            }
            _ => self.values.taken(ty, "body"),
        }
    }

    /// Whether values of the type are read from JSON.
    fn is_json(&self, ty: &RustType) -> bool {
        match ty {
            RustType::Upload | RustType::FileOr(_) | RustType::Lines(_) => false,
            RustType::Vec(inner) | RustType::Map(inner) | RustType::Option(inner) | RustType::Boxed(inner) => {
                self.is_json(inner)
            }
            RustType::Tuple(items) => items.iter().all(|item| self.is_json(item)),
            RustType::Item(name) => {
                let kind = self.values.find(name).map(|item| &item.kind);
                !matches!(kind, Some(ItemKind::Form(_) | ItemKind::Body(_) | ItemKind::Output(_)))
            }
            _ => true,
        }
    }

    /// What the API sends by itself.
    fn webhooks(&mut self) -> Vec<String> {
        let hooks = self.surface.webhooks.iter().flat_map(|webhooks| &webhooks.hooks);
        let mut takes = Vec::new();
        for hook in hooks {
            let Some(payload) = hook.request.payload.as_ref().filter(|payload| payload.is_json) else { continue };
            let (number, ty) = (takes.len(), path(&payload.ty));
            takes.push(hook.request.origin.clone());
            let _ = writeln!(
                self.out,
                "pub fn take_{number}(given: &Given) -> Result<(), String> {{\n    given.needed::<{ty}>(\"body\").map(drop)\n}}\n"
            );
        }
        takes
    }
}

/// A form whose parts are given by their names.
fn form_of(path: &str, form: &Struct) -> String {
    let given = form.fields.iter().filter(|field| is_argument(field)).map(|field| match field.presence {
        FieldPresence::Required => part(field, "needed") + "?",
        _ => part(field, "maybe") + "?",
    });
    let mut made = format!("let mut form = {path}::new({});", given.collect::<Vec<_>>().join(", "));
    for field in form.fields.iter().filter(|field| is_set(field) && field.ty != RustType::Constant) {
        let (name, value) = (&field.rust_name, part(field, "maybe"));
        let _ = write!(made, " if let Some(value) = {value}? {{ form = form.{name}(value); }}");
    }
    format!("{made} form")
}

/// Reads all items of a stream.
fn items(sent: &str) -> String {
    format!(
        "    let mut items = match {sent} {{ Ok(items) => items, Err(error) => return Ok(Err(error)) }};\n    loop {{ \
         match items.next().await {{ None => return Ok(Ok(())), Some(Ok(_)) => {{}}, Some(Err(error)) => return \
         Ok(Err(error)) }} }}"
    )
}

/// A part of a form as it is given: files by their content.
fn part(field: &Field, how: &str) -> String {
    let key = format!("part {}", field.wire_name);
    let upload = "api::Upload::bytes(text).file_name(\"file.bin\")";
    let map =
        |then: &str| if how == "maybe" { format!(".map(|given| given.map({then}))") } else { format!(".map({then})") };
    match &field.ty {
        RustType::Upload => format!("given.{how}::<String>({key:?}){}", map(&format!("|text| {upload}"))),
        RustType::FileOr(inner) => {
            let (inner, end) = (path(inner), if how == "maybe" { "" } else { ".map(|given| given.unwrap())" });
            format!(
                "match given.maybe::<{inner}>({key:?}) {{ Ok(other) => Ok(other.map(api::FileOr::from)), Err(_) => \
                 given.maybe::<String>({key:?}).map(|text| text.map(|text| api::FileOr::from({upload}))) }}{end}"
            )
        }
        RustType::Vec(inner) if matches!(**inner, RustType::Upload) => {
            let all = format!("|all| all.into_iter().map(|text| {upload}).collect::<Vec<_>>()");
            format!("given.{how}::<Vec<String>>({key:?}){}", map(&all))
        }
        ty => format!("given.{how}::<{}>({key:?})", owned(ty)),
    }
}

/// A required parameter, as it is passed.
fn argument(argument: &Argument) -> String {
    let ty = match &argument.ty {
        RustType::Boxed(inner) => inner,
        ty => ty,
    };
    let value = format!("given.needed::<{}>({:?})?", path(ty), key(argument));
    if is_scalar(ty) { value } else { format!("&{value}") }
}

/// The type that something is given as which is passed by value.
fn owned(ty: &RustType) -> String {
    match ty {
        RustType::Boxed(inner) => path(inner),
        ty => path(ty),
    }
}

/// What a parameter is given as.
fn key(argument: &Argument) -> String {
    format!("{} {}", format!("{:?}", argument.parameter.kind).to_lowercase(), argument.parameter.wire_name)
}
