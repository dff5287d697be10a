//! Two versions of a text side by side: only what changed, and a little around it.

use std::ops::Range;

use similar::{ChangeTag, DiffOp, DiffTag, TextDiff};

/// How many lines around a change are shown.
const AROUND: usize = 3;

/// Lines that have this much in common are shown word by word.
const ALIKE: f32 = 0.5;

/// Lines longer than this are not compared word by word.
const LONGEST: usize = 2000;

/// A file before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Its path.
    pub path: String,
    /// How many lines came.
    pub added: usize,
    /// How many lines went.
    pub removed: usize,
    /// What changed.
    pub hunks: Vec<Hunk>,
    /// How many lines that changed are left out of `hunks`.
    pub hidden: usize,
}

/// Lines that stand together.
pub type Hunk = Vec<Row>;

/// A line before and after; one of them may not be there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Before.
    pub old: Option<Line>,
    /// After.
    pub new: Option<Line>,
    /// Whether both are the same.
    pub same: bool,
}

/// A line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its number, from 1.
    pub number: usize,
    /// Its text in parts, each with whether it is another one on the other side.
    pub parts: Vec<(bool, String)>,
}

/// The difference between two texts; none where there is none. At most `most` lines that changed are in the hunks.
#[must_use]
pub fn difference(path: &str, old: &str, new: &str, most: usize) -> Option<Difference> {
    if old == new {
        return None;
    }
    let diff = TextDiff::from_lines(old, new);
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let (old, new) = (lines(old), lines(new));
    let (mut added, mut removed, mut left, mut hidden) = (0, 0, most, 0);
    let mut hunks = Vec::new();
    for group in diff.grouped_ops(AROUND) {
        let mut rows = Vec::new();
        for op in &group {
            let (from, to) = (op.old_range(), op.new_range());
            if op.tag() == DiffTag::Equal {
                rows.extend(from.zip(to).filter_map(|(old_at, new_at)| Some(same(old.get(old_at)?, old_at, new_at))));
                continue;
            }
            removed += from.len();
            added += to.len();
            let all = from.len() + to.len();
            let shown = pairs(op, &old, &new, left);
            hidden += all - count(&shown);
            left -= count(&shown);
            rows.extend(shown);
        }
        if rows.iter().any(|row| !row.same) {
            hunks.push(rows);
        }
    }
    Some(Difference { path: path.to_owned(), added, removed, hunks, hidden })
}

fn count(rows: &[Row]) -> usize {
    rows.iter().map(|row| usize::from(row.old.is_some()) + usize::from(row.new.is_some())).sum()
}

fn same(text: &str, old: usize, new: usize) -> Row {
    let line = |at: usize| Some(Line { number: at + 1, parts: vec![(false, text.to_owned())] });
    Row { old: line(old), new: line(new), same: true }
}

/// The lines of a change beside each other, of at most `most` lines.
fn pairs(op: &DiffOp, old: &[String], new: &[String], most: usize) -> Vec<Row> {
    let cut = |range: Range<usize>, most: usize| range.start..range.end.min(range.start + most);
    let (from, to) = (op.old_range(), op.new_range());
    let from = cut(from, if op.tag() == DiffTag::Replace { most / 2 } else { most });
    let to = cut(to, most - from.len());
    let rows = from.len().max(to.len());
    (0..rows)
        .map(|at| {
            let (old_at, new_at) = (from.clone().nth(at), to.clone().nth(at));
            let text = |lines: &[String], at: Option<usize>| at.and_then(|at| lines.get(at)).cloned();
            let (before, after) = words(text(old, old_at), text(new, new_at));
            let line = |at: Option<usize>, parts| at.map(|at| Line { number: at + 1, parts });
            Row { old: line(old_at, before), new: line(new_at, after), same: false }
        })
        .collect()
}

type Parts = Vec<(bool, String)>;

/// Two lines, with the words marked that differ, where the lines are alike.
fn words(old: Option<String>, new: Option<String>) -> (Parts, Parts) {
    let plain = |text: Option<String>| text.map(|text| vec![(false, text)]).unwrap_or_default();
    let (Some(before), Some(after)) = (&old, &new) else { return (plain(old), plain(new)) };
    if before.len().max(after.len()) > LONGEST {
        return (plain(old), plain(new));
    }
    let diff = TextDiff::from_words(before, after);
    if diff.ratio() < ALIKE {
        return (plain(old), plain(new));
    }
    let (mut left, mut right) = (Parts::new(), Parts::new());
    for change in diff.iter_all_changes() {
        let text = change.value();
        match change.tag() {
            ChangeTag::Equal => {
                push(&mut left, false, text);
                push(&mut right, false, text);
            }
            ChangeTag::Delete => push(&mut left, true, text),
            ChangeTag::Insert => push(&mut right, true, text),
        }
    }
    (left, right)
}

fn push(parts: &mut Parts, differs: bool, text: &str) {
    match parts.last_mut() {
        Some((same, last)) if *same == differs => last.push_str(text),
        _ => parts.push((differs, text.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(difference: &Difference) -> Vec<String> {
        let side = |line: &Option<Line>| {
            let Some(line) = line else { return "-".to_owned() };
            let parts =
                line.parts.iter().map(|(differs, text)| if *differs { format!("[{text}]") } else { text.clone() });
            format!("{}:{}", line.number, parts.collect::<String>())
        };
        difference.hunks.iter().flatten().map(|row| format!("{} | {}", side(&row.old), side(&row.new))).collect()
    }

    #[test]
    fn lines_stand_beside_what_they_became() {
        let found =
            difference("a", "1\n2\n3\n4\na red toy\nend\n", "1\n2\n3\n4\na blue toy\nmore\nend\n", 100).unwrap();
        assert_eq!((found.added, found.removed, found.hidden), (2, 1, 0));
        assert_eq!(
            shown(&found),
            ["2:2 | 2:2", "3:3 | 3:3", "4:4 | 4:4", "5:a [red] toy | 5:a [blue] toy", "- | 6:more", "6:end | 7:end"]
        );
    }

    #[test]
    fn only_so_many_lines_are_shown() {
        let new: String = (0..50).map(|at| at.to_string()).collect::<Vec<_>>().join("\n");
        let found = difference("a", "", &new, 10).unwrap();
        assert_eq!((found.added, found.hidden, shown(&found).len()), (50, 40, 10));
        assert_eq!(difference("a", "x", "x", 10), None);
    }
}
