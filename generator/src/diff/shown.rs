//! What an entry lists of the crate and of the tool.

use std::collections::BTreeSet;

use super::report::{ItemChange, LineChange};
use super::rust::Change;
use super::tool::Change as Line;

/// What is written otherwise, each once.
pub fn items(changes: &[Change]) -> Vec<ItemChange> {
    let mut items: Vec<ItemChange> = Vec::new();
    for change in changes.iter().filter(|change| change.before != change.after) {
        let same = |item: &&mut ItemChange| item.before == change.before && item.after == change.after;
        if let Some(item) = items.iter_mut().find(same) {
            item.level = item.level.max(change.level);
        } else {
            let (before, after) = (change.before.clone(), change.after.clone());
            items.push(ItemChange { level: change.level, before, after });
        }
    }
    items
}

/// A line of a tool.
pub fn line(line: &Line) -> LineChange {
    LineChange { tool: line.tool, before: line.before.clone(), after: line.after.clone() }
}

/// The files that show what changed, each once.
pub fn files(changes: &[Change]) -> Vec<String> {
    let files: BTreeSet<&String> = changes.iter().map(|change| &change.file).filter(|file| !file.is_empty()).collect();
    files.into_iter().cloned().collect()
}
