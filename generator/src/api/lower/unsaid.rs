//! What documents say beside their schemas, and neither the types nor the documentation of a client.

use std::collections::HashMap;

use super::super::{MediaKind, Operation, Parent, Rule, RuleKind, Subject};
use super::context::Lowering;
use super::media;
use super::parts::may_be_nameless;
use crate::document::{Kind, Node, NodeId, Written};

/// Fields that are told in the report alone, by their object.
const UNSAID: [(&str, &[&str]); 6] = [
    ("a parameter", &["allowEmptyValue", "example", "examples"]),
    (
        "a header",
        &["allowEmptyValue", "allowReserved", "content", "example", "examples", "explode", "required", "style"],
    ),
    ("an encoding", &["encoding", "prefixEncoding", "itemEncoding"]),
    ("an example", &["summary", "description", "externalValue", "serializedValue"]),
    ("a link", &["server"]),
    ("a server", &["name", "description"]),
];

/// Fields that clients have no use for.
const UNREAD: [(&str, &[&str]); 3] =
    [("an OpenAPI document", &["jsonSchemaDialect"]), ("a tag", &["parent", "kind"]), ("an operation", &["tags"])];

impl Lowering<'_> {
    /// All of it, each with the operation that it is of.
    pub(super) fn unsaid(&self, operations: &[Operation]) -> Vec<Rule> {
        let mut rules = Vec::new();
        let all = self.document.written();
        let shared = shared_media_types(&all);
        for written in all {
            let origin = self.origin(written.node);
            // One that stands among the components has its media type where it is referred to.
            let holder = written.node.parent().map(Node::id);
            let media_type = holder.and_then(|holder| shared.get(&holder).copied());
            let Some(kind) = kind(&written, &origin.pointer, media_type) else { continue };
            let is_of = |operation: &Operation| {
                let rest = origin.pointer.strip_prefix(operation.origin.pointer.as_str());
                !operation.origin.pointer.is_empty() && rest.is_some_and(|rest| rest.starts_with('/'))
            };
            let at = operations.iter().position(is_of);
            let at = at.map_or(Parent::None, |index| Parent::Operation(index, written.field.to_owned()));
            let is_scopes = written.object == "a security requirement";
            rules.push(Rule {
                keyword: if is_scopes { "scopes" } else { written.field }.to_owned(),
                value: written.node.to_json(),
                written: written.node.written(),
                origin,
                kind,
                subjects: vec![Subject { ty: None, at }],
            });
        }
        rules
    }
}

/// Why nothing else tells of a field; none where something does.
fn kind(written: &Written<'_>, pointer: &str, media_type: Option<&str>) -> Option<RuleKind> {
    let Written { object, field, node } = *written;
    let listed =
        |table: &[(&str, &[&str])]| table.iter().any(|(known, fields)| *known == object && fields.contains(&field));
    // The media type that a field of one stands in.
    let key = || pointer.rsplit('/').nth(1).unwrap_or_default().replace("~1", "/");
    let media_type = media_type.map_or_else(key, str::to_owned);
    let is_form = matches!(media::kind(&media_type), MediaKind::Form | MediaKind::Multipart);
    let is_unsaid = match (object, field) {
        // Those of a part of a form are parameters of the call.
        ("a header", _) if pointer.contains("/encoding/") => false,
        // Those of the document are in the documentation of the client.
        ("a server", _) if pointer.starts_with("/servers/") => false,
        ("a path item" | "an operation", "servers") => node.items().nth(1).is_some(),
        ("a media type", "encoding") => !is_form,
        ("a media type", "prefixEncoding" | "itemEncoding") => !may_be_nameless(&media_type),
        ("a media type", "itemSchema") => !media::kind(&media_type).is_stream() && !may_be_nameless(&media_type),
        ("a media type", "example" | "examples") => media::kind(&media_type) != MediaKind::Json,
        ("a security requirement", _) => node.kind() == Kind::Array && has_items(node),
        _ => listed(&UNSAID),
    };
    if is_unsaid {
        return Some(RuleKind::Unsaid);
    }
    listed(&UNREAD).then_some(RuleKind::Unread)
}

/// The media type of each that others refer to, by the first place where it is.
fn shared_media_types<'a>(all: &[Written<'a>]) -> HashMap<NodeId, &'a str> {
    let mut found = HashMap::new();
    let contents = all.iter().filter(|written| written.field == "content");
    for (media_type, media) in contents.flat_map(|written| written.node.entries()) {
        if let Some(target) = media.reference().and_then(|_| media.resolve().ok()) {
            found.entry(target.id()).or_insert(media_type);
        }
    }
    found
}

fn has_items(node: Node<'_>) -> bool {
    node.items().next().is_some()
}
