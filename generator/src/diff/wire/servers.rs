//! Where calls go.

use super::super::finding::Site;
use super::{Met, Wire};
use crate::api::Server;

impl Wire<'_> {
    /// Compares the server that calls go to.
    pub(super) fn servers(&mut self) {
        let (old, new) = (self.old.api, self.new.api);
        let url = |server: Option<&Server>| server.map(|one| one.url.clone()).unwrap_or_default();
        let (before, after) = (url(old.server()), url(new.server()));
        if before == after && usual(old.server()) == usual(new.server()) {
            return;
        }
        if before.trim_end_matches('/') == after.trim_end_matches('/') && usual(old.server()) == usual(new.server()) {
            // Paths begin with a slash, whatever the server ends with.
            if let (Some(old), Some(new)) = (old.server(), new.server()) {
                self.text(&old.origin, &new.origin);
            }
            return;
        }
        // Who leaves variables as they are goes where their defaults lead.
        let (kind, before, after) = match usual(old.server()) == usual(new.server()) {
            true => ("server-variables-changed", before, after),
            false if before == after => ("server-changed", usual(old.server()), usual(new.server())),
            false => ("server-changed", before, after),
        };
        for at in 0..new.operations.len() {
            self.note(Met {
                kind,
                old: old.server().map(|server| &server.origin),
                new: new.server().map(|server| &server.origin),
                subject: "the server".to_owned(),
                before: before.clone(),
                after: after.clone(),
                site: Site::NewOperation(at),
            });
        }
    }
}

/// Where calls go that choose nothing.
fn usual(server: Option<&Server>) -> String {
    server.map(Server::usual).unwrap_or_default().trim_end_matches('/').to_owned()
}
