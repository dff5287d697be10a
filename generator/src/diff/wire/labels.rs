//! What people call the parts of an API.

use crate::api::{Api, Location, Operation, Parameter, Parent, Shape, Status, Type, TypeId};

/// How many steps up a label goes.
const STEPS: usize = 12;

/// A type: its component, or the way to it from one or from an operation.
pub fn ty(api: &Api, id: TypeId) -> String {
    let mut steps = String::new();
    let mut id = id;
    for _ in 0..STEPS {
        let Some(ty) = api.get(id) else { break };
        if let Some(name) = &ty.naming.component {
            return format!("{name}{steps}");
        }
        match &ty.naming.parent {
            Parent::None => break,
            Parent::Type(outer, role) => {
                steps = format!("{}{steps}", step(api.get(*outer), role));
                id = *outer;
            }
            Parent::Operation(at, role) => {
                let operation = api.operations.get(*at);
                let of =
                    |one: &Operation| one.parameters.iter().find(|one| one.ty.id == id).map(|own| parameter(one, own));
                if let Some(name) = operation.and_then(of) {
                    return format!("{name}{steps}");
                }
                let name = operation.map_or_else(|| "a webhook".to_owned(), operation_name);
                return format!("{name} {role}{steps}");
            }
        }
    }
    steps.trim_start_matches('.').to_owned()
}

/// The step into a part of a type: a member may be called as the items of a list are.
fn step(outer: Option<&Type>, role: &str) -> String {
    let is_member = outer.is_some_and(|outer| match &outer.shape {
        Shape::Object(object) => object.properties.iter().any(|one| one.wire_name == role),
        _ => false,
    });
    match role {
        "item" if !is_member => "[]".to_owned(),
        "value" if !is_member => "{}".to_owned(),
        other => format!(".{other}"),
    }
}

/// A member of a type.
pub fn member(api: &Api, id: TypeId, member: &str) -> String {
    format!("{}.{member}", ty(api, id))
}

/// An operation: `GET /pets`.
pub fn operation_name(operation: &Operation) -> String {
    format!("{} {}", operation.method.0, operation.path)
}

/// A status: `404`, `4XX`, `default`.
pub fn status(status: Status) -> String {
    match status {
        Status::Code(code) => code.to_string(),
        Status::Range(hundred) => format!("{hundred}XX"),
        Status::Default => "default".to_owned(),
    }
}

/// A location as the document writes it.
pub fn location(location: Location) -> &'static str {
    match location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
        Location::QueryString => "querystring",
    }
}

/// A parameter: one that stands among the components has no operation, and one of all operations of a path has no method.
pub fn parameter(operation: &Operation, parameter: &Parameter) -> String {
    let name = format!("{} parameter `{}`", location(parameter.location), parameter.wire_name);
    if parameter.origin.pointer.starts_with("/components/") {
        return name;
    }
    if !within(&parameter.origin.pointer, &operation.origin.pointer) {
        return format!("{} {name}", operation.path);
    }
    format!("{} {name}", operation_name(operation))
}

/// Whether a pointer leads to what another one leads to, or into it.
pub fn within(inner: &str, outer: &str) -> bool {
    inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
