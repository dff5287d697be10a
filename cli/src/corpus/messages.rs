//! What cargo and the tools that it starts say, as JSON.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::outcome::{Finding, Tool};

/// A line of cargo's.
#[derive(Debug, Deserialize)]
pub struct Line {
    /// What it is about.
    pub reason: String,
    /// The manifest of the crate that it is about.
    #[serde(default)]
    pub manifest_path: PathBuf,
    /// The part of that crate.
    #[serde(default)]
    pub target: Target,
    /// What a tool says.
    pub message: Option<Message>,
    /// The program that was made.
    pub executable: Option<PathBuf>,
}

/// A part of a crate.
#[derive(Debug, Default, Deserialize)]
pub struct Target {
    /// What it is: `lib`, `test` …
    pub kind: Vec<String>,
}

/// What a tool says.
#[derive(Debug, Deserialize)]
pub struct Message {
    level: String,
    #[serde(rename = "message")]
    text: String,
    code: Option<Code>,
    spans: Vec<Span>,
}

#[derive(Debug, Deserialize)]
struct Code {
    code: String,
}

#[derive(Debug, Deserialize)]
struct Span {
    file_name: PathBuf,
    line_start: u32,
    column_start: u32,
    is_primary: bool,
}

impl Line {
    /// Whether the library of a crate is there.
    pub fn is_library(&self) -> bool {
        self.reason == "compiler-artifact" && self.target.kind.iter().any(|kind| kind == "lib")
    }

    /// Whether this is about a test.
    pub fn is_test(&self) -> bool {
        self.target.kind.iter().any(|kind| kind == "test")
    }

    /// What is said about the crate, if it is something to mend: an error or a warning.
    pub fn finding(&self, documenting: bool) -> Option<Finding> {
        let message = self.message.as_ref().filter(|message| message.is_to_mend())?;
        let code = message.code.as_ref().map_or(message.level.as_str(), |code| code.code.as_str());
        let tool = match code {
            code if code.starts_with("clippy::") => Tool::Clippy,
            code if documenting || code.starts_with("rustdoc::") => Tool::Rustdoc,
            _ => Tool::Rustc,
        };
        let folder = self.manifest_path.parent().unwrap_or(Path::new(""));
        let place = message.place(folder);
        Some(Finding { tool, code: code.to_owned(), message: message.text.clone(), place })
    }
}

impl Message {
    /// Not the sums that are told at the end, and not the notes beside something.
    fn is_to_mend(&self) -> bool {
        let is_sum = self.code.is_none() && self.spans.is_empty() && is_sum(&self.text);
        ["error", "warning", "error: internal compiler error"].contains(&self.level.as_str()) && !is_sum
    }

    fn place(&self, folder: &Path) -> String {
        let Some(span) = self.spans.iter().find(|span| span.is_primary) else { return String::new() };
        // Files are named from the root of the workspace.
        let whole = span.file_name.to_string_lossy().into_owned();
        let name = folder.components().rev().take(3).collect::<Vec<_>>().into_iter().rev().collect::<PathBuf>();
        let file = span.file_name.strip_prefix(&name).or_else(|_| span.file_name.strip_prefix(folder));
        let file = file.map_or(whole, |file| file.to_string_lossy().into_owned());
        format!("{file}:{}:{}", span.line_start, span.column_start)
    }
}

fn is_sum(message: &str) -> bool {
    message.starts_with("aborting due to ")
        || message.ends_with(" emitted")
        || message.starts_with("For more information about ")
        || message.starts_with("Some errors have detailed explanations")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(message: &str) -> Line {
        let text = format!(
            r#"{{"reason":"compiler-message","manifest_path":"/w/crates/a/client/Cargo.toml",
                "target":{{"kind":["lib"]}},"message":{message}}}"#
        );
        serde_json::from_str(&text).unwrap()
    }

    #[test]
    fn a_lint_has_a_tool_and_a_place() {
        let found = line(
            r#"{"level":"warning","message":"m","code":{"code":"clippy::x"},"spans":
              [{"file_name":"crates/a/client/src/lib.rs","line_start":3,"column_start":5,"is_primary":true}]}"#,
        );
        let expected = Finding {
            tool: Tool::Clippy,
            code: "clippy::x".to_owned(),
            message: "m".to_owned(),
            place: "src/lib.rs:3:5".to_owned(),
        };
        assert_eq!(found.finding(false), Some(expected));
    }

    #[test]
    fn sums_and_notes_are_nothing_to_mend() {
        for (level, message) in
            [("warning", "3 warnings emitted"), ("error", "aborting due to 2 previous errors"), ("note", "see this")]
        {
            let message = format!(r#"{{"level":"{level}","message":"{message}","code":null,"spans":[]}}"#);
            assert_eq!(line(&message).finding(false), None, "{message}");
        }
        assert!(line(r#"{"level":"error","message":"odd","code":null,"spans":[]}"#).finding(false).is_some());
    }
}
