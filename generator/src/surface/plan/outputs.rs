//! What calls give when they succeed.

use crate::api::{Api, Content, MediaKind, Operation, Response, Scalar, Shape, Status, TypeId};
use crate::settings::ResponseKind;
use crate::surface::{Extent, Item, ItemKind, Output, OutputEnum, RustType, StatusArm};

use super::Context;
use super::calls::status_text;
use super::docs::described;
use super::english::singular;
use super::groups::{is_item_path, last_static};
use super::ident::{Scope, joined, words};

/// Names of members that hold the items of a list, whatever is listed.
const ITEMS: &[&str] = &["data", "entries", "items", "records", "results", "values"];

/// Objects around the one that holds a list under the name of its collection.
const DEPTH: usize = 1;

/// Variants of usual statuses.
const STATUS_NAMES: &[(Status, &str)] = &[
    (Status::Code(200), "Ok"),
    (Status::Code(201), "Created"),
    (Status::Code(202), "Accepted"),
    (Status::Code(203), "NonAuthoritative"),
    (Status::Code(204), "NoContent"),
    (Status::Code(205), "ResetContent"),
    (Status::Code(206), "PartialContent"),
    (Status::Code(207), "MultiStatus"),
    (Status::Code(301), "MovedPermanently"),
    (Status::Code(302), "Found"),
    (Status::Code(303), "SeeOther"),
    (Status::Code(304), "NotModified"),
    (Status::Code(307), "TemporaryRedirect"),
    (Status::Code(308), "PermanentRedirect"),
    (Status::Range(2), "Success"),
    (Status::Default, "Default"),
];

impl Context<'_> {
    /// What a call gives.
    pub(super) fn output(&self, index: usize, operation: &Operation) -> Output {
        let setting = operation.id.as_deref().and_then(|id| self.response_setting(id));
        if let Some(kind) = setting.or_else(|| self.response_setting(&operation.origin.pointer)) {
            return by_setting(kind);
        }
        let successes = successes(operation);
        // Whatever is declared, no body comes.
        if operation.method.0 == "HEAD" {
            return Output::Empty;
        }
        let get = matches!(operation.method.0.as_str(), "GET" | "QUERY");
        match successes.as_slice() {
            [] => undeclared(get),
            [only] if only.content.is_empty() && !has_no_body(only.status) => undeclared(get),
            [only] => self.single(only),
            several => {
                let outputs: Vec<Output> = several.iter().map(|response| self.single(response)).collect();
                match outputs.first() {
                    Some(first) if outputs.iter().all(|other| other == first) => first.clone(),
                    _ => self.one_of(index, operation, several, outputs),
                }
            }
        }
    }

    /// Whether the answer is a list: an array, an object around the items of a collection, or a page by the settings.
    pub(super) fn lists(&self, operation: &Operation) -> bool {
        let answers = successes(operation).into_iter();
        let mut types = answers.filter_map(|response| Some(json(&response.content)?.ty?.id));
        let is_list = |id| self.is_array(id) || self.holds_collection(operation, id);
        types.any(is_list) || self.paging(operation).is_some()
    }

    /// Whether a type holds the items of the collection that the path of an operation ends in.
    fn holds_collection(&self, operation: &Operation, id: TypeId) -> bool {
        let collection = last_static(&operation.path).filter(|_| !is_item_path(&operation.path));
        collection.is_some_and(|collection| self.holds(id, &collection, usual(&collection), DEPTH))
    }

    /// Whether a type has an array under the name of the collection, there or in an object within it, or under a usual one.
    fn holds(&self, id: TypeId, collection: &str, usual: &[&str], depth: usize) -> bool {
        let Some(Shape::Object(object)) = self.api.get(id).map(|ty| &ty.shape) else { return false };
        object.properties.iter().any(|property| {
            let is_named =
                usual.contains(&property.wire_name.as_str()) || words(&property.wire_name).join("_") == collection;
            (is_named && self.is_array(property.ty.id))
                || depth > 0 && self.holds(property.ty.id, collection, &[], depth - 1)
        })
    }

    fn response_setting(&self, key: &str) -> Option<ResponseKind> {
        let pointer = format!("#{key}");
        let found =
            self.settings.responses.get_key_value(key).or_else(|| self.settings.responses.get_key_value(&pointer))?;
        self.responses_used.borrow_mut().insert(found.0.clone());
        Some(*found.1)
    }

    fn single(&self, response: &Response) -> Output {
        let Some(content) = chosen(self.api, response) else {
            return Output::Empty;
        };
        if content.kind == MediaKind::Json {
            return Output::Json(content.ty.map_or(RustType::Value, |ty| self.ty(ty)));
        }
        if content.kind.is_stream() {
            return Output::Stream(self.stream(content));
        }
        if content.kind == MediaKind::Text { Output::Text } else { Output::Download }
    }

    fn one_of(&self, index: usize, operation: &Operation, responses: &[&Response], outputs: Vec<Output>) -> Output {
        let name = self.names.claim(&joined(self.names.operation(index), "Output"));
        let mut scope = Scope::default();
        let arms: Vec<StatusArm> = responses
            .iter()
            .zip(outputs)
            .map(|(response, output)| StatusArm {
                status: status_text(response.status),
                rust_name: scope.claim(&status_name(response.status)),
                output: Box::new(output),
            })
            .collect();
        let item = Item {
            name: name.clone(),
            docs: vec![format!("What `{} {}` answers, by status.", operation.method.0, operation.path)],
            origin: operation.origin.pointer.clone(),
            extent: Extent::default(),
            deprecated: None,
            former: Vec::new(),
            same_as: None,
            kind: ItemKind::Output(OutputEnum { arms: arms.clone() }),
        };
        self.make(item);
        Output::OneOf(name, arms)
    }
}

/// Names of members that hold the items of a list, where the collection is called by a plural.
fn usual(collection: &str) -> &'static [&'static str] {
    if singular(collection) == collection { &[] } else { ITEMS }
}

/// What is read of an answer: JSON before anything else, and what comes at once before what comes item by item. A text in
/// JSON beside bytes is not before these: programs that make documents write so of any answer that is no object.
pub(super) fn chosen<'r>(api: &Api, response: &'r Response) -> Option<&'r Content> {
    if matches!(response.status, Status::Code(204 | 205 | 304)) {
        return None;
    }
    let bytes = || response.content.iter().find(|content| content.kind == MediaKind::Binary);
    let at_once = || response.content.iter().find(|content| !content.kind.is_stream());
    match json(&response.content) {
        Some(text) if is_text(api, text) => bytes().or(Some(text)),
        Some(json) => Some(json),
        None => at_once().or(response.content.first()),
    }
}

/// Whether it may be any text, and nothing else.
fn is_text(api: &Api, content: &Content) -> bool {
    let ty = content.ty.and_then(|ty| api.get(ty.id));
    ty.is_some_and(|ty| match &ty.shape {
        Shape::Scalar(Scalar::String(format)) => format.as_deref().is_none_or(|format| format == "binary"),
        _ => false,
    })
}

/// The JSON among what an answer may carry.
pub(super) fn json(contents: &[Content]) -> Option<&Content> {
    contents.iter().find(|content| content.kind == MediaKind::Json)
}

/// The contents in JSON, less those that another one before has the type of.
pub(super) fn json_types(contents: &[Content]) -> Vec<&Content> {
    let mut found: Vec<&Content> = Vec::new();
    for content in contents.iter().filter(|content| content.kind == MediaKind::Json) {
        let is_same = |other: &&Content| other.ty.map(|ty| ty.id) == content.ty.map(|ty| ty.id);
        if !found.iter().any(is_same) {
            found.push(content);
        }
    }
    found
}

/// The answers that mean success: those of 2xx; where there are none those of 3xx, which then are what the operation is
/// for; where there are none either, the default one.
pub(super) fn successes(operation: &Operation) -> Vec<&Response> {
    let of = |fits: fn(Status) -> bool| -> Vec<&Response> {
        operation.responses.iter().filter(|response| fits(response.status)).collect()
    };
    let ranks = [Status::is_success, Status::is_redirection, |status| status == Status::Default];
    let mut found = ranks.into_iter().map(of).find(|found| !found.is_empty()).unwrap_or_default();
    found.sort_by_key(|response| response.status);
    found
}

/// The answers that mean failure: all final ones but [`successes`]. A default answer is among them even where it is the
/// only one: it is that of a success and of any failure.
pub(super) fn failures(operation: &Operation) -> Vec<&Response> {
    let successes: Vec<Status> = successes(operation).iter().map(|response| response.status).collect();
    let fails = |status: Status| {
        let passes = successes.contains(&status) && status != Status::Default;
        !passes && !matches!(status, Status::Code(..=199) | Status::Range(1))
    };
    operation.responses.iter().filter(|response| fails(response.status)).collect()
}

/// What is said about the answers that mean success; that they do is not said.
pub(super) fn said(operation: &Operation) -> Vec<String> {
    let successes = successes(operation);
    let several = successes.len() > 1;
    let each = successes.into_iter().filter_map(|response| {
        let said = described(&response.docs, "").join("\n\n");
        let status = if several { format!(" {}", status_text(response.status)) } else { String::new() };
        says_something(&said).then(|| format!("Answer{status}: {said}"))
    });
    each.collect()
}

/// Words that say no more than that a call succeeded.
const SUCCESS: [&str; 34] = [
    "a",
    "accepted",
    "an",
    "and",
    "answer",
    "call",
    "code",
    "complete",
    "completed",
    "content",
    "created",
    "default",
    "deleted",
    "done",
    "executed",
    "has",
    "is",
    "no",
    "ok",
    "okay",
    "operation",
    "processed",
    "request",
    "response",
    "result",
    "returned",
    "status",
    "success",
    "successful",
    "successfully",
    "the",
    "updated",
    "was",
    "with",
];

fn says_something(text: &str) -> bool {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut words = words.filter(|word| !word.bytes().all(|byte| byte.is_ascii_digit()));
    words.any(|word| !SUCCESS.contains(&word.to_lowercase().as_str()))
}

/// The redirections by which an operation succeeds.
pub(super) fn redirects(operation: &Operation) -> Vec<String> {
    let successes = successes(operation).into_iter().map(|response| response.status);
    successes.filter(|status| status.is_redirection()).map(status_text).collect()
}

/// Whether an answer of the status carries nothing, unless something is declared.
fn has_no_body(status: Status) -> bool {
    matches!(status, Status::Code(204 | 205)) || status.is_redirection()
}

fn undeclared(get: bool) -> Output {
    if get { Output::Download } else { Output::Empty }
}

fn by_setting(kind: ResponseKind) -> Output {
    match kind {
        ResponseKind::Empty => Output::Empty,
        ResponseKind::Binary => Output::Download,
        ResponseKind::Text => Output::Text,
        ResponseKind::Json => Output::Json(RustType::Value),
    }
}

fn status_name(status: Status) -> String {
    let known = STATUS_NAMES.iter().find(|(known, _)| *known == status);
    known.map_or_else(|| format!("Status{}", status_text(status)), |(_, name)| (*name).to_owned())
}
