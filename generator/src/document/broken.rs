//! References that lead nowhere, in a circle, or somewhere only with goodwill.

use std::collections::{HashMap, HashSet};

use foldhash::fast::RandomState;

use super::arena::NodeId;
use super::{Document, Node, uri};
use crate::diagnostic::{Diagnostic, Severity};

/// Whether following a reference comes to an end.
#[derive(Clone, Copy)]
enum End {
    /// It is being followed.
    Open,
    /// It does, or leads nowhere, which is told at the one that does.
    Fine,
    /// It leads here again and again.
    Circle(NodeId),
}

impl Document {
    /// Every object with a `$ref`, and every string that refers to something, such as the values of a discriminator's
    /// mapping.
    pub fn references(&self) -> impl Iterator<Item = Node<'_>> {
        self.index.references.iter().map(|id| self.node(*id))
    }

    /// Every object with a `$dynamicRef` or `$recursiveRef`.
    pub fn dynamic_references(&self) -> impl Iterator<Item = Node<'_>> {
        self.index.dynamic.iter().map(|id| self.node(*id))
    }

    /// Every reference that leads nowhere or in a circle, and warnings of those that are written wrongly and can be
    /// followed all the same. Those within examples, defaults and extensions are content and refer to nothing.
    #[must_use]
    pub fn check_references(&self) -> Vec<Diagnostic> {
        let mut told = Vec::new();
        let mut seen: HashSet<NodeId, RandomState> = HashSet::default();
        let mut ends: HashMap<NodeId, End, RandomState> = HashMap::default();
        for id in self.index.references.iter().filter(|id| seen.insert(**id)) {
            let node = self.node(*id);
            let target = match node.as_str() {
                Some(text) => node.target(text).map(Some),
                None => node.follow(),
            };
            let target = match target {
                Ok(target) => target,
                Err(failure) => {
                    told.push(failure);
                    continue;
                }
            };
            told.extend(self.without_slash(node));
            if let Some(again) = target.and_then(|target| self.circle(target, &mut ends)) {
                told.push(node.cycle(again));
            }
        }
        told
    }

    /// Where following references from `start` leads again and again. What is found is kept in `ends`, so that long
    /// chains are followed once.
    fn circle<'a>(&'a self, start: Node<'a>, ends: &mut HashMap<NodeId, End, RandomState>) -> Option<Node<'a>> {
        let mut way = Vec::new();
        let mut next = Some(start);
        let mut end = End::Fine;
        while let Some(node) = next {
            match ends.get(&node.id()) {
                Some(End::Open) => {
                    end = End::Circle(node.id());
                    break;
                }
                Some(known) => {
                    end = *known;
                    break;
                }
                None => {}
            }
            ends.insert(node.id(), End::Open);
            way.push(node.id());
            next = node.follow().ok().flatten();
        }
        ends.extend(way.into_iter().map(|id| (id, end)));
        match end {
            End::Circle(id) => Some(self.node(id)),
            End::Open | End::Fine => None,
        }
    }

    /// A word about a pointer whose first slash is missing.
    fn without_slash(&self, node: Node<'_>) -> Option<Diagnostic> {
        let place = node.get("$ref").unwrap_or(node);
        let text = place.as_str()?;
        let (file, fragment) = uri::split(text);
        let fragment = fragment.filter(|fragment| !fragment.is_empty() && !fragment.starts_with('/'))?;
        fragment.contains('/').then(|| {
            let message = format!("`{text}` has no `/` after its `#`; it is read as if it had");
            let advice = format!("write `{file}#/{fragment}`");
            self.diagnostic(Severity::Warning, "ref-without-slash", place, message, advice)
        })
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::super::tests::{brief, read};

    #[test]
    fn each_reference_of_a_long_chain_is_followed_once() {
        let mut text = String::from("openapi: 3.1.0\n");
        for index in 0..20_000 {
            let _ = writeln!(text, "r{index}: {{$ref: '#/r{}'}}", index + 1);
        }
        assert_eq!(brief(&read(&text).check_references()), ["error ref-to-nowhere 20001:16"]);
        text.push_str("r20000: {$ref: '#/r19999'}\n");
        assert_eq!(read(&text).check_references().len(), 20_001);
    }

    #[test]
    fn advice_ends_before_patience_does() {
        let mut text = String::from("openapi: 3.1.0\ncomponents:\n  schemas:\n");
        for index in 0..5_000 {
            let _ = writeln!(text, "    a{index}: {{$ref: '#/components/schemas/b{index}'}}");
        }
        let told = read(&text).check_references();
        assert_eq!(told.len(), 5_000);
        assert!(told[0].advice.contains("did you mean"));
        assert!(!told[4_999].advice.contains("did you mean"));
    }
}
