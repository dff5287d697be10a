//! The crates compile against the runtime, without a warning of rustc, clippy's pedantic lints or rustdoc, and pass
//! their own tests.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use wharf::emit::emit;
use wharf::surface::RuntimeSource;

use crate::{cases, header, surface};

/// What rustfmt does unless it is told otherwise, which an emitted crate tells it.
const USUAL: &str = "disable_all_formatting=false,max_width=100,use_small_heuristics=Default";

/// Writes all crates into one workspace, which has the repository's lock file.
fn workspace() -> PathBuf {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("emitted");
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    for (case, path) in cases() {
        let mut surface = surface(&path);
        let runtime = repository.join("runtime").to_str().unwrap().to_owned();
        surface.package.runtime = RuntimeSource::Path(runtime);
        for (path, text) in emit(&surface, &header(&case)) {
            let path = folder.join(&case).join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
    }
    let manifest =
        "[workspace]\nresolver = \"3\"\nmembers = [\"*/client\", \"tool/cli\"]\n\n[profile.dev]\ndebug = false\n";
    fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    fs::copy(repository.join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    folder
}

/// Lints as strict as those that users of a crate may have.
const CLIPPY: &[&str] =
    &["clippy", "--all-targets", "--config", "build.rustflags=[\"-Dwarnings\",\"-Wclippy::pedantic\"]"];

fn cargo(folder: &Path, arguments: &[&str]) {
    cargo_for(folder, &[arguments, &["--workspace"]].concat());
}

fn cargo_for(folder: &Path, arguments: &[&str]) {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("emitted-target");
    let mut command = Command::new(env!("CARGO"));
    command.args(arguments).args(["--offline", "--quiet", "--no-default-features"]);
    command.current_dir(folder).env("CARGO_TARGET_DIR", target);
    command.env("RUSTDOCFLAGS", "-D warnings").env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS");
    let output = command.output().unwrap();
    let text = String::from_utf8_lossy(&output.stderr);
    let result = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "cargo {}\n{text}\n{result}", arguments.join(" "));
}

#[test]
fn emitted_crates_are_clean_and_pass_their_tests() {
    let folder = workspace();
    cargo(&folder, CLIPPY);
    // With nothing but one group of calls, and with all of them.
    for feature in ["books", "orders", "time_calls", "full,mock"] {
        cargo_for(&folder, &[CLIPPY, &["--package", "shop", "--features", feature]].concat());
    }
    let webhooks = ["--package", "parcels", "--features", "webhooks,mock"];
    cargo_for(&folder, &[CLIPPY, &webhooks].concat());
    cargo_for(&folder, &[&["doc", "--no-deps"], &webhooks[..]].concat());
    cargo_for(&folder, &[&["test"], &webhooks[..]].concat());
    cargo(&folder, &["doc", "--no-deps"]);
    cargo_for(&folder, &["doc", "--no-deps", "--package", "shop", "--features", "orders"]);
    cargo(&folder, &["test"]);
    cargo_for(&folder, &["test", "--package", "shop", "--features", "full,mock"]);
}

#[test]
fn emitted_crates_are_laid_out_as_rustfmt_does() {
    // Paths are written whole where names clash, so that lines break where nobody would break them.
    for (case, folder) in cases().into_iter().filter(|(case, _)| case != "clashes") {
        let client = folder.join("expected/client");
        let roots = ["src/lib.rs", "tests/examples.rs"];
        for root in roots.iter().map(|root| client.join(root)).filter(|root| root.exists()) {
            let output =
                Command::new("rustfmt").args(["--check", "--edition", "2024", "--config", USUAL]).arg(&root).output();
            let output = output.unwrap();
            assert!(output.status.success(), "{case}\n{}", String::from_utf8_lossy(&output.stdout));
        }
    }
}
