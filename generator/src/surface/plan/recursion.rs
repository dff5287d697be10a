//! Types that hold themselves: which get a name so that Rust can write them, and where a `Box` goes.

use std::collections::HashSet;

use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};

use crate::api::{Api, TypeId};

use super::names::is_item;

/// How deep types may be nested in one another before one of them gets a name.
const DEEPEST: usize = 8;

/// Types that are no items by themselves (arrays, maps, tuples), but need a struct around them, as they hold themselves
/// without an item in between, or are nested too deep to be read, and to be compiled; and enumerations of one value that
/// nothing else would name.
#[derive(Debug, Default)]
pub(super) struct Newtypes(HashSet<TypeId>);

impl Newtypes {
    /// Finds them.
    pub(super) fn new(api: &Api) -> Self {
        let inline = |id: TypeId| api.get(id).is_some_and(|ty| !is_item(&ty.shape));
        let edges = |id: TypeId| {
            let children = api.get(id).map(|ty| ty.shape.held()).unwrap_or_default();
            children.into_iter().filter(|child| inline(id) && inline(*child)).collect::<Vec<_>>()
        };
        let mut found = HashSet::new();
        for cycle in cycles(api.types.len(), edges) {
            let named = |id: &TypeId| api.get(*id).is_some_and(|ty| ty.naming.component.is_some());
            let components: Vec<TypeId> = cycle.iter().copied().filter(named).collect();
            found.extend(if components.is_empty() { cycle } else { components });
        }
        found.extend(api.lone_values());
        let mut newtypes = Self(found);
        newtypes.cut(api.types.len(), edges);
        newtypes
    }

    /// Puts a struct around what is nested deeper than [`DEEPEST`]; `edges` are the types that one holds without an
    /// item in between.
    fn cut(&mut self, types: usize, edges: impl Fn(TypeId) -> Vec<TypeId>) {
        let mut depths: Vec<Option<usize>> = vec![None; types];
        for root in (0..types).map(TypeId::new) {
            let mut open = vec![(root, false)];
            while let Some((id, is_entered)) = open.pop() {
                let depth = |id: TypeId| depths.get(id.index()).copied().flatten();
                if is_entered {
                    let inner = edges(id).into_iter().filter_map(depth).max().unwrap_or_default();
                    let is_cut = self.has(id) || inner >= DEEPEST && self.0.insert(id);
                    if let Some(slot) = depths.get_mut(id.index()) {
                        *slot = Some(if is_cut { 0 } else { inner + 1 });
                    }
                } else if depth(id).is_none() {
                    // Until it is known, what leads back here is cut.
                    if let Some(slot) = depths.get_mut(id.index()) {
                        *slot = Some(0);
                    }
                    open.push((id, true));
                    open.extend(edges(id).into_iter().map(|inner| (inner, false)));
                }
            }
        }
    }

    /// Whether this type is one of them.
    pub(super) fn has(&self, id: TypeId) -> bool {
        self.0.contains(&id)
    }
}

/// Which items hold which without anything on the heap in between, in circles.
#[derive(Debug)]
pub(super) struct Boxes {
    cycle_of: Vec<Option<usize>>,
}

impl Boxes {
    /// Finds the circles.
    pub(super) fn new(api: &Api, newtypes: &Newtypes) -> Self {
        let edges = |id: TypeId| {
            let mut out = Vec::new();
            if let Some(ty) = api.get(id) {
                for child in ty.shape.within() {
                    flatten(api, newtypes, child, &mut out, 0);
                }
            }
            out
        };
        let mut cycle_of = vec![None; api.types.len()];
        for (number, cycle) in cycles(api.types.len(), edges).into_iter().enumerate() {
            for id in cycle {
                if let Some(slot) = cycle_of.get_mut(id.index()) {
                    *slot = Some(number);
                }
            }
        }
        Self { cycle_of }
    }

    /// Whether `owner` has to hold `target` in a `Box`.
    pub(super) fn needed(&self, owner: TypeId, target: TypeId) -> bool {
        let of = |id: TypeId| self.cycle_of.get(id.index()).copied().flatten();
        of(owner).is_some() && of(owner) == of(target)
    }
}

/// The items that are held through a type that is none itself.
fn flatten(api: &Api, newtypes: &Newtypes, id: TypeId, out: &mut Vec<TypeId>, depth: usize) {
    let Some(ty) = api.get(id) else { return };
    if is_item(&ty.shape) || newtypes.has(id) {
        out.push(id);
    } else if depth < 64 {
        for child in ty.shape.within() {
            flatten(api, newtypes, child, out, depth + 1);
        }
    }
}

/// The circles of types, each as its members.
fn cycles(types: usize, edges: impl Fn(TypeId) -> Vec<TypeId>) -> Vec<Vec<TypeId>> {
    let edges = |at: usize| edges(TypeId::new(at)).into_iter().map(TypeId::index).collect();
    circles(types, edges).into_iter().map(|group| group.into_iter().map(TypeId::new).collect()).collect()
}

/// The circles of a graph, each as the numbers of its nodes.
pub(super) fn circles(nodes: usize, edges: impl Fn(usize) -> Vec<usize>) -> Vec<Vec<usize>> {
    let mut graph = DiGraph::<(), ()>::with_capacity(nodes, nodes);
    for _ in 0..nodes {
        graph.add_node(());
    }
    for index in 0..nodes {
        for target in edges(index) {
            graph.update_edge(NodeIndex::new(index), NodeIndex::new(target), ());
        }
    }
    kosaraju_scc(&graph)
        .into_iter()
        .filter(|group| group.len() > 1 || group.first().is_some_and(|&one| graph.contains_edge(one, one)))
        .map(|group| group.into_iter().map(NodeIndex::index).collect())
        .collect()
}
