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

/// The schemes of `http` that are registered.
const REGISTERED: [&str; 14] = [
    "basic",
    "bearer",
    "concealed",
    "digest",
    "dpop",
    "gnap",
    "hoba",
    "mutual",
    "negotiate",
    "oauth",
    "privatetoken",
    "scram-sha-1",
    "scram-sha-256",
    "vapid",
];

/// A scheme of HTTP is one that is registered, so that both sides mean the same by it.
pub(in super::super) fn registered<'a>(checker: &mut Checker<'a>, scheme: Node<'a>) {
    let is_http = scheme.get("type").and_then(Node::as_str) == Some("http");
    let Some((node, text)) = scheme.get("scheme").and_then(|node| Some((node, node.as_str()?))) else { return };
    if is_http && !REGISTERED.iter().any(|known| known.eq_ignore_ascii_case(text)) {
        let message = format!("`{text}` is no registered scheme of HTTP authentication");
        let advice = "for a key in a header of its own, write `type: apiKey`";
        checker.warn("unregistered-scheme", node, message, advice);
    }
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
        if node.get(field).is_none() {
            checker.warn("missing-field", node, format!("{what} has to have `{field}`"), format!("add `{field}`"));
        }
    }
}
