//! How a server reads a request, by its document.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};

use crate::contract::{Contract, Credential, Operation, Parameter};
use crate::schemas::{Schemas, Way};

/// A request as it was sent.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Sent {
    /// The HTTP method.
    pub method: String,
    /// The URL.
    pub url: String,
    /// Names and values of headers.
    pub headers: Vec<(String, String)>,
    /// The body, as text.
    pub body: String,
}

/// What a server makes of a request.
#[derive(Debug, Default)]
pub struct Reading {
    /// Why it refuses it.
    pub refused: Option<String>,
    /// What was said, by place: `query limit`, `body/name`.
    pub given: BTreeMap<String, Value>,
    /// What it takes for said where nothing is.
    pub defaults: BTreeMap<String, Value>,
}

impl Sent {
    /// The scheme and host, the path, and the items of the query.
    fn parts(&self) -> (&str, &str, Vec<(String, String)>) {
        let start = self.url.find("://").map_or(0, |at| at + 3);
        let end = self.url[start..].find('/').map_or(self.url.len(), |at| start + at);
        let (server, rest) = self.url.split_at(end);
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        (server, path, form_urlencoded::parse(query.as_bytes()).into_owned().collect())
    }

    fn headers<'s>(&'s self, name: &'s str) -> impl Iterator<Item = &'s str> {
        self.headers.iter().filter(move |header| header.0.eq_ignore_ascii_case(name)).map(|header| header.1.as_str())
    }

    /// The media types that it asks for.
    pub fn accepts(&self) -> String {
        self.headers("accept").collect::<Vec<_>>().join(",")
    }
}

impl Reading {
    fn refuse(&mut self, reason: String) {
        self.refused.get_or_insert(reason);
    }

    fn say(&mut self, said: Vec<(String, Value, bool)>) {
        for (place, value, is_default) in said {
            if is_default { &mut self.defaults } else { &mut self.given }.insert(place, value);
        }
    }
}

impl Contract<'_> {
    /// The operation that a request is for.
    pub fn meant(&self, sent: &Sent) -> Option<&Operation> {
        self.operation(&sent.method, sent.parts().1)
    }

    /// Reads a request.
    pub fn reading(&self, sent: &Sent) -> Reading {
        let (_, path, query) = sent.parts();
        let mut reading = Reading::default();
        let Some(operation) = self.operation(&sent.method, path) else {
            reading.refuse(format!("{} {path} is no operation", sent.method));
            return reading;
        };
        let rest = sent.url.strip_prefix(operation.server.trim_end_matches('/'));
        if !rest.is_some_and(|rest| rest.starts_with(['/', '?'])) {
            reading.defaults.insert("server".to_owned(), json!(sent.url));
        }
        let given = Given { path: operation.path_values(path).unwrap_or_default(), query, sent };
        let has = |all: &Vec<Credential>| all.iter().all(|one| given.has(one));
        if !operation.security.is_empty() && !operation.security.iter().any(has) {
            reading.refuse("401".to_owned());
        }
        for parameter in &operation.parameters {
            self.parameter(parameter, &given, &mut reading);
        }
        self.body(operation, sent, &mut reading);
        reading
    }

    fn parameter(&self, parameter: &Parameter, given: &Given<'_>, reading: &mut Reading) {
        let place = format!("{} {}", parameter.place, parameter.name);
        let texts = given.texts(&parameter.place, &parameter.name);
        let value = texts.first().map(|_| value(parameter, &texts, &self.schemas));
        match &value {
            None if parameter.required => reading.refuse(format!("{place} is missing")),
            None => {}
            Some(value) => {
                if let Some(complaint) = self.schemas.complaint(&parameter.schema, Way::Request, value) {
                    reading.refuse(format!("{place}: {complaint}"));
                }
            }
        }
        reading.say(self.schemas.said(&parameter.schema, &place, value.as_ref()));
    }

    fn body(&self, operation: &Operation, sent: &Sent, reading: &mut Reading) {
        let media = sent.headers("content-type").next().unwrap_or_default();
        let kind = media.split(';').next().unwrap_or_default().trim();
        if kind.is_empty() {
            if operation.needs_body {
                reading.refuse("the body is missing".to_owned());
            }
            return;
        }
        if operation.bodies.is_empty() {
            return;
        }
        let range = kind.split_once('/').map(|(main, _)| format!("{main}/*")).unwrap_or_default();
        let Some(content) = [kind, &range, "*/*"].into_iter().find_map(|one| operation.bodies.get(one)) else {
            return reading.refuse(format!("{kind} is not taken"));
        };
        if kind == "multipart/form-data" {
            let parts = parts(&sent.body);
            for (name, media, _) in &parts {
                if content.parts.get(*name).is_some_and(|wanted| wanted != media) {
                    reading.refuse(format!("the part {name} is not {}", content.parts[*name]));
                }
            }
            if let Some(schema) = &content.schema {
                let members = parts.iter().map(|(name, _, text)| ((*name).to_owned(), json!(text)));
                reading.say(self.schemas.said(schema, "body", Some(&members.collect())));
            }
            return;
        }
        let value = if kind.ends_with("json") {
            serde_json::from_str(&sent.body).unwrap_or_else(|error| panic!("{error}: {sent:?}"))
        } else {
            json!(sent.body)
        };
        let Some(schema) = &content.schema else { return };
        if let Some(complaint) = self.schemas.complaint(schema, Way::Request, &value) {
            reading.refuse(format!("the body: {complaint}"));
        }
        reading.say(self.schemas.said(schema, "body", Some(&value)));
    }
}

/// The parts of a form: their names, media types and texts.
fn parts(body: &str) -> Vec<(&str, &str, &str)> {
    let boundary = body.lines().next().unwrap_or_default();
    let part = |text| {
        let (head, text): (&str, &str) = str::split_once(text, "\r\n\r\n")?;
        let (_, name) = head.split_once("name=\"")?;
        let media = head.lines().find_map(|line| line.strip_prefix("Content-Type: "));
        Some((name.split('"').next()?, media.unwrap_or("text/plain"), text.trim_end_matches("\r\n")))
    };
    body.split(boundary).filter(|_| !boundary.is_empty()).filter_map(part).collect()
}

/// What came with a request.
struct Given<'s> {
    path: Vec<(String, String)>,
    query: Vec<(String, String)>,
    sent: &'s Sent,
}

impl Given<'_> {
    fn texts(&self, place: &str, name: &str) -> Vec<String> {
        let of =
            |list: &[(String, String)]| list.iter().filter(|item| item.0 == name).map(|item| item.1.clone()).collect();
        match place {
            "path" => {
                let texts: Vec<String> = of(&self.path);
                let decode = |text: String| {
                    form_urlencoded::parse(text.replace('+', "%2B").as_bytes())
                        .map(|(text, _)| text.into_owned())
                        .collect()
                };
                texts.into_iter().map(decode).collect()
            }
            "query" => of(&self.query),
            "header" => self.sent.headers(name).map(str::to_owned).collect(),
            _ => self.sent.headers("cookie").filter_map(|all| cookie(all, name)).collect(),
        }
    }

    fn has(&self, credential: &Credential) -> bool {
        self.texts(&credential.place, &credential.name).iter().any(|text| text.starts_with(&credential.start))
    }
}

fn cookie(all: &str, name: &str) -> Option<String> {
    let mut items = all.split("; ").filter_map(|item| item.split_once('='));
    items.find(|item| item.0 == name).map(|item| item.1.to_owned())
}

/// The value that texts stand for: by the style, and by the type of the schema.
fn value(parameter: &Parameter, texts: &[String], schemas: &Schemas<'_>) -> Value {
    let is_list = schemas.is_of(&parameter.schema, "array");
    let scalar = |text: &str| match serde_json::from_str::<Value>(text) {
        Ok(value) if !value.is_string() && !schemas.is_of(&parameter.schema, "string") => value,
        _ => json!(text),
    };
    let between = match parameter.style.as_str() {
        "spaceDelimited" => ' ',
        "pipeDelimited" => '|',
        _ => ',',
    };
    match (is_list, parameter.explode && parameter.style == "form") {
        (false, _) => scalar(&texts[0]),
        (true, true) => texts.iter().map(|text| scalar(text)).collect(),
        // Of several where one is expected, the first counts.
        (true, false) => texts[0].split(between).map(scalar).collect(),
    }
}
