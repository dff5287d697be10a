//! A value as lines that can be folded.

use crate::data::Data;
use crate::show::neutral_line;

/// A value, line by line.
#[derive(Debug)]
pub(super) struct Tree {
    lines: Vec<Line>,
}

/// A line: a member, an item or the value itself.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) depth: usize,
    /// The name of the member, or the number of the item.
    pub(super) name: String,
    /// A scalar as JSON; of an object or a list how much is in it.
    pub(super) shown: String,
    /// Whether it holds others.
    pub(super) holds: bool,
    pub(super) folded: bool,
    /// So many lines after it belong to it.
    within: usize,
    /// What it stands for.
    pub(super) value: Data,
}

impl Tree {
    /// All lines; what is deeper than the items of a list is folded at first.
    pub(super) fn new(data: &Data) -> Self {
        let mut lines = Vec::new();
        add(&mut lines, String::new(), data, 0);
        let deep = if lines.len() > 40 { 1 } else { 2 };
        for line in &mut lines {
            line.folded = line.holds && line.depth >= deep;
        }
        Self { lines }
    }

    pub(super) fn line(&self, at: usize) -> Option<&Line> {
        self.lines.get(at)
    }

    /// The places of the lines that no fold hides.
    pub(super) fn visible(&self) -> Vec<usize> {
        let mut visible = Vec::new();
        let mut at = 0;
        while let Some(line) = self.lines.get(at) {
            visible.push(at);
            at += 1 + if line.folded { line.within } else { 0 };
        }
        visible
    }

    pub(super) fn fold(&mut self, at: usize, folded: bool) {
        if let Some(line) = self.lines.get_mut(at).filter(|line| line.holds) {
            line.folded = folded;
        }
    }

    pub(super) fn fold_all(&mut self, folded: bool) {
        for line in self.lines.iter_mut().filter(|line| line.holds && line.depth > 0) {
            line.folded = folded;
        }
    }

    /// The line that a line belongs to.
    pub(super) fn parent(&self, at: usize) -> Option<usize> {
        let depth = self.line(at)?.depth;
        (0..at).rev().find(|before| self.line(*before).is_some_and(|line| line.depth < depth))
    }

    /// The next line after `at`, around the end, in which a text stands; upper and lower case are alike. What hides it is
    /// unfolded.
    pub(super) fn search(&mut self, text: &str, at: usize, back: bool) -> Option<usize> {
        let text = text.to_lowercase();
        let count = self.lines.len();
        let order =
            (1..=count).map(|step| if back { (at + count - step % count) % count } else { (at + step) % count });
        let hit = |at: &usize| {
            let line = self.lines.get(*at);
            line.is_some_and(|line| {
                line.name.to_lowercase().contains(&text) || !line.holds && line.shown.to_lowercase().contains(&text)
            })
        };
        let found = order.into_iter().find(hit)?;
        let mut above = self.parent(found);
        while let Some(parent) = above {
            self.fold(parent, false);
            above = self.parent(parent);
        }
        Some(found)
    }

    /// Where a line stands, as a filter of jq says it.
    pub(super) fn path(&self, at: usize) -> String {
        let mut parts = Vec::new();
        let mut at = Some(at);
        while let Some(place) = at {
            let parent = self.parent(place);
            if let (Some(line), Some(parent)) = (self.line(place), parent.and_then(|parent| self.line(parent))) {
                parts.push(match parent.value {
                    Data::List(_) => format!("[{}]", line.name),
                    _ if is_plain(&line.name) => format!(".{}", line.name),
                    _ => format!("[{}]", Data::text(line.name.clone()).to_json()),
                });
            }
            at = parent;
        }
        parts.reverse();
        let path = parts.concat();
        if path.starts_with('.') { path } else { format!(".{path}") }
    }
}

fn is_plain(name: &str) -> bool {
    let mut characters = name.chars();
    let begins = characters.next().is_some_and(|first| first.is_ascii_alphabetic() || first == '_');
    begins && characters.all(|rest| rest.is_ascii_alphanumeric() || rest == '_')
}

fn add(lines: &mut Vec<Line>, name: String, data: &Data, depth: usize) {
    let at = lines.len();
    let count = |count: usize, one: &str, more: &str| format!("{count} {}", if count == 1 { one } else { more });
    let (shown, holds) = match data {
        Data::Object(members) => (format!("{{{}}}", count(members.len(), "member", "members")), !members.is_empty()),
        Data::List(items) => (format!("[{}]", count(items.len(), "item", "items")), !items.is_empty()),
        scalar => (neutral_line(&scalar.to_json()).into_owned(), false),
    };
    let value = data.clone();
    lines.push(Line { depth, name, shown, holds, folded: false, within: 0, value });
    match data {
        Data::Object(members) => {
            for (name, value) in members {
                add(lines, name.clone(), value, depth + 1);
            }
        }
        Data::List(items) => {
            for (index, item) in items.iter().enumerate() {
                add(lines, index.to_string(), item, depth + 1);
            }
        }
        _ => {}
    }
    let within = lines.len() - at - 1;
    if let Some(line) = lines.get_mut(at) {
        line.within = within;
    }
}

#[cfg(test)]
mod tests {
    use super::Tree;
    use crate::data::parse_json;

    #[test]
    fn folds_and_paths() {
        let data = parse_json(br#"{"data":[{"id":"a","deep":{"x y":[1,2]}},{"id":"b"}],"more":false}"#).unwrap();
        let mut tree = Tree::new(&data);
        let names = |tree: &Tree| -> Vec<String> {
            tree.visible().iter().map(|at| tree.line(*at).unwrap().name.clone()).collect()
        };
        assert_eq!(names(&tree), ["", "data", "0", "1", "more"]);
        let hit = tree.search("2", 0, false).unwrap();
        assert_eq!(tree.path(hit), ".data[0].deep[\"x y\"][1]");
        assert_eq!(names(&tree), ["", "data", "0", "id", "deep", "x y", "0", "1", "1", "more"]);
        assert_eq!(tree.search("ID", hit, false).map(|at| tree.path(at)).as_deref(), Some(".data[1].id"));
        assert_eq!(tree.search("ID", hit, true).map(|at| tree.path(at)).as_deref(), Some(".data[0].id"));
        assert_eq!(tree.search("nothing", 0, false), None);
        tree.fold_all(true);
        assert_eq!(names(&tree), ["", "data", "more"]);
        assert_eq!(tree.path(0), ".");
    }
}
