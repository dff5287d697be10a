//! Names chosen by hand in the settings.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use super::Finding;

/// The `names` of the settings, and which of them were asked for.
#[derive(Debug)]
pub(super) struct Pins {
    names: BTreeMap<String, String>,
    used: RefCell<BTreeSet<String>>,
}

impl Pins {
    /// Pins by JSON pointer, with or without `#` before it, or by `operationId`.
    pub(super) fn new(names: &BTreeMap<String, String>) -> Self {
        let names = names.iter().map(|(key, name)| (key.strip_prefix('#').unwrap_or(key).to_owned(), name.clone()));
        Self { names: names.collect(), used: RefCell::default() }
    }

    /// The name pinned for `key`, a pointer or an `operationId`.
    pub(super) fn get(&self, key: &str) -> Option<&str> {
        let name = self.names.get(key)?;
        self.used.borrow_mut().insert(key.to_owned());
        Some(name)
    }

    /// A finding for each pin that nothing asked for.
    pub(super) fn unused(&self) -> Vec<Finding> {
        let used = self.used.borrow();
        self.names.keys().filter(|key| !used.contains(*key)).map(|key| Finding::unused("names", key)).collect()
    }
}
