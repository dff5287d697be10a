//! What this repository's own pages say, compared with what is so.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

/// The part of the README, up to the next heading.
const HEADING: &str = "## What the client brings along";

/// The head of the table of crates in it.
const TABLE: &str = "| crates | reason |";

/// What is not brought along.
const OWN: [&str; 2] = ["openai-containers", "wharf-runtime"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// The crates that cargo would compile with these features, on a platform that does not depend on the machine of the test.
fn brought(features: &[&str]) -> BTreeSet<String> {
    let tree = ["tree", "--locked", "--package", OWN[0], "--edges", "normal", "--prefix", "none", "--format", "{p}"];
    let mut cargo = Command::new(env!("CARGO"));
    let output = cargo
        .args(tree)
        .args(features)
        .args(["--target", "x86_64-unknown-linux-gnu"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    let names = text.lines().filter_map(|line| line.split(' ').next()).map(str::to_owned);
    names.filter(|name| !name.is_empty() && !OWN.contains(&name.as_str())).collect()
}

#[test]
fn each_crate_of_the_default_client_is_listed_with_its_reason() {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    let part = readme.split(HEADING).nth(1).unwrap().split("\n## ").next().unwrap();
    let rows = part.split(TABLE).nth(1).unwrap().lines().filter(|line| line.starts_with("| `"));
    let cells: Vec<Vec<&str>> = rows.map(|row| row.trim_matches('|').split(" | ").collect()).collect();
    assert!(cells.iter().all(|cells| cells.len() == 2 && cells[1].trim().len() > 10), "a row without a reason");
    let listed: Vec<&str> = cells.iter().flat_map(|cells| cells[0].split('`').skip(1).step_by(2)).collect();
    let names: BTreeSet<String> = listed.iter().map(|&name| name.to_owned()).collect();
    assert_eq!(names.len(), listed.len(), "a crate is listed twice");
    let brought = brought(&[]);
    assert_eq!(names, brought, "the README lists other crates than cargo brings");
    assert!(part.contains(&format!("compiles {} crates", brought.len())), "there are {} crates", brought.len());
}

#[test]
fn a_feature_chooses_what_tls_is_made_of() {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    let part = readme.split(HEADING).nth(1).unwrap().split("\n## ").next().unwrap();
    let all = ["reqwest", "hyper", "rustls", "ring", "native-tls", "openssl"];
    for (features, expected) in [
        (&[][..], &["reqwest", "hyper", "rustls", "ring"][..]),
        (&["--no-default-features", "--features", "rustls"], &["reqwest", "hyper", "rustls", "ring"]),
        (&["--no-default-features", "--features", "native-tls"], &["reqwest", "hyper", "native-tls", "openssl"]),
        (&["--no-default-features", "--features", "reqwest"], &["reqwest", "hyper"]),
        (&["--no-default-features"], &[]),
    ] {
        let brought = brought(features);
        let found: Vec<&str> = all.into_iter().filter(|&name| brought.contains(name)).collect();
        assert_eq!(found, expected, "{features:?}");
        assert!(!brought.contains("aws-lc-rs"), "{features:?}");
        let name = match features {
            [_, _, feature] => format!("`{feature}`"),
            [_] => "none".to_owned(),
            _ => "`rustls`, the default".to_owned(),
        };
        let row = format!("| {name} | {} |", brought.len());
        assert!(*features == ["--no-default-features", "--features", "rustls"] || part.contains(&row), "no `{row}`");
    }
}

#[test]
fn each_test_that_is_named_for_a_promise_is_there() {
    let folder = root().join("runtime/tests");
    let page = std::fs::read_to_string(folder.join("README.md")).unwrap();
    let rows: Vec<&str> = page.lines().filter(|line| line.starts_with("| ") && line.contains(".rs`:")).collect();
    assert!(rows.len() > 30, "{} rows", rows.len());
    for row in rows {
        let mut file = String::new();
        for name in row.split('`').skip(1).step_by(2).skip_while(|name| !is_source(name)) {
            if is_source(name) {
                file = std::fs::read_to_string(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
            } else {
                assert!(file.contains(&format!("fn {name}()")), "no test is called `{name}` where it is said to be");
            }
        }
    }
}

fn is_source(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension == "rs")
}
