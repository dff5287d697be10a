//! No keyword of a schema is dropped in silence: with it, the crate, what is told about the document, or the report is
//! another than without it.

use serde_json::{Value, json};

use super::generated;

/// Keywords that say nothing to users of a schema.
const FOR_NOBODY: [(&str, &str); 2] =
    [("$comment", "it is for who maintains the document"), ("$schema", "it names the dialect, not a value")];

/// A keyword, the schema of a member that has it, and the version of `OpenAPI`.
fn table() -> Vec<(&'static str, Value, &'static str)> {
    let new = |keyword, schema| (keyword, schema, "3.1.0");
    let old = |keyword, schema| (keyword, schema, "3.0.3");
    let string = |keyword: &'static str, value: Value| new(keyword, json!({"type": "string", keyword: value}));
    let number = |keyword: &'static str, value: Value| new(keyword, json!({"type": "number", keyword: value}));
    let array = |keyword: &'static str, value: Value| new(keyword, json!({"type": "array", keyword: value}));
    let object = |keyword: &'static str, value: Value| {
        new(keyword, json!({"type": "object", "properties": {"a": {"type": "string"}}, keyword: value}))
    };
    vec![
        new("$ref", json!({"$ref": "#/components/schemas/Other"})),
        new(
            "$id",
            json!({"$id": "https://example.com/it", "type": "object", "properties": {"a": {"$ref": "#/$defs/a"}}, "$defs": {"a": {"type": "integer"}}}),
        ),
        new("$anchor", json!({"$anchor": "here", "type": "object", "properties": {"next": {"$ref": "#here"}}})),
        new(
            "$dynamicAnchor",
            json!({"$dynamicAnchor": "node", "type": "object", "properties": {"next": {"$dynamicRef": "#node"}}}),
        ),
        new(
            "$dynamicRef",
            json!({"$dynamicRef": "#item", "$defs": {"item": {"$dynamicAnchor": "item", "type": "integer"}}}),
        ),
        new(
            "$defs",
            json!({"type": "object", "properties": {"a": {"$ref": "#/components/schemas/Thing/properties/it/$defs/a"}}, "$defs": {"a": {"type": "integer"}}}),
        ),
        string("title", json!("Its name")),
        string("description", json!("What it is called")),
        string("format", json!("uuid")),
        new("type", json!({"type": "string"})),
        new("enum", json!({"type": "string", "enum": ["a", "b"]})),
        new("const", json!({"const": "a"})),
        number("multipleOf", json!(3)),
        number("maximum", json!(3)),
        number("exclusiveMaximum", json!(3)),
        number("minimum", json!(3)),
        number("exclusiveMinimum", json!(3)),
        old("exclusiveMaximum", json!({"type": "number", "maximum": 3, "exclusiveMaximum": true})),
        old("exclusiveMinimum", json!({"type": "number", "minimum": 3, "exclusiveMinimum": true})),
        string("maxLength", json!(3)),
        string("minLength", json!(3)),
        string("pattern", json!("^a")),
        array("maxItems", json!(3)),
        array("minItems", json!(3)),
        array("uniqueItems", json!(true)),
        array("contains", json!({"const": 1})),
        new("maxContains", json!({"type": "array", "contains": {"const": 1}, "maxContains": 3})),
        new("minContains", json!({"type": "array", "contains": {"const": 1}, "minContains": 3})),
        object("maxProperties", json!(3)),
        object("minProperties", json!(3)),
        object("required", json!(["a"])),
        object("dependentRequired", json!({"a": ["b"]})),
        new("allOf", json!({"allOf": [{"type": "string"}, {"minLength": 3}]})),
        new("oneOf", json!({"oneOf": [{"type": "string"}, {"type": "boolean"}]})),
        new("anyOf", json!({"anyOf": [{"type": "string"}, {"type": "boolean"}]})),
        string("not", json!({"const": "a"})),
        new("if", json!({"type": "object", "if": {"required": ["a"]}, "then": {"required": ["b"]}})),
        new("then", json!({"type": "object", "if": {"required": ["a"]}, "then": {"required": ["b"]}})),
        new("else", json!({"type": "object", "if": {"required": ["a"]}, "else": {"required": ["b"]}})),
        object("dependentSchemas", json!({"a": {"required": ["b"]}})),
        array("prefixItems", json!([{"type": "string"}, {"type": "integer"}])),
        array("items", json!({"type": "string"})),
        new("properties", json!({"type": "object", "properties": {"a": {"type": "string"}}})),
        object("patternProperties", json!({"^x-": {"type": "string"}})),
        object("additionalProperties", json!({"type": "string"})),
        object("propertyNames", json!({"maxLength": 3})),
        array("unevaluatedItems", json!({"type": "string"})),
        object("unevaluatedProperties", json!({"type": "string"})),
        string("contentEncoding", json!("base64")),
        string("contentEncoding", json!("quoted-printable")),
        string("contentMediaType", json!("application/json")),
        new(
            "contentSchema",
            json!({"type": "string", "contentMediaType": "application/json", "contentSchema": {"type": "object"}}),
        ),
        string("deprecated", json!(true)),
        string("readOnly", json!(true)),
        string("writeOnly", json!(true)),
        object("examples", json!([{"a": "b"}])),
        old("example", json!({"type": "object", "properties": {"a": {"type": "string"}}, "example": {"a": "b"}})),
        string("default", json!("a")),
        old("nullable", json!({"type": "string", "nullable": true})),
        new(
            "discriminator",
            json!({"oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}], "discriminator": {"propertyName": "kind"}}),
        ),
        string("xml", json!({"attribute": true})),
        string("externalDocs", json!({"url": "https://example.com"})),
        string("futureKeyword", json!(true)),
    ]
}

/// Schemas of these limit or describe what a place holds in ways that only the report can tell.
fn told(schema: &Value, version: &str) -> String {
    let document = json!({
        "openapi": version,
        "info": {"title": "Case", "version": "1"},
        "paths": {"/things": {"post": {
            "operationId": "createThing",
            "requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}},
            "responses": {"200": {"description": "d", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}}},
        }}},
        "components": {"schemas": {
            "Thing": {"type": "object", "required": ["it"], "properties": {"it": schema}},
            "Other": {"type": "integer"},
            "Cat": {"type": "object", "properties": {"kind": {"type": "string"}, "a": {"type": "string"}}},
            "Dog": {"type": "object", "properties": {"kind": {"type": "string"}, "b": {"type": "string"}}},
        }},
    });
    told_of(&document)
}

/// All that comes of a document.
pub fn told_of(document: &Value) -> String {
    let outcome = generated("d.json", document.to_string().into_bytes());
    // Digests and places say only that the document is another one.
    let outputs = outcome.outputs.unwrap_or_default().into_iter().filter(|(path, _)| !path.ends_with("Cargo.toml"));
    let said: Vec<String> = outcome.diagnostics.iter().map(|one| format!("{} {}", one.code, one.message)).collect();
    let report = outcome.report.unwrap_or_default();
    let entry = |entry: &wharf::report::Entry| format!("{} {} {}", entry.keyword, entry.pointer, entry.value);
    let rules: Vec<String> = report.entries.iter().map(entry).collect();
    format!("{:?}\n{said:?}\n{rules:?}", outputs.collect::<Vec<_>>())
}

#[test]
fn no_keyword_is_dropped_in_silence() {
    let mut silent = Vec::new();
    for (keyword, schema, version) in table() {
        let mut without = schema.clone();
        assert!(without.as_object_mut().unwrap().remove(keyword).is_some(), "{keyword}");
        if told(&schema, version) == told(&without, version) {
            silent.push(keyword);
        }
    }
    assert!(silent.is_empty(), "nothing tells of {silent:?}");
}

/// The table has each keyword that the check of documents knows.
#[test]
fn all_keywords_are_tried() {
    let known = include_str!("../../src/document/check/tables/schema.rs");
    let known = known.split("static DISCRIMINATOR").next().unwrap();
    let names: Vec<&str> = known.split("field(\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(names.len() > 80, "{names:?}");
    let table = table();
    let tried = |name: &str| table.iter().any(|(keyword, _, _)| *keyword == name);
    let missing: Vec<&str> =
        names.into_iter().filter(|name| !tried(name) && !FOR_NOBODY.iter().any(|(known, _)| known == name)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
