//! Who may call: what operations ask for, and what the schemes are.

use std::collections::{BTreeMap, HashMap};

use super::super::Side;
use super::super::finding::Site;
use super::super::verdict::Ways;
use super::{Met, Wire};
use crate::api::{Location, Operation, Scheme, SchemeKind};
use crate::document::Node;

impl Wire<'_> {
    /// Compares the schemes of both documents by their names; one that is called otherwise is the only one that can be it.
    pub(super) fn schemes(&mut self) {
        let (old, new) = (self.old.api, self.new.api);
        self.schemes = renamed(&old.schemes, &new.schemes);
        for scheme in &old.schemes {
            let name = self.schemes.get(&scheme.name).unwrap_or(&scheme.name);
            let Some(other) = new.schemes.iter().find(|other| other.name == *name) else { continue };
            if scheme.name != other.name {
                let names = (scheme.name.clone(), other.name.clone());
                self.scheme(scheme, other, "security-scheme-renamed", names);
            }
            let (before, after) = (flows(&self.old, scheme), flows(&self.new, other));
            if scheme.kind != other.kind {
                self.scheme(scheme, other, "security-scheme-changed", (said(scheme), said(other)));
            } else if before != after {
                self.scheme(scheme, other, "security-flows-changed", differing(&before, &after));
            } else if scheme.description != other.description {
                self.text(&scheme.origin, &other.origin);
            }
        }
    }

    /// Notes something about a scheme at all operations that ask for it.
    fn scheme(&mut self, old: &Scheme, new: &Scheme, kind: &'static str, (before, after): (String, String)) {
        let asks = |operation: &Operation| operation.security.iter().flatten().any(|name| *name == new.name);
        let operations = self.new.api.operations.iter().enumerate();
        let users: Vec<usize> = operations.filter(|(_, operation)| asks(operation)).map(|(at, _)| at).collect();
        for at in users {
            let id = self.note(Met {
                kind,
                old: Some(&old.origin),
                new: Some(&new.origin),
                subject: format!("security scheme `{}`", new.name),
                before: before.clone(),
                after: after.clone(),
                site: Site::NewOperation(at),
            });
            self.travels(id, Ways::REQUEST);
        }
    }

    /// Compares what two operations that are one ask for.
    pub(super) fn security(&mut self, pair: (usize, usize), old: &Operation, new: &Operation) {
        let sorted = |mut all: Vec<Vec<String>>| {
            for one in &mut all {
                one.sort();
            }
            all.sort();
            all
        };
        let mut asked = old.security.clone();
        for name in asked.iter_mut().flatten() {
            *name = self.schemes.get(name).unwrap_or(name).clone();
        }
        let (before, after) = (sorted(asked), sorted(new.security.clone()));
        if before == after {
            self.scopes(pair, old, new);
            return;
        }
        let is_free = |all: &[Vec<String>]| all.iter().all(Vec::is_empty);
        let kind = match (is_free(&before), is_free(&after)) {
            (true, false) => "security-added",
            (false, true) => "security-removed",
            _ if before.iter().all(|one| after.contains(one)) => "security-alternative-added",
            _ => "security-changed",
        };
        self.everywhere(pair, kind, listed(&before), listed(&after));
    }
}

/// What schemes are called now that were called otherwise: those that are gone, where one alone of their kind came.
pub fn renamed(old: &[Scheme], new: &[Scheme]) -> HashMap<String, String> {
    let only = |these: &[Scheme], those: &[Scheme]| -> Vec<Scheme> {
        these.iter().filter(|one| !those.iter().any(|other| other.name == one.name)).cloned().collect()
    };
    let (gone, come) = (only(old, new), only(new, old));
    let is_only = |all: &[Scheme], kind: &SchemeKind| all.iter().filter(|one| one.kind == *kind).count() == 1;
    let pairs = gone.iter().filter(|one| is_only(&gone, &one.kind) && is_only(&come, &one.kind));
    let pairs = pairs.filter_map(|one| Some((one, come.iter().find(|other| other.kind == one.kind)?)));
    pairs.map(|(one, other)| (one.name.clone(), other.name.clone())).collect()
}

/// Where the tokens of a scheme are had from, by what the document calls it.
fn flows(side: &Side<'_>, scheme: &Scheme) -> BTreeMap<String, String> {
    let Some(node) = side.document.root().find(&scheme.origin.pointer).and_then(|node| node.resolve().ok()) else {
        return BTreeMap::new();
    };
    let text = |node: Node<'_>| node.as_str().unwrap_or_default().to_owned();
    let urls = node.entries().filter(|(key, _)| key.ends_with("Url")).map(|(key, url)| (key.to_owned(), text(url)));
    let flows = node.get("flows").into_iter().flat_map(Node::entries).filter(|(flow, _)| !flow.starts_with("x-"));
    let parts = flows.flat_map(|(flow, node)| {
        let urls = node.entries().filter(|(key, _)| key.ends_with("Url"));
        let urls = urls.map(move |(key, url)| (format!("{flow} {key}"), text(url)));
        let scopes = node.get("scopes").into_iter().flat_map(Node::entries);
        let scopes = scopes.map(move |(scope, _)| (format!("{flow} scope"), scope.to_owned()));
        urls.chain(scopes).map(|(what, value)| (format!("{what} {value}"), value)).collect::<Vec<_>>()
    });
    urls.chain(parts).collect()
}

/// What only the one has, and what only the other.
fn differing(old: &BTreeMap<String, String>, new: &BTreeMap<String, String>) -> (String, String) {
    let only = |these: &BTreeMap<String, String>, those: &BTreeMap<String, String>| {
        let all = these.iter().filter(|(what, value)| those.get(*what) != Some(*value));
        all.map(|(what, _)| what.clone()).collect::<Vec<_>>().join(", ")
    };
    (only(old, new), only(new, old))
}

fn listed(all: &[Vec<String>]) -> String {
    let each = |one: &Vec<String>| if one.is_empty() { "none".to_owned() } else { one.join(" and ") };
    if all.is_empty() { "none".to_owned() } else { all.iter().map(each).collect::<Vec<_>>().join(" or ") }
}

fn said(scheme: &Scheme) -> String {
    match &scheme.kind {
        SchemeKind::Bearer => "a bearer token".to_owned(),
        SchemeKind::Basic => "a user and a password".to_owned(),
        SchemeKind::Http(name) => format!("`{name}` in `Authorization`"),
        SchemeKind::ApiKey(location, name) => {
            let place = match location {
                Location::Header => "header",
                Location::Cookie => "cookie",
                _ => "query parameter",
            };
            format!("a key in the {place} `{name}`")
        }
        SchemeKind::MutualTls => "a certificate of the client".to_owned(),
    }
}
