//! The binary: arguments, exit codes, streams.

use std::path::Path;
use std::process::{Command, Output};

fn wharf(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wharf"));
    command.current_dir(folder).args(arguments).env_remove("CLICOLOR_FORCE").output().unwrap()
}

fn text(bytes: &[u8]) -> &str {
    str::from_utf8(bytes).unwrap()
}

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

#[test]
fn usage_errors_exit_with_2() {
    let folder = tempfile::tempdir().unwrap();
    for arguments in [
        &[][..],
        &["nonsense"],
        &["codegen"],
        &["codegen", "--document", "a"],
        &["codegen", "--out", "a"],
        &["codegen", "--document", "a", "--out", "b", "--only", "pets"],
        &["codegen", "--document", "a", "--out", "b", "--check", "--force"],
        &["corpus"],
        &["corpus", "nowhere"],
    ] {
        let output = wharf(folder.path(), arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert_eq!(text(&output.stdout), "", "{arguments:?}");
        assert_ne!(text(&output.stderr), "", "{arguments:?}");
    }
}

#[test]
fn help_explains_with_examples() {
    let folder = tempfile::tempdir().unwrap();
    for arguments in [&["--help"][..], &["codegen", "--help"]] {
        let output = wharf(folder.path(), arguments);
        assert_eq!(output.status.code(), Some(0));
        assert!(text(&output.stdout).contains("wharf codegen --document api.yaml --out rust"), "{arguments:?}");
    }
    let output = wharf(folder.path(), &["--version"]);
    assert_eq!(text(&output.stdout), format!("wharf {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn a_document_that_is_not_there_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let output = wharf(folder.path(), &["codegen", "--document", "gone.yaml", "--out", "out"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).starts_with("error: cannot read the document `gone.yaml`: "), "{output:?}");
    assert!(!folder.path().join("out").exists());
}

#[test]
fn a_document_that_is_none_is_shown_where_it_breaks() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("api.yaml"), "openapi: 3.1.0\npaths: {\n").unwrap();
    let output = wharf(folder.path(), &["codegen", "--document", "api.yaml", "--out", "out"]);
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    let said = text(&output.stderr);
    assert!(said.contains("error[") && said.contains("--> api.yaml:"), "{said}");
    assert!(!said.contains('\u{1b}'), "no colours where there is no terminal: {said:?}");
    assert!(!folder.path().join("out").exists());
}

#[test]
fn writes_then_checks_from_another_folder() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("deep")).unwrap();
    std::fs::write(folder.path().join("api.yaml"), DOCUMENT).unwrap();
    let output = wharf(folder.path(), &["codegen", "--document", "api.yaml", "--out", "out"]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert!(folder.path().join("out/client/src/lib.rs").exists());

    let check = ["codegen", "--document", "../api.yaml", "--out", "../out", "--check"];
    let output = wharf(&folder.path().join("deep"), &check);
    assert_eq!(output.status.code(), Some(0), "{output:?}");

    std::fs::write(folder.path().join("out/client/src/lib.rs"), "// mine\n").unwrap();
    let output = wharf(&folder.path().join("deep"), &check);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let said = text(&output.stdout);
    assert!(said.contains("edited    client/src/lib.rs"), "{said}");
    assert!(said.contains("run: wharf codegen --document ../api.yaml --out ../out\n"), "{said}");
    assert!(!said.contains('\u{1b}'), "{said:?}");
}
