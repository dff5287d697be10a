//! Words that have no place in some files.

use super::sources::SourceFile;
use super::{Finding, code};

/// Crates that know no vendor.
const NEUTRAL: [&str; 2] = ["generator/src/", "runtime/src/"];

/// What this repository's own API is called.
const VENDOR: [&str; 2] = ["openai", "container"];

/// Macros of code that is not written yet.
const UNFINISHED: [&str; 2] = ["todo", "unimplemented"];

/// Whether a file belongs to a crate that knows no vendor.
pub fn is_neutral(path: &str) -> bool {
    NEUTRAL.iter().any(|folder| path.starts_with(folder))
}

/// Finds the names of a vendor or its things where any API must do, in comments and tests too.
pub fn vendor(file: &SourceFile) -> Vec<Finding> {
    if !is_neutral(&file.path) {
        return Vec::new();
    }
    on_lines(file, &file.text, |line| {
        let line = line.to_lowercase();
        let word = VENDOR.iter().find(|word| line.contains(*word))?;
        Some(format!("`{word}` in a crate that knows no vendor: say it with any API's words"))
    })
}

/// Finds code that is not written yet.
pub fn unfinished(file: &SourceFile) -> Vec<Finding> {
    on_lines(file, &code::only(&file.text), |line| {
        let word = UNFINISHED.iter().find(|word| has_macro(line, word))?;
        Some(format!("`{word}!`: finish it, or take it out"))
    })
}

fn has_macro(line: &str, name: &str) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(name).any(|(at, _)| {
        let before = line.get(..at).unwrap_or_default();
        let after = line.get(at + name.len()..).unwrap_or_default();
        !before.ends_with(is_word) && after.trim_start().starts_with('!') && !after.trim_start().starts_with("!=")
    })
}

fn on_lines(file: &SourceFile, text: &str, wrong: impl Fn(&str) -> Option<String>) -> Vec<Finding> {
    let found = text.lines().enumerate().filter_map(|(index, line)| {
        wrong(line).map(|message| Finding { file: file.path.clone(), line: index + 1, message })
    });
    found.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> SourceFile {
        SourceFile { path: path.to_owned(), text: text.to_owned() }
    }

    fn lines(found: &[Finding]) -> Vec<usize> {
        found.iter().map(|finding| finding.line).collect()
    }

    #[test]
    fn no_vendor_in_the_neutral_crates() {
        let text = "//! Any API.\n// OpenAI's\nlet x = \"a Container\";\nOpenAPI\n";
        assert_eq!(lines(&vendor(&file("generator/src/api/a.rs", text))), [2, 3]);
        assert_eq!(lines(&vendor(&file("runtime/src/a.rs", text))), [2, 3]);
        assert_eq!(vendor(&file("cli/src/a.rs", text)), []);
    }

    #[test]
    fn nothing_is_left_to_do() {
        let text = "todo!()\n// todo!()\nlet todo = 1;\nunimplemented! {}\nx_todo!();\nif todo != 1 {}\n\"todo!()\"\n";
        assert_eq!(lines(&unfinished(&file("cli/src/a.rs", text))), [1, 4]);
    }
}
