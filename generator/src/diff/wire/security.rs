//! Who may call: what operations ask for, and what the schemes are.

use super::super::finding::Site;
use super::super::verdict::Ways;
use super::{Met, Wire};
use crate::api::{Location, Operation, Scheme, SchemeKind};

impl Wire<'_> {
    /// Compares the schemes of both documents by their names.
    pub(super) fn schemes(&mut self) {
        let (old, new) = (self.old.api, self.new.api);
        for scheme in &old.schemes {
            let Some(other) = new.schemes.iter().find(|other| other.name == scheme.name) else { continue };
            if scheme.description != other.description {
                self.text(&scheme.origin, &other.origin);
            }
            if scheme.kind == other.kind {
                continue;
            }
            let users = new
                .operations
                .iter()
                .enumerate()
                .filter(|(_, operation)| operation.security.iter().flatten().any(|name| *name == scheme.name));
            let users: Vec<usize> = users.map(|(at, _)| at).collect();
            for at in users {
                let id = self.note(Met {
                    kind: "security-scheme-changed",
                    old: Some(&scheme.origin),
                    new: Some(&other.origin),
                    subject: format!("security scheme `{}`", scheme.name),
                    before: said(scheme),
                    after: said(other),
                    site: Site::NewOperation(at),
                });
                self.travels(id, Ways::REQUEST);
            }
        }
    }

    /// Compares what two operations that are one ask for.
    pub(super) fn security(&mut self, pair: (usize, usize), old: &Operation, new: &Operation) {
        let sorted = |operation: &Operation| {
            let mut all = operation.security.clone();
            for one in &mut all {
                one.sort();
            }
            all.sort();
            all
        };
        let (before, after) = (sorted(old), sorted(new));
        if before == after {
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
