//! Tables.

use pulldown_cmark::Alignment;

/// A table while it is read.
#[derive(Debug)]
pub struct Table {
    alignments: Vec<Alignment>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// An empty one.
    pub fn new(alignments: Vec<Alignment>) -> Self {
        Self { alignments, rows: Vec::new() }
    }

    /// The start of a row.
    pub fn row(&mut self) {
        self.rows.push(Vec::new());
    }

    /// A cell of the last row.
    pub fn cell(&mut self, text: String) {
        if let Some(row) = self.rows.last_mut() {
            row.push(text);
        }
    }

    /// Its lines.
    pub fn lines(&self) -> Vec<String> {
        let mut lines: Vec<String> = self.rows.iter().map(|cells| line(cells)).collect();
        let marks: Vec<String> = self.alignments.iter().map(|a| mark(*a).to_owned()).collect();
        lines.insert(lines.len().min(1), line(&marks));
        lines
    }
}

fn line(cells: &[String]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| cell.replace(['\n', super::wrap::FIXED_SPACE], " ")).collect();
    format!("| {} |", cells.join(" | "))
}

fn mark(alignment: Alignment) -> &'static str {
    match alignment {
        Alignment::None => "---",
        Alignment::Left => ":---",
        Alignment::Center => ":---:",
        Alignment::Right => "---:",
    }
}
