//! `tests/examples.rs`: the document's examples go through the crate unchanged.

use std::collections::BTreeSet;

use crate::surface::{ExampleSpec, RustType, Surface};

use super::header::Header;
use super::scope::{Names, Place, Scope};
use super::{docs, features, layout, letters, lib_file, lints};

/// What every test does.
const CHECK: &str = r#"/// Decodes the example and encodes it again: nothing may be lost or added. A null may be left out.
fn goes_through_unchanged<T: Encode + Decode>(example: &str) {
    let value: T = decode(example.as_bytes()).unwrap_or_else(|error| panic!("{error}"));
    let expected: Value = decode(example.as_bytes()).unwrap_or_else(|error| panic!("{error}"));
    let written: Value = decode(&encode(&value)).unwrap_or_else(|error| panic!("{error}"));
    assert!(
        is_same_json(&expected, &written),
        "{expected}\nbecame\n{written}"
    );
}

fn is_same_json(expected: &Value, written: &Value) -> bool {
    match (expected, written) {
        (Value::Number(a), Value::Number(b)) => a == b || a.as_f64() == b.as_f64(),
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_same_json(a, b))
        }
        (Value::Object(a), Value::Object(b)) => {
            b.keys().all(|name| a.contains_key(name))
                && a.iter().all(|(name, a)| match b.get(name) {
                    Some(b) => is_same_json(a, b),
                    None => a.is_null(),
                })
        }
        (a, b) => a == b,
    }
}
"#;

/// The file; none where the document has no examples.
pub fn file(surface: &Surface, header: &Header) -> Option<String> {
    if surface.examples.is_empty() {
        return None;
    }
    let names = Names::outside(surface);
    let mut scope = Scope::new(&names, Place::Test);
    scope.package(&lib_file::package(surface));
    let received = received(surface);
    let gates: Vec<String> = surface.examples.iter().map(|example| gate(surface, &received, &example.ty)).collect();
    // What no test calls would be dead code.
    let is_one = gates.windows(2).all(|pair| pair.first() == pair.last());
    let whole = gates.first().filter(|gate| is_one && !gate.is_empty());
    let mut tests = String::new();
    for (example, gate) in surface.examples.iter().zip(&gates) {
        print(&mut tests, &mut scope, if whole.is_some() { "" } else { gate }, example);
    }
    let mut out = header.comment();
    out.push_str("\n//! The examples of the document, decoded and encoded again.\n\n");
    if let Some(gate) = whole {
        layout::push(&mut out, format_args!("{}\n", gate.replacen('#', "#!", 1)));
    }
    let letters = letters::attributes(surface);
    if !letters.is_empty() {
        layout::push(&mut out, format_args!("{letters}\n"));
    }
    if lib_file::is_deprecating(surface) {
        out.push_str("#![allow(deprecated, reason = \"what the document deprecates is still here\")]\n\n");
    }
    if scope.maps_to_nothing() {
        let (lint, reason) = lints::MAP_TO_NOTHING;
        layout::push(&mut out, format_args!("{}\n\n", layout::allow_in_file(lint, reason)));
    }
    out.push_str("use wharf_runtime::Value;\nuse wharf_runtime::json::{Decode, Encode, decode, encode};\n\n");
    out.push_str(CHECK);
    out.push_str(&tests);
    Some(out)
}

/// The names of the types that are only there with the feature of webhooks.
fn received(surface: &Surface) -> BTreeSet<&str> {
    let Some(webhooks) = &surface.webhooks else { return BTreeSet::new() };
    let modules = surface.models.iter().filter(|module| module.features == [webhooks.feature.clone()]);
    modules.flat_map(|module| &module.items).map(|item| item.name.as_str()).collect()
}

/// What compiles a test only where its type is: all groups of calls are there, but not what webhooks carry.
fn gate(surface: &Surface, received: &BTreeSet<&str>, ty: &RustType) -> String {
    let mut named = BTreeSet::new();
    ty.collect_items(&mut named);
    let webhooks = surface.webhooks.as_ref().filter(|_| !received.is_disjoint(&named));
    features::gate(0, webhooks.map(|webhooks| &webhooks.feature).as_slice())
}

fn print(out: &mut String, scope: &mut Scope<'_>, gate: &str, example: &ExampleSpec) {
    let origin = docs::one_line(&example.origin);
    let ty = scope.ty(&example.ty);
    layout::push(out, format_args!("\n// {origin}\n{gate}#[test]\nfn {}() {{\n", example.name));
    let call = format!("goes_through_unchanged::<{ty}>");
    out.push_str(&layout::arguments(4, &call, &[layout::raw(&example.json)], ";"));
    out.push_str("\n}\n");
}
