//! `json_schemas.rs`: schemas that values can be checked by.

use crate::surface::{SchemaBundle, Surface};

use super::header::Header;
use super::{docs, features, layout};

/// The cargo feature, and what the module is called.
pub const FEATURE: &str = "json-schemas";
pub const MODULE: &str = "json_schemas";

/// The module.
pub fn file(bundle: &SchemaBundle, surface: &Surface, header: &Header) -> String {
    let mut out = header.comment() + "\n";
    let first = bundle.keys.keys().next().map_or("Pet", String::as_str);
    for line in page(first) {
        layout::push(&mut out, format_args!("//! {line}"));
        out.truncate(out.trim_end().len());
        out.push('\n');
    }
    let root = if surface.groups.iter().any(|group| group.module == "wharf_runtime") { "::" } else { "" };
    layout::push(&mut out, format_args!("\npub use {root}wharf_runtime::Described;\n\n"));
    out.push_str("/// All of them, below `$defs`.\npub const SCHEMAS: &str = include_str!(\"json_schemas.json\");\n");
    for module in &surface.models {
        let known = module.items.iter().filter_map(|item| Some((&item.name, bundle.keys.get(&item.name)?)));
        let lines: Vec<String> = known
            .map(|(name, reference)| format!("    crate::models::{name}: {},\n", layout::literal(reference)))
            .collect();
        if !lines.is_empty() {
            out.push('\n');
            out.push_str(&features::gate(0, &module.features));
            layout::push(
                &mut out,
                format_args!("{root}wharf_runtime::described!(SCHEMAS => {{\n{}}});\n", lines.concat()),
            );
        }
    }
    out
}

/// What is said about them.
fn page(example: &str) -> Vec<String> {
    let width = docs::WIDTH - 4;
    let mut lines = docs::render("The schemas of the API's document: they say what no type says.", width);
    let behind = format!(
        "Behind the feature `{FEATURE}`, which is off by default. They are JSON Schema 2020-12, so that any validator \
         takes them. With the crate `jsonschema`:"
    );
    lines.push(String::new());
    lines.extend(docs::render(&behind, width));
    lines.extend(["", "```text"].map(str::to_owned));
    lines.push(format!("let validator = jsonschema::validator_for(&{example}::schema())?;"));
    lines.extend(["validator.validate(&serde_json::to_value(&value)?)?;", "```"].map(str::to_owned));
    lines
}
