//! A client that was generated from the old document, and a server of the new one.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};
use wharf::diff::Released;

use crate::contract::{Contract, Operation};
use crate::reading::{Reading, Sent};
use crate::runner::{Answer, Outcome, Runner};
use crate::schemas::Way;

/// A client of the old document.
pub struct Client<'d> {
    /// Its number.
    pub number: usize,
    /// What its document says.
    pub old: &'d Contract<'d>,
    /// The operations of its calls.
    pub calls: &'d [String],
    /// The requests that it reads.
    pub takes: &'d [String],
}

/// The gravest that happened, and what it was.
#[derive(Debug, Default)]
pub struct Found {
    /// What happens.
    pub released: Released,
    /// Where it happened.
    pub why: String,
    /// What was not tried, as no value is drawn that is right.
    pub untried: Vec<String>,
}

impl Found {
    fn note(&mut self, released: Released, why: impl FnOnce() -> String) {
        if released > self.released {
            self.released = released;
            self.why = why();
        }
    }
}

const NOTHING: Answer = Answer { status: 204, media: String::new(), body: String::new() };

impl Client<'_> {
    /// What happens to it at a server of the new document.
    pub fn meets(&self, new: &Contract<'_>, runner: &mut Runner) -> Found {
        let mut found = Found::default();
        for (at, pointer) in self.calls.iter().enumerate() {
            let operation = self.old.operations.iter().find(|one| one.pointer == *pointer);
            let operation = operation.unwrap_or_else(|| panic!("no operation is at {pointer}"));
            self.call(&format!("{}.{at}", self.number), operation, new, runner, &mut found);
        }
        for (at, pointer) in self.takes.iter().enumerate() {
            for body in new.webhooks.get(pointer).into_iter().flat_map(|name| new.schemas.draw(name, Way::Answer)) {
                let done = runner.take(&format!("{}.{at}", self.number), &body);
                if let Outcome::Unheld { unheld } = done.outcome {
                    found.note(Released::Undecodable, || format!("{unheld}: {body}"));
                }
            }
        }
        found
    }

    fn call(&self, name: &str, operation: &Operation, new: &Contract<'_>, runner: &mut Runner, found: &mut Found) {
        let given = self.given(operation);
        let mut tried = 0;
        for given in &given {
            let done = runner.call(name, given, &NOTHING);
            // What the client cannot hold, or will not make a request of, it cannot send.
            let (Outcome::Called(_), [sent]) = (done.outcome, done.sent.as_slice()) else { continue };
            tried += 1;
            self.sent(sent, new, found);
        }
        if tried == 0 {
            found.untried.push(format!("{name} ({}) sends nothing: {given:?}", operation.pointer));
        }
        let Some(first) = given.first() else { return };
        let done = runner.call(name, first, &NOTHING);
        let Some(sent) = done.sent.first() else { return };
        let Some(other) = new.meant(sent) else { return };
        // Its token was given for what its document asks for.
        let granted: BTreeSet<&String> = operation.scopes.iter().flatten().collect();
        let is_granted = |asked: &BTreeSet<String>| asked.iter().all(|scope| granted.contains(scope));
        if !other.scopes.is_empty() && !other.scopes.iter().any(is_granted) {
            found.note(Released::Rejected, || format!("{} asks for more scopes", other.pointer));
        }
        if successes(other).is_empty() && !successes(operation).is_empty() {
            found.note(Released::Fails, || format!("{} has no success", other.pointer));
        }
        let answers = answers(other, new, &sent.accepts());
        if answers.is_empty() && !successes(other).is_empty() {
            found.untried.push(format!("no answer of {} is drawn", other.pointer));
        }
        for answer in answers {
            let done = runner.call(name, first, &answer);
            match done.outcome {
                Outcome::Called(kind) if kind == "ok" => self.read(operation, (other, new), &answer, found),
                Outcome::Called(kind) if kind == "decode" => {
                    found.note(Released::Undecodable, || format!("{answer:?}"));
                }
                other => found.note(Released::Fails, || format!("{other:?}: {answer:?}")),
            }
        }
    }

    /// What is sent in calls of an operation: each value of each parameter and each body, one by one.
    fn given(&self, operation: &Operation) -> Vec<Value> {
        let drawn = |name: &str| self.old.schemas.draw(name, Way::Request);
        let mut needed = Map::new();
        for parameter in operation.parameters.iter().filter(|one| one.required) {
            let values = drawn(&parameter.schema);
            // A path has no empty part.
            let value = values.iter().find(|value| **value != json!("")).cloned().unwrap_or_default();
            needed.insert(format!("{} {}", parameter.place, parameter.name), value);
        }
        let bodies = operation.bodies(&self.old.schemas);
        let with = |name: &str, value: Value| {
            let mut given = needed.clone();
            if let Some(body) = bodies.first().filter(|_| operation.needs_body).and_then(|values| values.first()) {
                given.insert("body".to_owned(), body.clone());
            }
            if !name.is_empty() {
                given.insert(name.to_owned(), value);
            }
            given
        };
        let mut all = vec![with("", Value::Null)];
        for parameter in &operation.parameters {
            let name = format!("{} {}", parameter.place, parameter.name);
            all.extend(drawn(&parameter.schema).into_iter().map(|value| with(&name, value)));
        }
        for (choice, values) in bodies.iter().enumerate() {
            for value in values {
                let mut given = with("body", value.clone());
                given.insert("choice".to_owned(), json!(choice));
                all.push(given);
            }
        }
        all.into_iter().map(Value::Object).collect()
    }

    /// What a server of the new document makes of a request, beside one of the old document.
    fn sent(&self, sent: &Sent, new: &Contract<'_>, found: &mut Found) {
        let (before, after) = (self.old.reading(sent), new.reading(sent));
        if let Some(reason) = before.refused {
            panic!("the client of {} sends what its document refuses: {reason}: {sent:?}", self.number);
        }
        if let Some(reason) = &after.refused {
            return found.note(Released::Rejected, || format!("{reason}: {sent:?}"));
        }
        let lost = before.given.keys().find(|place| !place.starts_with("path ") && !after.given.contains_key(*place));
        if let Some(place) = lost {
            found.note(Released::Ignored, || format!("nobody reads {place}: {sent:?}"));
        }
        for (place, value) in all(&before) {
            if all(&after).get(place).is_some_and(|other| !is_same(place, value, other)) {
                found.note(Released::Silent, || format!("{place} is read as another value: {sent:?}"));
            }
        }
        if after.defaults.contains_key("server") {
            found.note(Released::Silent, || format!("it goes elsewhere: {sent:?}"));
        }
    }

    /// Whether an answer that is taken says the same by both documents.
    fn read(&self, old: &Operation, (other, new): (&Operation, &Contract<'_>), answer: &Answer, found: &mut Found) {
        let declared = old.answers.get(&answer.status.to_string());
        let is_json = |media: &String| media.ends_with("json");
        let is_known = |contents: &BTreeMap<String, _>| {
            contents.contains_key(&answer.media) || (is_json(&answer.media) && contents.keys().any(is_json))
        };
        if declared.is_some_and(|contents| !contents.is_empty() && !is_known(contents)) {
            found.note(Released::Silent, || format!("it takes what it did not expect: {answer:?}"));
        }
        let name = |operation: &Operation| -> Option<String> {
            operation.answers.get(&answer.status.to_string())?.get(&answer.media)?.schema.clone()
        };
        let (Some(before), Some(after)) = (name(old), name(other)) else { return };
        let Ok(value) = serde_json::from_str::<Value>(&answer.body) else { return };
        if let Some(place) = self.old.schemas.unfixed(&before, &value) {
            found.note(Released::Silent, || format!("{place} was always the same: {answer:?}"));
        }
        let defaults = |contract: &Contract<'_>, name: &str| -> BTreeMap<String, Value> {
            let said = contract.schemas.said(name, "", Some(&value)).into_iter();
            said.filter(|(.., is_default)| *is_default).map(|(place, value, _)| (place, value)).collect()
        };
        let (before, after) = (defaults(self.old, &before), defaults(new, &after));
        for (place, value) in before {
            if after.get(&place).is_some_and(|other| *other != value) {
                found.note(Released::Silent, || format!("without {place} it means something else: {answer:?}"));
            }
        }
    }
}

/// Whether a value is read as the same one. A parameter is written as text, so that a number and its text are the same.
fn is_same(place: &str, before: &Value, after: &Value) -> bool {
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let is_parameter = ["path ", "query ", "header ", "cookie "].iter().any(|way| place.starts_with(way));
    before == after || (is_parameter && text(before) == text(after))
}

fn all(reading: &Reading) -> BTreeMap<&String, &Value> {
    reading.given.iter().chain(&reading.defaults).collect()
}

/// The statuses of successes.
fn successes(operation: &Operation) -> Vec<(u16, &BTreeMap<String, crate::contract::Content>)> {
    let status = |text: &str| text.replace("XX", "00").parse().ok().filter(|status| (200..300).contains(status));
    operation.answers.iter().filter_map(|(text, contents)| Some((status(text)?, contents))).collect()
}

/// The successes of an operation, in the media type that is asked for where there is a choice.
fn answers(operation: &Operation, contract: &Contract<'_>, accepts: &str) -> Vec<Answer> {
    let mut answers = Vec::new();
    for (status, contents) in successes(operation) {
        if contents.is_empty() {
            answers.push(Answer { status, ..NOTHING });
        }
        let is_asked =
            |media: &str| accepts.split(',').any(|one| one.split(';').next().unwrap_or_default().trim() == media);
        let choice = contents.keys().any(|media| is_asked(media));
        for (media, content) in contents.iter().filter(|(media, _)| !choice || is_asked(media)) {
            let answer = |body: String| Answer { status, media: media.clone(), body };
            match &content.schema {
                _ if !media.ends_with("json") => answers.push(answer("some text".to_owned())),
                Some(name) => {
                    let values = contract.schemas.draw(name, Way::Answer);
                    answers.extend(values.into_iter().map(|value| answer(value.to_string())));
                }
                None => answers.extend(["{}", "[1]", "\"text\"", "1.5", "null"].map(|text| answer(text.to_owned()))),
            }
        }
    }
    answers
}
