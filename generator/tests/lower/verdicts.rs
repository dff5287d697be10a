//! What is said of documents of others, as it is recorded: `refused.toml` lists those that are refused though they were
//! meant to be used, `faulty.toml` what is told about each that was meant to be refused by some tool.

use std::fs;
use std::path::Path;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use wharf::Diagnostic;

/// A document that is refused.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Refused {
    /// The digest of the file.
    pub sha256: String,
    /// What it is.
    pub what: String,
    /// The code of one of the errors.
    pub code: String,
    /// Its line and column.
    pub at: String,
    /// What the document breaks.
    pub breaks: String,
    /// Why there is no reading that guesses nothing.
    pub why: String,
}

/// A document that is faulty, or was called so.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Faulty {
    /// The digest of the file.
    pub sha256: String,
    /// `error`, `warning`; `valid` where nothing is wrong with it.
    pub verdict: String,
    /// The code of what is told; empty where nothing is.
    #[serde(default)]
    pub code: String,
    /// Line and column.
    #[serde(default)]
    pub at: String,
    /// Why that, and not something else.
    pub why: String,
}

#[derive(Deserialize)]
struct RefusedList {
    refused: Vec<Refused>,
}

#[derive(Deserialize)]
struct FaultyList {
    faulty: Vec<Faulty>,
}

fn list<T: DeserializeOwned>(name: &str) -> T {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(name);
    let text = fs::read_to_string(path).expect("the list is there");
    toml::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"))
}

pub fn refused() -> Vec<Refused> {
    list::<RefusedList>("refused.toml").refused
}

pub fn faulty() -> Vec<Faulty> {
    list::<FaultyList>("faulty.toml").faulty
}

/// The SHA-256 of `bytes`, in hexadecimal.
pub fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

/// Whether `diagnostic` is of this kind and at this line and column.
pub fn is_at(diagnostic: &Diagnostic, code: &str, at: &str) -> bool {
    diagnostic.code == code && format!("{}:{}", diagnostic.span.line, diagnostic.span.column) == at
}

#[test]
fn each_verdict_is_argued() {
    for entry in refused() {
        assert!([&entry.what, &entry.breaks, &entry.why].iter().all(|text| text.len() > 20), "{entry:?}");
    }
    let mut digests = std::collections::HashSet::new();
    for entry in faulty() {
        assert!(digests.insert(entry.sha256.clone()), "twice: {entry:?}");
        let is_told = !entry.code.is_empty() && !entry.at.is_empty();
        match entry.verdict.as_str() {
            "error" | "warning" => assert!(is_told, "{entry:?}"),
            "valid" => {}
            other => panic!("{other} is no verdict"),
        }
        assert!(entry.why.len() > 20, "{entry:?}");
    }
}
