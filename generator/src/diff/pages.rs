//! Which reference pages show an operation, and are other ones now.

use std::collections::{BTreeMap, BTreeSet};

use super::Side;
use super::judge::Reached;
use crate::surface::{Group, Surface};

/// The folder of all pages.
const FOLDER: &str = "reference/";

/// The pages that are regenerated, by the operations that they show.
pub struct Pages {
    /// All of them.
    changed: BTreeSet<String>,
    /// The name of the page of each operation, without folder and ending, by the pointer of the operation.
    names: BTreeMap<String, BTreeSet<String>>,
}

impl Pages {
    pub fn new(old: &Side<'_>, new: &Side<'_>, regenerated: &[String]) -> Self {
        let changed = regenerated.iter().filter(|path| path.starts_with(FOLDER)).cloned().collect();
        let mut names = BTreeMap::new();
        for surface in [old.surface, new.surface] {
            collect(surface, &mut names);
        }
        Self { changed, names }
    }

    /// Whether any page is another one.
    pub fn any(&self) -> bool {
        !self.changed.is_empty()
    }

    /// All that are.
    pub fn all(&self) -> Vec<String> {
        self.changed.iter().cloned().collect()
    }

    /// Those that show any of the operations.
    pub fn of<'r>(&self, operations: impl Iterator<Item = &'r Reached>) -> Vec<String> {
        let names: BTreeSet<&String> =
            operations.filter_map(|operation| self.names.get(&operation.pointer)).flatten().collect();
        let shows = |path: &&String| {
            let file = path.rsplit('/').next().and_then(|file| file.strip_suffix(".md")).unwrap_or_default();
            names.iter().any(|name| *name == file)
        };
        self.changed.iter().filter(shows).cloned().collect()
    }
}

fn collect(surface: &Surface, names: &mut BTreeMap<String, BTreeSet<String>>) {
    let pages = surface.reference.iter().flat_map(|reference| &reference.pages);
    for (page, group) in pages.zip(&surface.groups) {
        below(group, &page.file, names);
    }
}

fn below(group: &Group, page: &str, names: &mut BTreeMap<String, BTreeSet<String>>) {
    for call in &group.calls {
        names.entry(call.origin.clone()).or_default().insert(page.to_owned());
    }
    for group in &group.groups {
        below(group, page, names);
    }
}
