//! Prints a [`crate::surface::Surface`]; decides nothing.

mod address;
mod body;
mod call;
mod client;
mod copy;
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

use std::collections::{BTreeMap, BTreeSet};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use sha2::{Digest, Sha256};

use crate::Outputs;
use crate::surface::{RuntimeSource, Surface};

/// A part of what becomes of a surface.
type Part = fn(&Surface, &Header) -> Outputs;

/// All parts. None needs another, so that they are printed side by side.
const PARTS: [Part; 5] = [reference::files, tool::files, library::files, snapshot, workspace];

/// The parts that say what no other one says: without the surface itself and the page that shows all pages.
const TELLING: [Part; 4] = [reference::pages, tool::files, library::files, workspace];

/// The file that holds the surface itself.
const SNAPSHOT: &str = "surface.json";

/// The files of `surface`: the client's crate in `client/`, the tool's in `cli/`, the pages in `reference/`, the surface
/// itself in `surface.json`, and for a bundled runtime its sources and the manifest of a workspace of all.
#[must_use]
pub fn emit(surface: &Surface, header: &Header) -> Outputs {
    all(&PARTS, surface, header)
}

/// The same without what is made of the rest: a third of the work that two versions need not have to be compared.
#[must_use]
pub fn telling(surface: &Surface, header: &Header) -> Outputs {
    all(&TELLING, surface, header)
}

/// A digest of each of the [`telling`] files: two versions of a large document need not hold all their texts at once.
#[must_use]
pub fn digests(surface: &Surface, header: &Header) -> Digests {
    const OTHERS: [Part; 3] = [tool::files, library::files, workspace];
    let others = |part: &Part| digested(part(surface, header));
    let (mut pages, others) = rayon::join(
        || reference::digests(surface, header),
        || OTHERS.par_iter().map(others).reduce(Digests::new, together),
    );
    pages.extend(others);
    pages
}

/// Digests of files, by their paths.
pub type Digests = BTreeMap<String, [u8; 32]>;

fn digested(files: Outputs) -> Digests {
    files.into_iter().map(|(path, text)| (path, digest(&text))).collect()
}

fn digest(text: &str) -> [u8; 32] {
    Sha256::digest(text.as_bytes()).into()
}

fn all(parts: &[Part], surface: &Surface, header: &Header) -> Outputs {
    parts.par_iter().map(|part| part(surface, header)).reduce(Outputs::new, together)
}

/// The files that are not the same of two surfaces, of which these are the [`telling`] ones, or their [`digests`].
#[must_use]
pub fn differing<T: PartialEq>(
    old: (&Surface, &BTreeMap<String, T>),
    new: (&Surface, &BTreeMap<String, T>),
) -> Vec<String> {
    let paths: BTreeSet<&String> = old.1.keys().chain(new.1.keys()).collect();
    let differs = |path: &&String| old.1.get(*path) != new.1.get(*path);
    let mut differing: BTreeSet<String> = paths.into_iter().filter(differs).cloned().collect();
    let is_page = |path: &String| path.starts_with("reference/");
    if differing.iter().any(is_page) || !reference::is_same_index(old.0, new.0) {
        differing.insert(reference::INDEX.to_owned());
    }
    if !is_same_snapshot(old.0, new.0) {
        differing.insert(SNAPSHOT.to_owned());
    }
    differing.into_iter().collect()
}

fn is_same_snapshot(old: &Surface, new: &Surface) -> bool {
    // The text of schemas is no part of it.
    let has_more = old.schemas.is_some() || new.schemas.is_some();
    let text = |surface: &Surface| serde_json::to_string(surface).unwrap_or_default();
    old == new || (has_more && text(old) == text(new))
}

/// The files of both.
fn together<T>(mut one: BTreeMap<String, T>, mut other: BTreeMap<String, T>) -> BTreeMap<String, T> {
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
    Outputs::from([(SNAPSHOT.to_owned(), text)])
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
