//! Leaving out what is secret.

use wharf_runtime::http::{HeaderName, HeaderValue};
use wharf_runtime::{Location, SchemeKind};

use crate::data::Data;
use crate::settings::Settings;
use crate::table::{Command, Object, Place, Shape};
use crate::values::{DEEPEST, inner, may_be_secret};

/// What stands for a secret.
pub(super) const REDACTED: &str = "REDACTED";

/// Ends of names that hold a secret, whatever else is said of them.
const TELLING: &[&str] = &[
    "password",
    "passphrase",
    "secret",
    "apikey",
    "api_key",
    "private_key",
    "secret_key",
    "access_key",
    "access_token",
    "auth_token",
    "refresh_token",
    "bearer_token",
    "authorization",
    "cookie",
    "credential",
    "credentials",
];

/// Replaces the secrets in a value: what is one by any branch of a union, as a value is often of another branch than was
/// meant, and what is called as one is anywhere in the shape or everywhere in the world.
pub(super) fn redact(shape: &Shape, data: &mut Data) {
    let mut names = Vec::new();
    secret_members(shape, DEEPEST, &mut names, &mut Vec::new());
    visit(shape, data, &names);
}

fn visit(shape: &Shape, data: &mut Data, names: &[&str]) {
    match (shape, data) {
        (Shape::Secret(_), data) => hide(data),
        (Shape::Nullable(shape), data) => visit(shape, data, names),
        (Shape::List(items, _), Data::List(list)) => list.iter_mut().for_each(|item| visit(items, item, names)),
        (Shape::Map(values), Data::Object(members)) => {
            for (name, value) in members {
                member(name, Some(values), value, names);
            }
        }
        (Shape::Object(object), Data::Object(members)) => {
            for (name, value) in members {
                let known = object.members.iter().find(|member| member.name == name);
                if known.is_some_and(|known| known.write_only) {
                    hide_words(value);
                }
                member(name, known.map(|known| known.shape), value, names);
            }
        }
        (Shape::Union(union), data) => {
            union.variants.iter().for_each(|variant| visit(variant.shape, data, names));
        }
        // Nothing, or nothing that holds for this value, is said of what it holds.
        (_, Data::Object(members)) => {
            for (name, value) in members {
                member(name, None, value, names);
            }
        }
        (_, Data::List(list)) => list.iter_mut().for_each(|item| visit(&Shape::Any, item, names)),
        _ => {}
    }
}

/// A member of an object: by its name, then by its shape if it has one.
fn member(name: &str, shape: Option<&Shape>, value: &mut Data, names: &[&str]) {
    let is_named = shape.is_none() && names.contains(&name);
    if is_named || is_telling(name) {
        hide_words(value);
    }
    visit(shape.unwrap_or(&Shape::Any), value, names);
}

/// `clientSecret` and `client-secret` are called as `client_secret` is.
fn is_telling(name: &str) -> bool {
    let mut plain = String::with_capacity(name.len() + 4);
    let mut was_small = false;
    for character in name.chars() {
        if character.is_uppercase() && was_small {
            plain.push('_');
        }
        was_small = character.is_lowercase();
        plain.push(if character == '-' { '_' } else { character.to_ascii_lowercase() });
    }
    TELLING.iter().any(|end| plain.strip_suffix(end).is_some_and(|rest| rest.is_empty() || rest.ends_with('_')))
}

/// Whatever it is.
fn hide(data: &mut Data) {
    if *data != Data::Null {
        *data = Data::text(REDACTED);
    }
}

/// A text, or those of a list.
fn hide_words(data: &mut Data) {
    match data {
        Data::Text(_) => hide(data),
        Data::List(items) => items.iter_mut().for_each(hide_words),
        _ => {}
    }
}

/// The names of all members of a shape that are secrets.
fn secret_members(shape: &Shape, depth: usize, names: &mut Vec<&'static str>, seen: &mut Vec<*const Object>) {
    let Some(depth) = depth.checked_sub(1) else { return };
    match shape {
        Shape::Nullable(inner) | Shape::List(inner, _) | Shape::Map(inner) => {
            secret_members(inner, depth, names, seen);
        }
        Shape::Union(union) => {
            union.variants.iter().for_each(|variant| secret_members(variant.shape, depth, names, seen));
        }
        Shape::Object(object) if !seen.contains(&std::ptr::from_ref(*object)) => {
            seen.push(std::ptr::from_ref(*object));
            for member in object.members {
                if member.write_only || may_be_secret(member.shape) {
                    names.push(member.name);
                }
                secret_members(member.shape, DEEPEST, names, seen);
            }
        }
        _ => {}
    }
}

fn is_secret(shape: &Shape) -> bool {
    matches!(inner(shape), Shape::Secret(_))
}

/// Whether a header is a secret: marked by the client, known to be one, or that of a secret flag.
pub(super) fn is_secret_header(names: &[String], name: &HeaderName, value: &HeaderValue) -> bool {
    value.is_sensitive()
        || matches!(name.as_str(), "authorization" | "cookie" | "set-cookie" | "proxy-authorization")
        || names.iter().any(|known| known.eq_ignore_ascii_case(name.as_str()))
}

/// The names, in headers and queries, of what is secret.
pub(super) fn secret_names(settings: &Settings, command: &Command) -> Vec<String> {
    let schemes = settings.tool.api.schemes.iter().filter_map(|scheme| match scheme.kind {
        SchemeKind::ApiKey { location: Location::Query | Location::Header, name } => Some(name.to_owned()),
        _ => None,
    });
    let flags = command.flags.iter().flat_map(|flag| match flag.place {
        Place::Parameter(parameter) if is_secret(flag.shape) || is_telling(parameter.name()) => {
            vec![parameter.name().to_owned()]
        }
        // The member itself is an item of the query, `a=`, or it is `parameter[a]=`.
        Place::Within(parameter, path) if is_secret(flag.shape) => {
            let last = path.last().map(|name| (*name).to_owned());
            last.into_iter().chain([format!("{}%5B{}%5D", parameter.name(), path.join("%5D%5B"))]).collect()
        }
        _ => Vec::new(),
    });
    let base = settings.value("base-url").map(|(url, _)| names_in_query(&url)).unwrap_or_default();
    schemes.chain(flags).chain(base).collect()
}

/// The names of the items in the query of a URL.
pub(super) fn names_in_query(url: &str) -> Vec<String> {
    let query = url.split_once('?').map_or("", |(_, query)| query);
    query.split('&').filter_map(|item| item.split_once('=')).map(|(name, _)| name.to_owned()).collect()
}

/// A URL without who it is for and without the values of secret items of its query.
pub(super) fn url(url: &str, names: &[String]) -> String {
    let url = &without_password(url);
    let Some((path, query)) = url.split_once('?') else {
        return url.to_owned();
    };
    let items = query.split('&').map(|item| match item.split_once('=') {
        Some((name, _)) if names.iter().any(|known| known == name) => format!("{name}={REDACTED}"),
        _ => item.to_owned(),
    });
    format!("{path}?{}", items.collect::<Vec<_>>().join("&"))
}

fn without_password(url: &str) -> String {
    let parts = url.split_once("://").map(|(scheme, rest)| {
        let (authority, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
        (scheme, authority.rsplit_once('@'), path)
    });
    match parts {
        Some((scheme, Some((_, host)), path)) => format!("{scheme}://{REDACTED}@{host}{path}"),
        _ => url.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{redact, url};

    #[test]
    fn urls_tell_no_password() {
        assert_eq!(url("http://u:p@h:1/v1?a=@b", &[]), format!("http://{}@h:1/v1?a=@b", super::REDACTED));
        assert_eq!(url("http://h/a@b", &[]), "http://h/a@b");
        assert_eq!(url("u:p@h", &[]), "u:p@h");
    }
    use crate::table::{Member, Object, Others, Shape, Text, Union, Variant};
    use crate::values::yaml;

    static CASH: Shape = Shape::Object(&Object {
        name: "Cash",
        members: &[Member::required("type", &Shape::Constant("\"cash\"")), Member::new("coins", &Shape::INTEGER)],
        others: Others::Unsaid,
    });
    static CARD: Shape = Shape::Object(&Object {
        name: "Card",
        members: &[
            Member::required("type", &Shape::Constant("\"card\"")),
            Member::required("pin", &Shape::Secret(Text { min: Some(4), ..Text::ANY })),
            Member { write_only: true, ..Member::new("answer", &Shape::TEXT) },
            Member::new("next", &Shape::Nullable(&PAYMENT)),
        ],
        others: Others::Unsaid,
    });
    static PAYMENT: Shape = Shape::Union(&Union {
        name: "Payment",
        tag: "type",
        variants: &[
            Variant { name: "Cash", tags: &["cash"], shape: &CASH },
            Variant { name: "Card", tags: &["card"], shape: &CARD },
        ],
    });

    #[test]
    fn secrets_of_any_branch_are_hidden() {
        let rows = [
            ("{type: card, pin: '1234', answer: x}", r#"{"type":"card","pin":"REDACTED","answer":"REDACTED"}"#),
            // Of another branch, of none, without a tag, of another type, within something else.
            ("{type: cash, pin: '1234'}", r#"{"type":"cash","pin":"REDACTED"}"#),
            ("{type: other, pin: '1234'}", r#"{"type":"other","pin":"REDACTED"}"#),
            ("{pin: 1234}", r#"{"pin":"REDACTED"}"#),
            ("{type: card, pin: [1, 2]}", r#"{"type":"card","pin":"REDACTED"}"#),
            ("{type: card, next: {type: cash, pin: a}}", r#"{"type":"card","next":{"type":"cash","pin":"REDACTED"}}"#),
            ("{type: cash, other: {card: {pin: a}}}", r#"{"type":"cash","other":{"card":{"pin":"REDACTED"}}}"#),
            ("[{type: cash, pin: a}]", r#"[{"type":"cash","pin":"REDACTED"}]"#),
            // What is called as secrets are, and what is not.
            (
                "{type: cash, clientSecret: a, x-api-key: b}",
                r#"{"type":"cash","clientSecret":"REDACTED","x-api-key":"REDACTED"}"#,
            ),
            ("{type: cash, headers: {Authorization: a}}", r#"{"type":"cash","headers":{"Authorization":"REDACTED"}}"#),
            ("{type: cash, coins: 5, page_token: a}", r#"{"type":"cash","coins":5,"page_token":"a"}"#),
            ("{type: cash, secret: false, password: null}", r#"{"type":"cash","secret":false,"password":null}"#),
        ];
        for (given, expected) in rows {
            let mut data = yaml(given).unwrap();
            redact(&PAYMENT, &mut data);
            assert_eq!(data.to_json(), expected);
        }
    }
}
