//! What no type says can be checked by the schemas that a client carries, as a validator reads them.

use std::fs;
use std::path::{Path, PathBuf};

use jsonschema::Validator;
use serde_json::{Value, json};
use wharf::{Input, Load, Outcome, Outputs, Settings, Source};
use wharf_tests::sandbox::{Generation, Program, Sandbox, repository};

const SETTINGS: &str = "[crate]\nschemas = true\n";

struct Nothing;

impl Load for Nothing {
    fn load(&self, name: &str) -> Result<Vec<u8>, String> {
        Err(format!("{name} is not here"))
    }
}

fn outputs(document: &str, settings: &str) -> Outputs {
    let made = made(&repository().join("tests/schemas").join(document), settings);
    made.outputs.unwrap_or_else(|| panic!("{:?}", made.diagnostics))
}

fn made(document: &Path, settings: &str) -> Outcome {
    wharf::generate(&Input {
        settings: Settings::parse("wharf.toml", settings).unwrap(),
        ..Input::new(Source { name: document.display().to_string(), bytes: fs::read(document).unwrap() }, &Nothing)
    })
}

/// The validator of the type `name`, as the client's `Described` gives it.
fn validator(outputs: &Outputs, name: &str) -> Validator {
    let mut schema: Value = serde_json::from_str(&outputs["client/src/json_schemas.json"]).unwrap();
    let module = &outputs["client/src/json_schemas.rs"];
    let line = module.lines().find_map(|line| line.trim().strip_prefix(&format!("crate::models::{name}: \"")));
    let reference = line.unwrap_or_else(|| panic!("no {name} in {module}")).trim_end_matches("\",");
    schema["$ref"] = Value::from(reference);
    jsonschema::validator_for(&schema).unwrap()
}

fn check(document: &str, cases: Vec<(&str, bool, Value)>) {
    let outputs = outputs(document, SETTINGS);
    for (name, fits, value) in cases {
        assert_eq!(validator(&outputs, name).is_valid(&value), fits, "{name}: {value}");
    }
}

#[test]
fn schemas_of_3_0_say_what_they_mean() {
    let invoice = |more: Value| {
        let mut whole = json!({"title": "Books", "lines": [{"text": "a"}]});
        whole.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        whole
    };
    check(
        "old.yaml",
        vec![
            // A request has no member that only answers have.
            ("Invoice", true, invoice(json!({}))),
            ("Invoice", true, invoice(json!({"id": "in_1"}))),
            ("Invoice", false, json!({"title": "Books"})),
            ("Invoice", false, invoice(json!({"title": "books"}))),
            ("Invoice", false, invoice(json!({"title": "B"}))),
            ("Invoice", true, invoice(json!({"note": null}))),
            ("Invoice", false, invoice(json!({"note": "too long"}))),
            ("Invoice", false, invoice(json!({"title": null}))),
            ("Invoice", false, invoice(json!({"share": 0}))),
            ("Invoice", true, invoice(json!({"share": 1}))),
            ("Invoice", false, invoice(json!({"share": 1.5}))),
            ("Invoice", true, invoice(json!({"payer": null}))),
            ("Invoice", false, invoice(json!({"payer": {}}))),
            ("Invoice", true, invoice(json!({"card": null}))),
            // Wherever it is said which way a member travels.
            ("Invoice", true, invoice(json!({"receipt": {}}))),
            ("Invoice", false, invoice(json!({"receipt": {"number": 5}}))),
            ("Invoice", false, invoice(json!({"lines": []}))),
            ("Invoice", false, invoice(json!({"lines": [{"text": ""}]}))),
            ("Invoice", false, invoice(json!({"paid": {"kind": "card", "number": "x"}}))),
            ("Invoice", true, invoice(json!({"paid": {"kind": "cash", "coins": 15}}))),
            ("InvoiceLine", false, json!({})),
            ("InvoicePaid", false, json!({"kind": "cash", "coins": 3})),
            ("Cash", true, json!({"kind": "cash"})),
            ("Person", false, json!({"age": 3})),
        ],
    );
}

#[test]
fn schemas_of_3_1_keep_all_keywords() {
    check(
        "new.yaml",
        vec![
            ("Order", true, json!({"tags": ["new", "old"]})),
            ("Order", false, json!({"tags": ["old"]})),
            ("Order", false, json!({"tags": ["new", "new"]})),
            ("Order", false, json!({"labels": {"y": "z"}})),
            ("Order", true, json!({"tags": ["new"], "size": null})),
            ("Order", false, json!({"tags": ["new"], "size": 3})),
            ("Order", false, json!({"size": 4})),
            ("Order", false, json!({"other": 1})),
            ("Order", true, json!({"next": {"tags": ["new"]}})),
            ("Order", false, json!({"next": {"tags": ["new"], "labels": {}, "size": 4}})),
            ("Order", false, json!({"node": {"below": [{"below": [{}, {}]}]}})),
            ("CreateOrderBody", false, json!({"at": {}})),
            ("CreateOrderBody", false, json!({"order": {}, "at": {"hour": 24}})),
            ("CreateOrderBody", true, json!({"order": {}, "at": {"hour": 23}})),
        ],
    );
}

#[test]
fn nobody_carries_schemas_without_asking() {
    let outputs = outputs("old.yaml", "");
    assert!(outputs.keys().all(|path| !path.contains("schemas")), "{:?}", outputs.keys());
    assert!(outputs.values().all(|text| !text.contains("json-schemas") && !text.contains("json_schemas.json")));
}

#[test]
fn no_text_of_the_document_is_carried_along() {
    let text = &outputs("old.yaml", SETTINGS)["client/src/json_schemas.json"];
    assert!(!text.contains("somebody owes") && !text.contains("example"), "{text}");
}

#[test]
fn a_program_checks_its_values() {
    let sandbox = Sandbox::new("schemas").unwrap();
    let settings = sandbox.write("wharf.toml", SETTINGS).unwrap();
    let generation = Generation::of(repository().join("tests/schemas/old.yaml")).settings(settings);
    sandbox.generate(&generation).fine().unwrap_or_else(|said| panic!("{said}"));
    let source = repository().join("tests/schemas/program.rs");
    let program: Program = sandbox.program(&source).unwrap_or_else(|said| panic!("{said}"));
    let printed = program.run::<&str>(&[], &[]).unwrap().fine().unwrap_or_else(|said| panic!("{said}"));
    let mut lines = printed.lines();
    let schema: Value = serde_json::from_str(lines.next().unwrap()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let mut count = 0;
    for line in lines {
        let (fits, value) = line.split_once(' ').unwrap();
        let value: Value = serde_json::from_str(value).unwrap();
        assert_eq!(validator.is_valid(&value).to_string(), fits, "{value}");
        count += 1;
    }
    assert_eq!(count, 5);
}

/// Larger documents take a build without optimisation long.
const LARGEST: u64 = 500_000;

#[test]
fn a_validator_takes_the_schemas_of_documents_in_use() {
    let Some(specs) = std::env::var_os("WHARF_SPECS").map(PathBuf::from) else {
        println!("skipped: WHARF_SPECS does not name the folder of other people's documents");
        return;
    };
    let files = fs::read_dir(specs.join("vendors")).unwrap().map(|entry| entry.unwrap().path());
    let small = files.filter(|path| path.metadata().is_ok_and(|about| about.len() < LARGEST));
    let mut refused = Vec::new();
    for path in small {
        let Some(outputs) = made(&path, SETTINGS).outputs else { continue };
        let mut schema: Value = serde_json::from_str(&outputs["client/src/json_schemas.json"]).unwrap();
        let names = outputs["client/src/json_schemas.rs"].lines().filter_map(|line| line.split("\"#").nth(1));
        let references = names.map(|rest| json!({"$ref": format!("#{}", rest.trim_end_matches("\","))}));
        let references: Vec<Value> = references.collect();
        if references.is_empty() {
            continue;
        }
        schema["anyOf"] = Value::from(references);
        if let Err(error) = jsonschema::validator_for(&schema) {
            let shown: String = error.to_string().chars().take(300).collect();
            refused.push(format!("{}: {shown}", path.display()));
        }
    }
    assert!(refused.is_empty(), "{}", refused.join("\n"));
}
