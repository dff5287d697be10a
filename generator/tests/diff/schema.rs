//! Reports as JSON are what their JSON Schema says.

use serde_json::Value;
use wharf::diff::{Report, SCHEMA};

use crate::frame::{documents, rules};
use crate::report;
use crate::reports::cases;

fn schema() -> Value {
    serde_json::from_str(SCHEMA).unwrap()
}

#[test]
fn the_schema_is_one() {
    assert!(jsonschema::meta::is_valid(&schema()));
}

/// What a report has that its schema does not allow.
pub fn wrong(report: &Report) -> Vec<String> {
    let validator = jsonschema::validator_for(&schema()).unwrap();
    let value: Value = serde_json::from_str(&report.json()).unwrap();
    validator.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

#[test]
fn every_report_is_what_the_schema_says() {
    let examples = rules().into_iter().filter_map(|rule| {
        let (old, new) = documents(rule.example.as_ref()?);
        Some((rule.id, report(&old, &new)))
    });
    for (name, report) in cases().into_iter().chain(examples) {
        assert_eq!(wrong(&report), Vec::<String>::new(), "{name}");
        let text = report.json();
        assert_eq!(serde_json::from_str::<Report>(&text).unwrap(), report, "{name}");
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap()["$schema"], schema()["$id"], "{name}");
    }
}

/// All members that the schema describes are met somewhere, so that none is described that is not there.
#[test]
fn every_member_of_the_schema_is_in_some_report() {
    let mut met = std::collections::BTreeSet::new();
    for (_, report) in cases() {
        collect(&serde_json::to_value(&report).unwrap(), &mut met);
    }
    let mut described = std::collections::BTreeSet::new();
    members(&schema(), &mut described);
    let missing: Vec<_> = described.difference(&met).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

fn collect(value: &Value, met: &mut std::collections::BTreeSet<String>) {
    match value {
        Value::Object(object) => {
            met.extend(object.keys().cloned());
            object.values().for_each(|value| collect(value, met));
        }
        Value::Array(items) => items.iter().for_each(|value| collect(value, met)),
        _ => {}
    }
}

fn members(schema: &Value, described: &mut std::collections::BTreeSet<String>) {
    match schema {
        Value::Object(object) => {
            if let Some(Value::Object(properties)) = object.get("properties") {
                described.extend(properties.keys().cloned());
            }
            object.values().for_each(|value| members(value, described));
        }
        Value::Array(items) => items.iter().for_each(|value| members(value, described)),
        _ => {}
    }
}
