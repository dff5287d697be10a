//! Documents that are long in one way: nothing overflows, and nothing multiplies.

use std::fmt::Write as _;

use wharf::api::{Api, Shape};
use wharf::document::Document;
use wharf::settings::Settings;
use wharf::{Diagnostic, Source};

use super::{Folder, framed};

/// `Subject` refers to `S0`; `schema` writes the one with the number that it is given.
fn lowered(count: usize, schema: impl Fn(usize) -> String) -> (Api, Vec<Diagnostic>) {
    let mut text = String::from("Subject: {type: object, properties: {first: {$ref: '#/components/schemas/S0'}}}\n");
    for index in 0..count {
        let _ = writeln!(text, "S{index}: {}", schema(index));
    }
    let _ = writeln!(text, "S{count}: {{type: object, properties: {{end: {{type: string}}}}}}");
    let source = Source { name: "chain.yaml".to_owned(), bytes: framed(&text).into_bytes() };
    let (document, problems) = Document::parse(source, &Folder(".".into()));
    let document = document.unwrap_or_else(|| panic!("the chain is no document: {problems:?}"));
    let (api, diagnostics) = wharf::api::lower::lower(&document, &Settings::default());
    (api.expect("a document with paths becomes an API"), diagnostics)
}

fn next(index: usize) -> String {
    format!("{{$ref: '#/components/schemas/S{}'}}", index + 1)
}

/// The names of the properties of the component `name`.
fn properties(api: &Api, name: &str) -> Vec<String> {
    let ty = api.types.iter().find(|ty| ty.naming.component.as_deref() == Some(name));
    match ty.map(|ty| &ty.shape) {
        Some(Shape::Object(object)) => object.properties.iter().map(|property| property.wire_name.clone()).collect(),
        other => panic!("{name} is {other:?}"),
    }
}

#[test]
fn a_long_chain_of_references_ends() {
    let (api, diagnostics) = lowered(3_000, next);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    assert_eq!(properties(&api, "S3000"), ["end"]);
}

#[test]
fn a_long_chain_of_parents_is_one_object() {
    let (api, diagnostics) =
        lowered(2_000, |index| format!("{{allOf: [{}], properties: {{p{index}: {{type: string}}}}}}", next(index)));
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    assert_eq!(properties(&api, "S0").len(), 2_001);
}

#[test]
fn a_long_chain_of_properties_is_walked() {
    let (api, _) = lowered(5_000, |index| format!("{{type: object, properties: {{next: {}}}}}", next(index)));
    assert_eq!(properties(&api, "S4999"), ["next"]);
}

#[test]
fn a_long_chain_of_unions_is_walked() {
    let (api, _) =
        lowered(3_000, |index| format!("{{oneOf: [{}, {{type: array, items: {{type: string}}}}]}}", next(index)));
    assert_eq!(properties(&api, "S3000"), ["end"]);
}

#[test]
fn a_long_chain_of_arrays_is_cut() {
    let (api, _) = lowered(20_000, |index| format!("{{type: array, items: {}}}", next(index)));
    let (surface, _) = wharf::surface::plan(&api, &Settings::default());
    let items = surface.models.iter().map(|module| module.items.len()).sum::<usize>();
    assert!((2_000..4_000).contains(&items), "{items}");
}

#[test]
fn a_long_chain_of_nullable_unions_is_walked() {
    let (api, _) = lowered(3_000, |index| format!("{{anyOf: [{}, {{type: 'null'}}]}}", next(index)));
    assert_eq!(properties(&api, "S3000"), ["end"]);
}

#[test]
fn parents_met_twice_count_once() {
    let (api, diagnostics) = lowered(40, |index| {
        format!("{{allOf: [{0}, {0}, {{allOf: [{0}]}}], properties: {{p{index}: {{type: string}}}}}}", next(index))
    });
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    assert_eq!(properties(&api, "S0").len(), 41);
}

#[test]
fn unions_that_double_at_each_step_stop() {
    let (api, diagnostics) = lowered(40, |index| {
        format!(
            "{{properties: {{p{index}: {{type: string}}}}, oneOf: [{0}, {{allOf: [{0}], properties: {{q{index}: {{type: string}}}}}}]}}",
            next(index)
        )
    });
    assert!(diagnostics.iter().any(|diagnostic| diagnostic.code == "too-many-combinations"));
    assert!(api.types.len() < 100_000, "{} types", api.types.len());
}
