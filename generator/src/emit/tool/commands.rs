//! The commands of a resource.

use crate::emit::address;
use crate::emit::layout;
use crate::surface::{
    BodyKind, Call, CommandSpec, Framing, Output, PartKind, ResourceSpec, Stream, StreamAnswer, ToolSpec, WireAnswer,
    WireBody, WireKind, WireNext, WireObject, WireOperation, WirePaging, WirePlace,
};

use super::expression::{Expression, call, constant, field, plain, slice, structure, text, texts};
use super::shapes::Shapes;
use super::{Tables, facts, flags, plain as prose};
use crate::emit::reference::example;

/// Types of tables that a file may name.
const TYPES: &[&str] = &[
    "Answer", "Body", "BodyKind", "Command", "Flag", "Listing", "Media", "Next", "Part", "PartKind", "Place", "Shape",
    "Streamed",
];

/// Methods that HTTP has; others are made by name.
const METHODS: &[&str] = &["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"];

/// `commands/mod.rs`.
pub fn index(tool: &ToolSpec) -> String {
    let mut modules: Vec<&str> = tool.resources.iter().map(|resource| resource.module.as_str()).collect();
    modules.sort_unstable();
    modules.iter().map(|module| ["pub mod ", module, ";\n"].concat()).collect()
}

/// The file of a resource.
pub fn file(tables: &Tables<'_>, resource: &ResourceSpec, shapes: &Shapes<'_>) -> String {
    let mut out = String::new();
    for command in &resource.commands {
        let Some(operation) = tables.surface.wire.operations.get(command.operation) else { continue };
        let Some(call) = tables.calls.get(&operation.route()) else { continue };
        let shown = Shown { tables, resource, command, operation, call, shapes };
        out.push_str(&shown.print());
    }
    let used: Vec<&str> = TYPES.iter().copied().filter(|ty| super::mentions(&out, ty)).collect();
    let types = layout::import("", "wharf_tool::table", &used.iter().map(|ty| (*ty).to_owned()).collect::<Vec<_>>());
    let needs_shapes = out.contains("&shapes::");
    let shapes = if needs_shapes { "\nuse crate::shapes;\n" } else { "" };
    format!("{types}use wharf_tool::{{Method, Operation}};\n{shapes}{out}")
}

/// A command that is being printed.
struct Shown<'t, 's> {
    tables: &'t Tables<'s>,
    resource: &'t ResourceSpec,
    command: &'t CommandSpec,
    operation: &'t WireOperation,
    call: &'t Call,
    shapes: &'t Shapes<'s>,
}

impl Shown<'_, '_> {
    fn print(&self) -> String {
        let (name, path, verb) = (&self.command.name, &self.resource.path, &self.command.verb);
        let mut out = format!("\n/// `{path} {verb}`\n");
        out.push_str(&constant("pub ", name, "Command", &self.command()));
        out.push('\n');
        out.push_str(&constant("", &format!("{name}_OPERATION"), "Operation", &self.operation()));
        if let Some(body) = self.body() {
            out.push('\n');
            out.push_str(&constant("", &format!("{name}_BODY"), "Body", &body));
        }
        out
    }

    fn command(&self) -> Expression {
        let Self { command, operation, resource, .. } = self;
        let mut fields = vec![field("summary", text(&prose::first(&operation.heading)))];
        let description = prose::text(&operation.text);
        if !description.is_empty() {
            fields.push(field("description", text(&description)));
        }
        if operation.deprecated.is_some() {
            fields.push(field("deprecated", plain("true")));
        }
        let flags = flags::all(&command.flags, operation, self.shapes);
        if !flags.is_empty() {
            fields.push(field("flags", slice(flags)));
        }
        if !operation.bodies.is_empty() {
            fields.push(field("body", call("Some", vec![plain(format!("&{}_BODY", command.name))])));
        }
        if !command.one_of.is_empty() {
            let groups = command.one_of.iter().map(|names| texts(names.iter().map(String::as_str)));
            fields.push(field("one_of", slice(groups.collect())));
        }
        fields.push(field("answer", self.answer()));
        if let (Some(flag), Some(answer)) = (&command.stream, &self.call.stream) {
            let streamed = vec![
                field("flag", text(flag)),
                field("answer", plain(stream(&answer.stream))),
                field("accept", text(&answer.stream.media_type)),
            ];
            fields.push(field("streamed", call("Some", vec![structure("Streamed", streamed)])));
        }
        if !command.columns.is_empty() {
            fields.push(field("columns", texts(command.columns.iter().map(String::as_str))));
        }
        if !command.times.is_empty() {
            let paths = command.times.iter().map(|path| texts(path.iter().map(String::as_str)));
            fields.push(field("times", slice(paths.collect())));
        }
        let given = example::given(command, operation, &self.tables.surface.wire);
        let words = [vec![resource.path.clone(), command.verb.clone()], given].concat();
        fields.push(field("examples", texts([words.join(" ").as_str()])));
        let new = vec![text(&resource.path), text(&command.verb), plain(format!("&{}_OPERATION", command.name))];
        fields.push(call("..Command::new", new));
        structure("Command", fields)
    }

    fn answer(&self) -> Expression {
        let wire = &self.tables.surface.wire;
        let is_list = |place: WirePlace| wire.at(place).is_some_and(|shape| matches!(shape.kind, WireKind::Array(_)));
        match &self.operation.answer {
            WireAnswer::Empty => plain("Answer::None"),
            WireAnswer::Text => plain("Answer::Text"),
            WireAnswer::File => plain("Answer::Download"),
            WireAnswer::Json(place) => match (&self.operation.paging, place) {
                (Some(paging), _) => call("Answer::List", vec![listing(paging)]),
                (None, Some(place)) if is_list(*place) => call("Answer::List", vec![plain("Listing::WHOLE")]),
                _ => plain("Answer::Json"),
            },
            WireAnswer::Stream(_) => match &self.call.output {
                Output::Stream(answer) => plain(stream(answer)),
                _ => plain("Answer::Events"),
            },
            WireAnswer::OneOf(arms) => {
                let has_json = arms.iter().any(|(_, arm)| matches!(arm, WireAnswer::Json(_)));
                let has_nothing = arms.iter().any(|(_, arm)| matches!(arm, WireAnswer::Empty));
                let has_file = arms.iter().any(|(_, arm)| matches!(arm, WireAnswer::File));
                plain(if has_json && has_nothing {
                    "Answer::Optional"
                } else if has_json {
                    "Answer::Json"
                } else if has_file {
                    "Answer::Download"
                } else {
                    "Answer::Text"
                })
            }
        }
    }

    fn operation(&self) -> Expression {
        let call = self.call;
        let method = if METHODS.contains(&call.http_method.as_str()) {
            format!("Method::{}", call.http_method)
        } else {
            format!("Method::new({})", layout::literal(&call.http_method))
        };
        let arguments = vec![text(&call.operation_id), plain(method), text(&address::of_call(call))];
        let mut calls: Vec<(&str, Expression)> = Vec::new();
        let carried = |name: &&String| {
            let scheme = self.tables.surface.client.schemes.iter().find(|scheme| scheme.name == **name);
            scheme.is_some_and(|scheme| facts::kind(scheme).is_some())
        };
        if !call.security.is_empty() {
            let alternatives =
                call.security.iter().map(|names| texts(names.iter().filter(carried).map(String::as_str)));
            calls.push(("security", slice(alternatives.collect())));
        }
        if !call.redirects.is_empty() {
            calls.push(("redirects", texts(call.redirects.iter().map(String::as_str))));
        }
        calls.extend(call.accept.as_deref().map(|accept| ("accept", text(accept))));
        calls.extend(call.server.as_deref().map(|server| ("server", text(server))));
        calls.extend(call.stream.as_ref().and_then(StreamAnswer::at_once).map(|name| ("at_once", text(name))));
        chain(&super::expression::call("Operation::new", arguments), calls)
    }

    fn body(&self) -> Option<Expression> {
        let bodies = &self.operation.bodies;
        if bodies.is_empty() {
            return None;
        }
        let media = bodies.iter().map(|body| self.media(body, bodies.len() > 1)).collect();
        let required = field("required", plain(self.operation.body_required.to_string()));
        Some(structure("Body", vec![required, field("media", slice(media))]))
    }

    fn media(&self, body: &WireBody, is_one_of_several: bool) -> Expression {
        let kind = match body.kind {
            BodyKind::Json | BodyKind::OneOf => "Json",
            BodyKind::Form => "Form",
            BodyKind::Multipart => "Multipart",
            BodyKind::Parts => "Parts",
            BodyKind::Lines => "Lines",
            BodyKind::Sequence => "Sequence",
            BodyKind::Text => "Text",
            BodyKind::Bytes => "Bytes",
        };
        let shape = match (body.kind, body.place) {
            (BodyKind::Bytes, _) => "&Shape::Binary".to_owned(),
            (BodyKind::Text, _) => "&Shape::TEXT".to_owned(),
            (_, Some(place)) => self.shapes.reference(place),
            (_, None) => "&Shape::Any".to_owned(),
        };
        let arguments = vec![text(&body.media_type), plain(format!("BodyKind::{kind}")), plain(shape)];
        let mut fields = Vec::new();
        if let Some(object) = self.object(body).filter(|_| is_one_of_several) {
            let names = object.members.iter().filter(|member| !member.read_only).map(|member| member.name.as_str());
            fields.push(field("takes", texts(names)));
        }
        if !body.parts.is_empty() {
            let parts = body.parts.iter().map(|part| {
                let fields = vec![
                    field("name", text(&part.name)),
                    field("kind", plain(format!("PartKind::{}", part_kind(part.part.kind)))),
                    field("media_type", text(part.part.content_type.as_deref().unwrap_or_default())),
                ];
                structure("Part", fields)
            });
            fields.push(field("parts", slice(parts.collect())));
        }
        if !body.styles.is_empty() {
            fields.push(field("styles", slice(body.styles.iter().map(flags::parameter_of).collect())));
        }
        if fields.is_empty() {
            return call("Media::new", arguments);
        }
        fields.push(call("..Media::new", arguments));
        structure("Media", fields)
    }

    fn object(&self, body: &WireBody) -> Option<&WireObject> {
        match &self.tables.surface.wire.at(body.place?)?.kind {
            WireKind::Object(object) => Some(object),
            _ => None,
        }
    }
}

/// `start.a(…).b(…)`, a call a line where it is long.
fn chain(start: &Expression, calls: Vec<(&str, Expression)>) -> Expression {
    let mut out = start.print(0, 0);
    for (name, argument) in calls {
        let argument = argument.print(4, name.len() + 4);
        layout::push(&mut out, format_args!("\n    .{name}({argument})"));
    }
    plain(out)
}

fn listing(paging: &WirePaging) -> Expression {
    let path = |name: &str| texts([name]);
    let next = match &paging.next {
        WireNext::LastItem(name) => call("Next::LastItem", vec![path(name)]),
        WireNext::Property(name) => call("Next::Field", vec![path(name)]),
        WireNext::PageNumber(first) => {
            call("Next::PageNumber", vec![plain(layout::integer(i128::from((*first).max(0))))])
        }
        WireNext::Offset => plain("Next::Offset"),
    };
    let fields = vec![
        field("items", path(&paging.items)),
        field("has_more", paging.has_more.as_deref().map_or_else(|| slice(Vec::new()), path)),
        field("next", call("Some", vec![next])),
        field("query", text(&paging.query)),
    ];
    structure("Listing", fields)
}

fn stream(stream: &Stream) -> &'static str {
    match stream.framing {
        Framing::Events => "Answer::Events",
        Framing::Lines => "Answer::Lines",
        Framing::Sequence => "Answer::Sequence",
    }
}

fn part_kind(kind: PartKind) -> &'static str {
    match kind {
        PartKind::File | PartKind::Files => "File",
        PartKind::Text | PartKind::Texts => "Text",
        PartKind::Json => "Json",
        PartKind::Jsons => "Jsons",
        PartKind::Any | PartKind::FileOr => "Any",
    }
}
