//! A file holds one concept, so it is short.

use super::Finding;
use super::sources::SourceFile;

/// The most lines that a file may have without a reason.
const MOST: usize = 400;

/// Words that a reason has at least.
const WORDS: usize = 4;

/// Finds a file that is long, unless a line of `reasons` names it and says why.
pub fn check(file: &SourceFile, reasons: &str) -> Option<Finding> {
    let lines = file.text.lines().count();
    (lines > MOST && !has_reason(&file.path, reasons)).then(|| Finding {
        file: file.path.clone(),
        line: lines,
        message: format!("{lines} lines, more than {MOST}: split it, or name it in ARCHITECTURE.md with the reason"),
    })
}

fn has_reason(path: &str, reasons: &str) -> bool {
    let name = format!("`{path}`");
    let words = |line: &str| {
        line.replace(&name, "").split_whitespace().filter(|word| word.contains(char::is_alphabetic)).count()
    };
    reasons.lines().any(|line| line.contains(&name) && words(line) >= WORDS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_file_needs_a_reason() {
        let file = |lines| SourceFile { path: "cli/src/a.rs".to_owned(), text: "x\n".repeat(lines) };
        assert_eq!(check(&file(400), ""), None);
        assert_eq!(check(&file(401), "").unwrap().line, 401);
        assert!(check(&file(401), "| `cli/src/a.rs` | one table of all verbs |").is_none());
        assert!(check(&file(401), "| `cli/src/a.rs` | - |").is_some());
        assert!(check(&file(401), "| `cli/src/aa.rs` | one table of all verbs |").is_some());
    }
}
