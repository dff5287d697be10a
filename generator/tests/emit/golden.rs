//! What is printed is what is in the folder `expected`. `UPDATE_EXPECT=1` writes it anew.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use wharf::emit::emit;

use crate::{cases, header, surface};

/// The case whose pages and tool are compared, as they say the same of all others in more words.
const TOOL: &str = "tool";

/// Files that another test or another crate answers for.
fn is_compared(case: &str, path: &str) -> bool {
    let is_of_tool = path.starts_with("reference/") || path.starts_with("cli/");
    let is_bundled = path.starts_with("runtime/") || path.starts_with("tool/");
    // The page for browsers holds the others again.
    let is_again = path == "surface.json" || path == "reference/index.html";
    !is_bundled && !is_again && (!is_of_tool || case == TOOL)
}

#[test]
fn what_is_printed_is_expected() {
    for (case, folder) in cases() {
        let outputs = emit(&surface(&folder), &header(&case));
        let printed: BTreeMap<String, String> =
            outputs.into_iter().filter(|(path, _)| is_compared(&case, path)).collect();
        let expected = folder.join("expected");
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            write(&expected, &printed);
        }
        let mut found = BTreeMap::new();
        read(&expected, "", &mut found);
        let names = |files: &BTreeMap<String, String>| files.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(&printed), names(&found), "the files of {case}; UPDATE_EXPECT=1 writes them");
        for (path, text) in &printed {
            assert_eq!(text, &found[path], "{case}/{path}; UPDATE_EXPECT=1 writes it");
        }
    }
}

#[test]
fn the_snapshot_is_the_surface() {
    for (case, folder) in cases() {
        let mut surface = surface(&folder);
        let outputs = emit(&surface, &header(&case));
        // The snapshot is without the schemas' text, which is a file of its own.
        surface.schemas.iter_mut().for_each(|bundle| bundle.text.clear());
        let snapshot: wharf::surface::Surface = serde_json::from_str(&outputs["surface.json"]).unwrap();
        assert_eq!(snapshot, surface);
    }
}

#[test]
fn no_line_is_too_long_but_for_strings_and_links() {
    for (case, folder) in cases().into_iter().filter(|(case, _)| case != "clashes") {
        for (path, text) in emit(&surface(&folder), &header(&case)) {
            let is_rust = Path::new(&path).extension().is_some_and(|extension| extension == "rs");
            if !is_rust || path.starts_with("runtime/") || path.starts_with("tool/") {
                continue;
            }
            for line in text.lines().filter(|line| line.chars().count() > 100) {
                let is_excused = line.contains('"') || line.contains("://") || line.trim_start().starts_with("/// |");
                assert!(is_excused || line.split_whitespace().count() <= 2, "{case}/{path}: {line}");
            }
        }
    }
}

fn write(folder: &Path, files: &BTreeMap<String, String>) {
    if folder.exists() {
        fs::remove_dir_all(folder).unwrap();
    }
    for (path, text) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

fn read(folder: &Path, prefix: &str, files: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{prefix}{}", entry.file_name().into_string().unwrap());
        if entry.path().is_dir() {
            read(&entry.path(), &format!("{name}/"), files);
        } else {
            files.insert(name, fs::read_to_string(entry.path()).unwrap());
        }
    }
}
