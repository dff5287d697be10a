//! Operations: which stand for which, and what differs between them.

use std::collections::{BTreeMap, BTreeSet};

use super::super::finding::Site;
use super::super::verdict::Ways;
use super::moved::differing;
use super::{Met, Wire, labels};
use crate::api::{Operation, Server, TypeId};

/// A path with its parameters nameless, so that only what goes over the wire counts.
pub fn nameless(path: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in path.chars() {
        match c {
            '{' => {
                inside = true;
                out.push('{');
            }
            '}' => inside = false,
            _ if !inside => out.push(c),
            _ => {}
        }
    }
    out
}

/// The names of the parameters of a path, in its order.
pub fn names(path: &str) -> Vec<&str> {
    let starts = path.split('{').skip(1);
    starts.filter_map(|part| part.split_once('}').map(|(name, _)| name)).collect()
}

impl Wire<'_> {
    /// Compares all operations.
    pub(super) fn operations(&mut self) {
        let (old, new) = (self.old.api, self.new.api);
        let key = |operation: &Operation| (operation.method.clone(), nameless(&operation.path));
        let mut by_path: BTreeMap<_, usize> = BTreeMap::new();
        for (at, operation) in new.operations.iter().enumerate() {
            by_path.entry(key(operation)).or_insert(at);
        }
        let mut taken = BTreeSet::new();
        let mut gone = Vec::new();
        let mut pairs = Vec::new();
        for (at, operation) in old.operations.iter().enumerate() {
            match by_path.get(&key(operation)).filter(|found| taken.insert(**found)) {
                Some(found) => pairs.push((at, *found)),
                None => gone.push(at),
            }
        }
        let mut lost = Vec::new();
        for at in gone {
            let Some(operation) = old.operations.get(at) else { continue };
            let moved = operation.id.as_ref().and_then(|id| {
                new.operations.iter().position(|other| other.id.as_ref() == Some(id)).filter(|at| !taken.contains(at))
            });
            match moved {
                Some(found) => {
                    taken.insert(found);
                    pairs.push((at, found));
                }
                None => lost.push(at),
            }
        }
        let come: Vec<usize> = (0..new.operations.len()).filter(|at| !taken.contains(at)).collect();
        for (at, found) in self.moved(&lost, &come) {
            lost.retain(|one| *one != at);
            taken.insert(found);
            pairs.push((at, found));
        }
        for at in lost {
            if let Some(operation) = old.operations.get(at) {
                self.removed(at, operation);
            }
        }
        pairs.sort_unstable();
        for pair in pairs {
            self.found.operations.push(pair);
            self.operation(pair);
        }
        for (at, operation) in new.operations.iter().enumerate().filter(|(at, _)| !taken.contains(at)) {
            let id = self.note(Met {
                kind: "operation-added",
                old: None,
                new: Some(&operation.origin),
                subject: labels::operation_name(operation),
                before: String::new(),
                after: labels::operation_name(operation),
                site: Site::NewOperation(at),
            });
            self.brings(id, types_of(operation), []);
        }
    }

    fn removed(&mut self, at: usize, operation: &Operation) {
        let id = self.note(Met {
            kind: "operation-removed",
            old: Some(&operation.origin),
            new: None,
            subject: labels::operation_name(operation),
            before: labels::operation_name(operation),
            after: String::new(),
            site: Site::OldOperation(at),
        });
        self.brings(id, [], types_of(operation));
    }

    /// Compares two operations that are one.
    fn operation(&mut self, pair: (usize, usize)) {
        let (Some(old), Some(new)) = (self.old.api.operations.get(pair.0), self.new.api.operations.get(pair.1)) else {
            return;
        };
        self.docs((&old.docs, &old.origin), (&new.docs, &new.origin));
        if old.about_path != new.about_path {
            self.text(&old.origin, &new.origin);
        }
        self.address(pair, old, new);
        let id = |operation: &Operation| operation.id.clone().unwrap_or_default();
        self.differs(pair, "operation-id-changed", id(old), id(new));
        if new.docs.deprecated && !old.docs.deprecated {
            self.everywhere(pair, "operation-deprecated", String::new(), String::new());
        } else if old.docs.deprecated && !new.docs.deprecated {
            self.everywhere(pair, "operation-no-longer-deprecated", String::new(), String::new());
        }
        if old.tags != new.tags {
            self.everywhere(pair, "tag-changed", old.tags.join(", "), new.tags.join(", "));
        }
        let server = |operation: &Operation| operation.server.as_ref().map(Server::usual).unwrap_or_default();
        if server(old) != server(new) {
            self.everywhere(pair, "server-changed", server(old), server(new));
        }
        self.parameters(pair, old, new);
        self.bodies(pair, old, new);
        self.responses(pair, old, new);
        self.security(pair, old, new);
    }

    /// Compares method and path.
    fn address(&mut self, pair: (usize, usize), old: &Operation, new: &Operation) {
        let (before, after) = (labels::operation_name(old), labels::operation_name(new));
        if old.method != new.method {
            self.differs(pair, "method-changed", before.clone(), after.clone());
        }
        let (names_before, names_after) = (names(&old.path), names(&new.path));
        if nameless(&old.path) == nameless(&new.path) {
            if names_before == names_after {
                return;
            }
            let sorted = |names: &[&str]| names.iter().map(ToString::to_string).collect::<BTreeSet<_>>();
            if sorted(&names_before) == sorted(&names_after) {
                self.differs(pair, "path-parameters-swapped", old.path.clone(), new.path.clone());
                return;
            }
            for (name, other) in names_before.iter().zip(&names_after).filter(|(name, other)| name != other) {
                self.everywhere(pair, "path-parameter-renamed", (*name).to_owned(), (*other).to_owned());
            }
            return;
        }
        let fixed = |path: &str| -> Vec<String> {
            path.split('/').filter(|part| !part.is_empty() && !part.contains('{')).map(str::to_owned).collect()
        };
        let kind = if fixed(&old.path) != fixed(&new.path) {
            "path-changed"
        } else if names_after.len() > names_before.len() {
            "path-parameter-added"
        } else if names_after.len() < names_before.len() {
            "path-parameter-removed"
        } else {
            "path-changed"
        };
        if kind == "path-changed" && old.method == new.method {
            // One edit, whatever is below the path and whichever methods it has.
            let (before, after) = differing(&old.path, &new.path);
            self.everywhere(pair, kind, before, after);
        } else {
            self.differs(pair, kind, before, after);
        }
    }

    /// Notes what is another value now, at the operation itself.
    fn differs(&mut self, pair: (usize, usize), kind: &'static str, before: String, after: String) {
        let (Some(old), Some(new)) = (self.old.api.operations.get(pair.0), self.new.api.operations.get(pair.1)) else {
            return;
        };
        if before != after {
            let subject = labels::operation_name(old);
            let (old, new) = (Some(&old.origin), Some(&new.origin));
            self.note(Met { kind, old, new, subject, before, after, site: Site::NewOperation(pair.1) });
        }
    }

    /// Notes what is changed alike at many operations.
    pub(super) fn everywhere(&mut self, pair: (usize, usize), kind: &'static str, before: String, after: String) {
        let (Some(old), Some(new)) = (self.old.api.operations.get(pair.0), self.new.api.operations.get(pair.1)) else {
            return;
        };
        let subject = labels::operation_name(new);
        let (old, new) = (Some(&old.origin), Some(&new.origin));
        self.note_everywhere(Met { kind, old, new, subject, before, after, site: Site::NewOperation(pair.1) });
    }

    /// Compares the types of a place of two operations.
    pub(super) fn place(&mut self, pair: (usize, usize), old: TypeId, new: TypeId, ways: Ways) {
        let id = self.found.pairs.meet(old, new);
        self.found.pairs.hold_by_operation(id, pair, ways);
    }
}

/// The types that an operation names by itself.
pub(super) fn types_of(operation: &Operation) -> Vec<TypeId> {
    let parameters = operation.parameters.iter().map(|parameter| parameter.ty.id);
    let body = operation.body.iter().flat_map(|body| &body.content).filter_map(|content| content.ty);
    let answers = operation.responses.iter().flat_map(|one| &one.content).filter_map(|content| content.ty);
    parameters.chain(body.chain(answers).map(|place| place.id)).collect()
}
