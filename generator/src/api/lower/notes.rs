//! What schemas and other nodes say to people: titles, descriptions, examples, places.

use serde_json::Value;

use super::super::{Docs, Origin};
use super::context::Lowering;
use crate::document::{Kind, Node};

/// The text of the member `key`; empty where there is none.
pub(super) fn text(node: Node<'_>, key: &str) -> String {
    node.get(key).and_then(Node::as_str).unwrap_or_default().to_owned()
}

/// Whether the member `key` is `true`.
pub(super) fn flag(node: Node<'_>, key: &str) -> bool {
    node.get(key).and_then(Node::as_bool) == Some(true)
}

/// What a schema says about itself.
pub(super) fn schema_docs(node: Node<'_>) -> Docs {
    Docs { title: text(node, "title"), description: text(node, "description"), deprecated: flag(node, "deprecated") }
}

/// What an operation, a path item or an answer says about itself.
pub(super) fn summary_docs(node: Node<'_>) -> Docs {
    Docs { title: text(node, "summary"), description: text(node, "description"), deprecated: flag(node, "deprecated") }
}

/// Lets a description beside the reference `written` stand for that of what it names.
pub(super) fn beside_reference(docs: &mut Docs, written: Node<'_>) {
    let own = text(written, "description");
    if written.reference().is_some() && !own.is_empty() {
        docs.description = own;
    }
}

/// Texts that say something, as paragraphs.
pub(super) fn joined(texts: &[String]) -> String {
    let said = texts.iter().map(|text| text.trim()).filter(|text| !text.is_empty());
    said.collect::<Vec<_>>().join("\n\n")
}

/// Where to read on, as a sentence, by the `externalDocs` of `node`.
pub(super) fn read_on(node: Node<'_>) -> Option<String> {
    let docs = node.get("externalDocs")?;
    let (url, said) = (text(docs, "url"), text(docs, "description"));
    let (url, said) = (url.trim(), said.trim().trim_end_matches('.'));
    match (url.is_empty(), said.is_empty()) {
        (true, true) => None,
        (true, false) => Some(format!("See also: {said}.")),
        (false, true) => Some(format!("See also <{url}>.")),
        (false, false) => Some(format!("See also: {said}, <{url}>.")),
    }
}

/// Adds a paragraph to what is said.
pub(super) fn add(docs: &mut Docs, paragraph: &str) {
    let paragraph = paragraph.trim();
    if !paragraph.is_empty() && !docs.description.contains(paragraph) && docs.title.trim() != paragraph {
        docs.description = joined(&[std::mem::take(&mut docs.description), paragraph.to_owned()]);
    }
}

/// What is said at a place of use: by the first of `notes` that says it.
pub(super) fn use_docs(notes: &[Node<'_>]) -> Docs {
    let first = |key| notes.iter().map(|node| text(*node, key)).find(|text| !text.is_empty()).unwrap_or_default();
    Docs {
        title: first("title"),
        description: first("description"),
        deprecated: notes.iter().any(|node| flag(*node, "deprecated")),
    }
}

/// The `default` that the first of `notes` with one gives.
pub(super) fn use_default(notes: &[Node<'_>]) -> Option<Value> {
    notes.iter().find_map(|node| node.get("default")).map(Node::to_json)
}

impl<'a> Lowering<'a> {
    /// `example`, `examples` and `default` of a schema, and those in the places that the settings name.
    pub(super) fn schema_examples(&self, schema: Node<'a>) -> Vec<(Origin, Value)> {
        let mut found = Vec::new();
        // Whether null may stand there is an affair of the place; of the type it is no example.
        let mut take = |node: Node<'a>| {
            if node.kind() != Kind::Null {
                found.push((self.origin(node), node.to_json()));
            }
        };
        if let Some(node) = schema.get("example") {
            take(node);
        }
        // In a list: some 3.0 documents write named ones, as media types have them.
        if let Some(node) = schema.get("examples").filter(|node| node.kind() == Kind::Array) {
            node.items().for_each(&mut take);
        }
        if let Some(node) = schema.get("default") {
            take(node);
        }
        found.extend(self.named_examples(schema, &self.settings.examples.schema));
        found
    }

    /// `example` and `examples` of a parameter or media type.
    pub(super) fn media_examples(&mut self, media: Node<'a>) -> Vec<(Origin, Value)> {
        let mut found = Vec::new();
        if let Some(node) = media.get("example") {
            found.push((self.origin(node), node.to_json()));
        }
        let examples = media.get("examples");
        for (_, example) in examples.iter().flat_map(|node| node.entries()) {
            let Some(example) = self.follow_or(example, "the example is left out") else {
                continue;
            };
            let value = example.get("dataValue").or_else(|| example.get("value"));
            if let Some(node) = value {
                found.push((self.origin(node), node.to_json()));
            }
        }
        found
    }

    /// The examples at `pointers` below `node`: JSON as it stands, or as the text of a string.
    pub(super) fn named_examples(&self, node: Node<'a>, pointers: &[String]) -> Vec<(Origin, Value)> {
        pointers
            .iter()
            .filter_map(|pointer| below(node, pointer))
            .filter_map(|node| {
                let value = match node.as_str() {
                    Some(text) => serde_json::from_str(text).ok()?,
                    None => node.to_json(),
                };
                Some((self.origin(node), value))
            })
            .collect()
    }
}

impl Lowering<'_> {
    /// The heading of an operation in reference pages, where the settings name an extension for it.
    pub(super) fn heading(&self, operation: Node<'_>) -> String {
        let named = self.settings.reference.title.as_deref();
        let found = named.and_then(|named| below(operation, &pointer(named)));
        found.and_then(Node::as_str).map(|text| text.trim().to_owned()).unwrap_or_default()
    }
}

/// What names an extension, as a pointer: it may be written with dots, as in `x-shown.name`.
fn pointer(named: &str) -> String {
    if named.starts_with('/') { named.to_owned() } else { format!("/{}", named.replace('.', "/")) }
}

/// The node at the JSON pointer `pointer` below `node`.
fn below<'a>(node: Node<'a>, pointer: &str) -> Option<Node<'a>> {
    pointer.split('/').skip(1).try_fold(node, |node, step| {
        let key = step.replace("~1", "/").replace("~0", "~");
        node.get(&key).or_else(|| node.at(key.parse().ok()?))
    })
}
