//! Documents around the snippets of rules.

use std::fs;
use std::path::Path;

use wharf::diff::rules::{Example, Rule, files};

/// The rules, each read from its file.
pub fn rules() -> Vec<Rule> {
    files().iter().map(|(name, text)| toml::from_str(text).unwrap_or_else(|error| panic!("{name}: {error}"))).collect()
}

/// The documents of an example, before and after.
pub fn documents(example: &Example) -> (String, String) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/diff/frames/{}.yaml", example.frame));
    let frame = fs::read_to_string(path).unwrap();
    (around(&frame, &example.old), around(&frame, &example.new))
}

fn around(frame: &str, snippet: &str) -> String {
    let around = |line: &str| match line.strip_suffix("{{snippet}}") {
        Some(indent) => snippet.lines().flat_map(|line| [indent, line, "\n"]).collect(),
        None => format!("{line}\n"),
    };
    frame.lines().map(around).collect()
}
