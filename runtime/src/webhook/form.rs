//! Bodies of webhooks that are forms.

use core::ops::Range;
use std::collections::HashMap;

use crate::json::{self, Decode, Error, Reader};
use crate::percent;

/// How often a form is read in another way: nobody may keep a server busy by many texts that fit nothing.
const MOST_READINGS: usize = 1000;

/// How the texts of one name are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reading {
    /// As a text.
    Text,
    /// As the number, the word or the JSON that the text spells.
    Spelled,
    /// As a list of texts.
    Texts,
    /// As a list of what the texts spell.
    AllSpelled,
}

/// All that a form has under one name.
struct Member {
    name: String,
    texts: Vec<String>,
    reading: Reading,
}

/// Reads a body of `application/x-www-form-urlencoded`: its items are the members of an object. All of them are texts; where
/// the type asks for something else it is what the text spells, and a name that comes several times is a list.
///
/// # Errors
///
/// When a member is missing, or its text spells nothing that the type takes.
pub fn parse_form<T: Decode>(body: &[u8]) -> Result<T, Error> {
    let mut members = members(&String::from_utf8_lossy(body));
    let mut left = MOST_READINGS;
    loop {
        left -= 1;
        let (text, places) = object(&members);
        let error = match json::decode(&text) {
            Ok(value) => return Ok(value),
            Err(error) => error,
        };
        let at = places.iter().position(|place| place.contains(&error.offset()));
        let wrong = at.and_then(|at| members.get_mut(at)).filter(|_| left > 0);
        let Some((member, next)) = wrong.and_then(|member| next(member).map(|next| (member, next))) else {
            return Err(error);
        };
        member.reading = next;
    }
}

fn members(body: &str) -> Vec<Member> {
    let mut members: Vec<Member> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for item in body.trim_end().split('&').filter(|item| !item.is_empty()) {
        let (name, text) = item.split_once('=').unwrap_or((item, ""));
        let (name, text) = (percent::decode(name), percent::decode(text));
        let at = *known.entry(name.clone()).or_insert(members.len());
        if let Some(member) = members.get_mut(at) {
            member.texts.push(text);
            member.reading = Reading::Texts;
        } else {
            members.push(Member { name, texts: vec![text], reading: Reading::Text });
        }
    }
    members
}

/// What else the texts may be, where they spell something.
fn next(member: &Member) -> Option<Reading> {
    let can_be_spelled = member.texts.iter().all(|text| spelled(text).is_some());
    match member.reading {
        Reading::Text if can_be_spelled => Some(Reading::Spelled),
        Reading::Text | Reading::Spelled => Some(Reading::Texts),
        Reading::Texts if can_be_spelled => Some(Reading::AllSpelled),
        Reading::Texts | Reading::AllSpelled => None,
    }
}

/// The text as JSON, where it is some. An empty one is nothing.
fn spelled(text: &str) -> Option<&str> {
    let text = if text.is_empty() { "null" } else { text };
    let mut reader = Reader::new(text.as_bytes()).ok()?;
    reader.skip().ok()?;
    reader.finish().is_ok().then_some(text)
}

/// The members as one object, and where the value of each stands in it.
fn object(members: &[Member]) -> (Vec<u8>, Vec<Range<usize>>) {
    let mut out = b"{".to_vec();
    let mut places = Vec::new();
    for member in members {
        if out.len() > 1 {
            out.push(b',');
        }
        out.extend(json::encode(&member.name));
        out.push(b':');
        let start = out.len();
        let spelled = |text: &String| spelled(text).map_or_else(|| json::encode(text), |text| text.as_bytes().to_vec());
        let as_spelled = matches!(member.reading, Reading::Spelled | Reading::AllSpelled);
        let values = member.texts.iter().map(|text| if as_spelled { spelled(text) } else { json::encode(text) });
        let values = values.collect::<Vec<_>>().join(&b","[..]);
        if matches!(member.reading, Reading::Texts | Reading::AllSpelled) {
            out.push(b'[');
            out.extend(values);
            out.push(b']');
        } else {
            out.extend(values);
        }
        places.push(start..out.len() + 1);
    }
    out.push(b'}');
    (out, places)
}

#[cfg(test)]
mod tests {
    use super::parse_form;

    #[derive(Debug, PartialEq)]
    struct Meta {
        a: i64,
    }
    crate::object!(Meta { a: "a" required });

    #[derive(Debug, PartialEq)]
    struct Order {
        command: String,
        count: Option<i64>,
        urgent: Option<bool>,
        ratio: Option<f64>,
        tags: Option<Vec<String>>,
        ids: Option<Vec<i64>>,
        meta: Option<Meta>,
    }
    crate::object!(Order {
        command: "command" required,
        count: "count" optional,
        urgent: "urgent" optional,
        ratio: "ratio" optional,
        tags: "tags" optional,
        ids: "ids" optional,
        meta: "meta" optional,
    });

    #[test]
    fn texts_are_what_the_type_asks_for() {
        let body =
            b"command=42+%2Fx%26&count=7&urgent=true&ratio=1.5&tags=a&tags=2&ids=3&new=1&meta=%7B%22a%22%3A1%7D\n";
        let command: Order = parse_form(body).unwrap();
        let expected = Order {
            command: "42 /x&".to_owned(),
            count: Some(7),
            urgent: Some(true),
            ratio: Some(1.5),
            tags: Some(vec!["a".to_owned(), "2".to_owned()]),
            ids: Some(vec![3]),
            meta: Some(Meta { a: 1 }),
        };
        assert_eq!(command, expected);
        let command: Order = parse_form(b"command=&tags=one&ids=1&ids=2").unwrap();
        assert_eq!(command.command, "");
        assert_eq!((command.tags, command.ids), (Some(vec!["one".to_owned()]), Some(vec![1, 2])));
    }

    #[test]
    fn what_does_not_fit_is_an_error() {
        assert!(parse_form::<Order>(b"").unwrap_err().message().contains("command"));
        for body in [&b"command=a&count=many"[..], b"command=a&count=1&count=2", b"command=a&urgent=yes", b"count=1"] {
            assert!(parse_form::<Order>(body).is_err(), "{}", String::from_utf8_lossy(body));
        }
    }
}
