//! Where calls go.

use super::super::finding::Site;
use super::{Met, Wire};

impl Wire<'_> {
    /// Compares the server that calls go to.
    pub(super) fn servers(&mut self) {
        let (old, new) = (self.old.api, self.new.api);
        let url = |server: Option<&crate::api::Server>| server.map(|one| one.url.clone()).unwrap_or_default();
        let (before, after) = (url(old.server()), url(new.server()));
        if before == after {
            return;
        }
        for at in 0..new.operations.len() {
            self.note(Met {
                kind: "server-changed",
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
