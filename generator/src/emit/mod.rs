//! Prints a [`crate::surface::Surface`]; decides nothing.

mod body;
mod call;
mod client;
mod docs;
mod examples;
mod features;
mod file;
mod form;
mod group;
mod header;
mod json_schemas;
mod layout;
mod letters;
mod lib_file;
mod lints;
mod manifest;
mod method;
mod method_docs;
mod mock;
mod models;
mod module_tree;
mod new;
mod order;
mod output;
mod paging;
mod parameter;
mod paths;
mod readme;
mod recursion;
mod reference;
mod runtime;
mod scope;
mod setters;
mod size;
mod struct_;
mod tokens;
mod tool;
mod tour;
mod tuple;
mod union;
mod value;
mod value_enum;
mod webhooks;

pub use header::Header;

use std::collections::BTreeMap;

use crate::Outputs;
use crate::surface::{RuntimeSource, Surface};

/// The files of `surface`: the client's crate in `client/`, the surface itself in `surface.json`, and for a bundled
/// runtime the manifest of a workspace of both.
#[must_use]
pub fn emit(surface: &Surface, header: &Header) -> Outputs {
    let names = scope::Names::new(surface);
    let tree = module_tree::Tree::new(surface);
    let mut out = Outputs::new();
    let mut put = |path: &str, text: String| out.insert(path.to_owned(), text);
    put("client/Cargo.toml", manifest::client(surface, header));
    put("client/rustfmt.toml", manifest::layout());
    put("client/README.md", readme::file(surface, header));
    put("client/src/lib.rs", lib_file::file(surface, header));
    put("client/src/client.rs", client::file(surface, &names, header));
    put("client/src/mock.rs", mock::file(surface, header));
    put("client/src/models/mod.rs", models::index(&tree, header));
    put("surface.json", snapshot(surface));
    if let Some(text) = examples::file(surface, header) {
        put("client/tests/examples.rs", text);
    }
    if surface.package.runtime == RuntimeSource::Bundled {
        put("Cargo.toml", manifest::workspace(surface));
    }
    for module in tree.all() {
        let (folder, name) = models::place(&module.name);
        put(&paths::file(&format!("client/src/models/{folder}"), name), models::module(module, &tree, &names, header));
    }
    if let Some(bundle) = &surface.schemas {
        put("client/src/json_schemas.rs", json_schemas::file(bundle, surface, header));
        put("client/src/json_schemas.json", bundle.text.clone());
    }
    if let Some(hooks) = &surface.webhooks {
        put(&paths::file("client/src/", &hooks.module), webhooks::file(hooks, surface, &names, header));
    }
    if surface.package.runtime == RuntimeSource::Bundled {
        runtime::bundle(&mut out);
    }
    reference::print(&mut out, surface, header);
    tool::print(&mut out, surface, header);
    for top in &surface.groups {
        group::print(&mut out, "client/src/", &top.module, top, &names, header);
    }
    out
}

/// The files of items, by their names, and of groups of calls, by the methods that lead to them: `client.pets().toys()`.
#[must_use]
pub fn files(surface: &Surface) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for module in &surface.models {
        let (folder, name) = models::place(&module.name);
        let file = paths::file(&format!("client/src/models/{folder}"), name);
        files.extend(module.items.iter().map(|item| (item.name.clone(), file.clone())));
    }
    for top in &surface.groups {
        group::files(&mut files, "client/src/", &top.module, top, "client");
    }
    files
}

/// The runtime's crate: the files that a bundled runtime adds to those of a client, below its own folder.
#[must_use]
pub fn runtime() -> Outputs {
    let mut out = Outputs::new();
    runtime::bundle(&mut out);
    out.into_iter().map(|(path, text)| (path.trim_start_matches("runtime/").to_owned(), text)).collect()
}

/// The surface as JSON, for comparing it with that of another version.
fn snapshot(surface: &Surface) -> String {
    // Plain structs with string keys: there is nothing in them that JSON cannot hold.
    let mut text = serde_json::to_string_pretty(surface).unwrap_or_default();
    text.push('\n');
    text
}
