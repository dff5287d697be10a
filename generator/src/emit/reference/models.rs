//! Models that a page shows by their name, described at its end.

use std::collections::BTreeSet;

use super::entry::{bullets, prose};
use super::shapes::Shapes;

/// The blocks of all models that were shown by their name alone, and of those that these show so.
pub fn of(shapes: &mut Shapes<'_>) -> Vec<String> {
    let mut done: BTreeSet<usize> = BTreeSet::new();
    let mut described: Vec<(String, Vec<String>)> = Vec::new();
    loop {
        let open: Vec<usize> = shapes.named().difference(&done).copied().collect();
        if open.is_empty() {
            break;
        }
        for index in open {
            done.insert(index);
            let Some(shape) = shapes.wire.shapes.get(index) else { continue };
            let name = shape.name.clone().unwrap_or_default();
            shapes.forget();
            let mut blocks = vec![format!("## {name}")];
            blocks.extend(Some(prose(&shape.docs)).filter(|docs| !docs.is_empty()));
            let entries = shapes.whole(index);
            blocks.extend((!entries.is_empty()).then(|| bullets(&entries)));
            described.push((name, blocks));
        }
    }
    described.sort();
    described.dedup();
    if described.is_empty() {
        return Vec::new();
    }
    std::iter::once("# Models".to_owned()).chain(described.into_iter().flat_map(|(_, blocks)| blocks)).collect()
}
