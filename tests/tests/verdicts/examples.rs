//! The documents of the rules' examples, and what is generated for each.

use std::collections::BTreeMap;
use std::fs;

use wharf::diff::rules::{Example, Proof, Rule, files};
use wharf::document::Document;
use wharf::surface::Surface;
use wharf::{Input, Load, Outputs, Source, generate};
use wharf_tests::sandbox::repository;

/// A document, and the crate of it. Examples share what they have in common, as a rule and its inverse do.
pub struct Made {
    /// The document.
    pub text: String,
    /// As it is read.
    pub document: Document,
    /// What is emitted.
    pub surface: Surface,
    /// The emitted files, but for those that name the digest of the document.
    pub files: Outputs,
    /// The manifest.
    pub manifest: String,
}

/// A rule, and its documents by their places.
pub struct Case {
    /// The rule.
    pub rule: Rule,
    /// Before.
    pub old: usize,
    /// After.
    pub new: usize,
}

/// Code that notices what no update may do, and the document whose crate it does not compile against.
pub struct Usage {
    /// The rule.
    pub rule: Rule,
    /// The document.
    pub old: usize,
    /// The code.
    pub code: String,
}

/// All examples.
pub struct Examples {
    /// Each document once.
    pub made: Vec<Made>,
    /// The rules that examples show.
    pub cases: Vec<Case>,
    /// What is shown beside them.
    pub usages: Vec<Usage>,
}

/// No file is beside a document.
pub struct Nothing;

impl Load for Nothing {
    fn load(&self, name: &str) -> Result<Vec<u8>, String> {
        Err(format!("{name} is not here"))
    }
}

/// The rules, each read from its file.
pub fn rules() -> Vec<Rule> {
    files().iter().map(|(name, text)| toml::from_str(text).unwrap_or_else(|error| panic!("{name}: {error}"))).collect()
}

impl Examples {
    /// Reads and generates all of them.
    pub fn read() -> Self {
        let (mut made, mut places) = (Vec::new(), BTreeMap::new());
        let (mut cases, mut usages) = (Vec::new(), Vec::new());
        for rule in rules() {
            let Some(example) = rule.example.clone() else { continue };
            let mut place = |text: String| {
                *places.entry(text).or_insert_with_key(|text| {
                    made.push(self::made(&rule.id, text));
                    made.len() - 1
                })
            };
            let (old, new) = documents(&example);
            let (old, new) = (place(old), place(new));
            if rule.proof == Proof::Example {
                cases.push(Case { rule, old, new });
            } else {
                usages.push(Usage { rule, old, code: example.usage });
            }
        }
        Self { made, cases, usages }
    }
}

fn documents(example: &Example) -> (String, String) {
    let path = repository().join(format!("generator/tests/diff/frames/{}.yaml", example.frame));
    let frame = fs::read_to_string(path).unwrap();
    example.documents(&frame)
}

/// What is generated for a document.
pub fn made(rule: &str, text: &str) -> Made {
    let source = Source { name: "api.yaml".to_owned(), bytes: text.as_bytes().to_vec() };
    let outcome = generate(&Input::new(source.clone(), &Nothing));
    let mut files = outcome.outputs.unwrap_or_else(|| panic!("{rule}: {:?}", outcome.diagnostics));
    let surface = files.remove("surface.json").unwrap();
    let manifest = files.remove("client/Cargo.toml").unwrap();
    files.retain(|path, _| path.starts_with("client/"));
    let document = Document::parse(source, &Nothing).0.unwrap();
    Made { text: text.to_owned(), document, surface: serde_json::from_str(&surface).unwrap(), files, manifest }
}
