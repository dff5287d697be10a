//! `cargo xtask codegen` needs nothing of what it writes: it works with `generated/` gone or broken, and gives the same.

use std::fs;
use std::path::Path;

use wharf_tests::sandbox::{Sandbox, cargo, copy, files, remove, repository};

/// What codegen is made of, and what it reads.
const NEEDED: [&str; 7] = ["Cargo.toml", "cli", "generator", "runtime", "spec", "tool", "xtask"];

#[test]
fn codegen_restores_what_is_gone_or_broken() {
    let sandbox = Sandbox::new("independence").unwrap();
    for part in NEEDED {
        copy(&repository().join(part), &sandbox.path(part)).unwrap();
    }
    let generated = sandbox.path("generated");
    let expected = files(&repository().join("generated")).unwrap();
    assert!(!expected.is_empty(), "this repository holds no output");

    remove(&generated).unwrap();
    codegen(&sandbox);
    assert_same(&generated, &expected);

    damage(&generated);
    codegen(&sandbox);
    assert_same(&generated, &expected);
}

fn codegen(sandbox: &Sandbox) {
    let arguments = ["run", "--quiet", "--manifest-path", "xtask/Cargo.toml", "--", "codegen"];
    cargo(&sandbox.path(""), &arguments).unwrap_or_else(|said| panic!("{said}"));
}

/// Makes the client a package that cargo refuses, and half of its sources gone.
fn damage(generated: &Path) {
    fs::write(generated.join("client/Cargo.toml"), "[package\n").unwrap();
    let sources = files(&generated.join("client/src")).unwrap();
    for (index, name) in sources.keys().enumerate() {
        let path = generated.join("client/src").join(name);
        if index % 2 == 0 {
            fs::remove_file(path).unwrap();
        } else {
            fs::write(path, "fn broken( {").unwrap();
        }
    }
}

fn assert_same(folder: &Path, expected: &std::collections::BTreeMap<String, Vec<u8>>) {
    let found = files(folder).unwrap();
    let names = |all: &std::collections::BTreeMap<String, Vec<u8>>| all.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&found), names(expected));
    for (name, bytes) in expected {
        assert!(found[name] == *bytes, "{name} differs");
    }
}
