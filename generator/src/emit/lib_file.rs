//! `lib.rs`: the crate's front page, its modules and what it re-exports.

use crate::surface::{Group, ItemKind, Surface};

use super::header::Header;
use super::{docs, features, json_schemas, layout, letters, mock, order, paths, recursion, tour};

/// What users of a client name that the runtime defines.
const REEXPORTS: &[&str] = &[
    "Base64",
    "Bytes",
    "Constant",
    "Date",
    "DateTime",
    "Decimal",
    "Decode",
    "Download",
    "Encode",
    "Error",
    "Event",
    "Events",
    "Exact",
    "Failure",
    "FileOr",
    "HeaderMap",
    "Items",
    "JsonError",
    "Lines",
    "Operation",
    "Page",
    "Paged",
    "Pages",
    "PartialList",
    "Pending",
    "PendingResponse",
    "Presence",
    "Redirects",
    "Response",
    "Retry",
    "Secret",
    "StatusCode",
    "Unknown",
    "Upload",
    "Value",
    "guide",
    "transport",
];

/// What clippy says about words: identifiers without backticks, and quotes within links.
const OF_WORDS: [&str; 2] = ["clippy::doc_link_with_quotes", "clippy::doc_markdown"];

/// Where to read on.
const FURTHER: &str = "The module `guide` has a page on each of these things and on others: streams, null and absent members, \
                       values that the document does not list, middleware, TLS. With the feature `blocking` the module of \
                       that name waits for calls in code that is not async; the module `transport` is for middleware and \
                       transports of your own.";

/// The file.
pub fn file(surface: &Surface, header: &Header) -> String {
    let mut out = header.comment();
    out.push('\n');
    front_page(&mut out, surface);
    out.push('\n');
    if let Some(attribute) = recursion::attribute(surface) {
        layout::push(&mut out, format_args!("{attribute}\n"));
    }
    for lint in OF_WORDS {
        layout::push(&mut out, format_args!("{}\n", layout::allow_in_file(lint, "the words are the document's")));
    }
    out.push_str(&letters::attributes(surface));
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
    layout::push(&mut out, format_args!("#[cfg(feature = \"blocking\")]\npub use {root}wharf_runtime::blocking;\n"));
    out.push_str(&layout::import("pub ", &format!("{root}wharf_runtime"), &names));
    out
}

/// What is said first about the client, how it is used, and what else there is to say.
fn front_page(out: &mut String, surface: &Surface) {
    let paragraphs = &surface.client.docs;
    let title = surface.client.title.trim();
    let first = paragraphs.iter().find(|text| !text.trim().is_empty());
    let first = first.map_or(if title.is_empty() { "A client." } else { title }, String::as_str);
    docs::comment(out, 0, "//!", &[first]);
    for line in tour::tested(surface) {
        layout::push(out, format_args!("//! {line}"));
        out.truncate(out.trim_end().len());
        out.push('\n');
    }
    out.push_str("//!\n");
    docs::comment(out, 0, "//!", &[FURTHER]);
    if let Some(webhooks) = &surface.webhooks {
        let text =
            format!("Webhooks are in the module `{}`, behind the feature `{}`.", webhooks.module, webhooks.feature);
        out.push_str("//!\n");
        docs::comment(out, 0, "//!", &[text]);
    }
    let rest: Vec<&String> = paragraphs.iter().skip_while(|text| text.trim().is_empty()).skip(1).collect();
    if !docs::is_blank(&rest) {
        out.push_str("//!\n");
        docs::comment(out, 0, "//!", &rest);
    }
}

/// The crate's name as Rust spells it.
pub fn package(surface: &Surface) -> String {
    surface.package.name.replace('-', "_")
}

/// The lines that declare the modules, sorted as rustfmt does.
fn modules(surface: &Surface) -> Vec<String> {
    let mut modules: Vec<(String, &str)> =
        [("client", ""), (mock::MODULE, "pub "), ("models", "pub ")].map(|(name, is)| (name.to_owned(), is)).to_vec();
    modules.extend(surface.groups.iter().map(|group| (group.module.clone(), "pub ")));
    modules.extend(surface.webhooks.iter().map(|webhooks| (webhooks.module.clone(), "pub ")));
    modules.extend(surface.schemas.iter().map(|_| (json_schemas::MODULE.to_owned(), "pub ")));
    modules.sort_by(|a, b| order::names(&a.0, &b.0));
    let gate = |name: &str| {
        let group = surface.groups.iter().find(|group| group.module == name).and_then(Group::feature);
        let webhooks = surface.webhooks.iter().find(|webhooks| webhooks.module == name);
        let schemas = Some(json_schemas::FEATURE).filter(|_| surface.schemas.is_some() && name == json_schemas::MODULE);
        let own = schemas.or(Some(mock::MODULE).filter(|mock| *mock == name));
        features::gate(0, group.or(webhooks.map(|webhooks| webhooks.feature.as_str())).or(own).as_slice())
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
