//! Whether a request is what was given, and what the document says.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use wharf_tests::recorder::Request;
use wharf_tests::sampler::same;

use crate::calls::Trial;
use crate::contract::{Contract, Operation, Parameter};
use crate::form;
use crate::schemas::Way;

/// What is wrong with a request.
pub fn check(sent: &Request, operation: &Operation, trial: &Trial, contract: &Contract<'_>) -> Result<(), String> {
    let path = sent.path().strip_prefix("/v1").unwrap_or_default();
    let values = operation.path_values(path).filter(|_| sent.method == operation.method);
    let values = values.ok_or_else(|| format!("{} {} is another operation", sent.method, sent.target))?;
    let Some(credential) = sent.header("authorization").first().copied() else {
        return Err("no credential was sent".to_owned());
    };
    if !credential.starts_with("Bearer ") {
        return Err(format!("the credential is {credential:?}"));
    }
    let query = sent.target.split_once('?').map_or("", |(_, query)| query);
    let mut query: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    let fixed = operation.path.split_once('?').map_or("", |(_, fixed)| fixed);
    for item in form_urlencoded::parse(fixed.as_bytes()).into_owned() {
        let at = query.iter().position(|other| *other == item).ok_or_else(|| format!("{item:?} is not sent"))?;
        query.remove(at);
    }
    for parameter in &operation.parameters {
        let given = trial.given.get(format!("{} {}", parameter.place, parameter.name));
        let texts = match parameter.place.as_str() {
            "path" => values.iter().filter(|item| item.0 == parameter.name).map(|item| decoded(&item.1)).collect(),
            "header" => sent.header(&parameter.name).iter().map(|&text| text.to_owned()).collect(),
            _ => taken(&mut query, parameter, given.and_then(Value::as_object)),
        };
        read(parameter, &texts, trial, contract)?;
    }
    if !query.is_empty() {
        return Err(format!("nobody asked for {query:?}"));
    }
    body(sent, operation, trial, contract)
}

fn decoded(text: &str) -> String {
    form_urlencoded::parse(text.replace('+', "%2B").as_bytes()).map(|(text, _)| text.into_owned()).collect()
}

/// Takes out of the query what belongs to a parameter: texts, or `name=text` of an object.
fn taken(query: &mut Vec<(String, String)>, parameter: &Parameter, given: Option<&Map<String, Value>>) -> Vec<String> {
    let inner = format!("{}[", parameter.name);
    // The members of an exploded object stand by themselves.
    let exploded = given.filter(|_| parameter.style == "form" && parameter.explode);
    let mut texts = Vec::new();
    query.retain(|(name, text)| {
        if parameter.style == "deepObject" && name.starts_with(&inner) {
            texts.push(format!("{}={text}", &name[inner.len()..]));
        } else if exploded.is_some_and(|members| members.contains_key(name)) {
            texts.push(format!("{name}={text}"));
        } else if *name == parameter.name {
            texts.push(text.clone());
        } else {
            return true;
        }
        false
    });
    texts
}

/// Reads a parameter as a server would, and compares it with what was given.
fn read(parameter: &Parameter, texts: &[String], trial: &Trial, contract: &Contract<'_>) -> Result<(), String> {
    let place = format!("{} {}", parameter.place, parameter.name);
    let given = trial.given.get(&place);
    let value = match (given, texts) {
        (None, []) => return Ok(()),
        (None, texts) => return Err(format!("{place} is {texts:?}, and was not given")),
        (Some(given), []) => return Err(format!("{place} is not sent: {given}")),
        (Some(given), texts) => value(given, parameter, texts),
    };
    if !same(&value, given.unwrap_or(&Value::Null)) {
        return Err(format!("{place} is read as {value} from {texts:?}"));
    }
    let complaint = contract.schemas.complaint(&parameter.schema, Way::Request, &value);
    complaint.map_or(Ok(()), |complaint| Err(format!("{place}: {complaint}")))
}

/// What texts stand for, of the kind of `like`.
fn value(like: &Value, parameter: &Parameter, texts: &[String]) -> Value {
    match like {
        Value::Array(items) => {
            let split = || texts.iter().flat_map(|text| text.split(',')).map(str::to_owned).collect();
            let texts: Vec<String> = if parameter.explode { texts.to_vec() } else { split() };
            let like = |at: usize| items.get(at).unwrap_or(&Value::Null);
            texts.iter().enumerate().map(|(at, text)| scalar(like(at), text)).collect()
        }
        Value::Object(members) if parameter.style == "deepObject" || parameter.explode => {
            let mut read = Map::new();
            for text in texts {
                let (path, text) = text.split_once('=').unwrap_or((text, ""));
                let path: Vec<&str> = path.strip_suffix(']').unwrap_or(path).split("][").collect();
                put(&mut read, &path, text, members);
            }
            Value::Object(read)
        }
        like => texts.first().map_or(Value::Null, |text| scalar(like, text)),
    }
}

fn put(read: &mut Map<String, Value>, path: &[&str], text: &str, like: &Map<String, Value>) {
    match path {
        [] => {}
        [last] => drop(read.insert((*last).to_owned(), scalar(like.get(*last).unwrap_or(&Value::Null), text))),
        [first, rest @ ..] => {
            let nothing = Map::new();
            let like = like.get(*first).and_then(Value::as_object).unwrap_or(&nothing);
            let inner = read.entry(*first).or_insert_with(|| json!({}));
            if let Some(inner) = inner.as_object_mut() {
                put(inner, rest, text, like);
            }
        }
    }
}

/// A text as the scalar that it was.
pub fn scalar(like: &Value, text: &str) -> Value {
    if like.is_string() { json!(text) } else { serde_json::from_str(text).unwrap_or_else(|_| json!(text)) }
}

fn body(sent: &Request, operation: &Operation, trial: &Trial, contract: &Contract<'_>) -> Result<(), String> {
    let types = sent.header("content-type");
    let media = types.first().map_or("", |media| media.split(';').next().unwrap_or_default().trim());
    if media != trial.media {
        return Err(format!("the body is {media:?} instead of {:?}", trial.media));
    }
    let Some(content) = operation.bodies.get(media) else {
        return if sent.body.is_empty() { Ok(()) } else { Err(format!("a body came: {}", sent.text())) };
    };
    if media == "multipart/form-data" {
        return form::check(types[0], &sent.body, content, &parts(trial));
    }
    if !media.ends_with("json") {
        let given = trial.given["body"].as_str().unwrap_or_default();
        return if sent.text() == given { Ok(()) } else { Err(format!("the body is {:?}", sent.text())) };
    }
    let value: Value = serde_json::from_slice(&sent.body).map_err(|error| format!("{error}: {}", sent.text()))?;
    let mut given = trial.given["body"].clone();
    if let (Some(member), Some(members)) = (&trial.raised, given.as_object_mut()) {
        members.insert(member.clone(), json!(true));
    }
    if !same(&value, &given) {
        return Err(format!("the body is {value}"));
    }
    let schema = content.schema.as_deref().unwrap_or_default();
    let complaint = contract.schemas.complaint(schema, Way::Request, &value);
    complaint.map_or(Ok(()), |complaint| Err(format!("the body: {complaint}")))
}

/// The parts of a form that were given, by name.
fn parts(trial: &Trial) -> BTreeMap<String, Value> {
    let named = trial.given.as_object().into_iter().flatten();
    let given = named.filter_map(|(name, value)| Some((name.strip_prefix("part ")?.to_owned(), value.clone())));
    given.chain(trial.raised.iter().map(|member| (member.clone(), json!(true)))).collect()
}
