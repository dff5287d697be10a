//! The modules of models.

use crate::surface::{Item, ItemKind, ModelModule, RustType, Surface};

use super::file::File;
use super::header::Header;
use super::scope::{Names, Place, Scope};
use super::{body, docs, form, layout, order, output, paging, paths, struct_, tuple, union, value_enum};

/// `models/mod.rs`.
pub fn index(surface: &Surface, header: &Header) -> String {
    let mut out = header.comment();
    out.push('\n');
    docs::comment(&mut out, 0, "//!", &["The types that calls take and give."]);
    let mut modules: Vec<&ModelModule> = surface.models.iter().filter(|module| !module.items.is_empty()).collect();
    modules.sort_by(|a, b| order::names(&a.name, &b.name));
    if !modules.is_empty() {
        out.push('\n');
    }
    for module in &modules {
        out.push_str(&paths::module(&module.name, "", ""));
    }
    if !modules.is_empty() {
        out.push('\n');
    }
    for module in &modules {
        let mut names: Vec<String> = module.items.iter().map(|item| item.name.clone()).collect();
        names.sort_by(|a, b| order::names(a, b));
        out.push_str(&layout::import("pub ", &format!("self::{}", module.name), &names));
    }
    out
}

/// The file of one module.
pub fn module(module: &ModelModule, names: &Names<'_>, header: &Header) -> String {
    let mut scope = Scope::new(names, Place::Model);
    for item in &module.items {
        scope.define(&item.name);
    }
    let mut file = File::new(scope);
    for item in &module.items {
        print(&mut file, item);
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

fn newtype(file: &mut File<'_>, item: &Item, ty: &RustType) {
    let ty = file.scope.ty(ty);
    file.gap();
    file.docs(0, &item.docs, "A type of its own for one value.");
    file.deprecated(0, item.deprecated.as_ref());
    file.line(0, "#[derive(Debug, Clone, PartialEq)]");
    file.line(0, &format!("pub struct {}(pub {ty});", item.name));
    file.gap();
    let name = file.scope.runtime_path("newtype");
    file.line(0, &format!("{name}!({}({ty}));", item.name));
}
