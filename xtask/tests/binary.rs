//! The tasks, in a repository of their own.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

const DOCUMENT: &str = "\
openapi: 3.1.0
info: {title: Pets, version: '1'}
servers: [{url: 'https://pets.example.com'}]
paths:
  /pets:
    get:
      operationId: listPets
      responses:
        '200':
          description: All pets
          content:
            application/json:
              schema: {type: array, items: {type: string}}
";

/// A repository with a small API.
fn repository() -> TempDir {
    let root = tempfile::tempdir().unwrap();
    for folder in ["xtask", "spec", "deep/er"] {
        fs::create_dir_all(root.path().join(folder)).unwrap();
    }
    fs::write(root.path().join("spec/containers.yaml"), DOCUMENT).unwrap();
    fs::write(root.path().join("spec/wharf.toml"), "").unwrap();
    root
}

fn xtask(root: &Path, folder: &str, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.env("CARGO_MANIFEST_DIR", root.join("xtask")).current_dir(root.join(folder));
    command.args(arguments).output().unwrap()
}

fn files(folder: &Path) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let name = entry.file_name().into_string().unwrap();
        if entry.file_type().unwrap().is_dir() {
            all.extend(files(&entry.path()).into_iter().map(|(path, text)| (format!("{name}/{path}"), text)));
        } else {
            all.insert(name, fs::read_to_string(entry.path()).unwrap());
        }
    }
    all
}

#[test]
fn codegen_makes_the_same_from_nothing_and_from_any_folder() {
    let root = repository();
    let generated = root.path().join("generated");
    let output = xtask(root.path(), "", &["codegen"]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let first = files(&generated);
    assert!(first.contains_key(".wharf-files"));

    fs::remove_dir_all(&generated).unwrap();
    assert_eq!(xtask(root.path(), "deep/er", &["codegen", "--check"]).status.code(), Some(1));
    let output = xtask(root.path(), "deep/er", &["codegen"]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert_eq!(files(&generated), first);
    assert_eq!(xtask(root.path(), "spec", &["codegen", "--check"]).status.code(), Some(0));
}

#[test]
fn a_missing_document_is_an_error() {
    let root = repository();
    fs::remove_file(root.path().join("spec/containers.yaml")).unwrap();
    let output = xtask(root.path(), "", &["codegen"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(str::from_utf8(&output.stderr).unwrap().contains("`spec/containers.yaml`"), "{output:?}");
    assert!(!root.path().join("generated").exists());
}

#[test]
fn tidy_exits_with_1_where_a_rule_is_broken() {
    let root = repository();
    let output = xtask(root.path(), "deep", &["tidy"]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    fs::write(root.path().join("xtask/long.rs"), "\n".repeat(500)).unwrap();
    let output = xtask(root.path(), "deep", &["tidy"]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert!(str::from_utf8(&output.stdout).unwrap().starts_with("xtask/long.rs:500: 500 lines"), "{output:?}");
}

#[test]
fn ci_runs_the_steps_and_says_whether_they_passed() {
    let root = repository();
    fs::create_dir(root.path().join(".ci")).unwrap();
    for (step, code) in [("test -d spec && test -z \"${CARGO_MANIFEST_DIR:-}\"", 0), ("exit 7", 1)] {
        fs::write(root.path().join(".ci/run"), step).unwrap();
        let output = xtask(root.path(), "deep", &["ci"]);
        assert_eq!(output.status.code(), Some(code), "{output:?}");
    }
}
