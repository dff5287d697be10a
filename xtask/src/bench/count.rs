//! Lines and bytes of what was generated.
//!
//! What counts is every line of a `.rs` file of the client that is neither empty nor a comment, with one field a line:
//! ours is printed so, and another generator's is counted after rustfmt.

use std::path::{Path, PathBuf};

use wharf_cli::print::Terminal;

use super::folders::Folders;
use super::table;

/// Prints the part of the table.
pub fn print(folders: &Folders, has_rival: bool, terminal: &mut Terminal) {
    let mut rows = vec![["lines of code, and bytes of all".to_owned(), "lines".to_owned(), "size".to_owned()]];
    let mut row = |name: &str, below: &[&str]| {
        let found = below.iter().map(|folder| count(&folders.work(folder))).sum::<Count>();
        rows.push([name.to_owned(), found.lines.to_string(), format!("{} KiB", found.bytes.div_ceil(1024))]);
    };
    row("wharf", &["wharf/client/src"]);
    row("wharf, with its runtime", &["wharf/client/src", "wharf/runtime/src"]);
    row("the tool, with its runtime", &["wharf/cli/src", "wharf/tool/src"]);
    if has_rival {
        row(super::rival::NAME, &["rival/src"]);
    }
    table::print(&rows, terminal);
}

#[derive(Debug, Default, PartialEq, Eq)]
struct Count {
    lines: usize,
    bytes: usize,
}

impl std::iter::Sum for Count {
    fn sum<I: Iterator<Item = Self>>(counts: I) -> Self {
        counts.fold(Self::default(), |all, one| Self { lines: all.lines + one.lines, bytes: all.bytes + one.bytes })
    }
}

/// Counts the `.rs` files below `folder`; what cannot be read is not there.
fn count(folder: &Path) -> Count {
    let mut total = Count::default();
    for path in files(folder) {
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        total.bytes += text.len();
        total.lines += lines(&text);
    }
    total
}

/// The `.rs` files below `folder`.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                if entry.file_name() != "target" {
                    open.push(path);
                }
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                out.push(path);
            }
        }
    }
    out.sort();
    out
}

fn lines(text: &str) -> usize {
    let counts = |line: &&str| {
        let line = line.trim_start();
        !line.is_empty() && !line.starts_with("//") && !line.starts_with("#[doc = ") && !line.starts_with("#![doc = ")
    };
    text.lines().filter(counts).count()
}

#[cfg(test)]
mod tests {
    #[test]
    fn comments_and_empty_lines_do_not_count() {
        assert_eq!(super::lines("//! a\n\n/// b\n#[doc = \"c\"]\nstruct D {\n    e: u8, // f\n}\n"), 3);
    }
}
