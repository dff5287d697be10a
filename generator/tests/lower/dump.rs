//! An `Api` as compact text, for expectations that people can read.
//!
//! A type without a name of its own that is small is written where it is used; every other one by its name, or as
//! `@` and where it was first met. After a type, `?` says that `null` may stand there; after a member, `!` says that
//! it must be present.

use std::fmt::Write as _;

use wharf::Diagnostic;
use wharf::api::{
    Additional, Api, Branch, Content, Direction, Encoding, EnumValue, Location, Object, Occasion, Operation, Parent,
    Property, Scalar, Shape, Tagging, Type, TypeId, Use,
};

pub fn dump(api: &Api, diagnostics: &[Diagnostic]) -> String {
    let mut out = String::new();
    let server = api.server().map(wharf::api::Server::usual).unwrap_or_default();
    let _ = writeln!(out, "{} {} {server}", api.title, api.version);
    for scheme in &api.schemes {
        let _ = writeln!(out, "scheme {} {:?}", scheme.name, scheme.kind);
    }
    for operation in &api.operations {
        operation_lines(api, operation, &mut out);
    }
    for received in &api.received {
        let _ = match &received.occasion {
            Occasion::Webhook(name) => write!(out, "webhook {name}: "),
            Occasion::Callback { of, name, expression } => write!(out, "callback {name} of {of} to {expression}: "),
        };
        operation_lines(api, &received.operation, &mut out);
    }
    if let Some(event) = api.event {
        let _ = writeln!(out, "event {}", name(api, event));
    }
    for (index, ty) in api.types.iter().enumerate() {
        let id = TypeId::new(index);
        if !is_small(ty) {
            type_lines(api, id, ty, &mut out);
        }
    }
    for diagnostic in diagnostics {
        let _ =
            writeln!(out, "{} {} {}: {}", diagnostic.severity, diagnostic.code, diagnostic.pointer, diagnostic.message);
    }
    out
}

fn operation_lines(api: &Api, operation: &Operation, out: &mut String) {
    let _ = write!(out, "{} {}", operation.method.0, operation.path);
    if let Some(id) = &operation.id {
        let _ = write!(out, " {id}");
    }
    if let Some(server) = &operation.server {
        let _ = write!(out, " at {}", server.url);
    }
    if !operation.security.is_empty() {
        let _ = write!(out, " security {:?}", operation.security);
    }
    let _ = writeln!(out);
    for parameter in &operation.parameters {
        let place = match parameter.location {
            Location::Path => "path",
            Location::Query => "query",
            Location::Header => "header",
            Location::Cookie => "cookie",
            Location::QueryString => "querystring",
        };
        let _ = write!(
            out,
            "  {place} {}{}: {} {:?}{}",
            parameter.wire_name,
            if parameter.required { "!" } else { "" },
            place_of(api, parameter.ty),
            parameter.style,
            if parameter.explode { " exploded" } else { "" },
        );
        if let Some(media_type) = &parameter.media_type {
            let _ = write!(out, " as {media_type}");
        }
        default_and_docs(parameter.default.as_ref(), &parameter.docs, out);
    }
    if let Some(body) = &operation.body {
        for content in &body.content {
            let _ = write!(out, "  body{} ", if body.required { "!" } else { "" });
            content_line(api, content, out);
        }
    }
    for response in &operation.responses {
        let status = match response.status {
            wharf::api::Status::Code(code) => code.to_string(),
            wharf::api::Status::Range(hundred) => format!("{hundred}XX"),
            wharf::api::Status::Default => "default".to_owned(),
        };
        if response.content.is_empty() {
            let _ = writeln!(out, "  {status}");
        }
        for content in &response.content {
            let _ = write!(out, "  {status} ");
            content_line(api, content, out);
        }
        if !response.headers.is_empty() {
            let _ = writeln!(out, "    headers {:?}", response.headers);
        }
    }
}

fn content_line(api: &Api, content: &Content, out: &mut String) {
    let ty = content.ty.map_or_else(|| "-".to_owned(), |place| place_of(api, place));
    let _ = write!(out, "{} {:?}: {ty}", content.media_type, content.kind);
    for (name, encoding) in &content.encoding {
        let Encoding { of_items: _, content_type, style, explode, allow_reserved, headers } = encoding;
        let _ = write!(
            out,
            " {name}={content_type:?} {style:?} {explode:?}{}",
            if *allow_reserved { " reserved" } else { "" }
        );
        for header in headers {
            let _ = write!(out, " [{}: {}]", header.wire_name, place_of(api, header.ty));
        }
    }
    for (origin, value) in &content.examples {
        let _ = write!(out, " example {} {value}", origin.pointer);
    }
    let _ = writeln!(out);
}

fn type_lines(api: &Api, id: TypeId, ty: &Type, out: &mut String) {
    let _ = write!(out, "{}{}", name(api, id), direction(ty.direction));
    let shape = match &ty.shape {
        Shape::Object(_) => "object".to_owned(),
        Shape::Union(union) => match &union.tagging {
            Tagging::Property(property) => match union.default.and_then(|at| union.branches.get(at)) {
                Some(default) => {
                    format!("union by {property}, else {}", place_of(api, Use { id: default.ty, nullable: false }))
                }
                None => format!("union by {property}"),
            },
            Tagging::Guards => "union".to_owned(),
        },
        shape => small(api, shape),
    };
    let _ = write!(out, ": {shape}");
    limits(ty, out);
    if !ty.docs.description.is_empty() {
        let _ = write!(out, " -- {}", ty.docs.description);
    }
    if ty.docs.deprecated {
        let _ = write!(out, " deprecated");
    }
    let _ = writeln!(out);
    match &ty.shape {
        Shape::Object(object) => object_lines(api, object, out),
        Shape::Union(union) => {
            for branch in &union.branches {
                branch_line(api, branch, out);
            }
        }
        _ => {}
    }
}

fn object_lines(api: &Api, object: &Object, out: &mut String) {
    for property in &object.properties {
        property_line(api, property, out);
    }
    for members in &object.patterns {
        let _ = writeln!(out, "  /{}/: {}", members.pattern, place_of(api, members.ty));
    }
    match object.additional {
        Additional::Unmentioned => {}
        Additional::Forbidden => {
            let _ = writeln!(out, "  no others");
        }
        Additional::Typed(place) => {
            let _ = writeln!(out, "  others: {}", place_of(api, place));
        }
    }
}

fn property_line(api: &Api, property: &Property, out: &mut String) {
    let _ = write!(
        out,
        "  {}{}: {}",
        property.wire_name,
        if property.required { "!" } else { "" },
        place_of(api, property.ty)
    );
    if property.read_only {
        let _ = write!(out, " read-only");
    }
    if property.write_only {
        let _ = write!(out, " write-only");
    }
    default_and_docs(property.default.as_ref(), &property.docs, out);
}

fn default_and_docs(default: Option<&serde_json::Value>, docs: &wharf::api::Docs, out: &mut String) {
    if let Some(default) = default {
        let _ = write!(out, " = {default}");
    }
    if !docs.description.is_empty() {
        let _ = write!(out, " -- {}", docs.description.trim_end());
    }
    if docs.deprecated {
        let _ = write!(out, " deprecated");
    }
    let _ = writeln!(out);
}

fn branch_line(api: &Api, branch: &Branch, out: &mut String) {
    let ty = api
        .get(branch.ty)
        .map_or_else(String::new, |ty| if is_small(ty) { small_with_limits(api, ty) } else { name(api, branch.ty) });
    let _ = write!(out, "  ");
    if branch.tags.is_empty() {
        let _ = write!(out, "if {:?}", branch.guard.types);
        if !branch.guard.members.is_empty() {
            let _ = write!(out, " with {:?}", branch.guard.members);
        }
        for (member, values) in &branch.guard.constants {
            let _ = write!(out, " where {member} = {values:?}");
        }
        for (member, values) in &branch.guard.literals {
            let values: Vec<String> = values.iter().map(ToString::to_string).collect();
            let _ = write!(out, " where {member} = {}", values.join("|"));
        }
        for (member, values) in &branch.guard.barred {
            let values: Vec<String> = values.iter().map(ToString::to_string).collect();
            let _ = write!(out, " not {member} = {}", values.join("|"));
        }
        for (member, values) in &branch.guard.only {
            let values: Vec<String> = values.iter().map(ToString::to_string).collect();
            let _ = write!(out, " only {member} = {}", values.join("|"));
        }
        if branch.guard.closed {
            let _ = write!(out, " closed");
        }
    } else {
        let _ = write!(out, "{:?}", branch.tags);
    }
    let _ = writeln!(out, " => {ty}");
}

fn place_of(api: &Api, place: Use) -> String {
    let null = if place.nullable { "?" } else { "" };
    let ty = api.get(place.id).map_or_else(
        || "nowhere".to_owned(),
        |ty| {
            if is_small(ty) { small_with_limits(api, ty) } else { name(api, place.id) }
        },
    );
    format!("{ty}{null}")
}

fn is_small(ty: &Type) -> bool {
    ty.naming.component.is_none() && !matches!(ty.shape, Shape::Object(_) | Shape::Union(_))
}

fn small_with_limits(api: &Api, ty: &Type) -> String {
    let mut out = small(api, &ty.shape);
    limits(ty, &mut out);
    out
}

fn small(api: &Api, shape: &Shape) -> String {
    match shape {
        Shape::Any => "any".to_owned(),
        Shape::Scalar(scalar) => scalar_name(scalar),
        Shape::Enum(values) => {
            let values: Vec<String> = values.iter().map(value_text).collect();
            values.join("|")
        }
        Shape::Open(open) => match open.like {
            Some(like) => format!("{}|…", name(api, like)),
            None => format!("{}|…", open.values.iter().map(value_text).collect::<Vec<_>>().join("|")),
        },
        Shape::Array(item) => format!("[{}]", place_of(api, *item)),
        Shape::Map(value) => format!("{{{}}}", place_of(api, *value)),
        Shape::Tuple(tuple) => {
            let optional = |at: usize| if at < tuple.required { "" } else { " or none" };
            let items = tuple.items.iter().enumerate();
            let items = items.map(|(at, item)| format!("{}{}", place_of(api, *item), optional(at)));
            let rest = tuple.rest.iter().map(|rest| format!("..{}", place_of(api, *rest)));
            format!("({})", items.chain(rest).collect::<Vec<_>>().join(", "))
        }
        Shape::Object(_) | Shape::Union(_) => unreachable!("these are never small"),
    }
}

fn value_text(value: &EnumValue) -> String {
    let mut text = value.value.to_string();
    if let Some(name) = &value.name {
        let _ = write!(text, "={name}");
    }
    if !value.description.is_empty() {
        let _ = write!(text, "({})", value.description);
    }
    text
}

fn scalar_name(scalar: &Scalar) -> String {
    let (name, format) = match scalar {
        Scalar::Boolean(None) => return "boolean".to_owned(),
        Scalar::Boolean(Some(constant)) => return constant.to_string(),
        Scalar::Null => return "null".to_owned(),
        Scalar::Integer(format) => ("integer", format),
        Scalar::Number(format) => ("number", format),
        Scalar::String(format) => ("string", format),
    };
    match format {
        Some(format) => format!("{name}({format})"),
        None => name.to_owned(),
    }
}

fn limits(ty: &Type, out: &mut String) {
    for (keyword, value) in &ty.constraints.keywords {
        let _ = write!(out, " {keyword}={value}");
    }
}

fn direction(direction: Direction) -> &'static str {
    match (direction.request, direction.response) {
        (true, true) => " (both)",
        (true, false) => " (request)",
        (false, true) => " (response)",
        (false, false) => " (neither)",
    }
}

fn name(api: &Api, id: TypeId) -> String {
    let mut steps = Vec::new();
    let mut id = id;
    for _ in 0..40 {
        let Some(ty) = api.get(id) else { break };
        if let Some(component) = &ty.naming.component {
            steps.push(component.clone());
            break;
        }
        match &ty.naming.parent {
            Parent::None => {
                steps.push("@none".to_owned());
                break;
            }
            Parent::Operation(index, role) => {
                steps.push(format!("@{index}.{role}"));
                break;
            }
            Parent::Type(parent, role) => {
                steps.push(role.clone());
                id = *parent;
            }
        }
    }
    steps.reverse();
    let name = steps.join(".");
    match api.get(id).and_then(|ty| ty.naming.component.as_ref()) {
        Some(_) if steps.len() == 1 => name,
        _ if name.starts_with('@') => name,
        _ => format!("@{name}"),
    }
}
