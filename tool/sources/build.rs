//! Lists the files of the crate above. It has many dependencies, so that its text is a crate of its own: who bundles it
//! need not compile it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let crate_ = Path::new(&env::var("CARGO_MANIFEST_DIR").unwrap_or_default()).join("..");
    let mut files = vec![crate_.join("Cargo.toml")];
    walk(&crate_.join("src"), &mut files)?;
    let mut named: Vec<(String, PathBuf)> = files
        .into_iter()
        .map(|file| {
            let name = file.strip_prefix(&crate_).unwrap_or(&file).to_string_lossy().replace('\\', "/");
            Ok((name, file.canonicalize()?))
        })
        .collect::<io::Result<_>>()?;
    named.sort();
    let mut out = String::from("&[\n");
    for (name, file) in named {
        // Writing into a string does not fail.
        let _ = writeln!(out, "    ({name:?}, include_str!({:?})),", file.to_string_lossy());
    }
    out.push_str("]\n");
    println!("cargo::rerun-if-changed=../src");
    println!("cargo::rerun-if-changed=../Cargo.toml");
    fs::write(Path::new(&env::var("OUT_DIR").unwrap_or_default()).join("sources.rs"), out)
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            walk(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}
