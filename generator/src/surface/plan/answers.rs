//! What a mock answers where nobody tells it: the document's examples, or what fits the schema.

use serde_json::{Map, Value};

use crate::api::{Content, MediaKind, Operation, Response, Status};
use crate::surface::{AnswerSpec, StreamFlag, StreamItem};

use super::Context;
use super::outputs::successes;

/// What stands for bytes of which nothing is known.
const BYTES: &str = "content";

impl Context<'_> {
    /// At most one answer for each status that an operation declares, and one that comes item by item.
    pub(super) fn answers(&self) -> Vec<AnswerSpec> {
        self.api.operations.iter().flat_map(|operation| self.answers_of(operation)).collect()
    }

    fn answers_of(&self, operation: &Operation) -> Vec<AnswerSpec> {
        let successes = successes(operation);
        let is_success = |response: &Response| successes.iter().any(|success| success.status == response.status);
        let mut responses: Vec<&Response> = operation.responses.iter().collect();
        // The first is what a call gets that nothing is said about.
        responses.sort_by_key(|response| (!is_success(response), response.status));
        let mut answers: Vec<AnswerSpec> = Vec::new();
        for response in responses {
            let status = code(response.status, is_success(response));
            if answers.iter().any(|answer| answer.status == status) {
                continue;
            }
            let answer = |(media_type, body): (String, String), asked_by: Option<String>| AnswerSpec {
                operation_id: self.operation_id(operation),
                status,
                media_type,
                body,
                asked_by,
            };
            answers.extend(self.body_of(operation, response).map(|body| answer(body, None)));
            let events = self.events_of(operation, response);
            answers.extend(events.map(|events| answer(events, self.asked_by(operation))));
        }
        answers
    }

    /// What asks for the items one by one, where all can be had at once.
    fn asked_by(&self, operation: &Operation) -> Option<String> {
        let (StreamFlag::Body(name) | StreamFlag::Query(name)) = self.stream_answer(operation)?.flag?;
        Some(name)
    }

    /// Media type and text; JSON before others.
    fn body_of(&self, operation: &Operation, response: &Response) -> Option<(String, String)> {
        if response.content.is_empty() || operation.method.0 == "HEAD" {
            return Some((String::new(), String::new()));
        }
        let json = response.content.iter().filter(|content| content.kind == MediaKind::Json);
        let others = response.content.iter().filter(|content| content.kind != MediaKind::Json);
        json.chain(others).find_map(|content| Some((content.media_type.clone(), self.text_of(content)?)))
    }

    /// The first media type that comes item by item, and one item of it.
    fn events_of(&self, operation: &Operation, response: &Response) -> Option<(String, String)> {
        let mut streams = response.content.iter().filter(|content| content.kind.is_stream());
        let content = streams.next().filter(|_| operation.method.0 != "HEAD")?;
        Some((content.media_type.clone(), self.item_of(content)?))
    }

    /// One item as it comes, the plainest of its type.
    fn item_of(&self, content: &Content) -> Option<String> {
        let item = content.ty.map_or_else(|| Some(Value::Object(Map::new())), |place| self.specimen(place))?;
        Some(match self.stream(content).item {
            StreamItem::Envelope(_) | StreamItem::TextEnvelope(_) => event(&item),
            StreamItem::Text | StreamItem::Event => data_lines(BYTES) + "\n",
            StreamItem::Data(_) => match content.kind {
                MediaKind::JsonLines => format!("{item}\n"),
                MediaKind::JsonSequence => format!("\u{1e}{item}\n"),
                _ => data_lines(&item.to_string()) + "\n",
            },
        })
    }

    fn text_of(&self, content: &Content) -> Option<String> {
        let examples = || content.examples.iter().map(|(_, value)| value);
        match content.kind {
            MediaKind::Json => {
                let Some(place) = content.ty else { return examples().next().map(Value::to_string) };
                let fits = |value: &&Value| self.fit(place, value, "", &mut Vec::new()).is_ok();
                let given = examples().find(fits).cloned();
                given.or_else(|| self.specimen(place)).map(|value| value.to_string())
            }
            MediaKind::Text => {
                let given = examples().find_map(Value::as_str);
                Some(given.unwrap_or(BYTES).to_owned())
            }
            MediaKind::Binary => Some(BYTES.to_owned()),
            _ => None,
        }
    }
}

/// A whole event, out of the object that describes it.
fn event(item: &Value) -> String {
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let mut out = String::new();
    for name in ["event", "id", "retry"] {
        if let Some(value) = item.get(name).filter(|value| !value.is_null()) {
            out.extend([name, ": ", &text(value), "\n"]);
        }
    }
    // An event without data is none.
    out + &data_lines(&item.get("data").map(text).unwrap_or_default()) + "\n"
}

fn data_lines(text: &str) -> String {
    text.split('\n').flat_map(|line| ["data: ", line, "\n"]).collect()
}

/// The status that stands for a range or for all that is not declared.
fn code(status: Status, is_success: bool) -> u16 {
    match status {
        Status::Code(code) => code,
        Status::Range(hundred) => u16::from(hundred) * 100,
        Status::Default if is_success => 200,
        Status::Default => 500,
    }
}
