//! How the schemas of each version of `OpenAPI` differ from JSON Schema 2020-12.

use serde_json::{Map, Number, Value, json};
use wharf::document::Node;

/// A keyword of our own: what inherits from the schemas within is not what is meant.
pub const ALONE: &str = "x-alone";

/// What the value of a keyword is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// A reference to a schema.
    Reference,
    /// A schema.
    Schema,
    /// A list of schemas.
    Schemas,
    /// Schemas by name.
    Named,
    /// A value that limits values, or says which one is meant.
    Value,
    /// Nothing that limits values.
    Nothing,
}

/// What the value of `keyword` is.
#[must_use]
pub fn holds(keyword: &str) -> Holds {
    match keyword {
        "$ref" | "$dynamicRef" | "$recursiveRef" => Holds::Reference,
        "not"
        | "if"
        | "then"
        | "else"
        | "contains"
        | "propertyNames"
        | "additionalProperties"
        | "items"
        | "unevaluatedProperties"
        | "unevaluatedItems" => Holds::Schema,
        "allOf" | "oneOf" | "anyOf" | "prefixItems" => Holds::Schemas,
        "properties" | "patternProperties" | "dependentSchemas" => Holds::Named,
        "type" | "enum" | "const" | "required" | "dependentRequired" | "pattern" | "format" | "minimum" | "maximum"
        | "exclusiveMinimum" | "exclusiveMaximum" | "multipleOf" | "minLength" | "maxLength" | "minItems"
        | "maxItems" | "uniqueItems" | "minContains" | "maxContains" | "minProperties" | "maxProperties"
        | "readOnly" | "writeOnly" | "default" => Holds::Value,
        _ => Holds::Nothing,
    }
}

/// Whether `keyword` says nothing in version 3.0.
#[must_use]
pub fn is_new(keyword: &str) -> bool {
    matches!(
        keyword,
        "if" | "then"
            | "else"
            | "contains"
            | "minContains"
            | "maxContains"
            | "propertyNames"
            | "patternProperties"
            | "prefixItems"
            | "dependentRequired"
            | "dependentSchemas"
            | "unevaluatedProperties"
            | "unevaluatedItems"
            | "$dynamicRef"
            | "$recursiveRef"
    )
}

/// What a translated `schema` of `node` becomes where its words mean something else, or nothing, in the dialect.
#[must_use]
pub fn mend(node: Node<'_>, mut schema: Map<String, Value>) -> Value {
    drop_misplaced(&mut schema);
    exclusive(&mut schema, "exclusiveMinimum", "minimum");
    exclusive(&mut schema, "exclusiveMaximum", "maximum");
    bound_integers(&mut schema);
    if node.get("nullable").and_then(Node::as_bool) == Some(true) {
        return nullable(&schema);
    }
    Value::Object(schema)
}

/// Whether a branch says `nullable: true` and nothing else of its values: by the letter it is any JSON, and everybody who
/// writes it means null.
#[must_use]
pub fn is_only_nullable(node: Node<'_>) -> bool {
    let says_nothing = node.entries().all(|(key, _)| key == "nullable" || holds(key) == Holds::Nothing);
    says_nothing && node.get("nullable").and_then(Node::as_bool) == Some(true)
}

/// Lets several branches of each `oneOf` hold at once.
pub fn loosen(schema: &mut Value) {
    match schema {
        Value::Object(members) => {
            if !members.contains_key("anyOf")
                && let Some(Value::Array(branches)) = members.remove("oneOf")
            {
                members.insert("anyOf".to_owned(), Value::Array(branches));
            }
            for (_, inner) in members.iter_mut().filter(|(key, _)| !matches!(key.as_str(), "enum" | "const")) {
                loosen(inner);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(loosen),
        _ => {}
    }
}

/// Drops what a validator would refuse to read.
fn drop_misplaced(schema: &mut Map<String, Value>) {
    schema.retain(|key, value| match key.as_str() {
        "required" => {
            value.as_array().is_some_and(|names| names.iter().all(Value::is_string)) && {
                dedup(value);
                true
            }
        }
        "enum" => value.as_array().is_some_and(|values| !values.is_empty()),
        "type" => {
            dedup(value);
            is_type(value)
        }
        "minLength" | "maxLength" | "minItems" | "maxItems" | "minProperties" | "maxProperties" | "minContains"
        | "maxContains" => value.is_u64(),
        "minimum" | "maximum" => value.is_number(),
        "multipleOf" => value.as_f64().is_some_and(|number| number > 0.0),
        "exclusiveMinimum" | "exclusiveMaximum" => value.is_number() || value.is_boolean(),
        "uniqueItems" | "readOnly" | "writeOnly" => value.is_boolean(),
        "format" => value.is_string(),
        "pattern" => value.as_str().is_some_and(|pattern| jsonschema_regex::to_rust_regex(pattern).is_ok()),
        _ => true,
    });
}

fn dedup(value: &mut Value) {
    if let Some(items) = value.as_array_mut() {
        let mut seen: Vec<Value> = Vec::with_capacity(items.len());
        items.retain(|item| {
            !seen.contains(item) && {
                seen.push(item.clone());
                true
            }
        });
    }
}

fn is_type(value: &Value) -> bool {
    let known = |value: &Value| {
        let known = ["null", "boolean", "integer", "number", "string", "array", "object"];
        value.as_str().is_some_and(|name| known.contains(&name))
    };
    known(value) || value.as_array().is_some_and(|list| !list.is_empty() && list.iter().all(known))
}

/// A boolean `exclusiveMinimum` says something about the `minimum` beside it.
fn exclusive(schema: &mut Map<String, Value>, key: &str, bound: &str) {
    match schema.get(key) {
        Some(Value::Bool(true)) => {
            let bound = schema.remove(bound);
            schema.remove(key);
            schema.extend(bound.map(|bound| (key.to_owned(), bound)));
        }
        Some(Value::Bool(false)) => {
            schema.remove(key);
        }
        _ => {}
    }
}

/// Integers are as large as their format says, and 64 bits wide where nothing is said.
fn bound_integers(schema: &mut Map<String, Value>) {
    let is_integer = match schema.get("type") {
        Some(Value::String(name)) => name == "integer",
        Some(Value::Array(names)) => {
            names.iter().any(|name| name == "integer") && !names.iter().any(|name| name == "number")
        }
        _ => false,
    };
    if !is_integer {
        return;
    }
    let format = schema.get("format").and_then(Value::as_str);
    let (low, high) = range(format);
    let beyond = |key: &str, low: f64, high: f64| {
        schema.get(key).and_then(Value::as_f64).is_some_and(|bound| bound < low || bound > high)
    };
    let (least, most) = (float(&low), float(&high));
    let says = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"];
    if says.iter().any(|key| beyond(key, least, most)) {
        // The bounds go beyond what the format holds; which of the two counts is not for this to say.
        return;
    }
    if !schema.contains_key("minimum") && !schema.contains_key("exclusiveMinimum") {
        schema.insert("minimum".to_owned(), Value::Number(low));
    }
    if !schema.contains_key("maximum") && !schema.contains_key("exclusiveMaximum") {
        schema.insert("maximum".to_owned(), Value::Number(high));
    }
}

/// The least and greatest integer of a format.
fn range(format: Option<&str>) -> (Number, Number) {
    match format {
        Some("int8") => (i8::MIN.into(), i8::MAX.into()),
        Some("int16" | "short") => (i16::MIN.into(), i16::MAX.into()),
        Some("int32") => (i32::MIN.into(), i32::MAX.into()),
        Some("uint8" | "u-int8") => (0.into(), u8::MAX.into()),
        Some("uint16" | "u-int16") => (0.into(), u16::MAX.into()),
        Some("uint32" | "u-int32") => (0.into(), u32::MAX.into()),
        Some("uint64" | "u-int64" | "ulong") => (0.into(), u64::MAX.into()),
        _ => (i64::MIN.into(), i64::MAX.into()),
    }
}

fn float(number: &Number) -> f64 {
    number.as_f64().unwrap_or_default()
}

/// `nullable: true`. By the letter it does nothing without `type`, beside an `enum` without null, and since version 3.1;
/// everybody who writes it means that null may stand here.
fn nullable(schema: &Map<String, Value>) -> Value {
    json!({ "anyOf": [{ "type": "null" }, schema] })
}
