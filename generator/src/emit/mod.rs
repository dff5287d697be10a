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
mod library;
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

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::Outputs;
use crate::surface::{RuntimeSource, Surface};

/// A part of what becomes of a surface.
type Part = fn(&Surface, &Header) -> Outputs;

/// All parts. None needs another, so that they are printed side by side.
const PARTS: [Part; 5] = [reference::files, tool::files, library::files, snapshot, workspace];

/// The files of `surface`: the client's crate in `client/`, the tool's in `cli/`, the pages in `reference/`, the surface
/// itself in `surface.json`, and for a bundled runtime its sources and the manifest of a workspace of all.
#[must_use]
pub fn emit(surface: &Surface, header: &Header) -> Outputs {
    PARTS.par_iter().map(|part| part(surface, header)).reduce(Outputs::new, together)
}

/// The files of both.
fn together(mut one: Outputs, mut other: Outputs) -> Outputs {
    one.append(&mut other);
    one
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
fn snapshot(surface: &Surface, _header: &Header) -> Outputs {
    // Plain structs with string keys: there is nothing in them that JSON cannot hold.
    let mut text = serde_json::to_string_pretty(surface).unwrap_or_default();
    text.push('\n');
    Outputs::from([("surface.json".to_owned(), text)])
}

/// What lies around the crates where their runtime is bundled.
fn workspace(surface: &Surface, _header: &Header) -> Outputs {
    let mut out = Outputs::new();
    if surface.package.runtime == RuntimeSource::Bundled {
        out.insert("Cargo.toml".to_owned(), manifest::workspace(surface));
        runtime::bundle(&mut out);
    }
    out
}
