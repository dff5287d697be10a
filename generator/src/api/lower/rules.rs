//! Collects what schemas say and no type expresses, for who asks for it.

use std::collections::HashMap;

use wharf_runtime::pattern;

use super::super::{Additional, Parent, Rule, RuleKind, Shape, Subject, TypeId};
use super::conjunction::{Conjunction, Group};
use super::context::Lowering;
use super::groups::Branches;
use super::keywords::{Class, class};
use super::limits::{concerns, normal, says, says_its_values};
use super::{additional, enums};
use crate::document::{Kind, Node, NodeId};

/// Keywords that say something about values to people, or lead from one schema to another.
const NOTES: [&str; 17] = [
    "$anchor",
    "$comment",
    "$defs",
    "$dynamicAnchor",
    "$id",
    "$recursiveAnchor",
    "$schema",
    "$vocabulary",
    "default",
    "definitions",
    "deprecated",
    "discriminator",
    "example",
    "examples",
    "nullable",
    "readOnly",
    "writeOnly",
];

/// Keywords that are documentation.
const TEXTS: [&str; 2] = ["description", "title"];

/// Keywords that a client of JSON has no use for.
const UNREAD: [&str; 2] = ["externalDocs", "xml"];

/// A keyword that the type `ty` does not express.
struct Noted<'a> {
    ty: TypeId,
    keyword: &'a str,
    node: Node<'a>,
    kind: RuleKind,
}

/// All that was found.
#[derive(Default)]
pub(super) struct Rules<'a>(Vec<Noted<'a>>);

impl<'a> Rules<'a> {
    fn note(&mut self, ty: TypeId, keyword: &'a str, node: Node<'a>, kind: RuleKind) {
        self.0.push(Noted { ty, keyword, node, kind });
    }
}

impl<'a> Lowering<'a> {
    /// Collects what the nodes on the way to the schema of `id` say to nobody.
    pub(super) fn note_annotations(&mut self, id: TypeId, conjunction: &Conjunction<'a>) {
        let Some(rules) = &mut self.rules else { return };
        for node in conjunction.notes.iter().chain(&conjunction.parts) {
            for (key, value) in node.entries() {
                if TEXTS.contains(&key) {
                    rules.note(id, key, value, RuleKind::Text);
                } else if UNREAD.contains(&key) {
                    rules.note(id, key, value, RuleKind::Unread);
                } else if class(key) == Class::Note && !key.starts_with("x-") && !NOTES.contains(&key) {
                    rules.note(id, key, value, RuleKind::Unknown);
                }
            }
        }
    }

    /// Collects what `conjunction` says and `shape`, which is that of `id`, does not.
    pub(super) fn note_rules(&mut self, id: TypeId, conjunction: &Conjunction<'a>, shape: &Shape) {
        if self.rules.is_none() {
            return;
        }
        for part in &conjunction.parts {
            for (key, node) in part.entries() {
                let kind = match class(key) {
                    Class::Limit => limit(*part, key, conjunction, shape),
                    Class::Shape => self.shaping((*part, key, node), conjunction, shape),
                    Class::Note => None,
                };
                if let Some((rules, kind)) = self.rules.as_mut().zip(kind) {
                    rules.note(id, key, node, kind);
                }
                if key == "patternProperties" {
                    self.note_patterns(id, node);
                }
            }
        }
    }

    /// What a keyword that decides on types leaves open.
    fn shaping(
        &mut self,
        (part, key, node): (Node<'a>, &str, Node<'a>),
        conjunction: &Conjunction<'a>,
        shape: &Shape,
    ) -> Option<RuleKind> {
        match key {
            "format" | "contentEncoding" | "contentMediaType" => Some(RuleKind::Format),
            "enum" | "const" => {
                let counts = enums::lists(part).any(|(keyword, _)| keyword == key);
                (counts && !says_its_values(shape)).then_some(RuleKind::Limit)
            }
            "oneOf" | "anyOf" => {
                let group = if key == "oneOf" { Group::OneOf } else { Group::AnyOf };
                let limits = conjunction.is_spread(part, group) && !matches!(shape, Shape::Union(_))
                    || matches!(self.branches(part, group).0, Branches::Limits);
                limits.then_some(RuleKind::Limit)
            }
            "additionalProperties" | "unevaluatedProperties" if node.as_bool() == Some(false) => {
                let is_open = matches!(shape, Shape::Object(object) if object.additional != Additional::Forbidden);
                is_open.then_some(RuleKind::Limit)
            }
            _ => None,
        }
    }

    /// Patterns of names that no client can tell.
    fn note_patterns(&mut self, id: TypeId, patterns: Node<'a>) {
        let Some(rules) = &mut self.rules else { return };
        for (name, schema) in patterns.entries() {
            if !additional::ALL.contains(&name) && !pattern::is_understood(name) {
                rules.note(id, "patternProperties", schema, RuleKind::Loose);
            }
        }
    }

    /// Each keyword once, in the order of the document, with all that it speaks of. Of several types that are made of
    /// one schema, it may limit one and mean nothing for another.
    pub(super) fn take_rules(&mut self) -> Vec<Rule> {
        let mut noted = self.rules.take().unwrap_or_default().0;
        noted.retain(|one| !self.typed.contains(&one.ty));
        let mut rules: Vec<Rule> = Vec::new();
        let mut known: HashMap<NodeId, usize> = HashMap::new();
        for Noted { ty, keyword, node, kind } in noted {
            let subject = Subject { ty: Some(ty), at: Parent::None };
            match known.get(&node.id()).and_then(|at| rules.get_mut(*at)) {
                Some(rule) if rule.kind == kind => {
                    if !rule.subjects.contains(&subject) {
                        rule.subjects.push(subject);
                    }
                }
                Some(rule) if rule.kind > kind => {}
                Some(rule) => (rule.kind, rule.subjects) = (kind, vec![subject]),
                None => {
                    known.insert(node.id(), rules.len());
                    let origin = self.origin(node);
                    let (keyword, value, written) = (keyword.to_owned(), node.to_json(), node.written());
                    rules.push(Rule { keyword, value, written, origin, kind, subjects: vec![subject] });
                }
            }
        }
        rules.sort_by_key(|rule| rule.origin.span);
        rules
    }
}

/// What a limit leaves to say; none where the type says it, or another schema does.
fn limit(part: Node<'_>, key: &str, conjunction: &Conjunction<'_>, shape: &Shape) -> Option<RuleKind> {
    let beside = |keyword: &str| part.get(keyword).is_some();
    let any = |keyword: &str| conjunction.parts.iter().any(|part| part.get(keyword).is_some());
    let is_list = part.get("items").is_some_and(|items| items.kind() == Kind::Array);
    match key {
        "then" | "else" => return (!beside("if")).then_some(RuleKind::Idle),
        "if" if !beside("then") && !beside("else") => return Some(RuleKind::Idle),
        "minContains" | "maxContains" if !beside("contains") => return Some(RuleKind::Idle),
        "additionalItems" if !is_list => return Some(RuleKind::Idle),
        "unevaluatedItems" if any("contains") => return Some(RuleKind::Limit),
        _ => {}
    }
    normal(part, key)?;
    if says(shape, key) {
        return None;
    }
    match shape {
        _ if concerns(key, shape) => Some(RuleKind::Limit),
        // Its branches have it, and say themselves what it means for them.
        Shape::Union(_) => None,
        Shape::Enum(_) | Shape::Open(_) => Some(RuleKind::Limit),
        _ if conjunction.only.is_some() => None,
        _ => Some(RuleKind::Idle),
    }
}
