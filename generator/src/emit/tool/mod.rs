//! The command-line tool: a crate of tables that the support crate of all tools reads.

mod commands;
mod expression;
mod facts;
mod flags;
mod manifest;
mod plain;
mod shapes;
mod support;

use std::collections::HashMap;

use rayon::iter::{IntoParallelRefIterator, ParallelExtend, ParallelIterator};

use crate::Outputs;
use crate::surface::{Call, Group, Route, RuntimeSource, Surface, ToolSpec};

use super::header::Header;
use super::{docs, paths};

pub use manifest::MEMBERS;
pub use support::bundle;

/// What the tables are printed from.
struct Tables<'s> {
    surface: &'s Surface,
    tool: &'s ToolSpec,
    calls: HashMap<Route<'s>, &'s Call>,
}

/// The crate of the tool, where there is one.
pub fn files(surface: &Surface, header: &Header) -> Outputs {
    let Some(tool) = &surface.tool else { return Outputs::new() };
    let mut calls = HashMap::new();
    for group in &surface.groups {
        collect(group, &mut calls);
    }
    let tables = Tables { surface, tool, calls };
    let shapes = shapes::Shapes::new(surface, tool);
    let source = |path: &str, docs: &str, text: &str| {
        (format!("cli/src/{path}"), format!("{}\n//! {}\n\n{text}", header.comment(), docs::one_line(docs)))
    };
    let mut out = Outputs::from([
        source("main.rs", &format!("The program `{}`.", tool.binary), &main(surface)),
        source("facts.rs", "What all commands share.", &facts::file(&tables)),
        ("cli/Cargo.toml".to_owned(), manifest::file(surface, tool, header)),
        ("cli/rustfmt.toml".to_owned(), super::manifest::layout()),
        ("cli/README.md".to_owned(), manifest::readme(surface, tool, header)),
    ]);
    if !tool.resources.is_empty() {
        let index = commands::index(tool);
        out.extend([
            source("shapes.rs", "What values are.", &shapes.file()),
            source("commands/mod.rs", "The commands, by what they are about.", &index),
        ]);
    }
    let commands = tool.resources.par_iter().map(|resource| {
        let path = paths::file("commands/", &resource.module);
        source(&path, &format!("Commands of `{}`.", resource.path), &commands::file(&tables, resource, &shapes))
    });
    out.par_extend(commands);
    if surface.package.runtime == RuntimeSource::Bundled {
        bundle(&mut out);
    }
    out
}

fn collect<'s>(group: &'s Group, calls: &mut HashMap<Route<'s>, &'s Call>) {
    calls.extend(group.calls.iter().map(|call| (call.route(), call)));
    for below in &group.groups {
        collect(below, calls);
    }
}

fn main(surface: &Surface) -> String {
    let modules = if surface.tool.as_ref().is_some_and(|tool| tool.resources.is_empty()) {
        "mod facts;\n"
    } else {
        "mod commands;\nmod facts;\nmod shapes;\n"
    };
    format!(
        "{modules}\nfn main() -> std::process::ExitCode {{\n    wharf_tool::run(&facts::TOOL)\n}}\n\n\
         #[test]\nfn the_tables_hold_together() {{\n    \
         assert_eq!(wharf_tool::table::problems(&facts::TOOL), [\"\"; 0]);\n}}\n"
    )
}

/// Whether a type is named in `text`.
fn mentions(text: &str, ty: &str) -> bool {
    [format!("{ty}::"), format!("{ty} {{"), format!(": {ty} =")].iter().any(|form| {
        text.match_indices(form.as_str()).any(|(at, _)| {
            text.get(..at).is_none_or(|before| !before.ends_with(|c: char| c.is_alphanumeric() || c == '_'))
        })
    })
}
