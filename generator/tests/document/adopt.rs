//! A new document in the place of an old one.
//!
//! `adopt/NAME/` holds `old.yaml`, `new.yaml` and what comes out: `take.yaml` with the texts of the new one, `keep.yaml`
//! with those of the old one, and in `left-out.txt` the texts that are left out then. To write the expectations anew, run
//! with the variable `UPDATE_EXPECT` set and read the difference.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use wharf::document::{Adopted, Document};
use wharf::settings::Texts;

use crate::{Folder, source};

fn read(path: &Path) -> Document {
    let (document, told) = Document::parse(source(path), &Folder);
    document.unwrap_or_else(|| panic!("{told:#?}"))
}

fn adopted(folder: &Path, texts: Texts) -> Adopted {
    let find = |name: &str| {
        let files = ["yaml", "json"].map(|ending| folder.join(format!("{name}.{ending}")));
        files.into_iter().find(|file| file.exists()).expect("the document is there")
    };
    let mut new = read(&find("new"));
    let only = std::fs::read_to_string(folder.join("only.txt")).unwrap_or_default();
    new.slice(&only.lines().map(str::to_owned).collect::<Vec<_>>());
    let old = read(&find("old"));
    let adopted = old.adopt(&new, texts).expect("no key is a merge key");
    let again = Document::parse(
        wharf::Source { name: "again.yaml".to_owned(), bytes: adopted.text.clone().into_bytes() },
        &Folder,
    );
    let again = again.0.unwrap_or_else(|| panic!("{}\n{:#?}", adopted.text, again.1));
    let twice = again.adopt(&new, texts).expect("no key is a merge key");
    assert_eq!(twice.text, adopted.text, "{}: the second time", folder.display());
    if texts == Texts::Take {
        assert!(again.root().structural_eq(new.root()), "{}: another document", folder.display());
    }
    adopted
}

fn expect(path: &Path, text: &str, wrong: &mut Vec<String>) {
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(path, text).expect("it can be written");
    }
    let expected = std::fs::read_to_string(path).unwrap_or_default();
    if expected != text {
        wrong.push(format!("{}\n--- expected\n{expected}--- made\n{text}", path.display()));
    }
}

#[test]
fn what_is_written_is_as_it_was_where_it_can_be() {
    let entries = std::fs::read_dir("tests/document/adopt").expect("the folder is there");
    let mut folders: Vec<PathBuf> = entries.map(|entry| entry.expect("it can be read").path()).collect();
    folders.sort();
    assert!(folders.len() > 5, "only {} cases", folders.len());
    let mut wrong = Vec::new();
    for folder in folders {
        let taken = adopted(&folder, Texts::Take);
        assert_eq!(taken.left_out, [""; 0], "{}", folder.display());
        expect(&folder.join("take.yaml"), &taken.text, &mut wrong);
        let kept = adopted(&folder, Texts::Keep);
        expect(&folder.join("keep.yaml"), &kept.text, &mut wrong);
        let mut left_out = kept.left_out.join("\n");
        left_out.push_str(if left_out.is_empty() { "" } else { "\n" });
        expect(&folder.join("left-out.txt"), &left_out, &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_document_in_its_own_place_stays_byte_by_byte() {
    let own = Path::new("../spec/containers.yaml");
    let (old, new) = (read(own), read(own));
    let text = std::fs::read_to_string(own).expect("the document is there");
    for texts in [Texts::Take, Texts::Keep] {
        let adopted = old.adopt(&new, texts).expect("no key is a merge key");
        assert!(adopted.text == text, "{texts:?} changed it");
    }
}

#[test]
fn real_updates_are_said_as_they_are() {
    let Some(specs) = std::env::var_os("WHARF_SPECS") else {
        eprintln!("skipped: WHARF_SPECS is not set");
        return;
    };
    for name in ["01-containers-introduced", "02-containers-memory-limit", "25-inline-extracted-to-component"] {
        let folder = Path::new(&specs).join("updates").join(name);
        let (old, new) = (read(&folder.join("before.yaml")), read(&folder.join("after.yaml")));
        let adopted = old.adopt(&new, Texts::Take).expect("no key is a merge key");
        // As they were written: nearly all lines are those of one of the two.
        let texts = [&old, &new].map(|document| document.sources()[0].text());
        let known: HashSet<&str> = texts.iter().flat_map(|text| text.lines()).map(str::trim).collect();
        let other = adopted.text.lines().filter(|line| !known.contains(line.trim())).count();
        assert!(other * 100 < adopted.text.lines().count(), "{name}: {other} lines are of neither");
        let bytes = adopted.text.into_bytes();
        let (again, told) = Document::parse(wharf::Source { name: "again.yaml".to_owned(), bytes }, &Folder);
        assert!(again.unwrap_or_else(|| panic!("{told:#?}")).root().structural_eq(new.root()), "{name}");
    }
}
