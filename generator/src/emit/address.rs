//! Path templates, as the addresses of requests have them.

use crate::surface::{Call, ParameterKind, ParameterSpec};

/// The template of a call.
pub fn of_call(call: &Call) -> String {
    let set = call.arguments.iter().chain(&call.setters).map(|argument| &argument.parameter);
    address(&call.path, set.chain(call.fixed.iter().map(|fixed| &fixed.parameter)))
}

/// A path template as it stands in an address: what no address can hold is encoded, but for the names of parameters. What
/// stands behind a `#`, by which some documents tell operations of one path apart, is never sent, and an item of the query
/// that is one of `parameters` by itself is sent once.
pub fn address<'p>(template: &str, parameters: impl Iterator<Item = &'p ParameterSpec>) -> String {
    let mut out = String::with_capacity(template.len());
    let mut is_name = false;
    for character in without_items(template, parameters).chars() {
        is_name = character == '{' || is_name && character != '}';
        match character {
            name if is_name => out.push(name),
            '#' => break,
            '!'..='~' if !matches!(character, '"' | '<' | '>' | '\\' | '^' | '`' | '|') => out.push(character),
            other => {
                let mut bytes = [0; 4];
                out.extend(other.encode_utf8(&mut bytes).bytes().map(|byte| format!("%{byte:02X}")));
            }
        }
    }
    out
}

/// A template without the items `name={name}` of its query for which there is a parameter of the query.
fn without_items<'p>(template: &str, parameters: impl Iterator<Item = &'p ParameterSpec>) -> String {
    let Some((path, query)) = template.split_once('?') else { return template.to_owned() };
    let items = parameters.filter(|parameter| parameter.kind == ParameterKind::Query);
    let items: Vec<String> = items.map(|item| format!("{0}={{{0}}}", item.wire_name)).collect();
    let kept: Vec<&str> = query.split('&').filter(|item| !items.iter().any(|own| own == item)).collect();
    if kept.is_empty() { path.to_owned() } else { format!("{path}?{}", kept.join("&")) }
}

#[cfg(test)]
mod tests {
    use crate::surface::{ParameterKind, ParameterSpec};

    fn address(template: &str) -> String {
        let item = ParameterSpec {
            wire_name: "q".to_owned(),
            kind: ParameterKind::Query,
            style: None,
            explode: None,
            allow_reserved: false,
            media_type: None,
            part: None,
        };
        super::address(template, std::iter::once(&item))
    }

    #[test]
    fn paths_are_such_as_addresses_hold() {
        assert_eq!(address("/pets/{pet id}:find(1)"), "/pets/{pet id}:find(1)");
        assert_eq!(address("/a b/%20/\"c\"/{d}/é"), "/a%20b/%20/%22c%22/{d}/%C3%A9");
        assert_eq!(address("/{a#b}/c#Action={d}"), "/{a#b}/c");
        assert_eq!((&*address("/a?q={q}"), &*address("/a?b=1&q={q}&c={c}")), ("/a", "/a?b=1&c={c}"));
    }
}
