//! What a document needs of the other files that it refers to.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::super::arena::{NodeId, Value};
use super::super::node::Kind;
use super::super::{Document, pointer, references};
use crate::Source;
use crate::diagnostic::Diagnostic;

/// Objects that say what a file is, whatever of it is needed.
const ALWAYS: [&str; 1] = ["info"];

impl Document {
    /// The places in other files that this document needs, by the name of the file: those that a reference names, from the main
    /// file or from such a place, as JSON pointers.
    pub(crate) fn needed_of_files(&self) -> BTreeMap<String, BTreeSet<String>> {
        let mut needed: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut starts = vec![self.root()];
        let mut walked: HashSet<NodeId> = HashSet::from([self.root().id()]);
        while !starts.is_empty() {
            let found = references::walk(starts.drain(..), self.node_count());
            for id in found.references.into_iter().chain(found.dynamic) {
                let node = self.node(id);
                let text = node.reference().or_else(|| node.as_str()).or_else(|| node.get("$dynamicRef")?.as_str());
                let Some(target) = text.and_then(|text| node.target(text).ok()) else { continue };
                let name = self.sources().get(target.span().source as usize).map_or("", |source| source.name());
                if target.span().source > 0 {
                    needed.entry(name.to_owned()).or_default().insert(target.pointer());
                }
                if walked.insert(target.id()) {
                    starts.push(target);
                }
            }
        }
        needed
    }

    /// The text of a file with only the places that are `needed`, and with what they stand in.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub(crate) fn cut_file(source: Source, needed: &BTreeSet<String>) -> Result<Vec<u8>, Vec<Diagnostic>> {
        let bytes = source.bytes.clone();
        let (document, told) = Self::fragment(source);
        let mut document = document.ok_or(told)?;
        let steps: Vec<Vec<String>> = needed.iter().map(|place| pointer::unescape(place)).collect();
        let before = document.root;
        document.root = document.kept(before, NodeId::NONE, &steps.iter().map(Vec::as_slice).collect::<Vec<_>>());
        let is_whole = document.node(before).structural_eq(document.root());
        // What is needed as a whole stays byte for byte.
        Ok(if is_whole { bytes } else { document.as_said().into_bytes() })
    }

    /// The node `old`, made anew below `parent` where only a part of it is needed; `places` are below it.
    fn kept(&mut self, old: NodeId, parent: NodeId, places: &[&[String]]) -> NodeId {
        let is_whole = places.iter().any(|place| place.is_empty());
        if is_whole || self.node(old).kind() != Kind::Object {
            return old;
        }
        let new = self.arena.push(Value::Null, self.arena.slot(old).span, parent);
        let mut entries = Vec::new();
        for entry in self.arena.entries(old).to_vec() {
            let key = self.arena.key(entry.key).to_owned();
            let below: Vec<&[String]> = places
                .iter()
                .filter_map(|place| place.split_first().filter(|(step, _)| **step == key))
                .map(|(_, rest)| rest)
                .collect();
            let is_plain = !matches!(self.node(entry.node).kind(), Kind::Object | Kind::Array);
            if !below.is_empty() {
                let node = self.kept(entry.node, new, &below);
                entries.push(super::Entry { node, ..entry });
            } else if is_plain || ALWAYS.contains(&key.as_str()) {
                entries.push(entry);
            }
        }
        self.arena.set(new, Value::Object(entries));
        new
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str, needed: &[&str]) -> String {
        let source = Source { name: "a.yaml".to_owned(), bytes: text.as_bytes().to_vec() };
        let needed = needed.iter().map(|place| (*place).to_owned()).collect();
        String::from_utf8(Document::cut_file(source, &needed).unwrap()).unwrap()
    }

    #[test]
    fn what_is_needed_stays_with_what_it_stands_in() {
        let text = "openapi: 3.1.0\ninfo: { title: A }\npaths: { /a: {} }\ncomponents:\n  schemas:\n    # One.\n    One: { type: string }\n    \
                    Two: { type: object, properties: { a: {}, b: { items: [{}] } } }\n    Three: {}\n";
        let kept =
            "openapi: 3.1.0\ninfo: { title: A }\ncomponents:\n  schemas:\n    # One.\n    One: { type: string }\n";
        assert_eq!(cut(text, &["/components/schemas/One"]), kept);
        assert_eq!(cut(text, &[""]), text);
        let part = cut(text, &["/components/schemas/Two/properties/b/items/0"]);
        assert!(part.contains("type: object") && part.contains("items") && !part.contains("a: {}"), "{part}");
    }

    #[test]
    fn a_file_that_is_needed_whole_stays_as_it_is() {
        let text = "One:   {type: string}   # so\n";
        assert_eq!(cut(text, &["/One"]), text);
        assert_eq!(
            cut("{\"One\":{},\"Two\":{\"a\":1}}", &["/Two"]).split_whitespace().collect::<String>(),
            "{\"Two\":{\"a\":1}}"
        );
    }
}
