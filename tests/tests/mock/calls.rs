//! What calls are made with, and what is answered.

use serde_json::{Map, Value, json};
use wharf::surface::{BodyKind, Call, Group, ItemKind, RustType, StreamAnswer, StreamFlag, Surface};

use crate::contract::{Contract, Operation};
use crate::schemas::Way;

/// How often a call is made with other values.
const ROUNDS: usize = 8;

/// The answer where nothing that is valid was drawn.
pub const FAILURE: (u16, String, String) = (500, String::new(), String::new());

/// A call and its operation.
pub struct Called<'a> {
    /// What the document says of it.
    pub operation: &'a Operation,
    /// The media types of its bodies, in the order in which they are chosen, and how each is written.
    pub bodies: Vec<(String, BodyKind)>,
    /// What asks for a stream, where the call can be asked for one.
    pub stream: Option<&'a StreamAnswer>,
}

/// One round of a call.
#[derive(Debug)]
pub struct Trial {
    /// What it is made with, by name.
    pub given: Value,
    /// The media type of the body; empty without one.
    pub media: String,
    /// Whether a stream is asked for.
    pub is_stream: bool,
    /// The member of the body that asks for it.
    pub raised: Option<String>,
    /// The status, media type and body of the answer.
    pub answer: (u16, String, String),
}

/// All calls, in the order in which a driver numbers them.
pub fn all<'a>(surface: &'a Surface, contract: &'a Contract<'_>) -> Vec<Called<'a>> {
    let mut calls = Vec::new();
    for group in &surface.groups {
        gather(group, &mut calls);
    }
    calls.into_iter().map(|call| called(call, surface, contract)).collect()
}

fn gather<'s>(group: &'s Group, calls: &mut Vec<&'s Call>) {
    calls.extend(&group.calls);
    for inner in &group.groups {
        gather(inner, calls);
    }
}

fn called<'a>(call: &'a Call, surface: &'a Surface, contract: &'a Contract<'_>) -> Called<'a> {
    let operation = contract.operations.iter().find(|one| one.pointer == call.origin);
    let operation = operation.unwrap_or_else(|| panic!("no operation is at {}", call.origin));
    let item = call.body.as_ref().and_then(|body| match &body.ty {
        RustType::Item(name) => surface.models.iter().flat_map(|module| &module.items).find(|item| item.name == *name),
        _ => None,
    });
    let bodies = match (&call.body, item.map(|item| &item.kind)) {
        (Some(_), Some(ItemKind::Body(list))) => {
            list.variants.iter().map(|variant| (variant.media_type.clone(), variant.kind)).collect()
        }
        (Some(body), _) => vec![(body.media_type.clone(), body.kind)],
        (None, _) => Vec::new(),
    };
    Called { operation, bodies, stream: call.stream.as_ref() }
}

impl Called<'_> {
    /// What is tried: in the first round nothing but what is needed.
    pub fn trials(&self, contract: &Contract<'_>, streams: bool) -> Vec<Trial> {
        let schemas = &contract.schemas;
        let parameters: Vec<(String, bool, Vec<Value>)> = self
            .operation
            .parameters
            .iter()
            .map(|one| {
                let mut values = schemas.draw_some(&one.schema, Way::Request, ROUNDS);
                // A path has no empty part, and none that leads elsewhere; an empty list is not sent.
                values.retain(|value| ![json!(""), json!("."), json!(".."), json!([]), json!({})].contains(value));
                (format!("{} {}", one.place, one.name), one.required, values)
            })
            .collect();
        let bodies: Vec<Vec<Value>> = self
            .bodies
            .iter()
            .map(|(media, _)| {
                let schema = self.operation.bodies.get(media).and_then(|content| content.schema.as_ref());
                schema.map(|name| schemas.draw_some(name, Way::Request, ROUNDS)).unwrap_or_default()
            })
            .collect();
        let answers = self.answers(contract, false);
        let mut trials: Vec<Trial> =
            (0..ROUNDS).filter_map(|round| self.trial(round, &parameters, &bodies, &answers, false)).collect();
        if streams {
            let answers = self.answers(contract, true);
            trials.extend((0..ROUNDS).filter_map(|round| self.trial(round, &parameters, &bodies, &answers, true)));
        }
        if trials.is_empty() {
            println!("nothing was drawn as a body of {}", self.operation.pointer);
        }
        trials
    }

    fn trial(
        &self,
        round: usize,
        parameters: &[(String, bool, Vec<Value>)],
        bodies: &[Vec<Value>],
        answers: &[(u16, String, String)],
        is_stream: bool,
    ) -> Option<Trial> {
        let mut given = Map::new();
        for (name, required, values) in parameters.iter().filter(|one| one.1 || round > 0) {
            match values.get(round % values.len().max(1)) {
                Some(value) => drop(given.insert(name.clone(), value.clone())),
                None => assert!(!required, "nothing can be given as {name} of {}", self.operation.pointer),
            }
        }
        let mut media = String::new();
        if !bodies.is_empty() && (self.operation.needs_body || round > 0) {
            let choice = round % bodies.len();
            let (named, kind) = &self.bodies[choice];
            media.clone_from(named);
            let value = bodies[choice].get(round / bodies.len() % bodies[choice].len().max(1));
            given.insert("choice".to_owned(), json!(choice));
            match (kind, value) {
                (BodyKind::Multipart, Some(Value::Object(parts))) => {
                    given.insert("parts".to_owned(), json!(true));
                    // A form has no null.
                    let parts = parts.iter().filter(|(_, value)| !value.is_null());
                    given.extend(parts.map(|(name, value)| (format!("part {name}"), value.clone())));
                }
                (BodyKind::Json, None) => return None,
                (_, value) => drop(given.insert("body".to_owned(), value.cloned().unwrap_or(json!("some text")))),
            }
        }
        let answer = answers[round % answers.len()].clone();
        let raised = match self.stream.and_then(|answer| answer.flag.as_ref()) {
            Some(StreamFlag::Body(member)) if is_stream => Some(member.clone()),
            _ => None,
        };
        Some(Trial { given: Value::Object(given), media, is_stream, raised, answer })
    }

    /// Successes by the document: of a stream, or of anything else.
    fn answers(&self, contract: &Contract<'_>, stream: bool) -> Vec<(u16, String, String)> {
        let mut answers = Vec::new();
        for (status, contents) in &self.operation.answers {
            let Some(status) = status.parse().ok().filter(|status| (200..300).contains(status)) else { continue };
            if contents.is_empty() {
                answers.push((status, String::new(), String::new()));
            }
            for (media, content) in contents {
                let is_events = media == "text/event-stream";
                if is_events != stream && self.stream.is_some() {
                    continue;
                }
                let values = content.schema.as_ref().filter(|_| is_events || media.ends_with("json"));
                let values = values.map(|name| contract.schemas.draw_some(name, Way::Answer, ROUNDS));
                match values {
                    Some(values) if is_events => answers.push((status, media.clone(), events(&values))),
                    Some(values) => {
                        answers.extend(values.into_iter().map(|value| (status, media.clone(), value.to_string())));
                    }
                    None => answers.push((status, media.clone(), "some text".to_owned())),
                }
            }
        }
        if answers.is_empty() {
            println!("nothing was drawn as an answer of {}", self.operation.pointer);
            answers.push(FAILURE);
        }
        answers
    }
}

/// Values as events.
fn events(values: &[Value]) -> String {
    let event = |value: &Value| match (value["event"].as_str(), value.get("data")) {
        (Some(name), Some(data)) => {
            format!("event: {name}\ndata: {}\n\n", data.as_str().map_or(data.to_string(), str::to_owned))
        }
        _ => format!(
            "{}data: {value}\n\n",
            value["type"].as_str().map(|name| format!("event: {name}\n")).unwrap_or_default()
        ),
    };
    let begin = ": it begins\n\n".to_owned();
    std::iter::once(begin).chain(values.iter().map(event)).collect()
}
