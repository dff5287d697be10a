//! What is said about what is planned: `docs/NAME.yaml` is a document, `NAME.txt` the documentation.

use std::fmt::Write;
use std::path::Path;

use wharf::surface::{Group, Item, ItemKind, Surface};

use crate::{cases, compare, surface};

#[test]
fn documentation_is_that_beside_the_documents() {
    let cases = cases("docs");
    assert!(!cases.is_empty());
    compare(&cases, documented);
}

fn documented(case: &Path) -> String {
    let Surface { groups, models, .. } = surface(case).0;
    let mut out = String::new();
    for group in &groups {
        of_group(group, &mut out);
    }
    for module in &models {
        line("models::", &module.name, std::slice::from_ref(&module.docs), &mut out);
        for item in &module.items {
            of_item(item, &mut out);
        }
    }
    out
}

fn line(indent: &str, name: &str, docs: &[String], out: &mut String) {
    writeln!(out, "{indent}{name}: {}", docs.join(" | ")).unwrap();
}

fn of_group(group: &Group, out: &mut String) {
    line("", &group.name, &group.docs, out);
    for call in &group.calls {
        line("  ", &call.method, &call.docs, out);
        let given = call.arguments.iter().chain(&call.setters).map(|argument| (&argument.rust_name, &argument.docs));
        let body = call.body.iter().map(|body| (&body.rust_name, &body.docs));
        given.chain(body).for_each(|(name, docs)| line("    ", name, docs, out));
        for error in &call.errors {
            let name = format!("{} {:?}", error.status, error.ty);
            line("    ", &name, std::slice::from_ref(&error.docs), out);
        }
    }
    group.groups.iter().for_each(|group| of_group(group, out));
}

fn of_item(item: &Item, out: &mut String) {
    line("  ", &item.name, &item.docs, out);
    match &item.kind {
        ItemKind::Struct(object) | ItemKind::Form(object) => {
            object.fields.iter().for_each(|field| line("    ", &field.rust_name, &field.docs, out));
            object.patterns.iter().for_each(|field| line("    ", &field.rust_name, &field.docs, out));
        }
        ItemKind::StringEnum(values) | ItemKind::IntegerEnum(values) => {
            values.variants.iter().for_each(|variant| line("    ", &variant.rust_name, &variant.docs, out));
        }
        ItemKind::Union(union) => {
            union.variants.iter().for_each(|variant| line("    ", &variant.rust_name, &variant.docs, out));
        }
        ItemKind::Body(body) => {
            body.variants.iter().for_each(|variant| line("    ", &variant.rust_name, &variant.docs, out));
        }
        ItemKind::Tuple(tuple) => {
            tuple.fields.iter().enumerate().for_each(|(at, field)| line("    ", &at.to_string(), &field.docs, out));
            line("    ", "..", &tuple.rest_docs, out);
        }
        _ => {}
    }
}
