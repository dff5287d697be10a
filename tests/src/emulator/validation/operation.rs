//! What one operation takes and gives.

use std::collections::BTreeMap;

use axum::http::{HeaderMap, StatusCode};
use serde_json::Value;

use super::answers::Answers;
use super::document::{Document, escape, names};
use super::parameters::{self, Arguments, Given, Parameter};
use super::{Complaint, Schema};

/// What one operation takes and gives.
#[derive(Debug)]
pub struct Rules {
    parameters: Vec<Parameter>,
    bodies: BTreeMap<String, Option<Schema>>,
    body_required: bool,
    answers: Answers,
}

impl Rules {
    /// Reads the operation at a pointer, with what its path item holds for it.
    pub(super) fn read(document: &Document, item: &str, pointer: &str) -> Result<Self, String> {
        let mut parameters = read_parameters(document, pointer)?;
        for inherited in read_parameters(document, item)? {
            if !parameters.iter().any(|own| own.replaces(&inherited)) {
                parameters.push(inherited);
            }
        }
        let (bodies, body_required) = read_bodies(document, pointer)?;
        let answers = Answers::read(document, &format!("{pointer}/responses"))?;
        Ok(Self { parameters, bodies, body_required, answers })
    }

    /// Reads a request's parameters, with everything that is wrong with them.
    pub fn arguments(&self, given: &Given<'_>, strict: bool) -> (Arguments, Vec<Complaint>) {
        parameters::read(&self.parameters, given, strict)
    }

    /// The media types that a body may have; none where there is no body.
    pub fn media(&self) -> impl Iterator<Item = &str> {
        self.bodies.keys().map(String::as_str)
    }

    /// Whether a request must have a body.
    pub fn needs_body(&self) -> bool {
        self.body_required
    }

    /// What is wrong with a body of a declared media type.
    pub fn body_complaints(&self, media: &str, body: &Value) -> Vec<Complaint> {
        let schema = self.bodies.get(media).and_then(Option::as_ref);
        schema.map(|schema| schema.complaints("", body)).unwrap_or_default()
    }

    /// What is wrong with an answer; `body` where it is JSON.
    pub fn answer_complaints(
        &self,
        status: StatusCode,
        headers: &HeaderMap,
        media: &str,
        body: Option<&Value>,
    ) -> Vec<Complaint> {
        self.answers.complaints(status, headers, media, body)
    }
}

fn read_parameters(document: &Document, pointer: &str) -> Result<Vec<Parameter>, String> {
    let place = document.place(pointer)?;
    let count = place.value.get("parameters").and_then(Value::as_array).map_or(0, Vec::len);
    (0..count).map(|index| Parameter::read(document, &format!("{pointer}/parameters/{index}"))).collect()
}

type Bodies = BTreeMap<String, Option<Schema>>;

fn read_bodies(document: &Document, pointer: &str) -> Result<(Bodies, bool), String> {
    let mut bodies = Bodies::new();
    if document.place(pointer)?.value.get("requestBody").is_none() {
        return Ok((bodies, false));
    }
    let place = document.place(&format!("{pointer}/requestBody"))?;
    for name in names(place.value, "content") {
        let at = document.place(&format!("{}/content/{}", place.pointer, escape(&name)))?;
        let schema = at.value.get("schema").map(|_| document.schema(&format!("{}/schema", at.pointer)));
        bodies.insert(name, schema.transpose()?);
    }
    Ok((bodies, place.value.get("required").and_then(Value::as_bool).unwrap_or(false)))
}
