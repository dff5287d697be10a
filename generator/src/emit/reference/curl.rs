//! A call as a command line of curl.

use crate::surface::{
    BodyKind, Call, ParameterKind, ParameterSpec, SchemeSpec, Surface, WireBody, WireKind, WireOperation, WireSpec,
};

use super::shell;
use super::specimen::{self, Json};
use crate::emit::address::address;
use crate::emit::layout::push;

/// The line, with what must be sent.
pub fn line(surface: &Surface, call: &Call, operation: &WireOperation) -> String {
    let wire = &surface.wire;
    let mut options: Vec<String> = Vec::new();
    let mut query: Vec<String> = Vec::new();
    for scheme in needed(surface, call) {
        credential(scheme, &mut options, &mut query);
    }
    for parameter in operation.parameters.iter().filter(|parameter| parameter.required) {
        let ParameterSpec { wire_name, kind, .. } = &parameter.spec;
        let value = specimen::needed(wire, parameter.place, wire_name);
        match kind {
            ParameterKind::Query => query.push(format!("{}={}", encoded(wire_name), encoded(&value.plain()))),
            ParameterKind::Header => {
                options.push(format!("-H {}", shell::quoted(&format!("{wire_name}: {}", value.plain()))));
            }
            ParameterKind::Cookie => {
                options.push(format!("-b {}", shell::quoted(&format!("{wire_name}={}", value.plain()))));
            }
            ParameterKind::Path | ParameterKind::QueryString | ParameterKind::Part => {}
        }
    }
    if let Some(body) = shown_body(wire, operation) {
        options.extend(sent(wire, body));
    }
    let base = server(surface);
    let own = call.server.as_deref().map(|server| usual(surface, server));
    let base = own.map_or_else(|| base.clone(), |server| own_server(&base, &server));
    let base = base.trim_end_matches('/');
    let path = path(&address(&operation.path, operation.parameters.iter().map(|parameter| &parameter.spec)));
    // A document may have a query in its path.
    let mark = if path.contains('?') { '&' } else { '?' };
    let query = if query.is_empty() { String::new() } else { format!("{mark}{}", query.join("&")) };
    let address = shell_address(&format!("{base}{path}{query}"));
    let is_implied = match operation.method.as_str() {
        "GET" => operation.bodies.is_empty(),
        "POST" => !operation.bodies.is_empty(),
        _ => false,
    };
    let method = if is_implied { String::new() } else { format!("-X {} ", operation.method) };
    shell::lines(&format!("curl {method}{address}"), &options, "    ")
}

/// The server of an operation that has one of its own, which may leave to the `base` of the others where it is.
fn own_server(base: &str, server: &str) -> String {
    let Some((scheme, rest)) = base.split_once("//").filter(|_| !server.contains("://")) else {
        return server.to_owned();
    };
    if server.starts_with("//") {
        return format!("{scheme}{server}");
    }
    let host = rest.split('/').next().unwrap_or_default();
    format!("{scheme}//{host}/{}", server.trim_start_matches('/'))
}

/// The base URL, with what its variables are unless chosen.
fn server(surface: &Surface) -> String {
    usual(surface, &surface.client.base_url)
}

fn usual(surface: &Surface, url: &str) -> String {
    let variables = surface.client.variables.iter();
    variables.fold(url.to_owned(), |url, variable| url.replace(&format!("{{{}}}", variable.name), &variable.default))
}

/// The first body; a form instead, where nothing must be in the first.
fn shown_body<'o>(wire: &WireSpec, operation: &'o WireOperation) -> Option<&'o WireBody> {
    let first = operation.bodies.first()?;
    let made = first.place.map(|place| specimen::needed(wire, place, "string"));
    let is_empty = made == Some(Json::Object(Vec::new()));
    let form = operation.bodies.iter().find(|body| is_empty && body.kind == BodyKind::Multipart);
    Some(form.unwrap_or(first))
}

/// The schemes that are needed together, by the first of the alternatives.
fn needed<'s>(surface: &'s Surface, call: &Call) -> Vec<&'s SchemeSpec> {
    let names = call.security.first().into_iter().flatten();
    names.filter_map(|name| surface.client.schemes.iter().find(|scheme| scheme.name == *name)).collect()
}

fn credential(scheme: &SchemeSpec, options: &mut Vec<String>, query: &mut Vec<String>) {
    let variable = variable(scheme.env.as_deref().unwrap_or(&scheme.name));
    let kind = scheme.kind.split_once(':');
    match (scheme.kind.as_str(), kind) {
        ("bearer", _) => options.push(format!("-H \"Authorization: Bearer {variable}\"")),
        ("basic", _) => options.push(format!("-u \"{variable}\"")),
        (_, Some(("header", name))) => options.push(format!("-H \"{name}: {variable}\"")),
        (_, Some(("cookie", name))) => options.push(format!("-b \"{name}={variable}\"")),
        (_, Some(("query", name))) => query.push(format!("{}={variable}", encoded(name))),
        (_, Some(("http", name))) => options.push(format!("-H \"Authorization: {name} {variable}\"")),
        _ => {}
    }
}

/// A variable of a shell.
fn variable(name: &str) -> String {
    let words = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    format!("${}", words.collect::<Vec<_>>().join("_").to_ascii_uppercase())
}

/// The path with a variable for each parameter.
fn path(template: &str) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some((before, name, after)) =
        rest.split_once('{').and_then(|(before, rest)| rest.split_once('}').map(|(name, after)| (before, name, after)))
    {
        out.push_str(before);
        out.push_str(&variable(name));
        rest = after;
        // What follows at once would be read as part of the name.
        if rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_') {
            let start = out.rfind('$').unwrap_or_default();
            let name = out.split_off(start);
            push(&mut out, format_args!("${{{}}}", name.trim_start_matches('$')));
        }
    }
    out.push_str(rest);
    out
}

/// In quotes that let variables be read, where a shell would read anything else in it.
fn shell_address(address: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./:%$".contains(c);
    if address.chars().all(is_plain) { address.to_owned() } else { format!("\"{}\"", address.replace('"', "\\\"")) }
}

fn encoded(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        let is_plain = byte.is_ascii_alphanumeric() || b"-_.~$".contains(&byte);
        if is_plain {
            out.push(char::from(byte));
        } else {
            push(&mut out, format_args!("%{byte:02X}"));
        }
    }
    out
}

/// The options that send a body.
fn sent(wire: &WireSpec, body: &WireBody) -> Vec<String> {
    let made = body.place.map(|place| specimen::needed(wire, place, "string"));
    let header = format!("-H 'Content-Type: {}'", body.media_type.replace('\'', ""));
    match (body.kind, made) {
        (BodyKind::Multipart, made) => form(wire, body, made),
        (BodyKind::Form, Some(Json::Object(members))) => {
            let pairs = members.iter();
            pairs
                .map(|(name, value)| format!("--data-urlencode {}", shell::word(&format!("{name}={}", value.plain()))))
                .collect()
        }
        (BodyKind::Bytes | BodyKind::Parts, _) | (_, None) => vec![header, "--data-binary @file".to_owned()],
        (BodyKind::Text, Some(made)) => vec![header, format!("-d {}", shell::quoted(&made.plain()))],
        (BodyKind::Lines | BodyKind::Sequence, Some(made)) => {
            vec![header, format!("-d {}", shell::quoted(&made.compact()))]
        }
        (_, Some(made)) => vec![header, format!("-d {}", shell::quoted(&made.pretty()))],
    }
}

/// A part for each member that must be there; where none must, for the first that is a file.
fn form(wire: &WireSpec, body: &WireBody, made: Option<Json>) -> Vec<String> {
    let Some(WireKind::Object(object)) = body.place.and_then(|place| wire.at(place)).map(|shape| &shape.kind) else {
        return vec!["-F 'file=@file'".to_owned()];
    };
    let is_file = |name: &str| {
        let member = object.members.iter().find(|member| member.name == name);
        member.is_some_and(|member| specimen::is_file(wire, member.place.shape, specimen::Branches::First))
    };
    let mut parts: Vec<(String, String)> = match made {
        Some(Json::Object(members)) => members.into_iter().map(|(name, value)| (name, value.plain())).collect(),
        _ => Vec::new(),
    };
    if parts.is_empty() {
        let file = object.members.iter().find(|member| is_file(&member.name));
        parts.extend(file.map(|member| (member.name.clone(), member.name.clone())));
    }
    let part = |(name, value): (String, String)| {
        let value = if is_file(&name) { format!("@{name}") } else { value };
        format!("-F {}", shell::quoted(&format!("{name}={value}")))
    };
    parts.into_iter().map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::{encoded, path, shell_address, variable};

    #[test]
    fn parameters_are_variables() {
        assert_eq!(path("/pets/{pet_id}/toys"), "/pets/$PET_ID/toys");
        assert_eq!(path("/pets/{id}x"), "/pets/${ID}x");
        assert_eq!(variable("petKey-1"), "$PETKEY_1");
    }

    #[test]
    fn addresses_are_quoted_where_they_must() {
        assert_eq!(shell_address("https://a.example/$ID"), "https://a.example/$ID");
        assert_eq!(shell_address("https://a.example/?a=b"), "\"https://a.example/?a=b\"");
        assert_eq!(encoded("a b&c"), "a%20b%26c");
    }
}
