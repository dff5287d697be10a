//! Answers: statuses, headers, content.

use super::super::finding::Site;
use super::super::verdict::Ways;
use super::{Met, Wire, labels};
use crate::api::{Header, Operation, Response, TypeId};

impl Wire<'_> {
    /// Compares what two operations that are one answer.
    pub(super) fn responses(&mut self, pair: (usize, usize), old: &Operation, new: &Operation) {
        for response in &old.responses {
            if let Some(other) = new.responses.iter().find(|other| other.status == response.status) {
                self.response(pair, response, other, new);
            }
        }
        let only = |these: &'_ [Response], those: &[Response]| -> Vec<Response> {
            let is_alone = |one: &&Response| !those.iter().any(|other| other.status == one.status);
            these.iter().filter(is_alone).cloned().collect()
        };
        let (mut gone, mut come) = (only(&old.responses, &new.responses), only(&new.responses, &old.responses));
        let success = |all: &[Response]| {
            let mut places = all.iter().enumerate().filter(|(_, one)| one.status.is_success()).map(|(at, _)| at);
            places.next().filter(|_| places.next().is_none())
        };
        if let (Some(from), Some(to)) = (success(&gone), success(&come)) {
            let (from, to) = (gone.remove(from), come.remove(to));
            let (before, after) = (labels::status(from.status), labels::status(to.status));
            self.everywhere(pair, "success-status-changed", before, after);
            self.response(pair, &from, &to, new);
        }
        self.failures(pair, &mut gone, &mut come, new);
        for response in &gone {
            self.status(pair, response, false);
        }
        for response in &come {
            self.status(pair, response, true);
        }
    }

    fn status(&mut self, pair: (usize, usize), response: &Response, added: bool) {
        let is_success = response.status.is_success() || response.status.is_redirection();
        let kind = match (is_success, added) {
            (true, true) => "success-status-added",
            (true, false) => "success-status-removed",
            (false, true) => "error-status-added",
            (false, false) => "error-status-removed",
        };
        let text = with_headers(response);
        let (before, after) = if added { (String::new(), text) } else { (text, String::new()) };
        let (operation, api) = if added {
            (self.new.api.operations.get(pair.1), self.new.api)
        } else {
            (self.old.api.operations.get(pair.0), self.old.api)
        };
        let subject = operation.map(labels::operation_name).unwrap_or_default();
        let types: Vec<TypeId> = response.content.iter().filter_map(|content| Some(content.ty?.id)).collect();
        // The same answer at many operations is one change.
        let looks = types.iter().map(|id| labels::ty(api, *id)).collect::<Vec<_>>();
        let alike = looks.iter().all(|name| !name.contains(' '));
        let (old, new) = if added { (None, Some(&response.origin)) } else { (Some(&response.origin), None) };
        let site = Site::NewOperation(pair.1);
        let met = Met { kind, old, new, subject, before, after, site };
        let id = if alike { self.note_everywhere(met) } else { self.note(met) };
        if added {
            self.brings(id, types, []);
        } else {
            self.brings(id, [], types);
        }
        self.travels(id, Ways::RESPONSE);
    }

    /// Compares two answers that are one.
    pub(super) fn response(&mut self, pair: (usize, usize), old: &Response, new: &Response, operation: &Operation) {
        self.docs((&old.docs, &old.origin), (&new.docs, &new.origin));
        let subject = format!("{} answer {}", labels::operation_name(operation), labels::status(new.status));
        self.headers(pair, (old, new), &subject);
        let links = |response: &Response| response.links.iter().map(|link| link.name.clone()).collect::<Vec<_>>();
        if links(old) != links(new) {
            self.text(&old.origin, &new.origin);
        }
        let origins = (&old.origin, &new.origin);
        self.contents(pair, (&old.content, &new.content), origins, &subject, Ways::RESPONSE);
    }

    /// Compares headers by their names, which have no case.
    fn headers(&mut self, pair: (usize, usize), both: (&Response, &Response), subject: &str) {
        let of = |response: &Response, name: &str| -> Option<Header> {
            response.headers.iter().find(|header| header.name.eq_ignore_ascii_case(name)).cloned()
        };
        let (old, new) = both;
        for header in new.headers.iter().filter(|header| of(old, &header.name).is_none()) {
            self.header(pair, "response-header-added", both, subject, "", &header.name);
        }
        for header in &old.headers {
            let name = &header.name;
            let Some(other) = of(new, name) else {
                let optional = "optional-response-header-removed";
                let kind = if header.required { "response-header-removed" } else { optional };
                self.header(pair, kind, both, subject, name, "");
                continue;
            };
            let said = |word: &str| format!("{name}: {word}");
            match (header.required, other.required) {
                (true, false) => {
                    self.header(pair, "response-header-optional", both, subject, &said("required"), &said("optional"));
                }
                (false, true) => {
                    self.header(pair, "response-header-required", both, subject, &said("optional"), &said("required"));
                }
                _ => {}
            }
            if header.ty != other.ty {
                self.header(pair, "response-header-changed", both, subject, &said(&header.ty), &said(&other.ty));
            } else if header.description != other.description {
                self.text(&old.origin, &new.origin);
            }
        }
    }

    fn header(
        &mut self,
        pair: (usize, usize),
        kind: &'static str,
        (old, new): (&Response, &Response),
        subject: &str,
        before: &str,
        after: &str,
    ) {
        let id = self.note_everywhere(Met {
            kind,
            old: Some(&old.origin),
            new: Some(&new.origin),
            subject: subject.to_owned(),
            before: before.to_owned(),
            after: after.to_owned(),
            site: Site::NewOperation(pair.1),
        });
        self.travels(id, Ways::RESPONSE);
    }
}

/// A status with the headers that come with it, which nothing else tells.
fn with_headers(response: &Response) -> String {
    let status = labels::status(response.status);
    let names: Vec<&str> = response.headers.iter().map(|header| header.name.as_str()).collect();
    match names.as_slice() {
        [] => status,
        [only] => format!("{status} with the header {only}"),
        several => format!("{status} with the headers {}", several.join(", ")),
    }
}
