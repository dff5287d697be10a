//! Webhooks and callbacks: what the API asks of its users.

use super::super::finding::Site;
use super::super::verdict::Ways;
use super::operations::types_of;
use super::{Met, Wire};
use crate::api::{Api, Occasion, Received};

/// What people call a request of the API.
fn name(api: &Api, received: &Received) -> String {
    match &received.occasion {
        Occasion::Webhook(name) => format!("webhook `{name}`"),
        Occasion::Callback { of, name, expression } => {
            let call = api.operations.get(*of).map(super::labels::operation_name).unwrap_or_default();
            format!("callback `{name}` of {call} to `{expression}`")
        }
    }
}

impl Wire<'_> {
    /// Compares webhooks and callbacks by their names.
    pub(super) fn received(&mut self) {
        let (old, new) = (self.old.api, self.new.api);
        let key = |api: &Api, one: &Received| (name(api, one), one.operation.method.clone());
        for (at, one) in old.received.iter().enumerate() {
            let other = new.received.iter().enumerate().find(|(_, other)| key(new, other) == key(old, one));
            let Some((place, other)) = other else {
                let id = self.note(Met {
                    kind: "webhook-removed",
                    old: Some(&one.operation.origin),
                    new: None,
                    subject: name(old, one),
                    before: name(old, one),
                    after: String::new(),
                    site: Site::OldOperation(old.operations.len() + at),
                });
                self.brings(id, [], types_of(&one.operation));
                continue;
            };
            self.docs((&one.operation.docs, &one.operation.origin), (&other.operation.docs, &other.operation.origin));
            let pair = (old.operations.len() + at, new.operations.len() + place);
            let of = |received: &Received| {
                received.operation.body.iter().flat_map(|body| body.content.clone()).collect::<Vec<_>>()
            };
            for (from, to) in of(one).iter().zip(&of(other)) {
                if let (Some(from), Some(to)) = (from.ty, to.ty) {
                    self.place(pair, from.id, to.id, Ways::RESPONSE);
                }
            }
        }
        for (at, one) in new.received.iter().enumerate() {
            if old.received.iter().any(|other| key(old, other) == key(new, one)) {
                continue;
            }
            let id = self.note(Met {
                kind: "webhook-added",
                old: None,
                new: Some(&one.operation.origin),
                subject: name(new, one),
                before: String::new(),
                after: name(new, one),
                site: Site::NewOperation(new.operations.len() + at),
            });
            self.brings(id, types_of(&one.operation), []);
        }
    }
}
