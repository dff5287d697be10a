//! Documents that cannot be generated, through the built command: each folder of `tests/reject` holds an input, perhaps
//! settings, and everything that must be said. `UPDATE_EXPECT=1` writes what is said now.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use wharf_tests::sandbox::{copy, repository};

/// How deep no document is nested.
const DEEP: usize = 10_000;

/// Generates from `input` in `folder`, which must fail, write nothing and print nothing but problems; gives those.
fn refused(folder: &Path, input: &str) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wharf-for-tests"));
    command.current_dir(folder).args(["codegen", "--document", input, "--out", "out"]).env("NO_COLOR", "1");
    if folder.join("settings.toml").exists() {
        command.args(["--settings", "settings.toml"]);
    }
    let Output { status, stdout, stderr } = command.output().unwrap();
    let said = String::from_utf8(stderr).unwrap();
    assert_eq!(status.code(), Some(2), "{said}");
    assert_eq!(String::from_utf8_lossy(&stdout), "");
    assert!(!folder.join("out").exists(), "something was written");
    said
}

/// Whether some line says where: file, line and column.
fn names_a_place(said: &str) -> bool {
    said.lines().any(|line| {
        line.split_whitespace().any(|word| {
            let mut parts = word.trim_end_matches(':').rsplitn(3, ':');
            let mut number = || parts.next().is_some_and(|part| part.parse::<u32>().is_ok_and(|number| number > 0));
            number() && number() && parts.next().is_some_and(|file| !file.is_empty())
        })
    })
}

fn cases() -> Vec<PathBuf> {
    let folder = repository().join("tests/reject");
    let mut cases: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    cases
}

#[test]
fn all_problems_are_listed_each_with_its_place() {
    let mut wrong = Vec::new();
    let cases = cases();
    for case in &cases {
        let folder = tempfile::tempdir().unwrap();
        copy(case, folder.path()).unwrap();
        let input = if case.join("input.json").exists() { "input.json" } else { "input.yaml" };
        let said = refused(folder.path(), input);
        let expected = case.join("expected.txt");
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            fs::write(&expected, &said).unwrap();
        }
        let expected = fs::read_to_string(expected).unwrap_or_default();
        if said != expected || !names_a_place(&said) {
            wrong.push(format!("== {}\n-- expected\n{expected}-- said\n{said}", case.display()));
        }
    }
    assert!(cases.len() > 10 && wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A document with a schema nested so deep, one level by `open` and `close`.
fn nested(open: &str, close: &str) -> String {
    let schema = [&open.repeat(DEEP), "{}", &close.repeat(DEEP)].concat();
    format!(
        "{{\"openapi\": \"3.1.0\", \"info\": {{\"title\": \"Deep\", \"version\": \"1\"}}, \"paths\": {{}},\n\
         \"components\": {{\"schemas\": {{\"Deep\":\n{schema}}}}}}}\n"
    )
}

#[test]
fn nesting_without_end_is_refused() {
    for (input, open, close) in [
        ("input.json", "{\"items\":", "}"),
        ("input.yaml", "{\"items\":", "}"),
        ("input.json", "{\"allOf\":[", "]}"),
        ("input.yaml", "[", "]"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(input), nested(open, close)).unwrap();
        let said = refused(folder.path(), input);
        assert!(names_a_place(&said) && said.len() < 10_000, "{said}");
    }
}

#[test]
fn a_document_that_is_not_there_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let said = refused(folder.path(), "input.yaml");
    assert!(said.contains("input.yaml"), "{said}");
}
