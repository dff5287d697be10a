//! The OpenAPI document itself, and a server that does not fit to it.

use serde_json::Value;
use wharf_tests::emulator::{Document, Emulator, Settings, StartError};

use crate::probe::Probe;

const TEXT: &str = include_str!("../../../spec/containers.yaml");

/// Calls `found` with every object of the document and its JSON pointer.
fn walk<'d>(pointer: &str, value: &'d Value, found: &mut impl FnMut(&str, &'d Value)) {
    found(pointer, value);
    let step = |name: &str| format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1"));
    match value {
        Value::Object(members) => members.iter().for_each(|(name, inner)| walk(&step(name), inner, found)),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, inner)| walk(&step(&index.to_string()), inner, found));
        }
        _ => {}
    }
}

/// The examples of one object, each with the pointer of the schema that it is an example of.
fn examples<'d>(pointer: &str, value: &'d Value) -> Vec<(String, &'d Value)> {
    let own = value.get("schema").map(|_| format!("{pointer}/schema"));
    let single = value.get("example").filter(|_| own.is_some());
    let named = value.get("examples").and_then(Value::as_object).filter(|_| own.is_some());
    let named = named.into_iter().flat_map(|examples| examples.values()).filter_map(|example| example.get("value"));
    let listed = value.get("examples").and_then(Value::as_array).into_iter().flatten();
    let of_own = single.into_iter().chain(named).map(|example| (own.clone().unwrap(), example));
    of_own.chain(listed.map(|example| (pointer.to_owned(), example))).collect()
}

#[test]
fn every_example_fits_its_schema() {
    let document = Document::read(TEXT, false).unwrap();
    let mut checked = 0;
    for part in ["paths", "components"] {
        walk(&format!("/{part}"), document.member(part).unwrap(), &mut |pointer, value| {
            for (schema, example) in examples(pointer, value) {
                let complaints = document.schema(&schema).unwrap().complaints("", example);
                assert_eq!(complaints, [], "{pointer}: {example}");
                checked += 1;
            }
        });
    }
    assert!(checked >= 25, "only {checked} examples were found");
}

#[test]
fn every_json_body_has_an_example() {
    let document = Document::read(TEXT, false).unwrap();
    for part in ["paths", "components"] {
        walk(&format!("/{part}"), document.member(part).unwrap(), &mut |pointer, value| {
            if pointer.ends_with("/content/application~1json") {
                assert!(!examples(pointer, value).is_empty(), "{pointer}");
            }
        });
    }
}

#[test]
fn a_wrong_example_would_be_noticed() {
    let document = Document::read(TEXT, false).unwrap();
    let schema = document.schema("/components/schemas/Container").unwrap();
    let params: Vec<String> =
        schema.complaints("", &serde_json::json!({ "id": 1, "unknown": 2 })).into_iter().map(|one| one.param).collect();
    for expected in ["id", "object", "name", "created_at", "status", "unknown"] {
        assert!(params.iter().any(|param| param == expected), "{expected}: {params:?}");
    }
}

#[tokio::test]
async fn an_answer_that_does_not_fit_is_never_sent() {
    for (here, there) in [
        ("const: container.deleted", "const: gone"),
        ("\"#/components/schemas/DeletedContainer\" }\n", "\"#/components/schemas/DeletedContainerFile\" }\n"),
        ("required: [id, object, deleted]", "required: [id, object, deleted, at]"),
    ] {
        let document = TEXT.replace(here, there);
        assert_ne!(document, TEXT);
        let probe = Probe::misfit(document);
        let id = probe.container("n").await;
        let seen = probe.delete(&format!("/containers/{id}")).await;
        assert_eq!(seen.status, 500, "{here}");
        assert_eq!(seen.json()["error"]["type"], "server_error");
        let violations = probe.emulator.violations();
        assert!(violations.len() == 1 && violations[0].starts_with("DeleteContainer 200"), "{violations:?}");
    }
}

#[tokio::test]
async fn an_undeclared_status_is_never_sent() {
    let document = TEXT.replace("        \"404\": { $ref: \"#/components/responses/NotFound\" }\n", "");
    let probe = Probe::misfit(document);
    assert_eq!(probe.get("/containers/cntr_0").await.status, 500);
    assert_eq!(probe.emulator.violations().len(), 1);
}

#[test]
fn a_document_of_no_use_is_refused() {
    let without = TEXT.replace("operationId: DeleteContainer\n", "operationId: Other\n");
    let dangling = TEXT.replace("    DeletedContainer:\n", "    Renamed:\n");
    for (text, why) in [
        ("a: [", ""),
        ("[]", "object"),
        ("{}", "paths"),
        (&without, "DeleteContainer"),
        (&dangling, "DeletedContainer"),
    ] {
        let started = Emulator::start(Settings { document: Some(text.into()), ..Settings::default() });
        match started {
            Err(StartError::Document(error)) => assert!(error.contains(why), "{why}: {error}"),
            other => panic!("{why}: {other:?}"),
        }
    }
}
