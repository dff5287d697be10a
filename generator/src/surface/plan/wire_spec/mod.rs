//! What goes over the wire, in the words of JSON and HTTP.

mod shapes;

use std::collections::{HashMap, HashSet};

use crate::api::{MediaKind, Operation, Parameter, Response, Status, Use};
use crate::settings::{Next, Pagination};
use crate::surface::{
    BodyKind, Call, Group, Output, Part, Route, WireAnswer, WireBody, WireError, WireNext, WireOperation, WirePaging,
    WireParameter, WirePart, WireSpec,
};

use super::Context;
use super::bodies::{Offer, chosen, styled, styles};
use super::calls::{spec, status_text};
use super::deprecation::deprecation;
use super::joined::members;
use super::outputs::{self, successes};
use super::streams::streamed;
use super::{english, ids};
use shapes::Shapes;

/// Method and path, which no two operations share.
type Key<'a> = (&'a str, &'a str);

impl Context<'_> {
    /// The operations of `groups`, in the order of their calls.
    pub(super) fn wire_spec(&self, groups: &[Group]) -> WireSpec {
        let operations = self.api.operations.iter();
        let by_key: HashMap<Key<'_>, &Operation> =
            operations.map(|operation| ((operation.method.0.as_str(), operation.path.as_str()), operation)).collect();
        let mut calls = Vec::new();
        for group in groups {
            all_calls(group, &mut calls);
        }
        let mut shapes = Shapes::new(self);
        let found = calls.into_iter().filter_map(|call| {
            let operation = by_key.get(&(call.http_method.as_str(), call.path.as_str()))?;
            Some(self.wire_operation(call, operation, &mut shapes))
        });
        let mut operations: Vec<WireOperation> = found.collect();
        tell_apart(groups, &mut operations);
        WireSpec { operations, shapes: shapes.finish() }
    }

    fn wire_operation(&self, call: &Call, operation: &Operation, shapes: &mut Shapes<'_, '_>) -> WireOperation {
        let (heading, text) = self.said(operation);
        let parameters = operation.parameters.iter().map(|parameter| self.wire_parameter(parameter, shapes));
        let bodies = operation.body.iter().flat_map(|body| chosen(self.api, body).0);
        let parameters = parameters.collect();
        let bodies = bodies.map(|offer| self.wire_body(&offer, shapes)).collect();
        WireOperation {
            operation_id: ids::written(operation),
            origin: operation.origin.pointer.clone(),
            method: operation.method.0.clone(),
            path: operation.path.clone(),
            heading,
            text,
            deprecated: deprecation(&operation.docs),
            parameters,
            bodies,
            body_required: operation.body.as_ref().is_some_and(|body| body.required),
            answer: answer(operation, &call.output, shapes),
            stream_item: call.stream.as_ref().and_then(|_| streamed(operation)?.ty).map(|ty| shapes.place(ty)),
            answer_name: operation.id.as_deref().and_then(|id| self.page_name(id)),
            example: example(operation),
            paging: self.paging_rule(operation).map(wire_paging),
            errors: wire_errors(operation, shapes),
        }
    }

    /// Heading and text of an operation: what the settings name, else the summary; and what that leaves to say.
    fn said(&self, operation: &Operation) -> (String, String) {
        let (title, description) = (operation.docs.title.trim(), operation.docs.description.trim());
        let first = first_sentence(title);
        let heading = [operation.heading.as_str(), first.as_str()].into_iter().find(|text| !text.is_empty());
        let heading = heading.map_or_else(|| ids::written(operation), str::to_owned);
        let mut said: Vec<&str> = Vec::new();
        if !title.is_empty() && title != heading {
            said.push(title);
        }
        if !description.is_empty() && (said.is_empty() || self.settings.reference.details) && description != title {
            said.push(description);
        }
        (heading, said.join("\n\n"))
    }

    fn wire_parameter(&self, parameter: &Parameter, shapes: &mut Shapes<'_, '_>) -> WireParameter {
        let docs = parameter.docs.description.trim();
        WireParameter {
            spec: spec(parameter),
            required: parameter.required,
            place: shapes.place(parameter.ty),
            docs: docs.to_owned(),
            limits: self.quiet_limits(parameter.ty.id, parameter.default.as_ref(), docs),
            default: parameter.default.clone().filter(|value| !value.is_null()),
            deprecated: deprecation(&parameter.docs),
        }
    }

    fn wire_body(&self, offer: &Offer<'_>, shapes: &mut Shapes<'_, '_>) -> WireBody {
        let content = offer.content;
        let (_, kind) = self.written(content);
        let place = content.ty.map(|place| shapes.place(place));
        let is_form = matches!(kind, BodyKind::Multipart | BodyKind::Parts);
        let form = content.ty.filter(|_| is_form).map(|form| form.id);
        let members =
            form.into_iter().flat_map(|form| members(self.api, form).0.into_iter().map(move |one| (form, one)));
        let parts = members.filter_map(|(form, member)| {
            let name = member.property.wire_name.clone();
            let encoding = content.encoding.get(&name);
            let style = encoding.and_then(|encoding| styled(&name, encoding));
            let content_type = encoding.filter(|_| style.is_none()).and_then(|encoding| encoding.content_type.clone());
            // Without names, their order counts.
            let is_usual = content_type.is_none() && style.is_none() && kind != BodyKind::Parts;
            let kind = self.joined(form, &member, encoding, kind == BodyKind::Parts).kind;
            (!is_usual).then_some(WirePart { name, part: Part { kind, content_type, style } })
        });
        WireBody { media_type: offer.media_type.clone(), kind, place, styles: styles(content), parts: parts.collect() }
    }
}

/// Summaries beyond this many characters are no headings.
const LONGEST_HEADING: usize = 80;

/// Operations on one page with the same heading say in it what they are.
fn tell_apart(groups: &[Group], operations: &mut [WireOperation]) {
    for group in groups {
        let mut calls = Vec::new();
        all_calls(group, &mut calls);
        let of_page: HashSet<Route<'_>> = calls.into_iter().map(Call::route).collect();
        let is_of_page = |operation: &&mut WireOperation| of_page.contains(&operation.route());
        let page: Vec<&mut WireOperation> = operations.iter_mut().filter(is_of_page).collect();
        let headings: Vec<String> = page.iter().map(|operation| operation.heading.clone()).collect();
        for operation in page {
            if headings.iter().filter(|heading| **heading == operation.heading).count() > 1 {
                let heading = operation.heading.trim_end_matches('.');
                operation.heading = format!("{heading} (`{} {}`)", operation.method, operation.path);
            }
        }
    }
}

/// The first paragraph in one line; of a long one, the first sentence. A note before what is said is no heading.
fn first_sentence(text: &str) -> String {
    let is_note = |paragraph: &str| paragraph.trim_start_matches(['*', '_']).to_ascii_lowercase().starts_with("note:");
    let paragraphs = || text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty());
    let first = paragraphs().find(|paragraph| !is_note(paragraph)).or_else(|| paragraphs().next()).unwrap_or_default();
    let paragraph: Vec<&str> = first.lines().map(str::trim).collect();
    let paragraph = paragraph.join(" ");
    let sentence = (paragraph.chars().count() > LONGEST_HEADING).then(|| english::first_sentence(&paragraph));
    sentence.unwrap_or(&paragraph).to_owned()
}

/// The calls of a group, then those of the groups below it.
pub(super) fn all_calls<'g>(group: &'g Group, calls: &mut Vec<&'g Call>) {
    calls.extend(&group.calls);
    for below in &group.groups {
        all_calls(below, calls);
    }
}

fn wire_errors(operation: &Operation, shapes: &mut Shapes<'_, '_>) -> Vec<WireError> {
    let failures = outputs::failures(operation);
    let failures = failures.into_iter();
    failures
        .map(|response| WireError {
            status: status_text(response.status),
            docs: response.docs.description.trim().to_owned(),
            place: outputs::json(&response.content).and_then(|content| content.ty).map(|ty| shapes.place(ty)),
        })
        .collect()
}

fn wire_paging(rule: &Pagination) -> WirePaging {
    WirePaging {
        query: rule.query.clone(),
        items: rule.items.clone(),
        has_more: rule.has_more.clone(),
        next: match &rule.next {
            Next::LastItem(name) => WireNext::LastItem(name.clone()),
            Next::Property(name) => WireNext::Property(name.clone()),
            Next::PageNumber(first) => WireNext::PageNumber(*first),
            Next::Offset => WireNext::Offset,
        },
    }
}

/// What a call gives, by what the client makes of it.
fn answer(operation: &Operation, output: &Output, shapes: &mut Shapes<'_, '_>) -> WireAnswer {
    let responses = successes(operation);
    match output {
        Output::OneOf(_, arms) => {
            let each = responses.iter().zip(arms);
            let each = each.map(|(response, arm)| {
                let answer = single(arm.output.as_ref(), Some(response), shapes);
                (arm.status.clone(), answer)
            });
            WireAnswer::OneOf(each.collect())
        }
        output => single(output, responses.first().copied(), shapes),
    }
}

fn single(output: &Output, response: Option<&Response>, shapes: &mut Shapes<'_, '_>) -> WireAnswer {
    let place = |shapes: &mut Shapes<'_, '_>| -> Option<_> {
        let place: Use = outputs::chosen(shapes.api(), response?)?.ty?;
        Some(shapes.place(place))
    };
    match output {
        Output::Empty | Output::OneOf(..) => WireAnswer::Empty,
        Output::Json(_) => WireAnswer::Json(place(shapes)),
        Output::Text => WireAnswer::Text,
        Output::Download => WireAnswer::File,
        Output::Stream(_) => WireAnswer::Stream(place(shapes)),
    }
}

/// An example of a successful answer, from the document.
fn example(operation: &Operation) -> Option<serde_json::Value> {
    let bodied = |response: &&Response| !matches!(response.status, Status::Code(204 | 205));
    let contents = successes(operation).into_iter().filter(bodied).flat_map(|response| &response.content);
    let json = contents.filter(|content| content.kind == MediaKind::Json);
    json.flat_map(|content| &content.examples).map(|(_, value)| value.clone()).next()
}

#[cfg(test)]
mod tests {
    use super::first_sentence;

    #[test]
    fn headings_are_short() {
        assert_eq!(first_sentence("Adds\na pet. Or two.\n\nMore."), "Adds a pet. Or two.");
        assert_eq!(first_sentence("**NOTE:** Not for all.\n\nAdds\na pet."), "Adds a pet.");
        assert_eq!(first_sentence("Note: it is new."), "Note: it is new.");
        let long = format!("Adds a pet. {}", "It is fed. ".repeat(9));
        assert_eq!(first_sentence(&long), "Adds a pet.");
        let long = format!("Adds a pet, e.g. a dog. {}", "It is fed. ".repeat(9));
        assert_eq!(first_sentence(&long), "Adds a pet, e.g. a dog.");
        assert_eq!(first_sentence(""), "");
    }
}
