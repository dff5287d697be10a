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
    example.documents(&frame)
}
