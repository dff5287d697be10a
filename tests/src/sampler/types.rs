//! The JSON types that a schema leaves, whichever branches are chosen.

use std::collections::BTreeSet;

use serde_json::Value;

use super::bundle::Bundle;

/// How many schemas are looked into, one within the other, until any type is taken to be possible.
const DEPTH: usize = 12;

/// The keywords that describe the parts of an object or array.
const PARTS: [&str; 6] =
    ["properties", "required", "additionalProperties", "patternProperties", "items", "prefixItems"];

type Types<'b> = BTreeSet<&'b str>;

impl<'b> Bundle<'b> {
    /// The types that values of `schema` may be of; none where that is not said.
    #[must_use]
    pub fn types(&'b self, schema: &'b Value) -> Option<Types<'b>> {
        self.types_within(schema, 0)
    }

    /// The types that values may be of for which all of `schemas` hold; none where that is not said.
    pub fn types_of_all(&'b self, schemas: impl Iterator<Item = &'b Value>) -> Option<Types<'b>> {
        schemas.filter_map(|schema| self.types(schema)).reduce(|left, right| both(&left, &right))
    }

    fn types_within(&'b self, schema: &'b Value, depth: usize) -> Option<Types<'b>> {
        if depth > DEPTH {
            return None;
        }
        let schema = schema.as_object()?;
        let list = |keyword: &str| schema.get(keyword).and_then(Value::as_array);
        let mut found: Vec<Types<'b>> = Vec::new();
        found.extend(schema.get("type").map(named));
        let values = list("enum").map(|values| values.iter().map(name_of).collect());
        found.extend(values);
        found.extend(schema.get("const").map(|value| Types::from([name_of(value)])));
        let target = schema.get("$ref").and_then(Value::as_str).and_then(|reference| self.follow(reference));
        let all = target.into_iter().chain(list("allOf").into_iter().flatten());
        found.extend(all.filter_map(|part| self.types_within(part, depth + 1)));
        for branches in ["oneOf", "anyOf"].into_iter().filter_map(list) {
            let each: Option<Vec<Types<'b>>> =
                branches.iter().map(|branch| self.types_within(branch, depth + 1)).collect();
            found.extend(each.map(|each| each.into_iter().flatten().collect()));
        }
        let described = found.is_empty().then(|| PARTS.iter().position(|keyword| schema.contains_key(*keyword)));
        found.extend(described.flatten().map(|at| Types::from([if at < 4 { "object" } else { "array" }])));
        found.into_iter().reduce(|left, right| both(&left, &right))
    }
}

/// The types that `type` names.
fn named(value: &Value) -> Types<'_> {
    let several = value.as_array().into_iter().flatten().filter_map(Value::as_str);
    value.as_str().into_iter().chain(several).collect()
}

fn name_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

/// The types of both; an integer is a number.
fn both<'b>(left: &Types<'b>, right: &Types<'b>) -> Types<'b> {
    let within =
        |name: &&str, other: &Types<'b>| other.contains(*name) || *name == "integer" && other.contains("number");
    let mut both: Types<'b> = left.iter().filter(|name| within(name, right)).copied().collect();
    both.extend(right.iter().filter(|name| within(name, left)).copied());
    both
}
