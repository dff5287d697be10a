//! Applies an `OpenAPI` Overlay: a list of corrections, each to the nodes that a `JSONPath` selects.

use serde_json_path::{JsonPath, NormalizedPath};

use super::Document;
use super::arena::NodeId;
use super::edit::COPIES;
use super::node::{Kind, Node};
use super::{pointer, to_json};
use crate::diagnostic::{Diagnostic, Severity};
use crate::{Load, Source};

mod action;
mod merge;

use action::{Action, Change};

impl Document {
    /// Applies an overlay, and reads the files that references added by it name.
    ///
    /// Nodes that come from the overlay keep their place in its file. An action that selects nothing is an error,
    /// because a correction that corrects nothing is out of date; the other actions are applied all the same.
    pub fn apply_overlay(&mut self, overlay: Source, load: &dyn Load) -> Vec<Diagnostic> {
        let mut diagnostics = Vec::new();
        let Some(root) = self.add(overlay, &mut diagnostics) else {
            return diagnostics;
        };
        let (actions, told) = action::read(self.node(root));
        diagnostics.extend(told);
        let mut run = Run { image: to_json::to_json(self.root()), document: self, budget: COPIES, diagnostics };
        for action in &actions {
            run.apply(action);
        }
        let mut diagnostics = run.diagnostics;
        self.load_referenced(load, &mut diagnostics);
        diagnostics
    }
}

/// An overlay that is being applied.
struct Run<'d> {
    document: &'d mut Document,
    /// The document as JSON, kept equal to it: what queries are asked of.
    image: serde_json::Value,
    /// How many nodes may still be copied.
    budget: usize,
    diagnostics: Vec<Diagnostic>,
}

impl Run<'_> {
    fn apply(&mut self, action: &Action) {
        let selected = self.select(&action.query);
        if selected.is_empty() {
            let target = self.document.node(action.target);
            let message = format!("`{}` selects nothing in the document", action.query_text);
            let advice = self.closest(&action.query_text);
            self.tell("overlay-no-match", target.id(), message, &advice);
            return;
        }
        match action.change {
            Change::Remove => self.remove(&selected),
            Change::Update(update) => self.update(&selected, update),
            Change::Copy { ref query, node } => match self.select(query).as_slice() {
                [from] => {
                    let from = self.document.root().find(from).map(Node::id);
                    if let Some(from) = from {
                        self.update(&selected, from);
                    }
                }
                found => {
                    let message = format!("`copy` has to select one node, and it selects {}", found.len());
                    self.tell("overlay-copy", node, message, "let the query name exactly one node");
                }
            },
        }
    }

    /// The JSON pointers of what `query` selects, in the order of the document's arrays.
    fn select(&self, query: &JsonPath) -> Vec<String> {
        let mut found = query.query_located(&self.image);
        found.dedup_in_place();
        found.locations().map(NormalizedPath::to_json_pointer).collect()
    }

    /// How far the query leads, for an action that selects nothing.
    fn closest(&self, query: &str) -> String {
        let cuts = query.char_indices().rev().filter(|(_, letter)| matches!(letter, '.' | '['));
        let prefixes = cuts.filter_map(|(at, _)| query.get(..at)).map(|prefix| prefix.trim_end_matches('.'));
        let leads = |prefix: &&str| JsonPath::parse(prefix).is_ok_and(|query| !self.select(&query).is_empty());
        let found = prefixes.filter(|prefix| prefix.len() > 1).find(leads);
        match found {
            Some(prefix) => format!("`{prefix}` selects something; remove the action if it is no longer needed"),
            None => "remove the action if it is no longer needed".to_owned(),
        }
    }

    fn remove(&mut self, selected: &[String]) {
        let mut paths: Vec<Vec<String>> = selected.iter().map(|path| pointer::unescape(path)).collect();
        // From the end, so that the items of an array keep their index until it is their turn.
        paths.sort_by(|left, right| pointer::order(right, left));
        for mut path in paths {
            let Some(last) = path.pop() else { continue };
            if let Some(parent) = self.document.arena.own(self.document.root, &path) {
                self.document.arena.remove(parent, &last);
            }
            match self.image_at(&path) {
                Some(serde_json::Value::Object(members)) => {
                    members.remove(&last);
                }
                Some(serde_json::Value::Array(items)) => {
                    last.parse::<usize>().ok().filter(|at| *at < items.len()).map(|at| items.remove(at));
                }
                _ => {}
            }
        }
    }

    fn update(&mut self, selected: &[String], update: NodeId) {
        for path in selected {
            let path = pointer::unescape(path);
            let Some(target) = self.document.arena.own(self.document.root, &path) else { continue };
            let mut budget = self.budget;
            let merged = merge::merge(&mut self.document.arena, target, update, true, &mut budget);
            self.budget = budget;
            if let Err(no_merge) = merged {
                self.tell_no_merge(&no_merge);
                return;
            }
            let value = to_json::to_json(self.document.node(target));
            if let Some(image) = self.image_at(&path) {
                *image = value;
            }
        }
    }

    fn image_at(&mut self, path: &[String]) -> Option<&mut serde_json::Value> {
        path.iter().try_fold(&mut self.image, |value, step| match value {
            serde_json::Value::Object(members) => members.get_mut(step),
            serde_json::Value::Array(items) => items.get_mut(step.parse::<usize>().ok()?),
            _ => None,
        })
    }

    fn tell_no_merge(&mut self, no_merge: &merge::NoMerge) {
        match no_merge {
            merge::NoMerge::Kinds { target, update } => {
                let (target, update) = (self.document.node(*target), self.document.node(*update));
                let message = format!(
                    "{} cannot be merged into `{}`, which is {}",
                    update.kind(),
                    target.pointer(),
                    target.kind()
                );
                let advice = "remove the target by an action of its own before this one";
                self.tell("overlay-mismatch", update.id(), message, advice);
            }
            merge::NoMerge::TooDeep(update) => {
                let advice = "give the inner part a name and refer to it";
                self.tell("too-deep", *update, "with this, values stand in one another too deep".to_owned(), advice);
            }
            merge::NoMerge::TooMany(update) => {
                let message = format!("the overlay adds more than {COPIES} values");
                self.tell("alias-bomb", *update, message, "refer to schemas by `$ref` instead");
            }
        }
    }

    fn tell(&mut self, code: &'static str, node: NodeId, message: String, advice: &str) {
        let node = self.document.node(node);
        self.diagnostics.push(self.document.diagnostic(Severity::Error, code, node, message, advice));
    }
}

/// Whether a value has no members and no items.
fn is_primitive(kind: Kind) -> bool {
    !matches!(kind, Kind::Array | Kind::Object)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::tests::{Nothing, brief, read};
    use super::*;

    const DOCUMENT: &str = "openapi: 3.1.0
info: {title: A}
paths:
  /a: {get: {tags: [x, y, x], parameters: []}}
  /b: {get: {tags: [y]}, x-on: true}
base: &base {deep: {n: 1}}
copy: *base
";

    fn apply(actions: &str) -> (Document, Vec<Diagnostic>) {
        let mut document = read(DOCUMENT);
        let text = format!("overlay: 1.1.0\ninfo: {{title: t, version: v}}\nactions:\n{actions}\n");
        let overlay = Source { name: "overlay.yaml".to_owned(), bytes: text.into_bytes() };
        let diagnostics = document.apply_overlay(overlay, &Nothing);
        (document, diagnostics)
    }

    fn value(actions: &str, pointer: &str) -> serde_json::Value {
        let (document, diagnostics) = apply(actions);
        assert_eq!(brief(&diagnostics), [""; 0]);
        document.root().find(pointer).map_or(serde_json::Value::Null, Node::to_json)
    }

    #[test]
    fn updates_merge() {
        let update = "- {target: $, update: {info: {title: B, version: '1'}, servers: [{url: /}]}}";
        assert_eq!(value(update, "/info"), json!({"title": "B", "version": "1"}));
        assert_eq!(value(update, "/servers"), json!([{"url": "/"}]));
        let append = "- {target: '$.paths.*.get.tags', update: z}\n- {target: '$.paths[?@[\"x-on\"]].get', update: {tags: [a, b]}}";
        assert_eq!(value(append, "/paths/~1a/get/tags"), json!(["x", "y", "x", "z"]));
        assert_eq!(value(append, "/paths/~1b/get/tags"), json!(["y", "z", "a", "b"]));
        assert_eq!(value("- {target: $.info.title, update: 7}", "/info/title"), json!(7));
    }

    #[test]
    fn removals_take_out_every_selected_node() {
        let items = "- {target: '$.paths.*.get.tags[?@ == \"x\"]', remove: true}";
        assert_eq!(value(items, "/paths/~1a/get/tags"), json!(["y"]));
        assert_eq!(value("- {target: $.paths.*.get, remove: true}", "/paths"), json!({"/a": {}, "/b": {"x-on": true}}));
    }

    #[test]
    fn copies_move_with_a_removal() {
        let rename = "- {target: $.paths, update: {/c: {}}}
- {target: \"$.paths['/c']\", copy: \"$.paths['/b']\"}
- {target: \"$.paths['/b']\", remove: true}";
        let expected = json!({"/a": {"get": {"tags": ["x", "y", "x"], "parameters": []}}, "/c": {"get": {"tags": ["y"]}, "x-on": true}});
        assert_eq!(value(rename, "/paths"), expected);
    }

    #[test]
    fn each_action_sees_what_those_before_it_did() {
        let actions = "- {target: $.info, update: {a: {b: 1}}}\n- {target: $.info.a, update: {c: 2}}\n- {target: $.info.a.b, remove: true}";
        assert_eq!(value(actions, "/info/a"), json!({"c": 2}));
    }

    #[test]
    fn a_shared_node_is_changed_at_one_place() {
        let actions = "- {target: $.copy.deep, update: {n: 2, m: 3}}";
        assert_eq!(value(actions, "/copy"), json!({"deep": {"n": 2, "m": 3}}));
        assert_eq!(value(actions, "/base"), json!({"deep": {"n": 1}}));
        let (document, _) = apply(actions);
        assert_eq!(document.root().find("/copy/deep/m").unwrap().pointer(), "/copy/deep/m");
    }

    #[test]
    fn what_an_overlay_adds_keeps_its_place() {
        let (document, _) = apply("- target: $.info\n  update:\n    title: B\n    version: '1'");
        let version = document.root().find("/info/version").unwrap();
        assert_eq!((version.span().line, version.span().column), (7, 14));
        assert_eq!(version.key_span().unwrap().column, 5);
        let file = |node| document.diagnostic(Severity::Hint, "x", node, "", "").file;
        assert_eq!(&*file(version), "overlay.yaml");
        assert_eq!(&*file(document.root().find("/info/title").unwrap()), "overlay.yaml");
        assert_eq!(&*file(document.root().find("/info").unwrap()), "api.yaml");
    }

    #[test]
    fn references_in_an_overlay_are_those_of_the_document() {
        let (document, diagnostics) = apply("- {target: $, update: {r: {$ref: '#/paths/~1b'}}}");
        assert_eq!(brief(&diagnostics), [""; 0]);
        let target = document.root().find("/r").unwrap().resolve().unwrap();
        assert_eq!(target.pointer(), "/paths/~1b");
        assert!(document.check_references().is_empty());
    }

    #[test]
    fn an_action_that_does_nothing_is_an_error_at_its_place() {
        let (_, diagnostics) = apply(
            "- {target: \"$.paths['/none'].get\", remove: true}
- {target: $.info}
- {target: '$.info[', remove: true}
- {update: {}}
- {target: $.info, update: []}
- {target: $, remove: true}
- {target: $.info, copy: $.paths.*}
- {target: $.info, update: {title: [a]}, note: 1}",
        );
        let expected = [
            "error overlay-action 5:3",
            "error overlay-query 6:12",
            "error overlay-query 7:3",
            "error overlay-remove 9:12",
            "warning unknown-field 11:42",
            "error overlay-no-match 4:12",
            "error overlay-mismatch 8:28",
            "error overlay-copy 10:26",
            "error overlay-mismatch 11:36",
        ];
        assert_eq!(brief(&diagnostics), expected);
        assert_eq!(diagnostics[5].advice, "`$.paths` selects something; remove the action if it is no longer needed");
    }

    #[test]
    fn what_is_no_overlay_is_refused() {
        let mut document = read(DOCUMENT);
        let overlay = Source { name: "overlay.yaml".to_owned(), bytes: b"overlay: 2.0.0\nactions: 1\n".to_vec() };
        let diagnostics = document.apply_overlay(overlay, &Nothing);
        assert_eq!(brief(&diagnostics), ["error overlay-version 1:10", "error overlay-actions 2:10"]);
    }
}
