//! Leaving out what is secret.

use wharf_runtime::http::{HeaderName, HeaderValue};
use wharf_runtime::{Location, SchemeKind};

use crate::data::Data;
use crate::settings::Settings;
use crate::table::{Command, Place, Shape};
use crate::values::{check, inner};

/// What stands for a secret.
pub(super) const REDACTED: &str = "REDACTED";

/// Replaces the secrets in a value.
pub(super) fn redact(shape: &Shape, data: &mut Data) {
    match (shape, data) {
        (Shape::Secret, data @ (Data::Text(_) | Data::Number(_))) => *data = Data::text(REDACTED),
        (Shape::Nullable(shape), data) => redact(shape, data),
        (Shape::List(items, _), Data::List(list)) => list.iter_mut().for_each(|item| redact(items, item)),
        (Shape::Map(values), Data::Object(members)) => members.iter_mut().for_each(|(_, value)| redact(values, value)),
        (Shape::Object(object), Data::Object(members)) => {
            for (name, value) in members {
                if let Some(member) = object.members.iter().find(|member| member.name == name) {
                    redact(member.shape, value);
                }
            }
        }
        (Shape::Union(union), data) => {
            // A value that fits none could be meant as any.
            let fits = union.variants.iter().any(|variant| check(variant.shape, data).is_fine());
            for variant in union.variants {
                let texts = matches!(inner(variant.shape), Shape::Text(_) | Shape::Secret);
                if !fits || !texts && check(variant.shape, data).is_fine() || is_secret(variant.shape) {
                    redact(variant.shape, data);
                }
            }
        }
        _ => {}
    }
}

fn is_secret(shape: &Shape) -> bool {
    matches!(inner(shape), Shape::Secret)
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
    let flags = command.flags.iter().filter(|flag| is_secret(flag.shape)).flat_map(|flag| match flag.place {
        Place::Parameter(parameter) => vec![parameter.name().to_owned()],
        // The member itself is an item of the query, `a=`, or it is `parameter[a]=`.
        Place::Within(parameter, path) => {
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

/// A URL without the values of secret items of its query.
pub(super) fn url(url: &str, names: &[String]) -> String {
    let Some((path, query)) = url.split_once('?') else {
        return url.to_owned();
    };
    let items = query.split('&').map(|item| match item.split_once('=') {
        Some((name, _)) if names.iter().any(|known| known == name) => format!("{name}={REDACTED}"),
        _ => item.to_owned(),
    });
    format!("{path}?{}", items.collect::<Vec<_>>().join("&"))
}
