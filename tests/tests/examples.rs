//! What the help of generated tools shows can be typed, whatever the document.

#![cfg(unix)]

use wharf_tests::examples::refused;
use wharf_tests::sandbox::{Generation, Sandbox, built, cargo, repository};

/// Names of tools, and their documents.
const DOCUMENTS: &[(&str, &str)] = &[
    ("limits", "tests/examples/document.yaml"),
    ("words", "tests/names/document.yaml"),
    ("lending", "generator/tests/emit/cases/tool/document.yaml"),
];

#[test]
fn examples_are_accepted() {
    let sandbox = Sandbox::new("examples").unwrap();
    sandbox.write("Cargo.toml", "[workspace]\nresolver = \"3\"\nmembers = [\"*/cli\"]\n").unwrap();
    sandbox.write("Cargo.lock", std::fs::read(repository().join("Cargo.lock")).unwrap()).unwrap();
    for (name, document) in DOCUMENTS {
        // One runtime for all.
        let runtime = repository().join("runtime").display().to_string();
        let settings = format!(
            "[crate]\nname = \"{name}\"\n[runtime]\npath = {runtime:?}\n[tool]\npackage = \"{name}-cli\"\nbinary = \"{name}\"\n"
        );
        let settings = sandbox.write(&format!("{name}.toml"), settings).unwrap();
        let generation = Generation::of(repository().join(document)).settings(settings);
        generation.run(&sandbox.path(name)).fine().unwrap_or_else(|said| panic!("{said}"));
    }
    cargo(&sandbox.path(""), &["build", "--workspace"]).unwrap_or_else(|said| panic!("{said}"));
    for (name, _) in DOCUMENTS {
        let (count, refused) = refused(&built(name).unwrap()).unwrap();
        assert!(refused.is_empty(), "{name}, {} of {count}:\n{}", refused.len(), refused.join("\n"));
    }
}
