//! No field of an object of `OpenAPI` is dropped in silence: `fields.json` has each of them, and without it the crate, what
//! is told about the document, or the report is another.

use std::collections::BTreeSet;

use serde_json::Value;

use super::keywords::told_of;

/// Where the objects of each kind stand in the document.
const PLACES: [(&str, &[&str]); 26] = [
    ("an OpenAPI document", &[""]),
    ("`info`", &["/info"]),
    ("a contact", &["/info/contact"]),
    ("a license", &["/info/license"]),
    ("a server", &["/servers/0"]),
    ("a server variable", &["/servers/0/variables/place"]),
    ("a tag", &["/tags/0"]),
    ("an external documentation object", &["/tags/0/externalDocs", "/externalDocs"]),
    ("a path item", &["/paths/~1books", "/paths/~1elsewhere"]),
    ("an operation", &["/paths/~1books/get", "/paths/~1books/post"]),
    ("a parameter", &["/paths/~1books/get/parameters/0", "/paths/~1books/get/parameters/1"]),
    ("a request body", &["/paths/~1books/post/requestBody"]),
    (
        "a media type",
        &[
            "/paths/~1books/get/responses/200/content/application~1json",
            "/paths/~1books/post/requestBody/content/multipart~1form-data",
            "/paths/~1books/put/requestBody/content/multipart~1mixed",
            "/paths/~1books/query/responses/200/content/application~1jsonl",
            "/paths/~1books/query/responses/200/content/text~1plain",
        ],
    ),
    (
        "an encoding",
        &[
            "/paths/~1books/post/requestBody/content/multipart~1form-data/encoding/scan",
            "/paths/~1books/post/requestBody/content/multipart~1form-data/encoding/tags",
            "/paths/~1books/post/requestBody/content/application~1x-www-form-urlencoded/encoding/tags",
            "/paths/~1books/put/requestBody/content/multipart~1mixed/prefixEncoding/0",
        ],
    ),
    ("`responses`", &["/paths/~1books/get/responses"]),
    ("a response", &["/paths/~1books/get/responses/200", "/paths/~1books/get/responses/404"]),
    (
        "a header",
        &["/paths/~1books/get/responses/200/headers/X-Left", "/paths/~1books/get/responses/200/headers/X-More"],
    ),
    ("a callback", &["/paths/~1books/post/callbacks/sent"]),
    (
        "an example",
        &[
            "/paths/~1books/query/responses/200/content/text~1plain/examples/one",
            "/paths/~1books/query/responses/200/content/text~1plain/examples/two",
            "/paths/~1books/query/responses/200/content/text~1plain/examples/three",
        ],
    ),
    ("a link", &["/paths/~1books/get/responses/200/links/first", "/paths/~1books/get/responses/200/links/second"]),
    ("`paths`", &["/paths"]),
    ("`components`", &["/components"]),
    (
        "a security scheme",
        &[
            "/components/securitySchemes/key",
            "/components/securitySchemes/plain",
            "/components/securitySchemes/digest",
            "/components/securitySchemes/open",
            "/components/securitySchemes/oauth",
        ],
    ),
    ("`flows`", &["/components/securitySchemes/oauth/flows"]),
    (
        "an OAuth flow",
        &[
            "/components/securitySchemes/oauth/flows/implicit",
            "/components/securitySchemes/oauth/flows/password",
            "/components/securitySchemes/oauth/flows/deviceAuthorization",
        ],
    ),
    ("a security requirement", &["/paths/~1books/get/security/0"]),
];

/// Fields that leave nothing behind, and why.
const FOR_NOBODY: [(&str, &str, &str); 7] = [
    ("an OpenAPI document", "openapi", "without it the document is none"),
    ("`components`", "responses", "they show where something refers to them"),
    ("`components`", "examples", "they show where something refers to them"),
    ("`components`", "requestBodies", "they show where something refers to them"),
    ("`components`", "headers", "they show where something refers to them"),
    ("`components`", "links", "they show where something refers to them"),
    ("a license", "url", "it is tried with the contact's, and excludes `identifier`"),
];

/// Components that nothing in the document refers to are in no crate.
const UNUSED: [&str; 2] = ["callbacks", "mediaTypes"];

fn document() -> Value {
    serde_json::from_str(include_str!("fields.json")).unwrap()
}

#[test]
fn no_field_is_dropped_in_silence() {
    let whole = document();
    let usual = told_of(&whole);
    let mut silent = Vec::new();
    for (object, places) in PLACES {
        for place in places {
            let fields = whole.pointer(place).unwrap_or_else(|| panic!("{place}")).as_object().unwrap();
            for field in fields.keys().filter(|field| !is_for_nobody(object, field)) {
                let mut without = whole.clone();
                without.pointer_mut(place).unwrap().as_object_mut().unwrap().remove(field);
                if told_of(&without) == usual {
                    silent.push(format!("{place}/{field}"));
                }
            }
        }
    }
    assert!(silent.is_empty(), "nothing tells of {silent:#?}");
}

fn is_for_nobody(object: &str, field: &str) -> bool {
    FOR_NOBODY.iter().any(|(known, name, _)| *known == object && *name == field)
        || object == "`components`" && UNUSED.contains(&field)
}

/// The document has each field that the check of documents knows.
#[test]
fn all_fields_are_tried() {
    let tables = [
        include_str!("../../src/document/check/tables/root.rs"),
        include_str!("../../src/document/check/tables/operation.rs"),
        include_str!("../../src/document/check/tables/security.rs"),
    ];
    let whole = document();
    let mut tried: BTreeSet<(String, String)> = BTreeSet::new();
    for (object, places) in PLACES {
        for place in places {
            let fields = whole.pointer(place).unwrap().as_object().unwrap();
            tried.extend(fields.keys().map(|field| (object.to_owned(), field.clone())));
        }
    }
    let mut missing = Vec::new();
    let mut count = 0;
    for kind in tables.iter().flat_map(|table| table.split("ObjectKind {").skip(1)) {
        let Some(object) = kind.split("name: \"").nth(1).and_then(|rest| rest.split('"').next()) else { continue };
        for field in kind.split("field(\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            count += 1;
            if !tried.contains(&(object.to_owned(), field.to_owned())) && !is_for_nobody(object, field) {
                missing.push(format!("{object}: {field}"));
            }
        }
    }
    assert!(count > 120, "{count}");
    assert!(missing.is_empty(), "{missing:#?}");
}
