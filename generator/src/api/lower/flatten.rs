//! From a schema to the nodes whose own keywords count: references, `allOf` and unions of one branch are followed.

use std::collections::HashMap;

use super::conjunction::{Conjunction, Group, OneWay, Opinion};
use super::context::{LOST_SCHEMA, Lowering};
use super::dynamic::Way;
use super::groups::Branches;
use super::implied::adds_nothing;
use super::keywords::{Class, class};
use super::kinds::Kinds;
use super::naming::component;
use crate::document::{Kind, Node, NodeId, Version};

/// A node that is being looked into. Chains of references and `allOf` can be long, so there is no recursion here.
struct Frame<'a> {
    node: Option<Node<'a>>,
    steps: std::vec::IntoIter<Node<'a>>,
    children: Vec<Conjunction<'a>>,
    /// Whether keywords of the node itself count.
    own: bool,
    /// Whether they come before what it refers to.
    own_first: bool,
    null: Opinion,
    /// Whether what it refers to is not to be found.
    lost: bool,
    /// How many names it brings into the way.
    brings: usize,
}

/// Whether a node was met within one flattening.
#[derive(PartialEq, Eq)]
enum Mark {
    OnPath,
    Done,
}

impl<'a> Lowering<'a> {
    /// All that the schemas `nodes` say together.
    pub(super) fn flatten(&mut self, nodes: &[Node<'a>]) -> Conjunction<'a> {
        let mut way = self.dynamic.way();
        let mut whole = self.gather(nodes, &mut way);
        self.dynamic.settle(&mut whole, &way);
        whole.roots = nodes.to_vec();
        whole
    }

    fn gather(&mut self, nodes: &[Node<'a>], way: &mut Way<'a>) -> Conjunction<'a> {
        let mut marks = HashMap::new();
        let mut stack = match nodes {
            [node] => {
                let frame = self.open(*node, way);
                if frame.steps.len() == 0 {
                    return self.close(frame);
                }
                marks.insert(node.id(), Mark::OnPath);
                vec![frame]
            }
            _ => vec![Frame::around(nodes)],
        };
        loop {
            let Some(top) = stack.last_mut() else {
                // Not reached: the last frame returns below.
                return nothing(self.document.root());
            };
            if let Some(next) = top.steps.next() {
                if self.enter(next, top, &mut marks) {
                    let frame = self.open(next, way);
                    stack.push(frame);
                }
                continue;
            }
            let Some(frame) = stack.pop() else { continue };
            way.leave(frame.brings);
            if let Some(node) = frame.node {
                marks.insert(node.id(), Mark::Done);
            }
            let whole = self.close(frame);
            match stack.last_mut() {
                Some(outer) => outer.children.push(whole),
                None => return whole,
            }
        }
    }

    /// Whether `node` is to be looked into now: not if it has been, or is being.
    fn enter(&mut self, node: Node<'a>, outer: &mut Frame<'a>, marks: &mut HashMap<NodeId, Mark>) -> bool {
        match marks.get(&node.id()) {
            Some(Mark::Done) => false,
            Some(Mark::OnPath) => {
                if self.follow_schema(node).is_none() {
                    outer.lost = true;
                    return false;
                }
                // Whatever fits all the rest fits the circle too, so the circle says nothing.
                self.reports.warn(
                    "schema-contains-itself",
                    node,
                    "this schema requires itself through `allOf` or `$ref`; that part of it is read over",
                    "remove one of the references from the circle",
                );
                false
            }
            None => {
                marks.insert(node.id(), Mark::OnPath);
                true
            }
        }
    }

    fn open(&mut self, node: Node<'a>, way: &mut Way<'a>) -> Frame<'a> {
        let brings = way.enter(node, &self.dynamic);
        let mut frame = Frame { node: Some(node), brings, ..Frame::around(&[]) };
        match node.kind() {
            Kind::Object => self.open_object(node, &mut frame, way),
            Kind::Boolean => frame.own = node.as_bool() == Some(false),
            _ => self.reports.warn(
                "schema-not-an-object",
                node,
                &format!("a schema is an object, and this is {}; {LOST_SCHEMA}", node.kind()),
                "write a schema here",
            ),
        }
        frame
    }

    fn open_object(&mut self, node: Node<'a>, frame: &mut Frame<'a>, way: &Way<'a>) {
        frame.null = self.own_opinion(node);
        if node.reference().is_some() && self.document.version() == Version::V3_0 {
            self.warn_of_siblings(node);
            frame.steps = self.next_of(node, frame).into_iter().collect::<Vec<_>>().into_iter();
            return;
        }
        let mut steps = Vec::new();
        for (key, value) in node.entries() {
            match key {
                "$ref" => steps.extend(self.next_of(node, frame)),
                "$dynamicRef" | "$recursiveRef" => steps.extend(self.dynamic_target(node, value, way)),
                "allOf" => steps.extend(value.items()),
                "oneOf" | "anyOf" => {
                    let group = if key == "oneOf" { Group::OneOf } else { Group::AnyOf };
                    match self.branches(node, group).0 {
                        Branches::One(branch) => steps.push(branch),
                        Branches::None => {}
                        _ => frame.own = true,
                    }
                }
                "required" | "properties" if value.is_empty() => {}
                _ if class(key) != Class::Note => {
                    frame.own_first |= key == "properties" && steps.is_empty();
                    frame.own = true;
                }
                _ => {}
            }
        }
        frame.own |= self.family.is_child(node);
        frame.steps = steps.into_iter();
    }

    /// Where the `$ref` of `node` leads by one step, so that keywords beside the next one are not lost.
    fn next_of(&mut self, node: Node<'a>, frame: &mut Frame<'a>) -> Option<Node<'a>> {
        match node.follow() {
            Ok(target) => target,
            Err(diagnostic) => {
                self.reports.pass_instead(diagnostic, LOST_SCHEMA);
                frame.lost = true;
                None
            }
        }
    }

    fn warn_of_siblings(&mut self, node: Node<'a>) {
        let lost = node
            .entries()
            .map(|(key, _)| key)
            .find(|key| !matches!(*key, "$ref" | "type") && class(key) == Class::Shape);
        if let Some(key) = lost {
            self.reports.warn(
                "ref-siblings",
                node,
                &format!("in OpenAPI 3.0, `{key}` beside `$ref` has no effect, and it is read over"),
                "put the `$ref` into an `allOf` with the other keywords beside it",
            );
        }
    }

    /// Puts together what a node says and what it refers to.
    fn close(&self, frame: Frame<'a>) -> Conjunction<'a> {
        let own_way = frame.node.map(OneWay::of).unwrap_or_default();
        let one_way = frame.children.iter().fold(own_way, |way, child| way.or(child.one_way));
        let lost = frame.lost || frame.children.iter().any(|child| child.lost);
        let says_so = |child: &Conjunction<'a>| child.notes.iter().any(|note| super::notes::flag(*note, "nullable"));
        let forced =
            frame.children.iter().any(|child| child.parts.is_empty() && child.null == Opinion::Yes && says_so(child))
                || adds_null(&frame.children);
        let null = if forced || frame.null == Opinion::Yes {
            Opinion::Yes
        } else {
            let children = frame.children.iter().map(|child| child.null);
            children.fold(frame.null, Opinion::and)
        };
        let (shaped, notes): (Vec<_>, Vec<_>) = frame.children.into_iter().partition(|child| !child.parts.is_empty());
        let shaped = without_implied(shaped);
        let own = frame.node.filter(|node| frame.own && !(self.is_plain(*node, &shaped)));
        let mut whole = match (own, <[_; 1]>::try_from(shaped)) {
            // Beside something that is not to be found, or with another meaning of its open names, it is not the type
            // that it would be alone.
            (None, Ok([only])) if lost == only.lost && !self.gives_meaning(frame.node, &only) => {
                let home = frame.node.filter(|node| gives_name(*node, only.home)).unwrap_or(only.home);
                Conjunction { home, ..only }
            }
            (own, shaped) => {
                let shaped = shaped.map_or_else(|several| several, Vec::from);
                merge(own, frame.own_first, frame.node, shaped, self.document.root())
            }
        };
        let mut around: Vec<Node<'a>> = frame.node.into_iter().collect();
        around.extend(notes.iter().flat_map(|note| note.notes.iter().copied()));
        whole.via.extend(around.iter().map(|node| node.id()));
        whole.notes.splice(0..0, around);
        whole.one_way = one_way;
        whole.null = null;
        whole.lost = lost;
        whole
    }

    fn gives_meaning(&self, node: Option<Node<'a>>, only: &Conjunction<'a>) -> bool {
        node.is_some_and(|node| self.dynamic.gives(node, &only.parts))
    }

    /// Whether `node` says nothing that `shaped` do not say.
    fn is_plain(&self, node: Node<'a>, shaped: &[Conjunction<'a>]) -> bool {
        let others: Vec<Node<'a>> = parts_of(shaped).collect();
        !others.is_empty() && !self.family.is_child(node) && adds_nothing(node, &others, &[])
    }
}

impl<'a> Frame<'a> {
    fn around(nodes: &[Node<'a>]) -> Self {
        Self {
            node: None,
            steps: Vec::from(nodes).into_iter(),
            children: Vec::new(),
            own: false,
            own_first: false,
            null: Opinion::Silent,
            lost: false,
            brings: 0,
        }
    }
}

/// Whether `node` is a component, and `inner`, which is all that it is, stands in it without a name of its own.
fn gives_name(node: Node<'_>, inner: Node<'_>) -> bool {
    let inside = || std::iter::successors(inner.parent(), |outer| outer.parent()).any(|outer| outer.id() == node.id());
    component(inner).is_none() && component(node).is_some() && inside()
}

fn parts_of<'s, 'a>(shaped: &'s [Conjunction<'a>]) -> impl Iterator<Item = Node<'a>> + 's {
    shaped.iter().flat_map(|child| child.parts.iter().copied())
}

/// A schema that says nothing.
fn nothing(home: Node<'_>) -> Conjunction<'_> {
    Conjunction {
        roots: Vec::new(),
        parts: Vec::new(),
        taken: Vec::new(),
        spread: Vec::new(),
        only: None,
        home,
        named: true,
        notes: Vec::new(),
        via: Vec::new(),
        one_way: OneWay::default(),
        null: Opinion::Silent,
        lost: false,
        scope: Vec::new(),
    }
}

/// Several children, or a node of its own with some. Without a node of its own, as for a property that several
/// schemas describe, the last child is the most special one and says first what is to be said.
fn merge<'a>(
    own: Option<Node<'a>>,
    own_first: bool,
    node: Option<Node<'a>>,
    shaped: Vec<Conjunction<'a>>,
    root: Node<'a>,
) -> Conjunction<'a> {
    let last = shaped.last().map(|child| child.home);
    let mut whole = nothing(node.or(last).unwrap_or(root));
    if own_first {
        whole.parts.extend(own);
    }
    for child in shaped {
        whole.parts.extend(child.parts);
        whole.via.extend(child.via);
        if node.is_none() {
            whole.notes.splice(0..0, child.notes);
        }
    }
    if !own_first {
        whole.parts.extend(own);
    }
    whole
}

/// Whether a schema stands beside a reference only for `null`, as what takes the place of `nullable: true` does. Taken
/// literally it would say nothing, as both have to hold.
fn adds_null(children: &[Conjunction<'_>]) -> bool {
    let refers = |child: &Conjunction<'_>| child.parts.iter().any(|part| component(*part).is_some());
    let only_adds = |child: &Conjunction<'_>| match child.parts.as_slice() {
        [only] if component(*only).is_none() && child.null == Opinion::Yes => {
            Kinds::declared(*only).is_some_and(|kinds| kinds != Kinds::NULL)
                && only.entries().all(|(key, _)| key == "type" || class(key) == Class::Note)
        }
        _ => false,
    };
    children.iter().any(refers) && children.iter().any(only_adds)
}

/// Leaves out those of one inline part that the others imply.
fn without_implied<'a>(mut shaped: Vec<Conjunction<'a>>) -> Vec<Conjunction<'a>> {
    let mut at = 0;
    while shaped.len() > 1 && at < shaped.len() {
        let implied = match shaped.get(at).map(|child| child.parts.as_slice()) {
            Some([only]) if component(*only).is_none() => {
                let others: Vec<Node<'a>> = shaped
                    .iter()
                    .enumerate()
                    .filter(|(index, _)| *index != at)
                    .flat_map(|(_, child)| child.parts.iter().copied())
                    .collect();
                adds_nothing(*only, &others, &[])
            }
            _ => false,
        };
        if implied {
            shaped.remove(at);
        } else {
            at += 1;
        }
    }
    shaped
}
