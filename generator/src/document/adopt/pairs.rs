//! Which item of an old list stands for which of a new one.

use super::super::node::{Kind, Node};

/// For each new item the position of the old one that it stands for; each old one stands for one at most.
pub(super) fn pairs(old: Node<'_>, new: Node<'_>) -> Vec<Option<usize>> {
    let (old, new): (Vec<Node<'_>>, Vec<Node<'_>>) = (old.items().collect(), new.items().collect());
    let mut pairs = Pairs { of: vec![None; new.len()], used: vec![false; old.len()] };
    pairs.join(&new, &old);
    let names: Vec<_> = old.iter().map(|item| name(*item)).collect();
    for (at, item) in new.iter().enumerate() {
        if let Some(name) = name(*item) {
            let found = (0..old.len()).find(|old| names.get(*old).is_some_and(|other| other.as_ref() == Some(&name)));
            pairs.set(at, found);
        }
    }
    for at in 0..new.len() {
        let alike = new.get(at).zip(old.get(at)).is_some_and(|(new, old)| {
            new.kind() == Kind::Object
                && old.kind() == Kind::Object
                && new.get("name").is_some() == old.get("name").is_some()
        });
        pairs.set(at, Some(at).filter(|_| alike));
    }
    pairs.of
}

struct Pairs {
    of: Vec<Option<usize>>,
    used: Vec<bool>,
}

impl Pairs {
    /// Joins new and old items that are the same, first those at the same position.
    fn join(&mut self, new: &[Node<'_>], old: &[Node<'_>]) {
        for (at, item) in new.iter().enumerate() {
            if old.get(at).is_some_and(|other| item.structural_eq(*other)) {
                self.set(at, Some(at));
            }
        }
        for (at, item) in new.iter().enumerate() {
            if self.of.get(at) == Some(&None) {
                let unused = |at: &usize| self.used.get(*at) == Some(&false);
                let found = (0..old.len())
                    .filter(unused)
                    .find(|at| old.get(*at).is_some_and(|other| item.structural_eq(*other)));
                self.set(at, found);
            }
        }
    }

    /// Joins two that are free.
    fn set(&mut self, new: usize, old: Option<usize>) {
        let free = self.of.get(new) == Some(&None) && old.is_some_and(|old| self.used.get(old) == Some(&false));
        if !free {
            return;
        }
        if let (Some(of), Some(used)) = (self.of.get_mut(new), old.and_then(|old| self.used.get_mut(old))) {
            *of = old;
            *used = true;
        }
    }
}

/// What an item is called: a parameter, a tag, a server, a reference.
fn name(item: Node<'_>) -> Option<(String, String)> {
    let target = item.resolve().unwrap_or(item);
    let text = |key: &str| target.get(key).and_then(Node::as_str).map(str::to_owned);
    let named = text("name").map(|name| (text("in").unwrap_or_default(), name));
    let named = named.or_else(|| text("url").map(|url| ("url".to_owned(), url)));
    named.or_else(|| item.reference().map(|reference| ("$ref".to_owned(), reference.to_owned())))
}
