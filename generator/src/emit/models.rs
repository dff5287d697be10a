//! The modules of models.

use crate::surface::{Item, ItemKind, ModelModule, RustType};

use super::file::File;
use super::header::Header;
use super::module_tree::Tree;
use super::scope::{Names, Place, Scope};
use super::{
    body, copy, docs, features, form, layout, lints, output, paging, paths, struct_, tuple, union, value_enum,
};

/// The folder of a module below `models`, which ends with `/` or is empty, and the module's own name.
pub fn place(path: &str) -> (String, &str) {
    let (above, name) = path.rsplit_once("::").unwrap_or(("", path));
    let stems: Vec<String> = above.split("::").filter(|part| !part.is_empty()).map(paths::stem).collect();
    (layout::each("", &stems, "/"), name)
}

/// `models/mod.rs`.
pub fn index(tree: &Tree<'_>, header: &Header) -> String {
    let mut out = header.comment();
    out.push('\n');
    docs::comment(&mut out, 0, "//!", &["The types that calls take and give."]);
    let lines = below(tree, "", &[], "");
    if !lines.is_empty() {
        out.push('\n');
    }
    out + &lines
}

/// The modules right below `path`, and what they are re-exported by. What `features` ask for is asked already; `folder`
/// is where their files are, as seen from the one with the lines.
fn below(tree: &Tree<'_>, path: &str, features: &[String], folder: &str) -> String {
    let gate = |child: &ModelModule| {
        if child.features == features { String::new() } else { features::gate(0, &child.features) }
    };
    let (mut modules, mut exports) = (String::new(), String::new());
    for child in tree.children(path) {
        let (_, name) = place(&child.name);
        modules.push_str(&gate(child));
        modules.push_str(&paths::module(name, "", folder));
        exports.push_str(&gate(child));
        if child.features.is_empty() && tree.below(&child.name).iter().any(|other| !other.features.is_empty()) {
            exports.push_str("#[allow(unused_imports, reason = \"all of them are behind features\")]\n");
        }
        layout::push(&mut exports, format_args!("pub use self::{name}::*;\n"));
    }
    if modules.is_empty() { modules } else { format!("{modules}\n{exports}") }
}

/// The file of one module.
pub fn module(module: &ModelModule, tree: &Tree<'_>, names: &Names<'_>, header: &Header) -> String {
    let is_top = !module.name.contains("::");
    let mut scope = Scope::new(names, if is_top { Place::Model } else { Place::DeepModel });
    for item in tree.below(&module.name).iter().flat_map(|below| &below.items) {
        scope.define(&item.name);
    }
    for item in &module.items {
        scope.define(&item.name);
    }
    let mut file = File::new(scope);
    let (_, name) = place(&module.name);
    let stem = paths::stem(name);
    let is_folder = paths::file("", name).ends_with("/mod.rs");
    let lines =
        below(tree, &module.name, &module.features, &if is_folder { String::new() } else { format!("{stem}/") });
    if !lines.is_empty() {
        file.text(&lines);
    }
    for item in &module.items {
        match item.same_as.as_deref().and_then(|name| names.item(name)) {
            Some(of) => copy::print(&mut file, item, of),
            None => print(&mut file, item),
        }
        former(&mut file, item);
        if let Some(paging) = names.pages.get(item.name.as_str()) {
            paging::print(&mut file, &item.name, paging);
        }
    }
    let docs = if module.docs.trim().is_empty() { "Models." } else { &module.docs };
    file.finish(&header.comment(), &[docs.to_owned()])
}

fn print(file: &mut File<'_>, item: &Item) {
    match &item.kind {
        ItemKind::Struct(object) => struct_::print(file, item, object),
        ItemKind::StringEnum(values) => value_enum::strings(file, item, values),
        ItemKind::IntegerEnum(values) => value_enum::integers(file, item, values),
        ItemKind::Union(union) => union::print(file, item, union),
        ItemKind::Newtype(ty) => newtype(file, item, ty),
        ItemKind::Tuple(tuple) => tuple::print(file, item, tuple),
        ItemKind::Form(form) => form::print(file, item, form),
        ItemKind::Body(body) => body::print(file, item, body),
        ItemKind::Output(output) => output::print(file, item, output),
    }
}

/// The names that an item had.
fn former(file: &mut File<'_>, item: &Item) {
    for name in &item.former {
        file.gap();
        file.docs(0, &[format!("What `{}` was called.", item.name)], "");
        file.deprecated(0, Some(&format!("it is called `{}` now", item.name)));
        file.line(0, &format!("pub type {name} = {};", item.name));
    }
}

fn newtype(file: &mut File<'_>, item: &Item, ty: &RustType) {
    file.gap();
    file.docs(0, &item.docs, "A type of its own for one value.");
    file.deprecated(0, item.deprecated.as_ref());
    lints::complexity(file, 0, ty, false);
    let ty = file.scope.ty(ty);
    file.line(0, "#[derive(Debug, Clone, PartialEq)]");
    file.line(0, &format!("pub struct {}(pub {ty});", item.name));
    file.gap();
    let name = file.scope.runtime_path("newtype");
    file.line(0, &format!("{name}!({}({ty}));", item.name));
}
