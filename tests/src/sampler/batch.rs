//! Several documents in one program: a crate with the models of each as a module.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::PathBuf;

use super::document::Generated;
use super::subject::Subject;

/// How many types one program tries, unless one document has more.
pub const TYPES: usize = 400;

/// Documents whose types one program tries.
#[derive(Default)]
pub struct Batch {
    /// The name of its crate.
    pub name: String,
    /// Each with its types.
    pub members: Vec<Member>,
}

/// A document of a batch.
pub struct Member {
    /// The document.
    pub generated: Generated,
    /// The names of its types, which are called by their place.
    pub types: Vec<String>,
}

impl Member {
    /// A document whose `subjects` are tried.
    pub fn new(generated: Generated, subjects: &[Subject]) -> Self {
        Self { generated, types: subjects.iter().map(|subject| subject.name.clone()).collect() }
    }
}

impl Batch {
    /// How many types it tries.
    pub fn len(&self) -> usize {
        self.members.iter().map(|member| member.types.len()).sum()
    }

    /// The place of the first type of each member.
    pub fn starts(&self) -> Vec<usize> {
        let lengths = self.members.iter().map(|member| member.types.len());
        lengths.scan(0, |sum, length| Some(std::mem::replace(sum, *sum + length))).collect()
    }

    /// Takes out the documents that the compiler speaks of in `said`; gives their paths, each with its first error.
    pub fn take_faulty(&mut self, said: &str) -> Vec<(PathBuf, String)> {
        let errors = faults(said);
        let members = std::mem::take(&mut self.members).into_iter().enumerate();
        let mut taken = Vec::new();
        for (index, member) in members {
            match errors.get(&index) {
                Some(error) => taken.push((member.generated.path, error.clone())),
                None => self.members.push(member),
            }
        }
        taken
    }

    /// The files of its crate.
    pub fn files(&self, runtime: &str) -> BTreeMap<String, String> {
        let mut files = BTreeMap::new();
        let mut modules = String::new();
        let mut checks = String::new();
        let mut features: BTreeSet<&str> = BTreeSet::new();
        for (index, member) in self.members.iter().enumerate() {
            features.extend(member.generated.features.iter().map(String::as_str));
            let _ = writeln!(modules, "mod d{index} {{\n    pub mod models;\n}}");
            for name in &member.types {
                let _ = writeln!(checks, "    program::check::<d{index}::models::{name}>,");
            }
            for (path, text) in &member.generated.models {
                // Their crate is a module here.
                let text = text.replace("crate::models::", &format!("crate::d{index}::models::"));
                files.insert(format!("src/d{index}/models/{path}"), text);
            }
        }
        let main = format!(
            "#![allow(warnings)]\n\nmod program;\n{modules}\nstatic CHECKS: &[program::Check] = &[\n{checks}];\n\n\
             fn main() -> std::io::Result<()> {{\n    program::serve(CHECKS)\n}}\n"
        );
        files.insert("src/main.rs".to_owned(), main);
        files.insert("src/program.rs".to_owned(), include_str!("../../sampler/program.rs").to_owned());
        files.insert("Cargo.toml".to_owned(), manifest(&self.name, runtime, &features));
        files
    }
}

/// The first error of each module of a document, by its place, in what the compiler said.
fn faults(said: &str) -> BTreeMap<usize, String> {
    let mut errors = BTreeMap::new();
    let mut error = "";
    for line in said.lines() {
        if line.starts_with("error") {
            error = line;
        }
        let place =
            line.trim_start().strip_prefix("--> ").and_then(|place| place.split_once("src/d")).map(|(_, rest)| rest);
        let index = place.and_then(|rest| rest.split_once('/')).and_then(|(index, _)| index.parse().ok());
        if let Some(index) = index.filter(|_| !error.is_empty()) {
            errors.entry(index).or_insert_with(|| error.to_owned());
        }
    }
    errors
}

fn manifest(name: &str, runtime: &str, features: &BTreeSet<&str>) -> String {
    let default: Vec<&&str> = features.iter().collect();
    let mut out = format!(
        "[package]\nname = {name:?}\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         wharf-runtime = {{ path = {runtime:?}, default-features = false }}\n\n[features]\ndefault = {default:?}\n"
    );
    for feature in features {
        let _ = writeln!(out, "{feature:?} = []");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_error_of_each_document_is_found() {
        let said = "   Compiling a\nerror[E0412]: no type\n  --> b/src/d3/models/x.rs:1:2\nerror: other\n \
                    --> b/src/d3/models/y.rs:1:2\nerror: last\n --> b/src/d10/models/y.rs:1:2\n --> b/src/main.rs:1:1";
        let found: Vec<(usize, String)> = faults(said).into_iter().collect();
        assert_eq!(found, [(3, "error[E0412]: no type".to_owned()), (10, "error: last".to_owned())]);
    }
}
