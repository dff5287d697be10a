//! Answers.

use std::collections::BTreeMap;

use super::super::{Content, Header, MediaKind, Positions, Response, Status};
use super::bodies::unite;
use super::context::Lowering;
use super::notes::{self, summary_docs};
use crate::document::{Kind, Node};

/// What is done where an answer is not to be found.
const LOST_RESPONSE: &str = "the body of such an answer is handed over as it comes";

impl<'a> Lowering<'a> {
    /// The answers to the operation `node` with the number `index`.
    pub(super) fn responses(&mut self, index: usize, node: Node<'a>) -> Vec<Response> {
        let mut found = Vec::new();
        let list = node.get("responses");
        let statuses = list.iter().flat_map(|list| list.entries()).filter_map(|(key, _)| status(key));
        let usual = statuses.filter(|status| status.is_success() || *status == Status::Default).min();
        for (key, written) in list.iter().flat_map(|list| list.entries()) {
            if key.starts_with("x-") {
                continue;
            }
            let Some(status) = status(key) else {
                self.reports.warn(
                    "status-unknown",
                    written,
                    &format!("`{key}` is no status, and is read over"),
                    "write a status such as 200, 2XX or default",
                );
                continue;
            };
            let role = role(status, usual == Some(status));
            found.extend(self.response(index, status, &role, written));
        }
        let examples = self.named_examples(node, &self.settings.examples.response);
        let success = found
            .iter_mut()
            .filter(|response: &&mut Response| response.status.is_success())
            .find_map(|response| response.content.first_mut());
        if let Some(content) = success {
            content.examples.extend(examples);
        }
        found
    }

    fn response(&mut self, index: usize, status: Status, role: &str, written: Node<'a>) -> Option<Response> {
        let Some(node) = self.follow_or(written, LOST_RESPONSE) else {
            return Some(self.unknown_response(status, written));
        };
        if node.kind() != Kind::Object {
            self.reports.warn(
                "response-no-object",
                node,
                &format!("an answer is an object, and this is {}; it is read over", node.kind()),
                "describe the answer",
            );
            return None;
        }
        let Some(media_types) = self.media_types(node, Some(LOST_RESPONSE)) else {
            return Some(self.unknown_response(status, written));
        };
        let mut content = Vec::new();
        for (media_type, media) in media_types {
            content.push(self.content(index, role, media_type, media));
        }
        unite(self.document.root(), &mut content);
        let mut headers = Vec::new();
        for (name, header) in node.get("headers").iter().flat_map(|list| list.entries()) {
            let node = self.follow_or(header, "the header is named all the same");
            headers.push(Header {
                name: name.to_owned(),
                description: node.map(about_header).unwrap_or_default(),
                required: node.is_some_and(|node| notes::flag(node, "required")),
                ty: node.map(|node| header_type(header_schema(node))).unwrap_or_default(),
            });
        }
        let mut docs = summary_docs(node);
        notes::beside_reference(&mut docs, written);
        let links = self.links(node);
        Some(Response { status, content, headers, links, docs, origin: self.origin(written) })
    }
}

impl<'a> Lowering<'a> {
    /// An answer of which nothing but its status is known: its body is bytes.
    fn unknown_response(&self, status: Status, written: Node<'a>) -> Response {
        let origin = self.origin(written);
        let content = vec![Content {
            media_type: "*/*".to_owned(),
            kind: MediaKind::Binary,
            ty: None,
            of_item: false,
            encoding: BTreeMap::new(),
            positions: Positions::default(),
            examples: Vec::new(),
            origin: origin.clone(),
        }];
        Response { status, content, headers: Vec::new(), links: Vec::new(), docs: summary_docs(written), origin }
    }
}

/// What is said about a header of an answer: its type, and what it means.
fn about_header(node: Node<'_>) -> String {
    let schema = header_schema(node);
    let said = |key| schema.map(|schema| notes::text(schema, key)).unwrap_or_default();
    let ty = header_type(schema);
    let ty = if ty.is_empty() { ty } else { format!("({ty})") };
    let text = [notes::text(node, "description"), said("description")].into_iter().find(|text| !text.trim().is_empty());
    let text = text.unwrap_or_default();
    let text = if notes::flag(node, "deprecated") { format!("{} Deprecated.", text.trim()) } else { text };
    [ty.as_str(), text.trim()].join(" ").trim().to_owned()
}

fn header_schema(node: Node<'_>) -> Option<Node<'_>> {
    let content = node.get("content").and_then(|content| content.entries().next()).map(|(_, media)| media);
    content.unwrap_or(node).get("schema").and_then(|schema| schema.resolve().ok())
}

fn header_type(schema: Option<Node<'_>>) -> String {
    let said = |key| schema.map(|schema| notes::text(schema, key)).unwrap_or_default();
    [said("type"), said("format")].into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(", ")
}

/// What the body of an answer is called within its operation: the usual one is the response, others are what their
/// status means.
fn role(status: Status, is_usual: bool) -> String {
    match status {
        _ if is_usual => "response".to_owned(),
        Status::Code(code) => {
            let known = http::StatusCode::from_u16(code).ok().and_then(|code| code.canonical_reason());
            known.map_or_else(|| format!("status {code}"), str::to_owned)
        }
        Status::Range(4) => "client error".to_owned(),
        Status::Range(5) => "server error".to_owned(),
        Status::Range(hundred) => format!("status {hundred}xx"),
        Status::Default => "error".to_owned(),
    }
}

/// The statuses that `key` names.
fn status(key: &str) -> Option<Status> {
    if key.eq_ignore_ascii_case("default") {
        return Some(Status::Default);
    }
    let digits = key.trim();
    if let Some((hundred, "XX" | "xx" | "Xx" | "xX")) = digits.split_at_checked(digits.len().saturating_sub(2)) {
        let hundred = hundred.parse().ok()?;
        return (1..=5).contains(&hundred).then_some(Status::Range(hundred));
    }
    let code = digits.parse().ok()?;
    (100..=999).contains(&code).then_some(Status::Code(code))
}

#[cfg(test)]
mod tests {
    use super::{Status, status};

    #[test]
    fn statuses_are_codes_hundreds_or_the_rest() {
        assert_eq!(status("404"), Some(Status::Code(404)));
        assert_eq!(status("2XX"), Some(Status::Range(2)));
        assert_eq!(status("5xx"), Some(Status::Range(5)));
        assert_eq!(status("4Xx"), Some(Status::Range(4)));
        assert_eq!(status("é"), None);
        assert_eq!(status("default"), Some(Status::Default));
        assert_eq!(status("ok"), None);
        assert_eq!(status("9XX"), None);
    }
}
