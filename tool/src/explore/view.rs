//! Where one is in the tree, and what keys do.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::tree::Tree;
use crate::data::Data;

/// What a key leads to.
#[derive(Debug, PartialEq)]
pub(super) enum Next {
    Stay,
    Copy(String),
    End,
    /// As by Ctrl-C elsewhere.
    Interrupt,
}

/// A tree, and the place in it.
pub(super) struct View {
    pub(super) tree: Tree,
    /// The line that keys act on.
    pub(super) at: usize,
    /// The first of the visible lines on the screen, by its number among them.
    pub(super) top: usize,
    pub(super) height: usize,
    /// What is being searched for, while it is typed.
    pub(super) typed: Option<String>,
    searched: String,
    /// What the last key did.
    pub(super) note: String,
    /// Whether the keys are shown instead.
    pub(super) helps: bool,
}

impl View {
    pub(super) fn new(tree: Tree) -> Self {
        Self { tree, at: 0, top: 0, height: 1, typed: None, searched: String::new(), note: String::new(), helps: false }
    }

    /// Keeps the line within a screen of so many lines.
    pub(super) fn fit(&mut self, height: usize) {
        self.height = height;
        let row = self.row();
        if row < self.top {
            self.top = row;
        }
        if row >= self.top + height {
            self.top = row + 1 - height;
        }
    }

    /// The number of the line among the visible ones.
    fn row(&self) -> usize {
        self.tree.visible().iter().position(|at| *at == self.at).unwrap_or(0)
    }

    fn go(&mut self, row: usize) {
        let visible = self.tree.visible();
        let last = visible.len().saturating_sub(1);
        self.at = visible.get(row.min(last)).copied().unwrap_or(0);
    }

    pub(super) fn key(&mut self, key: KeyEvent) -> Next {
        self.note.clear();
        if key.code == KeyCode::Char('c') && key.modifiers.contains(KeyModifiers::CONTROL) {
            return Next::Interrupt;
        }
        if std::mem::take(&mut self.helps) {
            return Next::Stay;
        }
        if let Some(typed) = self.typed.take() {
            self.type_key(key, typed);
            return Next::Stay;
        }
        let row = self.row();
        match key.code {
            KeyCode::Char('q') | KeyCode::Esc => return Next::End,
            KeyCode::Down | KeyCode::Char('j') => self.go(row + 1),
            KeyCode::Up | KeyCode::Char('k') => self.go(row.saturating_sub(1)),
            KeyCode::PageDown | KeyCode::Char('f') => self.go(row + self.height),
            KeyCode::PageUp | KeyCode::Char('b') => self.go(row.saturating_sub(self.height)),
            KeyCode::Home | KeyCode::Char('g') => self.go(0),
            KeyCode::End | KeyCode::Char('G') => self.go(usize::MAX),
            KeyCode::Right | KeyCode::Char('l') => self.unfold(row),
            KeyCode::Left | KeyCode::Char('h') => self.fold(),
            KeyCode::Enter | KeyCode::Char(' ') => {
                let folded = self.tree.line(self.at).is_some_and(|line| line.folded);
                self.tree.fold(self.at, !folded);
            }
            KeyCode::Char('e') => self.tree.fold_all(false),
            KeyCode::Char('c') => {
                self.tree.fold_all(true);
                self.climb();
            }
            KeyCode::Char('?') => self.helps = true,
            KeyCode::Char('/') => self.typed = Some(String::new()),
            KeyCode::Char('n') => self.search(false),
            KeyCode::Char('N') => self.search(true),
            KeyCode::Char('y') => return self.copy(),
            KeyCode::Char('p') => {
                let path = self.tree.path(self.at);
                self.note = format!("copied {path}");
                return Next::Copy(path);
            }
            _ => {}
        }
        Next::Stay
    }

    fn type_key(&mut self, key: KeyEvent, mut typed: String) {
        match key.code {
            KeyCode::Enter => {
                if !typed.is_empty() {
                    self.searched = typed;
                }
                self.search(false);
            }
            KeyCode::Esc => {}
            KeyCode::Backspace => {
                typed.pop();
                self.typed = Some(typed);
            }
            KeyCode::Char(character) => {
                typed.push(character);
                self.typed = Some(typed);
            }
            _ => self.typed = Some(typed),
        }
    }

    fn search(&mut self, back: bool) {
        let found = if self.searched.is_empty() { None } else { self.tree.search(&self.searched, self.at, back) };
        match found {
            Some(at) => self.at = at,
            None => self.note = format!("`{}` is nowhere", self.searched),
        }
    }

    /// Opens what is folded, or goes into what is open.
    fn unfold(&mut self, row: usize) {
        match self.tree.line(self.at) {
            Some(line) if line.folded => self.tree.fold(self.at, false),
            Some(line) if line.holds => self.go(row + 1),
            _ => {}
        }
    }

    /// Folds what is open, or goes to what it belongs to.
    fn fold(&mut self) {
        match self.tree.line(self.at) {
            Some(line) if line.holds && !line.folded => self.tree.fold(self.at, true),
            _ => self.at = self.tree.parent(self.at).unwrap_or(self.at),
        }
    }

    /// To the nearest line above that can be seen.
    fn climb(&mut self) {
        let visible = self.tree.visible();
        while !visible.contains(&self.at) {
            let Some(parent) = self.tree.parent(self.at) else { break };
            self.at = parent;
        }
    }

    /// A text without its quotes, anything else as JSON.
    fn copy(&mut self) -> Next {
        let Some(line) = self.tree.line(self.at) else {
            return Next::Stay;
        };
        let text = match &line.value {
            Data::Text(text) => text.clone(),
            other => other.to_json(),
        };
        self.note = format!("copied {} characters", text.chars().count());
        Next::Copy(text)
    }
}

#[cfg(test)]
mod tests {
    use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

    use super::{Next, Tree, View};
    use crate::data::parse_json;

    fn press(view: &mut View, keys: &str) -> Next {
        let mut last = Next::Stay;
        for character in keys.chars() {
            let code = match character {
                '\n' => KeyCode::Enter,
                '<' => KeyCode::Left,
                '>' => KeyCode::Right,
                other => KeyCode::Char(other),
            };
            last = view.key(KeyEvent::new(code, KeyModifiers::NONE));
            view.fit(3);
        }
        last
    }

    #[test]
    fn keys() {
        let data = parse_json(br#"{"a":{"b":{"c":"deep"}},"d":[1,2,3]}"#).unwrap();
        let mut view = View::new(Tree::new(&data));
        assert_eq!(press(&mut view, "jp"), Next::Copy(".a".to_owned()));
        assert_eq!(press(&mut view, ">>p"), Next::Copy(".a.b".to_owned()));
        assert_eq!(press(&mut view, ">y"), Next::Copy("deep".to_owned()));
        assert_eq!(press(&mut view, "<<<p"), Next::Copy(".a".to_owned()));
        assert_eq!(press(&mut view, "/3\np"), Next::Copy(".d[2]".to_owned()));
        assert_eq!(press(&mut view, "cp"), Next::Copy(".d".to_owned()));
        assert_eq!(press(&mut view, "gy"), Next::Copy(data.to_json()));
        assert_eq!(press(&mut view, "eGp"), Next::Copy(".d[2]".to_owned()));
        assert!(view.top > 0);
        press(&mut view, "/nowhere\n");
        assert_eq!(view.note, "`nowhere` is nowhere");
        press(&mut view, "?");
        assert!(view.helps);
        assert_eq!(press(&mut view, "q"), Next::Stay);
        assert!(!view.helps);
        assert_eq!(press(&mut view, "q"), Next::End);
        assert_eq!(view.key(KeyEvent::new(KeyCode::Char('c'), KeyModifiers::CONTROL)), Next::Interrupt);
    }
}
