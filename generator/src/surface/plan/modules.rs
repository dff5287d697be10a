//! Modules of models: one a top-level group that alone uses them, and one for those that several use.

use std::collections::BTreeMap;

use crate::surface::{Item, ModelModule};

/// The module of models that several groups use.
const SHARED: &str = "shared";

/// Puts items into modules by the group that uses them.
pub(super) fn modules(items: Vec<(Option<String>, Item)>) -> Vec<ModelModule> {
    let mut by_name: BTreeMap<String, Vec<Item>> = BTreeMap::new();
    for (group, item) in items {
        by_name.entry(group.unwrap_or_else(|| SHARED.to_owned())).or_default().push(item);
    }
    let modules = by_name.into_iter().map(|(name, mut items)| {
        items.sort_by(|a, b| a.name.cmp(&b.name));
        let docs = if name == SHARED {
            "Models that several groups of calls use.".to_owned()
        } else {
            format!("Models of the calls in [`{name}`](crate::{name}).")
        };
        ModelModule { name, docs, items }
    });
    modules.collect()
}
