//! What an operation may answer.

use std::collections::BTreeMap;

use axum::http::{HeaderMap, StatusCode};
use serde_json::Value;

use super::document::{Document, escape, names};
use super::{Complaint, Schema};

/// The answers that an operation declares.
#[derive(Debug)]
pub struct Answers {
    by_status: BTreeMap<String, Declared>,
}

/// One declared answer.
#[derive(Debug)]
struct Declared {
    media: BTreeMap<String, Option<Schema>>,
    headers: BTreeMap<String, Header>,
}

#[derive(Debug)]
struct Header {
    required: bool,
    schema: Schema,
}

impl Answers {
    /// Reads the `responses` at a pointer.
    pub fn read(document: &Document, pointer: &str) -> Result<Self, String> {
        let place = document.place(pointer)?;
        let statuses = place.value.as_object().into_iter().flat_map(|members| members.keys());
        let read = |status: &String| Ok((status.clone(), Declared::read(document, &format!("{pointer}/{status}"))?));
        Ok(Self { by_status: statuses.map(read).collect::<Result<_, String>>()? })
    }

    /// What is wrong with an answer; `body` where it is JSON.
    pub fn complaints(
        &self,
        status: StatusCode,
        headers: &HeaderMap,
        media: &str,
        body: Option<&Value>,
    ) -> Vec<Complaint> {
        let range = format!("{}XX", status.as_u16() / 100);
        let declared = [status.as_str(), &range, "default"].into_iter().find_map(|key| self.by_status.get(key));
        let Some(declared) = declared else {
            return vec![Complaint::new("", "undeclared", format!("the status {status} is not declared"))];
        };
        let mut complaints = declared.header_complaints(headers);
        match declared.media.get(media) {
            None => complaints.push(Complaint::new("", "undeclared", format!("{media} is not declared for {status}"))),
            Some(None) => {}
            Some(Some(schema)) => complaints.extend(body.into_iter().flat_map(|body| schema.complaints("", body))),
        }
        complaints
    }
}

impl Declared {
    fn read(document: &Document, pointer: &str) -> Result<Self, String> {
        let place = document.place(pointer)?;
        let below = |name: &str, key: &str| format!("{}/{name}/{}", place.pointer, escape(key));
        let mut media = BTreeMap::new();
        for name in names(place.value, "content") {
            let at = document.place(&below("content", &name))?;
            let schema = at.value.get("schema").map(|_| document.schema(&format!("{}/schema", at.pointer)));
            media.insert(name, schema.transpose()?);
        }
        let mut headers = BTreeMap::new();
        for name in names(place.value, "headers") {
            let at = document.place(&below("headers", &name))?;
            let required = at.value.get("required").and_then(Value::as_bool).unwrap_or(false);
            headers.insert(name, Header { required, schema: document.schema(&format!("{}/schema", at.pointer))? });
        }
        Ok(Self { media, headers })
    }

    fn header_complaints(&self, given: &HeaderMap) -> Vec<Complaint> {
        let complaints = |(name, header): (&String, &Header)| match given.get(name).map(|value| value.to_str()) {
            Some(Ok(text)) => header.schema.complaints(name, &header.schema.read_text(text)),
            Some(Err(_)) => vec![Complaint::new(name, "invalid_value", format!("the header {name} is no text"))],
            None if header.required => vec![Complaint::new(name, "missing", format!("the header {name} is missing"))],
            None => Vec::new(),
        };
        self.headers.iter().flat_map(complaints).collect()
    }
}
