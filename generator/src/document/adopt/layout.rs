//! Which lines of a document hold which member or item, where it is written in blocks.

use super::super::Document;
use super::super::node::{Kind, Node};

/// The lines of a document.
pub(super) struct Layout<'a> {
    document: &'a Document,
    pub lines: Vec<&'a str>,
}

/// The lines of a member or an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Lines {
    /// The first of the comments and empty lines above it.
    pub lead: usize,
    /// The line of its key, or of its dash.
    pub head: usize,
    /// The line after its last one.
    pub end: usize,
    /// How many characters stand before its key, or its dash.
    pub indent: usize,
}

impl<'a> Layout<'a> {
    pub fn of(document: &'a Document) -> Self {
        let text = document.sources().first().map_or("", |source| source.text());
        Self { document, lines: text.lines().collect() }
    }

    /// The lines of a child of `parent`; none where it shares a line with a sibling, or is not of this document.
    pub fn lines(&self, parent: Node<'_>, node: Node<'_>) -> Option<Lines> {
        let (head, indent) = self.head(parent, node)?;
        // What was cut has less in it than its lines: the document at two levels, that of sections and that of components.
        if self.is_cut(node) || node.entries().any(|(_, child)| self.is_cut(child)) {
            return None;
        }
        Some(Lines { lead: self.lead(parent, node)?, head, end: self.end(parent, node)?, indent })
    }

    /// Whether a node has only some of the children that it had.
    fn is_cut(&self, node: Node<'_>) -> bool {
        let mut children = node.entries().map(|(_, child)| child).chain(node.items()).peekable();
        if children.peek().is_none() {
            return matches!(node.kind(), Kind::Array | Kind::Object) && self.is_block(node);
        }
        // Those that an alias puts here stand elsewhere first.
        let arena = &self.document.arena;
        let own = |child: Node<'_>| arena.slot(child.id()).shared || child.parent().map(Node::id) == Some(node.id());
        !children.all(own)
    }

    /// The line and column at which a child of `parent` begins: its key, or the dash of an item.
    fn head(&self, parent: Node<'_>, node: Node<'_>) -> Option<(usize, usize)> {
        if !std::ptr::eq(parent.document(), self.document) || !self.is_block(parent) {
            return None;
        }
        // An alias stands where its key does; that of an item is not known.
        let entry = self.document.arena.entries(parent.id()).iter().find(|entry| entry.node == node.id());
        let is_here = entry.is_some() || node.parent().map(Node::id) == Some(parent.id());
        let span = entry.map_or(node.span(), |entry| entry.span);
        if !is_here || span.source != 0 {
            return None;
        }
        let (line, column) = (span.line.checked_sub(1)? as usize, span.column.checked_sub(1)? as usize);
        let text = *self.lines.get(line)?;
        let before: Vec<char> = text.chars().take(column).collect();
        let blank = |part: &[char]| part.iter().all(|c| *c == ' ');
        if parent.kind() == Kind::Object {
            let is_first = parent.entries().next().is_some_and(|(_, first)| first.id() == node.id());
            let at_dash = || is_first && before.iter().all(|c| matches!(c, ' ' | '-'));
            return (blank(&before) || at_dash()).then_some((line, column));
        }
        let dash = before.iter().position(|c| *c == '-')?;
        let (left, right) = (before.get(..dash)?, before.get(dash + 1..)?);
        (blank(left) && blank(right) && !right.is_empty()).then_some((line, dash))
    }

    /// Whether the children of a node stand on lines of their own.
    fn is_block(&self, node: Node<'_>) -> bool {
        let span = node.span();
        let line = span.line.checked_sub(1).and_then(|line| self.lines.get(line as usize));
        let first = line.and_then(|line| line.chars().nth(span.column.saturating_sub(1) as usize));
        !matches!(first, None | Some('{' | '[' | '*'))
    }

    /// The first line of comments and empty lines above a child of `parent`.
    fn lead(&self, parent: Node<'_>, node: Node<'_>) -> Option<usize> {
        let (head, indent) = self.head(parent, node)?;
        let bound = match (previous(parent, node), parent.parent()) {
            (Some(sibling), _) => self.head(parent, sibling)?.0 + 1,
            (None, Some(above)) => self.head(above, parent).map_or(0, |(line, _)| (line + 1).min(head)),
            (None, None) => 0,
        };
        let is_above = |line: &usize| {
            let text = self.lines.get(*line).copied().unwrap_or_default();
            let trimmed = text.trim_start();
            let spaces = text.len() - trimmed.len();
            // A line of spaces may be part of a text above, which stands deeper.
            if trimmed.is_empty() { spaces <= indent } else { trimmed.starts_with('#') && spaces == indent }
        };
        let above = (bound..head).rev().take_while(is_above).count();
        // Above the first key of all stand a header and a mark, whatever they are.
        let is_top = bound == 0 && parent.parent().is_none();
        Some(if is_top { 0 } else { head - above })
    }

    /// The line after the last one of a child of `parent`.
    fn end(&self, parent: Node<'_>, node: Node<'_>) -> Option<usize> {
        match (next(parent, node), parent.parent()) {
            (Some(sibling), _) => self.lead(parent, sibling),
            (None, Some(above)) => self.end(above, parent),
            (None, None) => Some(self.lines.len()),
        }
    }
}

fn position(parent: Node<'_>, node: Node<'_>) -> Option<usize> {
    match parent.kind() {
        Kind::Object => parent.entries().position(|(_, child)| child.id() == node.id()),
        _ => parent.items().position(|child| child.id() == node.id()),
    }
}

fn child(parent: Node<'_>, at: usize) -> Option<Node<'_>> {
    match parent.kind() {
        Kind::Object => parent.entries().nth(at).map(|(_, child)| child),
        _ => parent.at(at),
    }
}

fn previous<'a>(parent: Node<'a>, node: Node<'a>) -> Option<Node<'a>> {
    child(parent, position(parent, node)?.checked_sub(1)?)
}

fn next<'a>(parent: Node<'a>, node: Node<'a>) -> Option<Node<'a>> {
    child(parent, position(parent, node)? + 1)
}
