//! The scopes that operations ask for: a token that was given for fewer is refused.

use std::collections::BTreeSet;

use super::super::Side;
use super::Wire;
use crate::api::Operation;
use crate::document::Node;

impl Wire<'_> {
    /// Compares the scopes of two operations that ask for the same schemes.
    pub(super) fn scopes(&mut self, pair: (usize, usize), old: &Operation, new: &Operation) {
        let called = |name: &str| self.schemes.get(name).map_or(name, String::as_str).to_owned();
        let (before, after) = (asked(&self.old, old, &called), asked(&self.new, new, &str::to_owned));
        let only = |these: &BTreeSet<String>, those: &BTreeSet<String>| {
            these.difference(those).cloned().collect::<Vec<_>>().join(", ")
        };
        let (gone, come) = (only(&before, &after), only(&after, &before));
        if !come.is_empty() {
            self.everywhere(pair, "security-scope-added", String::new(), come);
        }
        if !gone.is_empty() {
            self.everywhere(pair, "security-scope-removed", gone, String::new());
        }
    }
}

/// Each scope that an operation asks for, with its scheme.
fn asked(side: &Side<'_>, operation: &Operation, called: &dyn Fn(&str) -> String) -> BTreeSet<String> {
    let root = side.document.root();
    let own = root.find(&operation.origin.pointer).and_then(|node| node.get("security"));
    let all = own.or_else(|| root.get("security")).into_iter().flat_map(Node::items).flat_map(Node::entries);
    let scopes = all.flat_map(|(scheme, scopes)| {
        let scheme = called(scheme);
        scopes.items().filter_map(Node::as_str).map(move |scope| format!("{scheme}: {scope}")).collect::<Vec<_>>()
    });
    scopes.collect()
}
