//! Writes pieces in blocks, by the lines of the document that they come from wherever that is possible.

use super::super::node::{Kind, Node};
use super::super::{Document, WriteError};
use super::layout::{Layout, Lines};
use super::plain;
use super::tree::{Form, Piece};

/// How much deeper a level stands than the one around it.
const STEP: usize = 2;

/// Writes a whole document, with the comments of the new one or without them.
pub(super) fn print(
    piece: &Piece<'_>,
    old: &Document,
    new: &Document,
    takes_comments: bool,
) -> Result<String, WriteError> {
    let text = old.sources().first().map_or("", |source| source.text());
    if matches!(piece.form, Form::Kept) {
        return Ok(text.to_owned());
    }
    let has_double_quotes = text.matches("\":").count() > text.matches("':").count();
    let mut printer =
        Printer { old: Layout::of(old), new: Layout::of(new), has_double_quotes, takes_comments, out: Vec::new() };
    printer.children(piece, 0)?;
    let mut text = printer.out.join("\n");
    text.push('\n');
    Ok(text)
}

struct Printer<'a> {
    old: Layout<'a>,
    new: Layout<'a>,
    /// Whether the old document quotes its keys so.
    has_double_quotes: bool,
    takes_comments: bool,
    out: Vec<String>,
}

/// What stands before a value.
#[derive(Clone, Copy)]
enum Mark<'k> {
    Key(&'k str),
    Dash,
}

impl Printer<'_> {
    /// Where a node stands in its document, and whether that is the old one.
    fn lines(&self, node: Node<'_>) -> Option<(bool, Lines)> {
        let parent = node.parent()?;
        let old = self.old.lines(parent, node).map(|lines| (true, lines));
        old.or_else(|| self.new.lines(parent, node).map(|lines| (false, lines)))
    }

    /// Where a node of the old document stands below `above`, or else where it stands first.
    fn place(&self, above: Option<Node<'_>>, node: Node<'_>) -> Option<Lines> {
        let holds = |above: &Node<'_>| {
            above.entries().any(|(_, child)| child.id() == node.id())
                || above.items().any(|child| child.id() == node.id())
        };
        self.old.lines(above.filter(holds).or(node.parent())?, node)
    }

    /// The members or items of a piece that has some, or all of a node that has.
    fn children(&mut self, piece: &Piece<'_>, indent: usize) -> Result<(), WriteError> {
        match &piece.form {
            Form::Object(members) => {
                let spaced = self.is_spaced(piece.place);
                for (key, member) in members {
                    self.entry(Mark::Key(key), member, piece.place, indent, spaced)?;
                }
            }
            Form::Array(items) => {
                for item in items {
                    self.entry(Mark::Dash, item, piece.place, indent, false)?;
                }
            }
            Form::Kept | Form::Whole(_) => {
                let Some(node) = piece.node() else { return Ok(()) };
                for (key, member) in node.entries() {
                    self.entry(Mark::Key(key), &Piece::whole(member), None, indent, false)?;
                }
                for item in node.items() {
                    self.entry(Mark::Dash, &Piece::whole(item), None, indent, false)?;
                }
            }
            Form::Blank => {}
        }
        Ok(())
    }

    /// Whether empty lines stand between all members.
    fn is_spaced(&self, place: Option<Node<'_>>) -> bool {
        let Some(place) = place.filter(|place| place.len() > 1) else { return false };
        place.entries().skip(1).all(|(_, member)| {
            self.old.lines(place, member).is_some_and(|lines| {
                self.old.lines.get(lines.lead).is_some_and(|line| lines.lead < lines.head && line.trim().is_empty())
            })
        })
    }

    /// A member or an item of what `above` was.
    fn entry(
        &mut self,
        mark: Mark<'_>,
        piece: &Piece<'_>,
        above: Option<Node<'_>>,
        indent: usize,
        spaced: bool,
    ) -> Result<(), WriteError> {
        let place = piece.place.and_then(|place| self.place(above, place));
        if let (Form::Kept, Some(lines)) = (&piece.form, place)
            && piece.place.is_some_and(|place| fits(mark, place))
        {
            let start = self.out.len();
            self.copy(true, lines.lead, lines.end, lines.indent, indent);
            self.unglue(mark, start, indent, lines, true, lines.lead);
            return Ok(());
        }
        match place {
            Some(lines) => self.copy(true, lines.lead, lines.head, lines.indent, indent),
            None if spaced && !self.out.is_empty() => self.out.push(String::new()),
            None => {}
        }
        if let Some(node) = piece.node()
            && let Some((is_old, lines)) = self.lines(node)
            && fits(mark, node)
            && (is_old || self.takes_comments || !self.has_comment_behind(lines))
        {
            let with_lead = place.is_none() && (is_old || self.takes_comments);
            let from = if with_lead { self.first_comment(is_old, lines) } else { lines.head };
            let start = self.out.len();
            self.copy(is_old, from, lines.end, lines.indent, indent);
            self.unglue(mark, start, indent, lines, is_old, from);
            return Ok(());
        }
        let head = match mark {
            Mark::Key(key) => format!("{}{}:", " ".repeat(indent), self.quoted(plain::yaml(&key)?.trim_end())),
            Mark::Dash => format!("{}-", " ".repeat(indent)),
        };
        self.value(&head, piece, indent)
    }

    /// The line at which the comments above a member begin, without the empty lines above them.
    fn first_comment(&self, is_old: bool, lines: Lines) -> usize {
        let layout = if is_old { &self.old } else { &self.new };
        let is_empty = |line: &usize| layout.lines.get(*line).is_some_and(|line| line.trim().is_empty());
        (lines.lead..lines.head).find(|line| !is_empty(line)).unwrap_or(lines.head)
    }

    /// Whether some line of the new document ends with a comment, or may do so.
    fn has_comment_behind(&self, lines: Lines) -> bool {
        let lines = self.new.lines.get(lines.head..lines.end).unwrap_or_default();
        lines.iter().any(|line| !line.trim_start().starts_with('#') && line.contains(" #"))
    }

    /// Takes the dash away that the first key of an item stands behind.
    fn unglue(&mut self, mark: Mark<'_>, start: usize, indent: usize, lines: Lines, is_old: bool, from: usize) {
        let Mark::Key(_) = mark else { return };
        let layout = if is_old { &self.old } else { &self.new };
        let Some(line) = layout.lines.get(lines.head) else { return };
        let rest: String = line.chars().skip(lines.indent).collect();
        if let Some(place) = self.out.get_mut(start + lines.head - from) {
            *place = " ".repeat(indent) + &rest;
        }
    }

    /// A scalar with the quotes that the old document has.
    fn quoted(&self, text: &str) -> String {
        let inner = text.strip_prefix('\'').and_then(|text| text.strip_suffix('\''));
        match inner.filter(|inner| self.has_double_quotes && !inner.contains(['\'', '"', '\\'])) {
            Some(inner) => format!("\"{inner}\""),
            None => text.to_owned(),
        }
    }

    /// A value behind its key or dash.
    fn value(&mut self, head: &str, piece: &Piece<'_>, indent: usize) -> Result<(), WriteError> {
        let (kind, is_empty) = match (&piece.form, piece.node()) {
            (_, Some(node)) => (node.kind(), node.is_empty()),
            (Form::Array(items), _) => (Kind::Array, items.is_empty()),
            (Form::Object(members), _) => (Kind::Object, members.is_empty()),
            _ => (Kind::String, false),
        };
        let is_item = head.ends_with('-');
        if is_empty || !matches!(kind, Kind::Array | Kind::Object) {
            let text = plain::yaml(piece)?;
            let mut lines = text.trim_end_matches('\n').lines();
            let first = self.quoted(lines.next().unwrap_or_default());
            self.out.push(format!("{head} {first}"));
            let deeper = " ".repeat(indent);
            self.out.extend(lines.map(|line| if line.is_empty() { String::new() } else { deeper.clone() + line }));
            return Ok(());
        }
        let inner = self.inner(piece, indent);
        if !is_item {
            self.out.push(head.to_owned());
            return self.children(piece, inner);
        }
        let start = self.out.len();
        self.children(piece, inner)?;
        // The first line gets the dash.
        while self.out.get(start).is_some_and(|line| line.trim().is_empty()) {
            self.out.remove(start);
        }
        if let Some(first) = self.out.get_mut(start) {
            let rest: String = first.chars().skip(inner).collect();
            *first = format!("{head}{}{rest}", " ".repeat(inner - indent - 1));
        }
        Ok(())
    }

    /// Where the children of a piece stand: as deep as before, where some were there.
    fn inner(&self, piece: &Piece<'_>, indent: usize) -> usize {
        let first =
            piece.place.and_then(|place| place.entries().next().map(|(_, child)| child).or_else(|| place.at(0)));
        let was = |node: Option<Node<'_>>| node.and_then(|node| self.place(None, node)).map(|lines| lines.indent);
        let is_array =
            matches!(piece.form, Form::Array(_)) || piece.node().is_some_and(|node| node.kind() == Kind::Array);
        let step = was(first).zip(was(piece.place)).and_then(|(inner, outer)| inner.checked_sub(outer));
        let step = step.filter(|step| *step > 0 || is_array).unwrap_or(STEP);
        indent + step
    }

    /// Lines of a document, moved from one indentation to another.
    fn copy(&mut self, is_old: bool, from: usize, to: usize, was: usize, indent: usize) {
        let layout = if is_old { &self.old } else { &self.new };
        let lines = layout.lines.get(from..to).unwrap_or_default();
        let taken = |line: &&&str| is_old || self.takes_comments || !line.trim_start().starts_with('#');
        let moved = lines.iter().filter(taken).map(|line| {
            let spaces = line.len() - line.trim_start_matches(' ').len();
            if let Some(more) = indent.checked_sub(was) {
                return if spaces == line.len() && spaces <= was { String::new() } else { " ".repeat(more) + line };
            }
            let less = (was - indent).min(spaces);
            line.get(less..).unwrap_or_default().to_owned()
        });
        self.out.extend(moved.collect::<Vec<_>>());
    }
}

/// Whether a node stands behind such a mark in its own document.
fn fits(mark: Mark<'_>, node: Node<'_>) -> bool {
    match mark {
        Mark::Key(key) => node.key() == Some(key),
        Mark::Dash => node.key().is_none(),
    }
}
