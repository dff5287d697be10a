//! Whether a value fits a schema: as far as can be told for certain.

use std::cell::Cell;

use crate::document::{Kind, Node, Number, Version};

/// What does not fit.
pub(super) struct Misfit<'a> {
    /// The part of the value.
    pub node: Node<'a>,
    pub message: String,
}

/// How many schemas within one another are looked at.
const DEPTH: usize = 32;

/// How many schemas are looked at for one value; what is not known by then is not certain.
const STEPS: usize = 20_000;

/// Which way a value travels, where that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Travel {
    /// To the server: what is `readOnly` is not there.
    Request,
    /// From the server: what is `writeOnly` is not there.
    Response,
    /// Either way.
    Unknown,
}

/// The first thing in which `value` does not fit `schema`, if it is certain that something does not.
pub(super) fn misfit<'a>(schema: Node<'a>, value: Node<'a>, version: Version, travel: Travel) -> Option<Misfit<'a>> {
    Fit { version, travel, steps: Cell::new(STEPS) }.misfit(schema, value, DEPTH)
}

/// That `value` is not of a type of `schema`, leaving all else aside.
pub(super) fn wrong_type<'a>(schema: Node<'a>, value: Node<'a>, version: Version) -> Option<Misfit<'a>> {
    Fit { version, travel: Travel::Unknown, steps: Cell::new(STEPS) }.wrong_type(schema, value)
}

struct Fit {
    version: Version,
    travel: Travel,
    steps: Cell<usize>,
}

impl Fit {
    fn misfit<'a>(&self, schema: Node<'a>, value: Node<'a>, depth: usize) -> Option<Misfit<'a>> {
        let depth = depth.checked_sub(1)?;
        self.steps.set(self.steps.get().checked_sub(1)?);
        let schema = schema.resolve().ok()?;
        if self.is_null_allowed(schema, value) {
            return None;
        }
        self.wrong_type(schema, value)
            .or_else(|| not_listed(schema, value))
            .or_else(|| out_of_bounds(schema, value))
            .or_else(|| wrong_format(schema, value))
            .or_else(|| self.wrong_part(schema, value, depth))
            .or_else(|| self.wrong_branch(schema, value, depth))
    }

    fn is_null_allowed(&self, schema: Node<'_>, value: Node<'_>) -> bool {
        let is_nullable = schema.get("nullable").and_then(Node::as_bool) == Some(true);
        value.kind() == Kind::Null && (is_nullable || (self.version == Version::V3_0 && schema.get("type").is_none()))
    }

    fn wrong_type<'a>(&self, schema: Node<'a>, value: Node<'a>) -> Option<Misfit<'a>> {
        if self.is_null_allowed(schema, value) {
            return None;
        }
        let types = schema.get("type")?;
        let single = types.as_str();
        let names: Vec<&str> = single.into_iter().chain(types.items().filter_map(Node::as_str)).collect();
        let unknown = |name: &&str| !KNOWN.contains(name);
        if names.is_empty() || names.iter().any(unknown) || names.iter().any(|name| is_of_type(value, name)) {
            return None;
        }
        let message = format!("it has to be of the type {}, and is {}", names.join(" or "), value.kind());
        Some(Misfit { node: value, message })
    }

    fn wrong_part<'a>(&self, schema: Node<'a>, value: Node<'a>, depth: usize) -> Option<Misfit<'a>> {
        if value.kind() == Kind::Array {
            let items = schema.get("items")?;
            return value
                .items()
                .skip(schema.get("prefixItems").map_or(0, Node::len))
                .find_map(|item| self.misfit(items, item, depth));
        }
        if value.kind() != Kind::Object {
            return None;
        }
        let properties = schema.get("properties");
        let property = |name: &str| properties.and_then(|properties| properties.get(name)?.resolve().ok());
        let mut required = schema.get("required").into_iter().flat_map(Node::items).filter_map(Node::as_str);
        let missing = required.find(|name| value.get(name).is_none() && !self.may_lack(property(name)));
        if let Some(name) = missing {
            return Some(Misfit { node: value, message: format!("`{name}` is missing") });
        }
        value.entries().find_map(|(key, member)| match properties.and_then(|properties| properties.get(key)) {
            Some(property) => self.wrong_way(property, member).or_else(|| self.misfit(property, member, depth)),
            None => self.additional(schema, key, member, depth),
        })
    }

    /// Whether a required property need not be there, as it travels the other way.
    fn may_lack(&self, property: Option<Node<'_>>) -> bool {
        let has = |key: &str| property.and_then(|property| property.get(key)?.as_bool()) == Some(true);
        (has("readOnly") && self.travel != Travel::Response) || (has("writeOnly") && self.travel != Travel::Request)
    }

    /// That `member` travels the wrong way.
    fn wrong_way<'a>(&self, property: Node<'a>, member: Node<'a>) -> Option<Misfit<'a>> {
        let (key, place) = match self.travel {
            Travel::Request => ("readOnly", "a request"),
            Travel::Response => ("writeOnly", "an answer"),
            Travel::Unknown => return None,
        };
        let is_set = |node: Node<'a>| node.get(key).and_then(Node::as_bool) == Some(true);
        let is_wrong = is_set(property) || property.resolve().is_ok_and(is_set);
        is_wrong.then(|| Misfit { node: member, message: format!("it is `{key}`, and stands in {place}") })
    }

    fn additional<'a>(&self, schema: Node<'a>, key: &str, member: Node<'a>, depth: usize) -> Option<Misfit<'a>> {
        let additional = schema.get("additionalProperties")?;
        if schema.get("patternProperties").is_some() {
            return None;
        }
        match additional.as_bool() {
            Some(false) => Some(Misfit { node: member, message: format!("there is no property `{key}`") }),
            Some(true) => None,
            None => self.misfit(additional, member, depth),
        }
    }

    fn wrong_branch<'a>(&self, schema: Node<'a>, value: Node<'a>, depth: usize) -> Option<Misfit<'a>> {
        let all = schema.get("allOf").into_iter().flat_map(Node::items);
        if let Some(misfit) = all.into_iter().find_map(|branch| self.misfit(branch, value, depth)) {
            return Some(misfit);
        }
        ["oneOf", "anyOf"].iter().find_map(|key| {
            let branches = schema.get(key).filter(|branches| !branches.is_empty())?;
            let none_fits = branches.items().all(|branch| self.misfit(branch, value, depth).is_some());
            none_fits.then(|| Misfit { node: value, message: format!("it fits no branch of `{key}`") })
        })
    }
}

const KNOWN: [&str; 7] = ["string", "number", "integer", "boolean", "array", "object", "null"];

fn is_of_type(value: Node<'_>, name: &str) -> bool {
    match value.kind() {
        Kind::Null => name == "null",
        Kind::Boolean => name == "boolean",
        Kind::String => name == "string",
        Kind::Array => name == "array",
        Kind::Object => name == "object",
        Kind::Number => name == "number" || (name == "integer" && value.as_number().is_some_and(Number::is_integer)),
    }
}

fn not_listed<'a>(schema: Node<'a>, value: Node<'a>) -> Option<Misfit<'a>> {
    let listed = schema.get("enum").filter(|listed| listed.kind() == Kind::Array && !listed.is_empty());
    let is_listed = listed.is_none_or(|listed| listed.items().any(|item| item.structural_eq(value)));
    let is_constant = schema.get("const").is_none_or(|constant| constant.structural_eq(value));
    (!is_listed || !is_constant).then(|| Misfit { node: value, message: "it is none of the allowed values".to_owned() })
}

fn out_of_bounds<'a>(schema: Node<'a>, value: Node<'a>) -> Option<Misfit<'a>> {
    let bound = |key: &str| schema.get(key).and_then(Node::as_f64);
    let excludes = |key: &str| schema.get(key).and_then(Node::as_bool) == Some(true);
    let misfit = |message: String| Some(Misfit { node: value, message });
    if let Some(number) = value.as_f64() {
        let below = |limit: f64| number < limit || (number <= limit && excludes("exclusiveMinimum"));
        let above = |limit: f64| number > limit || (number >= limit && excludes("exclusiveMaximum"));
        return match () {
            () if bound("minimum").is_some_and(below) => misfit("it is below the minimum".to_owned()),
            () if bound("maximum").is_some_and(above) => misfit("it is above the maximum".to_owned()),
            () if bound("exclusiveMinimum").is_some_and(|limit| number <= limit) => {
                misfit("it is below the minimum".to_owned())
            }
            () if bound("exclusiveMaximum").is_some_and(|limit| number >= limit) => {
                misfit("it is above the maximum".to_owned())
            }
            () => None,
        };
    }
    let (length, least, most) = match value.kind() {
        Kind::String => (value.as_str().unwrap_or_default().chars().count(), "minLength", "maxLength"),
        Kind::Array => (value.len(), "minItems", "maxItems"),
        _ => return None,
    };
    let limit = |key: &str| schema.get(key).and_then(Node::as_i64).and_then(|limit| usize::try_from(limit).ok());
    if limit(least).is_some_and(|limit| length < limit) {
        return misfit(format!("its length {length} is below `{least}`"));
    }
    if limit(most).is_some_and(|limit| length > limit) {
        return misfit(format!("its length {length} is above `{most}`"));
    }
    None
}

fn wrong_format<'a>(schema: Node<'a>, value: Node<'a>) -> Option<Misfit<'a>> {
    let text = value.as_str()?;
    let fits = match schema.get("format")?.as_str()? {
        "uuid" => is_uuid(text),
        "date" => is_date(text),
        "date-time" => {
            text.get(..10).is_some_and(is_date) && text.get(10..11).is_some_and(|mark| matches!(mark, "T" | "t" | " "))
        }
        _ => true,
    };
    let format = schema.get("format").and_then(Node::as_str).unwrap_or_default();
    (!fits).then(|| Misfit { node: value, message: format!("it does not look like the format `{format}`") })
}

fn is_uuid(text: &str) -> bool {
    let lengths = text.split('-').map(str::len);
    lengths.eq([8, 4, 4, 4, 12]) && text.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit())
}

fn is_date(text: &str) -> bool {
    let lengths = text.split('-').map(str::len);
    lengths.eq([4, 2, 2]) && text.bytes().all(|byte| byte == b'-' || byte.is_ascii_digit())
}
