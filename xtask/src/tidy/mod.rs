//! The rules of this repository that no compiler checks.

mod code;
mod imports;
mod length;
mod sources;
mod words;

use std::fmt;

use wharf_cli::exit::Exit;
use wharf_cli::print::{Terminal, count};
use wharf_cli::problem::Problem;

use crate::repository::Repository;
use sources::SourceFile;

/// A place that breaks a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The file, from the top of the repository.
    file: String,
    /// The line, from 1.
    line: usize,
    /// What is wrong, and what to do.
    message: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.message)
    }
}

/// Lists every place that breaks a rule.
pub fn run(repository: &Repository, terminal: &mut Terminal) -> Exit {
    match findings(repository) {
        Ok(findings) if findings.is_empty() => {
            terminal.out("tidy");
            Exit::Fine
        }
        Ok(findings) => {
            for finding in &findings {
                terminal.out(finding);
            }
            terminal.err(count(findings.len(), "finding"));
            Exit::Differs
        }
        Err(problem) => {
            terminal.problem(&problem);
            Exit::Failed
        }
    }
}

fn findings(repository: &Repository) -> Result<Vec<Finding>, Problem> {
    let files = sources::read(repository.root())?;
    // Without the file there are no reasons in it.
    let reasons = std::fs::read_to_string(repository.root().join("ARCHITECTURE.md")).unwrap_or_default();
    let rules = |file: &SourceFile| {
        let mut found = words::vendor(file);
        if sources::is_rust(&file.path) {
            found.extend(length::check(file, &reasons));
            found.extend(words::unfinished(file));
            found.extend(imports::check(file));
        }
        found
    };
    Ok(files.iter().flat_map(rules).collect())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn lines(files: &[(&str, &str)]) -> Vec<String> {
        let root = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = root.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        findings(&Repository::at(root.path())).unwrap().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn only_what_is_written_by_hand_counts() {
        let long = "\n".repeat(401);
        let found = lines(&[
            ("cli/src/a.rs", &long),
            ("generated/client/src/a.rs", &long),
            ("target/a.rs", &long),
            ("cli/target/a.rs", &long),
            ("tests/emit/expected/src/a.rs", &long),
            (".hidden/a.rs", &long),
        ]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].starts_with("cli/src/a.rs:401: "));
    }

    #[test]
    fn every_rule_is_asked() {
        let found = lines(&[
            ("generator/src/api/a.rs", "use crate::emit;\ntodo!()\n// container\n"),
            ("generator/src/emit/page.txt", "todo!() in a Container"),
            ("spec/containers.yaml", "OpenAI"),
        ]);
        let places: Vec<_> = found.iter().filter_map(|line| line.split(": ").next()).collect();
        let neutral = "generator/src/api/a.rs";
        let a = |line| format!("{neutral}:{line}");
        assert_eq!(places, [&a(3), &a(2), &a(1), "generator/src/emit/page.txt:1"]);
    }

    #[test]
    fn this_repository_imports_in_one_direction() {
        let files = sources::read(Repository::here().root()).unwrap();
        assert!(files.iter().any(|file| file.path.starts_with("generator/src/document/")));
        let found: Vec<_> = files.iter().flat_map(imports::check).collect();
        assert_eq!(found, []);
    }
}
