//! `wharf diff` as it is typed.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

const OLD: &str = "\
openapi: 3.1.0
info: { title: Toys, version: '1' }
paths:
  /toys:
    get: { responses: { '204': { description: Done } } }
    delete: { responses: { '204': { description: Done } } }
";

const NEW: &str = "\
openapi: 3.1.0
info: { title: Toys, version: '1' }
paths:
  /toys:
    get: { responses: { '204': { description: Done } } }
";

fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("spec")).unwrap();
    fs::write(folder.path().join("old.yaml"), OLD).unwrap();
    fs::write(folder.path().join("spec/new.yaml"), NEW).unwrap();
    folder
}

fn run(program: &str, folder: &Path, arguments: &[&str]) -> Output {
    Command::new(program).current_dir(folder).args(arguments).output().unwrap()
}

fn diff(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = run(env!("CARGO_BIN_EXE_wharf"), folder, &[&["diff"], arguments].concat());
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

/// An approval of the first entry of a report in JSON.
fn approval(report: &str) -> String {
    let report: serde_json::Value = serde_json::from_str(report).unwrap();
    let id = report["entries"][0]["id"].as_str().unwrap().to_owned();
    format!("[[approved]]\nid = \"{id}\"\nreason = \"nobody used it\"\nexpires = 9999-12-31\n")
}

#[test]
fn what_is_approved_beside_the_new_document_does_not_count() {
    let folder = folder();
    let asked = ["old.yaml", "spec/new.yaml", "--fail-on", "wire"];
    let (code, out, err) = diff(folder.path(), &asked);
    assert_eq!(code, Some(1), "{out}{err}");
    assert!(out.contains("operation removed"), "{out}");

    let (_, report, _) = diff(folder.path(), &["old.yaml", "spec/new.yaml", "--format", "json"]);
    fs::write(folder.path().join("spec/approvals.toml"), approval(&report)).unwrap();
    let (code, out, err) = diff(folder.path(), &asked);
    assert_eq!(code, Some(0), "{out}{err}");
    assert!(out.contains("approved until 9999-12-31: nobody used it"), "{out}");

    // Another file takes its place.
    fs::write(folder.path().join("none.toml"), "").unwrap();
    let (code, ..) = diff(folder.path(), &[&asked[..], &["--approvals", "none.toml"]].concat());
    assert_eq!(code, Some(1));

    fs::write(folder.path().join("spec/approvals.toml"), "[[approved]]\nid = 1\n").unwrap();
    let (code, _, err) = diff(folder.path(), &asked);
    assert_eq!(code, Some(2), "{err}");
    assert!(err.contains("approvals.toml:2:6") && err.contains("cannot be read"), "{err}");
}

#[test]
fn revisions_have_their_own_approvals() {
    let folder = folder();
    let git = |arguments: &[&str]| {
        let who = ["-c", "user.name=a", "-c", "user.email=a@example.com"];
        let output = run("git", folder.path(), &[&who[..], arguments].concat());
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    git(&["init", "--quiet"]);
    fs::write(folder.path().join("spec/new.yaml"), OLD).unwrap();
    git(&["add", "."]);
    git(&["commit", "--quiet", "--message", "old"]);
    fs::write(folder.path().join("spec/new.yaml"), NEW).unwrap();
    git(&["commit", "--quiet", "--all", "--message", "new"]);
    let asked = ["HEAD~1:spec/new.yaml", "HEAD:spec/new.yaml", "--fail-on", "wire"];
    let (code, report, _) = diff(folder.path(), &[&asked[..], &["--format", "json"]].concat());
    assert_eq!(code, Some(1));

    // What is not committed is not part of the revision.
    fs::write(folder.path().join("spec/approvals.toml"), approval(&report)).unwrap();
    assert_eq!(diff(folder.path(), &asked).0, Some(1));
    git(&["add", "."]);
    git(&["commit", "--quiet", "--message", "approved"]);
    assert_eq!(diff(folder.path(), &asked).0, Some(0));
}

/// Each side reads the files beside it: those of its revision, or those that lie there.
#[test]
fn revisions_have_their_own_files() {
    let folder = folder();
    let git = |arguments: &[&str]| {
        let who = ["-c", "user.name=a", "-c", "user.email=a@example.com"];
        let output = run("git", folder.path(), &[&who[..], arguments].concat());
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    let document = OLD.replace(
        "{ description: Done } } }\n    delete",
        "{ description: Done } }, parameters: [{ $ref: '../shared/limit.yaml#/limit' }] }\n    delete",
    );
    fs::create_dir(folder.path().join("shared")).unwrap();
    let shared = folder.path().join("shared/limit.yaml");
    let limit = |ty: &str| format!("limit: {{ name: limit, in: query, schema: {{ type: {ty} }} }}\n");
    fs::write(folder.path().join("spec/new.yaml"), &document).unwrap();
    fs::write(&shared, limit("integer")).unwrap();
    git(&["init", "--quiet"]);
    git(&["add", "."]);
    git(&["commit", "--quiet", "--message", "old"]);
    fs::write(&shared, limit("boolean")).unwrap();
    git(&["commit", "--quiet", "--all", "--message", "new"]);
    fs::write(&shared, limit("integer")).unwrap();

    let (code, out, err) = diff(folder.path(), &["HEAD~1:spec/new.yaml", "HEAD:spec/new.yaml"]);
    assert_eq!(code, Some(0), "{err}");
    assert!(out.contains("integer -> boolean"), "{out}");
    assert!(out.contains("HEAD:shared/limit.yaml:1:") && out.contains("(was HEAD~1:shared/limit.yaml:1:"), "{out}");
    let (_, out, err) = diff(folder.path(), &["HEAD:spec/new.yaml", "spec/new.yaml"]);
    assert!(out.contains("boolean -> integer"), "{out}{err}");
    let (_, out, err) = diff(folder.path(), &["HEAD~1:spec/new.yaml", "spec/new.yaml"]);
    assert!(out.contains("untouched"), "{out}{err}");
    let (_, out, err) = diff(&folder.path().join("spec"), &["HEAD~1:./new.yaml", "HEAD:./new.yaml"]);
    assert!(out.contains("integer -> boolean"), "{out}{err}");
}

#[test]
fn what_the_new_document_is_warned_of_is_told_beside_the_report() {
    let folder = folder();
    let broken = OLD.split("paths:").next().unwrap().to_owned() + "paths: []\n";
    fs::write(folder.path().join("broken.yaml"), &broken).unwrap();
    let (_, out, err) = diff(folder.path(), &["old.yaml", "broken.yaml"]);
    assert!(out.contains("operation removed"), "{out}");
    assert!(err.contains("warning") && err.contains("broken.yaml:3"), "{err}");
    // What was so before is nothing new.
    let (_, _, err) = diff(folder.path(), &["broken.yaml", "broken.yaml"]);
    assert_eq!(err, "");
}
