//! Reference pages: of the command-line tool, of HTTP and of the client, a page a top-level group of calls each; and one
//! page to read and search them all in a browser.

mod browser;
mod client;
mod curl;
mod entry;
pub mod example;
mod fitting;
mod http;
mod large;
mod links;
mod models;
mod shapes;
mod shell;
mod specimen;
mod tool;

use std::collections::{BTreeSet, HashMap};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::Outputs;
use crate::surface::{
    Call, CommandSpec, Group, ReferencePage, ReferenceSpec, ResourceSpec, Route, Surface, WireOperation,
};

use super::header::Header;
use super::{Digests, digest};
use shapes::Shapes;

/// What all pages are printed from.
struct Pages<'s> {
    surface: &'s Surface,
    spec: &'s ReferenceSpec,
    operations: HashMap<Route<'s>, &'s WireOperation>,
    calls: HashMap<Route<'s>, &'s Call>,
    resources: HashMap<&'s str, &'s ResourceSpec>,
    large: BTreeSet<usize>,
    note: String,
}

/// A page: where it is, and its Markdown.
struct Page {
    kind: &'static str,
    file: String,
    title: String,
    text: String,
    /// Shapes that it shows by their name, and that are described elsewhere.
    apart: BTreeSet<usize>,
}

/// What is printed of a page: its blocks, and the shapes that are described elsewhere.
struct Printed {
    blocks: Vec<String>,
    apart: BTreeSet<usize>,
}

/// The file that shows all pages in a browser.
pub const INDEX: &str = "reference/index.html";

/// The pages of `surface`, where it has any, and the one to read them all in a browser.
pub fn files(surface: &Surface, header: &Header) -> Outputs {
    let Some((pages, all)) = printed(surface, header) else { return Outputs::new() };
    let index = browser::file(&pages, &all);
    let mut out = texts(&pages, all);
    out.insert(INDEX.to_owned(), index);
    out
}

/// The same without the one for a browser.
pub fn pages(surface: &Surface, header: &Header) -> Outputs {
    printed(surface, header).map(|(pages, all)| texts(&pages, all)).unwrap_or_default()
}

/// A digest of each of them; no more than a page is held at a time.
pub fn digests(surface: &Surface, header: &Header) -> Digests {
    let Some(pages) = Pages::new(surface, header) else { return Digests::new() };
    let bare = |page: Page| {
        let (path, text) = pages.written(&page);
        (path, digest(&text), Page { text: String::new(), ..page })
    };
    let made: Vec<(String, [u8; 32], Page)> = surface
        .reference
        .iter()
        .flat_map(|spec| &spec.pages)
        .collect::<Vec<_>>()
        .par_iter()
        .flat_map_iter(|page| pages.of(page).into_iter().map(bare))
        .collect();
    let (digests, all): (Vec<(String, [u8; 32])>, Vec<Page>) =
        made.into_iter().map(|(path, digest, page)| ((path, digest), page)).unzip();
    let types = pages.types(&all).into_iter().map(|page| pages.written(&page));
    digests.into_iter().chain(types.map(|(path, text)| (path, digest(&text)))).collect()
}

/// Whether the page for a browser is the same of two surfaces whose pages are.
pub fn is_same_index(old: &Surface, new: &Surface) -> bool {
    let titles = |surface: &Surface| -> Option<Vec<(String, String)>> {
        let pages = surface.reference.as_ref()?.pages.iter();
        Some(pages.map(|page| (page.file.clone(), title(page))).collect())
    };
    old.client.title == new.client.title && titles(old) == titles(new)
}

fn printed<'s>(surface: &'s Surface, header: &Header) -> Option<(Pages<'s>, Vec<Page>)> {
    let pages = Pages::new(surface, header)?;
    let mut all: Vec<Page> = pages.spec.pages.par_iter().flat_map(|page| pages.of(page)).collect();
    all.extend(pages.types(&all));
    Some((pages, all))
}

fn texts(pages: &Pages<'_>, all: Vec<Page>) -> Outputs {
    all.into_iter().map(|page| pages.written(&page)).collect()
}

fn title(page: &ReferencePage) -> String {
    page.sections.first().map(|section| section.title.clone()).unwrap_or_default()
}

fn collect<'s>(group: &'s Group, calls: &mut HashMap<Route<'s>, &'s Call>) {
    calls.extend(group.calls.iter().map(|call| (call.route(), call)));
    for below in &group.groups {
        collect(below, calls);
    }
}

impl<'s> Pages<'s> {
    /// What the pages of a surface are printed from, where it has any.
    fn new(surface: &'s Surface, header: &Header) -> Option<Self> {
        let spec = surface.reference.as_ref()?;
        let mut calls = HashMap::new();
        for group in &surface.groups {
            collect(group, &mut calls);
        }
        let operations = surface.wire.operations.iter();
        let resources = surface.tool.iter().flat_map(|tool| &tool.resources);
        Some(Pages {
            surface,
            spec,
            operations: operations.map(|operation| (operation.route(), operation)).collect(),
            calls,
            resources: resources.map(|resource| (resource.path.as_str(), resource)).collect(),
            large: large::of(&surface.wire),
            note: format!("<!-- {} -->", header.comment().trim_start_matches("// ").trim_end().replace("--", "- -")),
        })
    }

    /// The file of a page, and what is in it.
    fn written(&self, page: &Page) -> (String, String) {
        (format!("reference/{}/{}.md", page.kind, page.file), format!("{}\n\n{}\n", page.text, self.note))
    }

    fn of(&self, page: &ReferencePage) -> Vec<Page> {
        let title = title(page);
        let tool = self.surface.tool.is_some().then(|| ("cli", tool::page(self, page)));
        let client = Printed { blocks: client::page(self, page), apart: BTreeSet::new() };
        let rest = [("http", http::page(self, page)), ("rust", client)];
        let made = |(kind, mut printed): (_, Printed)| {
            if !printed.apart.is_empty() {
                let (name, file) = (models::TYPES, self.types_file());
                printed.blocks.push(format!("What is shown by its name alone stands under [{name}]({file}.md)."));
            }
            let text = printed.blocks.join("\n\n");
            Page { kind, file: page.file.clone(), title: title.clone(), text, apart: printed.apart }
        };
        tool.into_iter().chain(rest).map(made).collect()
    }

    /// The pages of what others show by its name: one a kind that has such.
    fn types(&self, all: &[Page]) -> Vec<Page> {
        let of_kind = |kind: &'static str| {
            let apart: BTreeSet<usize> =
                all.iter().filter(|page| page.kind == kind).flat_map(|page| page.apart.iter().copied()).collect();
            let mut shapes = self.shapes();
            shapes.lists_constants = kind == "http";
            let text = models::apart(&mut shapes, &apart).join("\n\n");
            let title = models::TYPES.to_owned();
            (!text.is_empty()).then(|| Page { kind, file: self.types_file(), title, text, apart })
        };
        ["cli", "http"].into_iter().filter_map(of_kind).collect()
    }

    /// The name of the page of types, which no resource has.
    fn types_file(&self) -> String {
        let mut file = models::TYPES.to_lowercase();
        while self.spec.pages.iter().any(|page| page.file == file) {
            file.push('-');
        }
        file
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

    fn shapes(&self) -> Shapes<'_> {
        Shapes::new(&self.surface.wire, &self.large, self.spec.details)
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
