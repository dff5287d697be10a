//! `lib.rs`: the crate's front page, its modules and what it re-exports.

use crate::surface::{Group, ItemKind, Surface};

use super::header::Header;
use super::{docs, features, group, layout, order, paths};

/// What users of a client name that the runtime defines.
const REEXPORTS: &[&str] = &[
    "Constant", "Date", "DateTime", "Download", "Error", "Event", "Events", "Page", "Presence", "Secret", "Unknown",
    "Upload", "Value",
];

/// The file.
pub fn file(surface: &Surface, header: &Header) -> String {
    let mut out = header.comment();
    out.push('\n');
    front_page(&mut out, surface);
    out.push_str("\n#![allow(clippy::doc_markdown, reason = \"the words are the document's\")]\n");
    if is_deprecating(surface) {
        out.push_str("#![allow(deprecated, reason = \"what the document deprecates is still here\")]\n");
    }
    out.push('\n');
    for line in modules(surface) {
        out.push_str(&line);
    }
    out.push_str("\npub use client::{Client, ClientBuilder};\n");
    let names: Vec<String> = REEXPORTS.iter().map(|name| (*name).to_owned()).collect();
    let root = if surface.groups.iter().any(|group| group.module == "wharf_runtime") { "::" } else { "" };
    out.push_str(&layout::import("pub ", &format!("{root}wharf_runtime"), &names));
    out
}

fn front_page(out: &mut String, surface: &Surface) {
    if docs::is_blank(&surface.client.docs) {
        let title = surface.client.title.trim();
        docs::comment(out, 0, "//!", &[if title.is_empty() { "A client." } else { title }]);
    } else {
        docs::comment(out, 0, "//!", &surface.client.docs);
    }
    for line in example(surface, "no_run", true) {
        layout::push(out, format_args!("//! {line}"));
        out.truncate(out.trim_end().len());
        out.push('\n');
    }
}

/// A first call, as a block of code in Markdown; whole if `is_tested`.
pub fn example(surface: &Surface, language: &str, is_tested: bool) -> Vec<String> {
    let Some(path) = group::simplest(&surface.groups) else {
        return Vec::new();
    };
    let name = package(surface);
    let mut lines = vec![String::new(), format!("```{language}")];
    if is_tested {
        let top = surface.groups.iter().find(|group| path.first().is_some_and(|first| first == group.method()));
        lines.extend(top.and_then(Group::feature).map(|feature| format!("# #[cfg(feature = \"{feature}\")]")));
        lines.push(format!("# async fn run() -> Result<(), {name}::Error> {{"));
    }
    lines.push(format!("let client = {name}::Client::from_env()?;"));
    let calls = layout::each(".", &path, "()");
    lines.push(format!("let answer = client{calls}.await?;"));
    if is_tested {
        lines.extend(["# drop(answer);", "# Ok(())", "# }"].map(str::to_owned));
    }
    lines.push("```".to_owned());
    lines
}

/// The crate's name as Rust spells it.
pub fn package(surface: &Surface) -> String {
    surface.package.name.replace('-', "_")
}

/// The lines that declare the modules, sorted as rustfmt does.
fn modules(surface: &Surface) -> Vec<String> {
    let mut modules: Vec<(String, &str)> = vec![("client".to_owned(), ""), ("models".to_owned(), "pub ")];
    modules.extend(surface.groups.iter().map(|group| (group.module.clone(), "pub ")));
    modules.sort_by(|a, b| order::names(&a.0, &b.0));
    let gate = |name: &str| {
        let group = surface.groups.iter().find(|group| group.module == name);
        features::gate(0, group.and_then(Group::feature).as_slice())
    };
    modules.iter().map(|(name, visibility)| gate(name) + &paths::module(name, visibility, "")).collect()
}

/// Whether anything of the surface is deprecated: then the crate uses what it deprecates.
pub fn is_deprecating(surface: &Surface) -> bool {
    surface.models.iter().flat_map(|module| &module.items).any(|item| {
        let in_fields = match &item.kind {
            ItemKind::Struct(object) | ItemKind::Form(object) => {
                object.fields.iter().any(|field| field.deprecated.is_some())
            }
            _ => false,
        };
        item.deprecated.is_some() || in_fields
    }) || surface.groups.iter().any(group_deprecates)
}

fn group_deprecates(group: &Group) -> bool {
    let deprecates = |call: &crate::surface::Call| {
        call.deprecated.is_some() || call.setters.iter().any(|setter| setter.deprecated.is_some())
    };
    group.calls.iter().any(deprecates) || group.groups.iter().any(group_deprecates)
}
