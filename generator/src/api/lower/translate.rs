//! A schema of any version of `OpenAPI` as JSON Schema 2020-12. What is no schema there, or says nothing about values, is
//! left out: a validator refuses to start with a keyword that is misused.

use serde_json::{Map, Value, json};

use super::bundle::Bundle;
use super::kinds::Kinds;
use super::notes::flag;
use crate::document::{Kind, Node, Version, is_regular};

/// How deep schemas stand in one another before one of them is referred to: readers of JSON have a limit.
const DEEPEST: usize = 24;

/// Keywords that hold a schema.
const ONE: [&str; 10] = [
    "additionalProperties",
    "contains",
    "else",
    "if",
    "items",
    "not",
    "propertyNames",
    "then",
    "unevaluatedItems",
    "unevaluatedProperties",
];

/// Keywords that hold a list of schemas.
const SEVERAL: [&str; 4] = ["allOf", "anyOf", "oneOf", "prefixItems"];

/// Keywords that hold a count.
const COUNTS: [&str; 8] =
    ["maxContains", "maxItems", "maxLength", "maxProperties", "minContains", "minItems", "minLength", "minProperties"];

impl<'a> Bundle<'a> {
    /// The schema `node`, which stands `depth` schemas deep.
    pub(super) fn schema(&mut self, node: Node<'a>, depth: usize) -> Value {
        match node.kind() {
            Kind::Boolean => Value::Bool(node.as_bool() == Some(true)),
            Kind::Object if depth > 0 && (depth >= DEEPEST || self.is_cut(node)) => self.reference(node),
            Kind::Object => self.object(node, depth),
            _ => Value::Bool(true),
        }
    }

    fn object(&mut self, node: Node<'a>, depth: usize) -> Value {
        let mut out = Map::new();
        // In 3.0 nothing beside a reference counts but `nullable`, which people write there.
        let is_alone = node.document().version() == Version::V3_0 && node.reference().is_some();
        for (key, value) in node.entries().filter(|(key, _)| !is_alone || *key == "$ref") {
            self.keyword(node, key, value, depth, &mut out);
        }
        if flag(node, "nullable") { json!({ "anyOf": [{ "type": "null" }, out] }) } else { Value::Object(out) }
    }

    fn keyword(&mut self, node: Node<'a>, key: &str, value: Node<'a>, depth: usize, out: &mut Map<String, Value>) {
        let mut put = |key: &str, value: Value| {
            out.insert(key.to_owned(), value);
        };
        match key {
            "$ref" => {
                if let Ok(Some(target)) = node.follow() {
                    put(key, Value::from(self.path(target)));
                }
            }
            // Before 2020-12, `items` held a list, and `additionalItems` what comes behind it.
            "items" if value.kind() == Kind::Array => {
                if !value.is_empty() {
                    put("prefixItems", value.items().map(|item| self.schema(item, depth + 1)).collect());
                }
                if let Some(rest) = node.get("additionalItems") {
                    put("items", self.schema(rest, depth + 1));
                }
            }
            _ if ONE.contains(&key) => put(key, self.schema(value, depth + 1)),
            _ if SEVERAL.contains(&key) => {
                if value.kind() == Kind::Array && !value.is_empty() {
                    put(key, value.items().map(|item| self.schema(item, depth + 1)).collect());
                }
            }
            "properties" | "patternProperties" | "dependentSchemas" => {
                let is_name = |name: &str| key != "patternProperties" || is_regular(name);
                let named = value.entries().filter(|(name, _)| is_name(name));
                let named = named.map(|(name, schema)| (name.to_owned(), self.schema(schema, depth + 1)));
                put(key, Value::Object(named.collect()));
            }
            "dependencies" => self.dependencies(value, depth, out),
            "required" => put(key, self.required(node, value)),
            _ => {
                if let Some(value) = limit(node, key, value) {
                    put(key, value);
                }
            }
        }
    }

    /// The required members, less those that travel one way only: values of a type may travel either.
    fn required(&self, node: Node<'a>, names: Node<'a>) -> Value {
        let is_one_way = |name: &str| {
            let property = node.get("properties").and_then(|list| list.get(name));
            let resolved = property.and_then(|property| property.resolve().ok());
            property.into_iter().chain(resolved).any(|node| flag(node, "readOnly") || flag(node, "writeOnly"))
        };
        let both_ways = names.items().filter(|entry| !self.one_way.contains(&entry.id()));
        let mut kept: Vec<&str> = Vec::new();
        for name in both_ways.filter_map(Node::as_str) {
            if !is_one_way(name) && !kept.contains(&name) {
                kept.push(name);
            }
        }
        Value::from(kept)
    }

    /// Before 2019-09, one keyword held members that ask for others, and members that ask for schemas.
    fn dependencies(&mut self, value: Node<'a>, depth: usize, out: &mut Map<String, Value>) {
        let (lists, schemas): (Vec<_>, Vec<_>) = value.entries().partition(|(_, node)| node.kind() == Kind::Array);
        let lists: Map<String, Value> =
            lists.into_iter().map(|(name, list)| (name.to_owned(), strings(list))).collect();
        let schemas = schemas.into_iter().map(|(name, schema)| (name.to_owned(), self.schema(schema, depth + 1)));
        let schemas: Map<String, Value> = schemas.collect();
        for (key, members) in [("dependentRequired", lists), ("dependentSchemas", schemas)] {
            if !members.is_empty() {
                out.insert(key.to_owned(), Value::Object(members));
            }
        }
    }
}

/// The value of a keyword that holds no schema; none where it is left out.
fn limit(node: Node<'_>, key: &str, value: Node<'_>) -> Option<Value> {
    let number = |value: Node<'_>| Some(value.to_json()).filter(Value::is_number);
    match key {
        "type" => types(value),
        "const" => Some(value.to_json()),
        "enum" => Some(value.to_json()).filter(|list| list.as_array().is_some_and(|list| !list.is_empty())),
        "format" => value.as_str().map(Value::from),
        "pattern" => value.as_str().filter(|pattern| is_regular(pattern)).map(Value::from),
        "uniqueItems" => value.as_bool().map(Value::from),
        "minimum" if flag(node, "exclusiveMinimum") => None,
        "maximum" if flag(node, "exclusiveMaximum") => None,
        "exclusiveMinimum" if value.as_bool() == Some(true) => number(node.get("minimum")?),
        "exclusiveMaximum" if value.as_bool() == Some(true) => number(node.get("maximum")?),
        "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" => number(value),
        "multipleOf" => number(value).filter(|step| step.as_f64().is_some_and(|step| step > 0.0)),
        "dependentRequired" => {
            let lists = value.entries().map(|(name, list)| (name.to_owned(), strings(list)));
            Some(Value::Object(lists.collect()))
        }
        _ if COUNTS.contains(&key) => Some(Value::from(u64::try_from(value.as_i64()?).ok()?)),
        _ => None,
    }
}

/// The types that are known; Swagger 2 had one more.
fn types(value: Node<'_>) -> Option<Value> {
    let one = std::iter::once(value).filter(|node| node.kind() != Kind::Array);
    let mut names: Vec<&str> = Vec::new();
    for node in one.chain(value.items()) {
        let name = match node.as_str() {
            Some("file") => "string",
            Some(name) if name == "null" || Kinds::named(name).is_some() => name,
            None if node.kind() == Kind::Null => "null",
            _ => return None,
        };
        if !names.contains(&name) {
            names.push(name);
        }
    }
    match names.as_slice() {
        [] => None,
        [only] => Some(Value::from(*only)),
        several => Some(Value::from(several)),
    }
}

fn strings(list: Node<'_>) -> Value {
    let mut kept: Vec<&str> = Vec::new();
    for name in list.items().filter_map(Node::as_str) {
        if !kept.contains(&name) {
            kept.push(name);
        }
    }
    Value::from(kept)
}
