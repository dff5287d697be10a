//! Reference pages: of the command-line tool, of HTTP and of the client, a page a top-level group of calls each; and one
//! page to read and search them all in a browser.

mod browser;
mod client;
mod curl;
mod entry;
pub mod example;
mod fitting;
mod http;
mod links;
mod models;
mod shapes;
mod shell;
mod specimen;
mod tool;

use std::collections::HashMap;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::Outputs;
use crate::surface::{
    Call, CommandSpec, Group, ReferencePage, ReferenceSpec, ResourceSpec, Route, Surface, WireOperation,
};

use super::header::Header;
use shapes::Shapes;

/// What all pages are printed from.
struct Pages<'s> {
    surface: &'s Surface,
    spec: &'s ReferenceSpec,
    operations: HashMap<Route<'s>, &'s WireOperation>,
    calls: HashMap<Route<'s>, &'s Call>,
    resources: HashMap<&'s str, &'s ResourceSpec>,
    note: String,
}

/// A page: where it is, and its Markdown.
struct Page {
    kind: &'static str,
    file: String,
    title: String,
    text: String,
}

/// The pages of `surface`, where it has any.
pub fn files(surface: &Surface, header: &Header) -> Outputs {
    let Some(spec) = &surface.reference else { return Outputs::new() };
    let mut calls = HashMap::new();
    for group in &surface.groups {
        collect(group, &mut calls);
    }
    let operations = surface.wire.operations.iter();
    let resources = surface.tool.iter().flat_map(|tool| &tool.resources);
    let pages = Pages {
        surface,
        spec,
        operations: operations.map(|operation| (operation.route(), operation)).collect(),
        calls,
        resources: resources.map(|resource| (resource.path.as_str(), resource)).collect(),
        note: format!("<!-- {} -->", header.comment().trim_start_matches("// ").trim_end().replace("--", "- -")),
    };
    let all: Vec<Page> = spec.pages.par_iter().flat_map(|page| pages.of(page)).collect();
    let index = browser::file(&pages, &all);
    let texts = all.into_iter().map(|page| {
        (format!("reference/{}/{}.md", page.kind, page.file), format!("{}\n\n{}\n", page.text, pages.note))
    });
    texts.chain([("reference/index.html".to_owned(), index)]).collect()
}

fn collect<'s>(group: &'s Group, calls: &mut HashMap<Route<'s>, &'s Call>) {
    calls.extend(group.calls.iter().map(|call| (call.route(), call)));
    for below in &group.groups {
        collect(below, calls);
    }
}

impl<'s> Pages<'s> {
    fn of(&self, page: &ReferencePage) -> Vec<Page> {
        let title = page.sections.first().map(|section| section.title.clone()).unwrap_or_default();
        let tool = self.surface.tool.is_some().then(|| ("cli", tool::page(self, page)));
        let rest = [("http", http::page(self, page)), ("rust", client::page(self, page))];
        let made = |(kind, text)| Page { kind, file: page.file.clone(), title: title.clone(), text };
        tool.into_iter().chain(rest).map(made).collect()
    }

    /// The group that these methods lead to.
    fn group(&self, methods: &[String]) -> Option<&'s Group> {
        let (first, rest) = methods.split_first()?;
        let top = self.surface.groups.iter().find(|group| group.method() == first)?;
        rest.iter().try_fold(top, |group, method| group.groups.iter().find(|below| below.method() == method))
    }

    /// The calls of the group that these methods lead to, with their operations.
    fn calls(&self, methods: &[String]) -> Vec<(&'s Call, &'s WireOperation)> {
        let calls = self.group(methods).into_iter().flat_map(|group| &group.calls);
        calls.filter_map(|call| Some((call, *self.operations.get(&call.route())?))).collect()
    }

    /// The commands of a resource, with their operations and calls.
    fn commands(&self, resource: &str) -> Vec<(&'s CommandSpec, &'s WireOperation, &'s Call)> {
        let commands = self.resources.get(resource).into_iter().flat_map(|resource| &resource.commands);
        let whole = commands.filter_map(|command| {
            let operation = self.surface.wire.operations.get(command.operation)?;
            Some((command, operation, *self.calls.get(&operation.route())?))
        });
        whole.collect()
    }

    fn shapes(&self) -> Shapes<'s> {
        Shapes::new(&self.surface.wire, self.spec.details)
    }
}

/// What stands at the beginning of each operation: its heading, how it is called, method and path, and what it does.
fn opening(operation: &WireOperation, usages: &[String]) -> Vec<String> {
    let method = operation.method.to_lowercase();
    let mut out = vec![format!("## {}", links::unlinked(&entry::line(&operation.heading)))];
    out.extend(usages.iter().map(|usage| entry::code(usage)));
    out.push(format!("**{method}** {}", entry::code(&operation.path)));
    out.extend(operation.deprecated.as_ref().map(|reason| entry::deprecation(reason)));
    out.extend(Some(entry::prose(&operation.text)).filter(|text| !text.is_empty()));
    out
}

/// The failures that an operation declares.
fn errors(operation: &WireOperation, shapes: &mut Shapes<'_>) -> Vec<String> {
    let entries: Vec<entry::Entry> = operation
        .errors
        .iter()
        .map(|error| {
            let carries = error.place.map(|place| format!(": {}", shapes.short(place)));
            entry::Entry::new(format!("{}{}", error.status, carries.unwrap_or_default())).says(&error.docs)
        })
        .collect();
    if entries.is_empty() { Vec::new() } else { vec!["### Errors".to_owned(), entry::bullets(&entries)] }
}
