//! The output depends on the inputs alone, not on where they lie, where it goes, or from where it is asked for.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use wharf_tests::sandbox::{copy, files, repository};

/// Generates with the built command from folder `here`, with these paths as they are typed.
fn generated(here: &Path, document: &str, settings: &str, out: &str) -> BTreeMap<String, Vec<u8>> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wharf-for-tests"));
    command.current_dir(here).args(["codegen", "--document", document, "--settings", settings, "--out", out]);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    files(&here.join(out)).unwrap()
}

#[test]
fn the_same_from_any_folder_to_any_folder() {
    let (near, far) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let deep = far.path().join("some where/é/deep");
    for to in [near.path(), &deep] {
        copy(&repository().join("spec"), to).unwrap();
    }
    let first = generated(near.path(), "containers.yaml", "wharf.toml", "out");
    let beside = deep.join("beside");
    std::fs::create_dir_all(&beside).unwrap();
    let absolute = |name: &str| deep.join(name).display().to_string();
    let second = generated(&beside, "../containers.yaml", &absolute("wharf.toml"), &absolute("out/of/the/way"));
    assert!(first.contains_key("client/src/lib.rs"), "{:?}", first.keys());
    assert_eq!(first.keys().collect::<Vec<_>>(), second.keys().collect::<Vec<_>>());
    for (name, bytes) in &first {
        assert!(second[name] == *bytes, "{name} differs");
    }
    for (name, bytes) in &first {
        let text = String::from_utf8_lossy(bytes);
        for folder in [near.path(), far.path()] {
            assert!(!text.contains(&folder.display().to_string()), "{name} holds the path of a folder");
        }
    }
}
