//! Security schemes.

use super::super::Checker;
use crate::document::{Node, Version};

/// For each type of scheme what it has to have.
const FIELDS: [(&str, &[&str]); 4] = [
    ("apiKey", &["name", "in"]),
    ("http", &["scheme"]),
    ("oauth2", &["flows"]),
    ("openIdConnect", &["openIdConnectUrl"]),
];

/// For each OAuth flow what it has to have.
const FLOWS: [(&str, &[&str]); 5] = [
    ("implicit", &["authorizationUrl"]),
    ("password", &["tokenUrl"]),
    ("clientCredentials", &["tokenUrl"]),
    ("authorizationCode", &["authorizationUrl", "tokenUrl"]),
    ("deviceAuthorization", &["deviceAuthorizationUrl", "tokenUrl"]),
];

/// A scheme has what its type needs.
pub(in super::super) fn scheme<'a>(checker: &mut Checker<'a>, scheme: Node<'a>) {
    let Some((kind, text)) = scheme.get("type").and_then(|kind| Some((kind, kind.as_str()?))) else { return };
    if text == "mutualTLS" && checker.version == Version::V3_0 {
        let advice = "the document says that it follows OpenAPI 3.0";
        checker.warn("wrong-value", kind, "a security scheme is `mutualTLS` only since OpenAPI 3.1", advice);
    }
    need(checker, scheme, &format!("a security scheme of the type `{text}`"), text, &FIELDS);
}

/// A flow has what its kind needs.
pub(in super::super) fn flows<'a>(checker: &mut Checker<'a>, flows: Node<'a>) {
    for (name, flow) in flows.entries() {
        need(checker, flow, &format!("the flow `{name}`"), name, &FLOWS);
    }
}

fn need<'a>(checker: &mut Checker<'a>, node: Node<'a>, what: &str, kind: &str, table: &[(&str, &[&str])]) {
    let fields = table.iter().find(|(known, _)| *known == kind).map_or(&[][..], |(_, fields)| fields);
    for field in fields {
        match node.get(field) {
            None => {
                checker.warn("missing-field", node, format!("{what} has to have `{field}`"), format!("add `{field}`"));
            }
            Some(url) if field.ends_with("Url") && url.as_str().is_some_and(|text| !looks_like_address(text)) => {
                let message = format!("`{}` is no address", url.as_str().unwrap_or_default());
                checker.warn("wrong-value", url, message, "");
            }
            Some(_) => {}
        }
    }
}

/// Whether `text` may be an address, whole or relative.
fn looks_like_address(text: &str) -> bool {
    let broken_authority = text.split_once("://").is_some_and(|(scheme, rest)| scheme.is_empty() || rest.is_empty());
    !text.is_empty() && !text.contains(char::is_whitespace) && !text.starts_with(':') && !broken_authority
}
