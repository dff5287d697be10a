//! Bodies of requests, and what media types hold.

use super::super::finding::Site;
use super::super::verdict::Ways;
use super::{Met, Wire, labels};
use crate::api::{Body, Content, MediaKind, Operation, Origin};

/// A media type without its parameters.
fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_lowercase()
}

/// Whether a range of media types, as `application/*`, has this one.
fn covers(range: &str, media_type: &str) -> bool {
    let start = range.strip_suffix('*').filter(|start| start.ends_with('/'));
    range != media_type && (range == "*/*" || start.is_some_and(|start| media_type.starts_with(start)))
}

impl Wire<'_> {
    /// Compares what two operations that are one take.
    pub(super) fn bodies(&mut self, pair: (usize, usize), old: &Operation, new: &Operation) {
        let subject = format!("{} body", labels::operation_name(new));
        let mut note = |kind, old: Option<&Origin>, new: Option<&Origin>, before: &str, after: &str| {
            let (before, after) = (before.to_owned(), after.to_owned());
            let site = Site::NewOperation(pair.1);
            let id = self.note(Met { kind, old, new, subject: subject.clone(), before, after, site });
            self.travels(id, Ways::REQUEST);
            id
        };
        let types = |body: &Body| -> Vec<_> { body.content.iter().filter_map(|one| Some(one.ty?.id)).collect() };
        match (&old.body, &new.body) {
            (None, Some(body)) => {
                let kind = if body.required { "required-body-added" } else { "optional-body-added" };
                let id = note(kind, None, Some(&body.origin), "", "a body");
                self.brings(id, types(body), []);
            }
            (Some(body), None) => {
                let id = note("body-removed", Some(&body.origin), None, "a body", "");
                self.brings(id, [], types(body));
            }
            (Some(old), Some(new)) => {
                let places = (Some(&old.origin), Some(&new.origin));
                match (old.required, new.required) {
                    (false, true) => _ = note("body-required", places.0, places.1, "optional", "required"),
                    (true, false) => _ = note("body-optional", places.0, places.1, "required", "optional"),
                    _ => {}
                }
                self.docs((&old.docs, &old.origin), (&new.docs, &new.origin));
                self.contents(pair, (&old.content, &new.content), (&old.origin, &new.origin), &subject, Ways::REQUEST);
            }
            (None, None) => {}
        }
    }

    /// Compares what two places hold, media type by media type.
    pub(super) fn contents(
        &mut self,
        pair: (usize, usize),
        (old, new): (&[Content], &[Content]),
        origins: (&Origin, &Origin),
        subject: &str,
        ways: Ways,
    ) {
        let is = |a: &Content, b: &Content| essence(&a.media_type) == essence(&b.media_type);
        let mut gone: Vec<&Content> = old.iter().filter(|one| !new.iter().any(|other| is(one, other))).collect();
        let mut come: Vec<&Content> = new.iter().filter(|one| !old.iter().any(|other| is(one, other))).collect();
        for (one, other) in old.iter().filter_map(|one| Some((one, new.iter().find(|other| is(one, other))?))) {
            self.content(pair, one, other, subject, ways);
        }
        if ways == Ways::REQUEST {
            self.generalised(pair, (&mut gone, &mut come), origins, subject);
        }
        let is_plain = |content: &Content| matches!(content.kind, MediaKind::Binary | MediaKind::Text);
        let replaced = match (old, new, ways) {
            ([], [_, ..], Ways::RESPONSE) => Some("content-added"),
            // Whoever takes any bytes takes none as well.
            ([_, ..], [], Ways::RESPONSE) if old.iter().all(is_plain) => Some("content-no-longer-plain"),
            ([_, ..], [], Ways::RESPONSE) => Some("content-removed"),
            ([from], [to], Ways::RESPONSE) if from.kind != to.kind => Some(kind_changed(from.kind, to.kind)),
            _ => None,
        };
        let list =
            |contents: &[&Content]| contents.iter().map(|one| essence(&one.media_type)).collect::<Vec<_>>().join(", ");
        if let Some(kind) = replaced {
            self.media(pair, kind, (origins.0, origins.1), subject, (&list(&gone), &list(&come)), (&gone, &come));
            return;
        }
        if let ([from], [to]) = (gone.as_slice(), come.as_slice())
            && from.kind == to.kind
        {
            // The same thing under another media type.
            self.content(pair, from, to, subject, ways);
            let names = (essence(&from.media_type), essence(&to.media_type));
            self.media(pair, "media-type-renamed", origins, subject, (&names.0, &names.1), (&[], &[]));
            return;
        }
        let is_json = |one: &&Content| one.kind == MediaKind::Json;
        let loses_json = ways == Ways::RESPONSE && !new.iter().any(|one| is_json(&one));
        for one in &gone {
            let name = essence(&one.media_type);
            // Of several a call asks for JSON: without it the answer is of another kind.
            let kind = if loses_json && is_json(one) { "json-removed" } else { "media-type-removed" };
            self.media(pair, kind, origins, subject, (&name, ""), (&[one], &[]));
        }
        for one in &come {
            let name = essence(&one.media_type);
            self.media(pair, "media-type-added", origins, subject, ("", &name), (&[], &[one]));
        }
    }

    /// Takes out media types of a body that a range of them describes now: what was sent is taken.
    fn generalised(
        &mut self,
        pair: (usize, usize),
        (gone, come): (&mut Vec<&Content>, &mut Vec<&Content>),
        origins: (&Origin, &Origin),
        subject: &str,
    ) {
        let mut ranges = Vec::new();
        gone.retain(|from| {
            let Some(to) = come.iter().copied().find(|to| covers(&essence(&to.media_type), &essence(&from.media_type)))
            else {
                return true;
            };
            let (before, after) = (essence(&from.media_type), essence(&to.media_type));
            let types = if from.kind == to.kind {
                self.content(pair, from, to, subject, Ways::REQUEST);
                (Vec::new(), Vec::new())
            } else {
                (vec![*from], vec![to])
            };
            self.media(pair, "media-type-generalised", origins, subject, (&before, &after), (&types.0, &types.1));
            ranges.push(after);
            false
        });
        come.retain(|to| !ranges.contains(&essence(&to.media_type)));
    }

    fn media(
        &mut self,
        pair: (usize, usize),
        kind: &'static str,
        origins: (&Origin, &Origin),
        subject: &str,
        (before, after): (&str, &str),
        (gone, come): (&[&Content], &[&Content]),
    ) {
        let (part, ways) =
            if subject.ends_with(" body") { ("bodies", Ways::REQUEST) } else { ("answers", Ways::RESPONSE) };
        let met = Met {
            kind,
            old: Some(origins.0),
            new: Some(origins.1),
            subject: subject.to_owned(),
            before: before.to_owned(),
            after: after.to_owned(),
            site: Site::NewOperation(pair.1),
        };
        // What an answer is instead is a change of that answer; which media types there are may be one of many.
        let is_of_many = kind.contains("media-type");
        let id = if is_of_many { self.note_everywhere_of(part, met) } else { self.note(met) };
        let types = |contents: &[&Content]| -> Vec<_> { contents.iter().filter_map(|one| Some(one.ty?.id)).collect() };
        self.brings(id, types(come), types(gone));
        self.travels(id, ways);
    }

    /// Compares what one media type holds.
    fn content(&mut self, pair: (usize, usize), old: &Content, new: &Content, subject: &str, ways: Ways) {
        if old.examples.iter().map(|one| &one.1).ne(new.examples.iter().map(|one| &one.1)) {
            self.text(&old.origin, &new.origin);
        }
        let encoding = |content: &Content| format!("{:?}", content.encoding);
        if encoding(old) != encoding(new) {
            let names = |content: &Content| content.encoding.keys().cloned().collect::<Vec<_>>().join(", ");
            let id = self.note(Met {
                kind: "encoding-changed",
                old: Some(&old.origin),
                new: Some(&new.origin),
                subject: subject.to_owned(),
                before: names(old),
                after: names(new),
                site: Site::NewOperation(pair.1),
            });
            self.travels(id, ways);
        }
        let (Some(from), Some(to)) = (old.ty, new.ty) else {
            if old.ty.is_some() != new.ty.is_some() {
                let kind = if new.ty.is_some() { "schema-given" } else { "schema-taken" };
                let id = self.note(Met {
                    kind,
                    old: Some(&old.origin),
                    new: Some(&new.origin),
                    subject: subject.to_owned(),
                    before: String::new(),
                    after: String::new(),
                    site: Site::NewOperation(pair.1),
                });
                self.brings(id, new.ty.map(|place| place.id), old.ty.map(|place| place.id));
                self.travels(id, ways);
            }
            return;
        };
        if from.nullable != to.nullable {
            let kind = if to.nullable { "nullable-added" } else { "nullable-removed" };
            let id = self.note(Met {
                kind,
                old: Some(&old.origin),
                new: Some(&new.origin),
                subject: subject.to_owned(),
                before: String::new(),
                after: String::new(),
                site: Site::NewOperation(pair.1),
            });
            self.travels(id, ways);
        }
        self.place(pair, from.id, to.id, ways);
    }
}

fn kind_changed(from: MediaKind, to: MediaKind) -> &'static str {
    match (from, to) {
        (_, MediaKind::Binary) => "content-became-binary",
        (MediaKind::Binary | MediaKind::Text, _) => "content-no-longer-plain",
        _ => "content-changed",
    }
}
