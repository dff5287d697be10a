//! Reference pages: which there are, and what the settings say about them.

use std::cell::RefCell;
use std::collections::BTreeSet;

use crate::settings::Settings;
use crate::surface::{Group, ReferencePage, ReferenceSection, ReferenceSpec};

use super::tool::kebab_of_rust;
use super::{Context, Finding};

/// Which entries of the settings for pages were asked for.
#[derive(Debug, Default)]
pub(super) struct Used {
    names: RefCell<BTreeSet<String>>,
    constants: RefCell<BTreeSet<String>>,
    titles: RefCell<BTreeSet<String>>,
}

impl Context<'_> {
    /// The name that only pages use for `key`, a pointer or an `operationId`.
    pub(super) fn page_name(&self, key: &str) -> Option<String> {
        let names = &self.settings.reference.names;
        let (written, name) = names.get_key_value(key).or_else(|| names.get_key_value(&format!("#{key}")))?;
        self.pages.names.borrow_mut().insert(written.clone());
        Some(name.clone())
    }

    /// Whether the settings take the list of one value at `pointer` for a constant.
    pub(super) fn is_page_constant(&self, pointer: &str) -> bool {
        let mut constants = self.settings.reference.constants.iter();
        let found = constants.find(|constant| constant.strip_prefix('#').unwrap_or(constant) == pointer);
        found.is_some_and(|found| {
            self.pages.constants.borrow_mut().insert(found.clone());
            true
        })
    }

    /// The title of a resource, by default made from the name of its group.
    pub(super) fn resource_title(&self, resource: &str, group: &Group) -> String {
        if let Some(title) = self.settings.reference.titles.get(resource) {
            self.pages.titles.borrow_mut().insert(resource.to_owned());
            return title.clone();
        }
        title(group.method())
    }

    /// The pages of `groups`, whose resources have these paths, in the same order; none where the settings want none.
    pub(super) fn reference(&self, groups: &[Group], resources: &[String]) -> Option<ReferenceSpec> {
        let settings = &self.settings.reference;
        if !settings.enabled {
            return None;
        }
        let mut rest = resources.iter();
        let pages = groups.iter().map(|group| {
            let mut sections = Vec::new();
            self.sections(group, &[], &mut rest, &mut sections);
            self.tell_apart(&mut sections);
            ReferencePage { file: kebab_of_rust(group.method()), sections }
        });
        Some(ReferenceSpec {
            pages: pages.collect(),
            details: settings.details,
            models: settings.models,
            credential: settings.credential.clone(),
        })
    }

    fn sections<'r>(
        &self,
        group: &Group,
        above: &[String],
        resources: &mut impl Iterator<Item = &'r String>,
        out: &mut Vec<ReferenceSection>,
    ) {
        let methods: Vec<String> = above.iter().cloned().chain([group.method().to_owned()]).collect();
        let resource = resources.next().cloned().unwrap_or_default();
        // A page begins with its own title, also where there are calls only below.
        if !group.calls.is_empty() || above.is_empty() {
            out.push(ReferenceSection {
                title: self.resource_title(&resource, group),
                methods: methods.clone(),
                resource,
            });
        }
        for below in &group.groups {
            self.sections(below, &methods, resources, out);
        }
    }

    /// Resources of a page that have the same title get the titles of those above them, as far as is needed.
    fn tell_apart(&self, sections: &mut [ReferenceSection]) {
        let deepest = sections.iter().map(|section| section.methods.len()).max().unwrap_or_default();
        for depth in 2..=deepest {
            let titles: Vec<String> = sections.iter().map(|section| section.title.clone()).collect();
            let is_shared = |title: &String| titles.iter().filter(|other| *other == title).count() > 1;
            for section in sections.iter_mut().filter(|section| is_shared(&section.title)) {
                let is_set = self.settings.reference.titles.contains_key(&section.resource);
                let above = section.methods.len().checked_sub(depth).filter(|_| !is_set);
                let names = above.and_then(|above| section.methods.get(above..)).unwrap_or_default();
                if !names.is_empty() {
                    section.title = names.iter().map(|name| title(name)).collect::<Vec<_>>().join(": ");
                }
            }
        }
    }

    /// A finding for each setting for pages that applies to nothing.
    pub(super) fn unused_reference(&self) -> Vec<Finding> {
        let Settings { reference, .. } = self.settings;
        let unused = |setting: &str, used: &RefCell<BTreeSet<String>>, all: &mut dyn Iterator<Item = &String>| {
            let used = used.borrow();
            all.filter(|key| !used.contains(*key)).map(|key| Finding::unused(setting, key)).collect::<Vec<_>>()
        };
        let mut found = unused("reference.names", &self.pages.names, &mut reference.names.keys());
        found.extend(unused("reference.constants", &self.pages.constants, &mut reference.constants.iter()));
        found.extend(unused("reference.titles", &self.pages.titles, &mut reference.titles.keys()));
        let titled = self.api.operations.iter().any(|operation| !operation.heading.is_empty());
        found.extend(reference.title.iter().filter(|_| !titled).map(|title| Finding::unused("reference.title", title)));
        found
    }
}

/// The name of a method as a title.
fn title(method: &str) -> String {
    kebab_of_rust(method).split('-').map(capitalised).collect::<Vec<_>>().join(" ")
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
