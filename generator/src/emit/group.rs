//! Groups of calls.

use std::collections::BTreeMap;

use crate::surface::Group;

use super::file::File;
use super::header::Header;
use super::scope::{Names, Place, Scope};
use super::{call, features, layout, lints, method, order, paths};
use crate::Outputs;

/// Prints the file of `group`, which is `module` in the folder `folder`, and those of the groups below it.
pub fn print(out: &mut Outputs, folder: &str, module: &str, group: &Group, names: &Names<'_>, header: &Header) {
    let stem = paths::stem(module);
    let path = paths::file(folder, module);
    let is_folder = path.ends_with("/mod.rs");
    out.insert(path, file(group, names, header, if is_folder { "" } else { &stem }));
    let below = format!("{folder}{stem}/");
    for child in &group.groups {
        print(out, &below, &child.module, child, names, header);
    }
}

/// Notes the file of `group`, and of those below it, by the methods that lead to them; `above` are those before it.
pub fn files(files: &mut BTreeMap<String, String>, folder: &str, module: &str, group: &Group, above: &str) {
    let path = format!("{above}.{}()", group.method());
    files.insert(path.clone(), paths::file(folder, module));
    let below = format!("{folder}{}/", paths::stem(module));
    for child in &group.groups {
        self::files(files, &below, &child.module, child, &path);
    }
}

/// The file of one group; those below it are in `folder`, as seen from this one.
fn file(group: &Group, names: &Names<'_>, header: &Header, folder: &str) -> String {
    let mut scope = Scope::new(names, Place::Crate);
    scope.define(&group.name);
    for call in &group.calls {
        scope.define(&call.name);
    }
    for child in &group.groups {
        scope.define_module(&child.module);
    }
    let mut file = File::new(scope);
    let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    let mut children: Vec<&Group> = group.groups.iter().collect();
    children.sort_by(|a, b| order::names(&a.module, &b.module));
    for child in children {
        lints::module(&mut file, &child.module, &group.module);
        let line = paths::module(&child.module, "pub ", &folder);
        file.text(&line);
    }
    structure(&mut file, group);
    methods(&mut file, group);
    for call in &group.calls {
        call::print(&mut file, call);
    }
    file.finish(&header.comment(), &features::group_docs(group, &fallback(group)))
}

fn fallback(group: &Group) -> String {
    format!("Calls of the group `{}`.", group.module.trim_start_matches("r#"))
}

fn structure(file: &mut File<'_>, group: &Group) {
    let client = file.scope.runtime_path("Client");
    file.gap();
    file.docs(0, &group.docs, &fallback(group));
    file.line(0, "#[derive(Debug, Clone)]");
    file.line(0, &format!("pub struct {} {{", group.name));
    file.line(4, &format!("pub(super) client: {client},"));
    file.line(0, "}");
}

fn methods(file: &mut File<'_>, group: &Group) {
    if group.calls.is_empty() && group.groups.is_empty() {
        return;
    }
    file.gap();
    file.line(0, &format!("impl {} {{", group.name));
    for (at, call) in group.calls.iter().enumerate() {
        if at > 0 {
            file.line(0, "");
        }
        method::print(file, call);
    }
    for (at, child) in group.groups.iter().enumerate() {
        if at > 0 || !group.calls.is_empty() {
            file.line(0, "");
        }
        below(file, child, &format!("{}::{}", child.module, child.name), "self.client");
    }
    file.line(0, "}");
}

/// Prints the method that leads to `group`, whose struct is at `path`.
pub fn below(file: &mut File<'_>, group: &Group, path: &str, client: &str) {
    let method = group.method();
    file.docs(4, &features::group_docs(group, &fallback(group)), "");
    if let Some(feature) = group.feature() {
        file.text(&features::gate(4, &[feature]));
    }
    lints::name(file, method);
    file.line(4, "#[must_use]");
    let text = layout::parameters(4, &format!("pub fn {method}"), &["&self".to_owned()], &format!(" -> {path} {{"));
    file.text(&text);
    let members = layout::members(8, &[format!("client: {client}.clone()")]);
    file.line(8, &format!("{path} {members}"));
    file.line(4, "}");
}
