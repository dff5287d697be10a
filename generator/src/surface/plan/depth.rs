//! How deep types hold one another: rustc follows that to tell whether they can be sent between threads, and stops at a
//! limit that documents may go beyond.

use std::collections::BTreeMap;

use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};

use crate::surface::{Item, ItemKind, ModelModule, RustType};

/// The limit that rustc has by itself.
const USUAL: usize = 128;

/// Steps that are taken before the first model and behind the last one.
const AROUND: usize = 48;

/// What the crate needs as its `recursion_limit`; none where the usual one does. A guess that is rather too large: a
/// limit that is not reached costs nothing.
pub(super) fn limit(models: &[ModelModule]) -> Option<usize> {
    let items: Vec<&Item> = models.iter().flat_map(|module| &module.items).collect();
    let places: BTreeMap<&str, NodeIndex> =
        items.iter().enumerate().map(|(at, item)| (item.name.as_str(), NodeIndex::new(at))).collect();
    let mut graph = DiGraph::<(), usize>::with_capacity(items.len(), items.len());
    for _ in &items {
        graph.add_node(());
    }
    for (at, item) in items.iter().enumerate() {
        for ty in held(item) {
            leaves(ty, 1, &mut |name, steps| {
                if let Some(target) = places.get(name) {
                    graph.update_edge(NodeIndex::new(at), *target, steps);
                }
            });
        }
    }
    let depth = deepest(&graph) + AROUND;
    (depth > USUAL).then(|| (depth * 2).next_power_of_two())
}

/// The most steps from any type to the end. Types that hold themselves may all lie on one way.
fn deepest(graph: &DiGraph<(), usize>) -> usize {
    let mut group_of = vec![0; graph.node_count()];
    let groups = kosaraju_scc(graph);
    for (number, group) in groups.iter().enumerate() {
        for node in group {
            if let Some(slot) = group_of.get_mut(node.index()) {
                *slot = number;
            }
        }
    }
    let of = |node: NodeIndex| group_of.get(node.index()).copied().unwrap_or_default();
    let mut depths: Vec<usize> = Vec::with_capacity(groups.len());
    // A group comes behind those that it leads to.
    for (number, group) in groups.iter().enumerate() {
        let (mut within, mut beyond) = (0, 0);
        for node in group {
            let mut most = 0;
            for target in graph.neighbors(*node) {
                let steps = graph.find_edge(*node, target).and_then(|edge| graph.edge_weight(edge)).copied();
                let steps = steps.unwrap_or_default();
                if of(target) == number {
                    most = most.max(steps);
                } else {
                    beyond = beyond.max(steps + depths.get(of(target)).copied().unwrap_or_default());
                }
            }
            within += most;
        }
        depths.push(within + beyond);
    }
    depths.into_iter().max().unwrap_or_default()
}

/// The types that an item holds.
fn held(item: &Item) -> Vec<&RustType> {
    match &item.kind {
        ItemKind::Struct(object) | ItemKind::Form(object) => {
            let fields = object.fields.iter().map(|field| &field.ty);
            fields.chain(object.patterns.iter().map(|field| &field.ty)).chain(&object.extra).collect()
        }
        ItemKind::Union(union) => union.variants.iter().map(|variant| &variant.ty).collect(),
        ItemKind::Tuple(tuple) => tuple.fields.iter().map(|field| &field.ty).chain(&tuple.rest).collect(),
        ItemKind::Newtype(ty) => vec![ty],
        ItemKind::Body(body) => body.variants.iter().map(|variant| &variant.ty).collect(),
        ItemKind::StringEnum(_) | ItemKind::IntegerEnum(_) | ItemKind::Output(_) => Vec::new(),
    }
}

/// Calls `found` with each item in `ty`, and the steps to it.
fn leaves<'t>(ty: &'t RustType, steps: usize, found: &mut impl FnMut(&'t str, usize)) {
    match ty {
        RustType::Item(name) => found(name, steps + 1),
        RustType::Option(inner) => leaves(inner, steps + 1, found),
        RustType::Boxed(inner) | RustType::Vec(inner) => leaves(inner, steps + 4, found),
        RustType::Map(inner) => leaves(inner, steps + 16, found),
        RustType::Tuple(items) => items.iter().for_each(|item| leaves(item, steps + 1, found)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Items of which each holds the next one, and the last one the first if it `is_round`.
    fn chain(length: usize, is_round: bool) -> DiGraph<(), usize> {
        let mut graph = DiGraph::new();
        let nodes: Vec<NodeIndex> = (0..length).map(|_| graph.add_node(())).collect();
        for pair in nodes.windows(2) {
            graph.add_edge(pair[0], pair[1], 2);
        }
        if is_round {
            graph.add_edge(nodes[length - 1], nodes[0], 2);
        }
        graph
    }

    #[test]
    fn the_longest_way_counts() {
        assert_eq!(deepest(&chain(10, false)), 18);
        assert_eq!(deepest(&chain(10, true)), 20);
        assert_eq!(deepest(&DiGraph::new()), 0);
    }

    #[test]
    fn types_around_an_item_count() {
        let ty = RustType::Map(Box::new(RustType::Vec(Box::new(RustType::Item("A".to_owned())))));
        let mut found = Vec::new();
        leaves(&ty, 0, &mut |name, steps| found.push((name.to_owned(), steps)));
        assert_eq!(found, [("A".to_owned(), 21)]);
    }
}
