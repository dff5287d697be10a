//! Which old schema, parameter or answer a new component stands for that has another name: what both documents use at
//! the same place.

use std::collections::{HashMap, HashSet};

use super::super::arena::NodeId;
use super::super::node::{Kind, Node};
use super::pairs::pairs;

/// New components that stand for something of the old document which is not called so.
#[derive(Debug, Default)]
pub(super) struct Renamed<'a> {
    of: HashMap<NodeId, Node<'a>>,
}

impl<'a> Renamed<'a> {
    /// Walks both documents side by side, from their paths on.
    pub fn find(old: Node<'a>, new: Node<'a>) -> Self {
        let mut renamed = Self::default();
        let mut seen = HashSet::new();
        let roots = ["paths", "webhooks"].into_iter().filter_map(|key| old.get(key).zip(new.get(key)));
        let mut waiting: Vec<(Node<'a>, Node<'a>)> = roots.collect();
        waiting.reverse();
        while let Some((from, to)) = waiting.pop() {
            if !seen.insert((from.id(), to.id())) {
                continue;
            }
            if from.reference().is_some() || to.reference().is_some() {
                let (Ok(from), Ok(to)) = (from.resolve(), to.resolve()) else { continue };
                if same_name(old, to).is_none() && component(to).is_some() {
                    renamed.of.entry(to.id()).or_insert(from);
                }
                waiting.push((from, to));
                continue;
            }
            let first = waiting.len();
            match (from.kind(), to.kind()) {
                (Kind::Object, Kind::Object) => {
                    let members = to.entries().filter_map(|(key, member)| Some((from.get(key)?, member)));
                    waiting.extend(members);
                }
                (Kind::Array, Kind::Array) => {
                    let items = to.items().zip(pairs(from, to));
                    waiting.extend(items.filter_map(|(item, at)| Some((from.at(at?)?, item))));
                }
                _ => {}
            }
            if let Some(added) = waiting.get_mut(first..) {
                added.reverse();
            }
        }
        renamed
    }

    /// What a new component stands for.
    pub fn get(&self, new: Node<'_>) -> Option<Node<'a>> {
        self.of.get(&new.id()).copied()
    }
}

/// Section and name of a component.
fn component(node: Node<'_>) -> Option<(&str, &str)> {
    let section = node.parent()?;
    let components = section.parent()?;
    let is_component = components.key() == Some("components") && components.parent()?.parent().is_none();
    is_component.then_some((section.key()?, node.key()?))
}

/// The component of `old` that is called as `new` is.
fn same_name<'a>(old: Node<'a>, new: Node<'_>) -> Option<Node<'a>> {
    let (section, name) = component(new)?;
    old.get("components")?.get(section)?.get(name)
}
