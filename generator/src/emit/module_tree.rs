//! Which modules of models are below which.

use std::collections::{BTreeMap, BTreeSet};

use crate::surface::{ModelModule, Surface};

use super::order;

/// The modules that have a file: those with items in them or below them.
#[derive(Debug)]
pub struct Tree<'a> {
    written: Vec<&'a ModelModule>,
    children: BTreeMap<&'a str, Vec<&'a ModelModule>>,
}

impl<'a> Tree<'a> {
    /// That of a surface.
    pub fn new(surface: &'a Surface) -> Self {
        let full = surface.models.iter().filter(|module| !module.items.is_empty());
        let named: BTreeSet<&str> = full.flat_map(|module| upwards(&module.name)).collect();
        let written: Vec<_> = surface.models.iter().filter(|module| named.contains(module.name.as_str())).collect();
        let mut children: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for module in &written {
            children.entry(above(&module.name).unwrap_or_default()).or_default().push(*module);
        }
        for siblings in children.values_mut() {
            siblings.sort_by(|a, b| order::names(&a.name, &b.name));
        }
        Self { written, children }
    }

    /// All of them, in the order of the surface.
    pub fn all(&self) -> &[&'a ModelModule] {
        &self.written
    }

    /// Those right below `path`, sorted by name; the top ones for the empty path.
    pub fn children(&self, path: &str) -> &[&'a ModelModule] {
        self.children.get(path).map(Vec::as_slice).unwrap_or_default()
    }

    /// Those anywhere below `path`.
    pub fn below(&self, path: &str) -> Vec<&'a ModelModule> {
        let mut found = self.children(path).to_vec();
        let mut at = 0;
        while let Some(next) = found.get(at) {
            found.extend(self.children(&next.name));
            at += 1;
        }
        found
    }
}

/// The path of the module that holds the one at `path`.
fn above(path: &str) -> Option<&str> {
    path.rsplit_once("::").map(|(above, _)| above)
}

/// `path` and the paths above it.
fn upwards(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(path), |path| above(path))
}
