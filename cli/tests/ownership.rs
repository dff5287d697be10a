//! What a write may touch.

mod common;

use std::collections::BTreeSet;

use common::Place;
use wharf_cli::exit::Exit;

const TWO: &str = "file client/src/lib.rs one\nfile client/src/models/pet.rs two";
const ONE: &str = "file client/src/lib.rs one";

#[test]
fn writes_every_file_and_lists_it() {
    let place = Place::new(TWO);
    let said = place.write();
    assert_eq!(said.exit, Exit::Fine, "{said:?}");
    assert_eq!(place.files(), [".wharf-files", "client/src/lib.rs", "client/src/models/pet.rs"]);
    assert_eq!(place.text("out/client/src/lib.rs"), "one\n");
    // As sha256sum says.
    let digest = "2c8b08da5ce60398e1f19af0e5dccc744df274b826abe585eaba68c525434806";
    assert!(place.text("out/.wharf-files").contains(&format!("\n{digest}  client/src/lib.rs\n")));
    for part in ["+ client/src/lib.rs", "wrote 2 of 2 files in `", "2 operations, 1 type, 0 warnings"] {
        assert!(said.out.contains(part), "{part}: {}", said.out);
    }
}

#[test]
fn writes_nothing_when_nothing_changed() {
    let place = Place::generated(TWO);
    let before = place.snapshot();
    let said = place.write();
    assert_eq!(said.exit, Exit::Fine);
    assert!(said.out.starts_with("wrote 0 of 2 files"), "{}", said.out);
    assert_eq!(place.snapshot(), before);
}

#[test]
fn touches_only_the_file_that_changed() {
    let place = Place::generated(TWO);
    let before = place.snapshot();
    place.document("file client/src/lib.rs new\nfile client/src/models/pet.rs two");
    let said = place.write();
    assert!(said.out.contains("~ client/src/lib.rs\nwrote 1 of 2 files"), "{}", said.out);
    assert_eq!(said.err, "");
    let after = place.snapshot();
    assert_eq!(after["out/client/src/lib.rs"].0, "new\n");
    assert_eq!(after["out/client/src/models/pet.rs"], before["out/client/src/models/pet.rs"]);
}

#[test]
fn removes_what_it_wrote_once_and_the_folder_that_this_empties() {
    let place = Place::generated(TWO);
    place.document(ONE);
    let said = place.write();
    assert!(said.out.contains("- client/src/models/pet.rs"), "{}", said.out);
    assert!(said.out.contains("removed 1"), "{}", said.out);
    assert!(!place.out().join("client/src/models").exists());
    assert_eq!(place.files(), [".wharf-files", "client/src/lib.rs"]);
}

#[test]
fn a_folder_with_something_else_in_it_stays() {
    let place = Place::generated(TWO);
    place.put("out/client/src/models/mine.rs", "mine");
    place.document(ONE);
    let said = place.write();
    assert!(said.err.contains("mine.rs` was left alone"), "{}", said.err);
    assert_eq!(place.text("out/client/src/models/mine.rs"), "mine");
    assert!(!place.out().join("client/src/models/pet.rs").exists());
}

#[test]
fn an_edit_is_overwritten_with_a_notice() {
    let place = Place::generated(TWO);
    place.put("out/client/src/lib.rs", "mine");
    let said = place.write();
    assert_eq!(said.exit, Exit::Fine);
    assert!(said.err.contains("lib.rs` was overwritten: changed by hand"), "{}", said.err);
    assert_eq!(place.text("out/client/src/lib.rs"), "one\n");
}

#[test]
fn an_edited_file_that_has_no_place_now_is_removed_with_a_notice() {
    let place = Place::generated(TWO);
    place.put("out/client/src/models/pet.rs", "mine");
    place.document(ONE);
    let said = place.write();
    assert!(said.err.contains("pet.rs` was removed: changed by hand"), "{}", said.err);
    assert!(!place.out().join("client/src/models").exists());
}

#[test]
fn a_folder_of_somebody_else_is_refused_and_left_as_it_is() {
    let place = Place::new(ONE);
    place.put("out/notes.txt", "mine");
    let before = place.snapshot();
    let said = place.write();
    assert_eq!(said.exit, Exit::Failed);
    assert!(said.err.contains("is not empty") && said.err.contains("--force"), "{}", said.err);
    assert_eq!(place.snapshot(), before);

    assert_eq!(place.force().exit, Exit::Fine);
    assert_eq!(place.text("out/notes.txt"), "mine");
    assert_eq!(place.text("out/client/src/lib.rs"), "one\n");
    assert_eq!(place.write().exit, Exit::Fine, "the second run finds its list");
}

#[test]
fn a_lost_list_counts_as_none() {
    let place = Place::generated(TWO);
    place.remove("out/.wharf-files");
    assert_eq!(place.write().exit, Exit::Failed);
    let said = place.force();
    assert_eq!(said.exit, Exit::Fine);
    assert!(said.out.starts_with("wrote 0 of 2 files"), "{}", said.out);
    assert_eq!(place.check().exit, Exit::Fine);
}

#[test]
fn a_file_of_somebody_else_in_an_owned_folder_is_refused() {
    let place = Place::generated(ONE);
    place.put("out/client/src/models/pet.rs", "mine");
    place.document(TWO);
    let before = place.snapshot();
    let said = place.write();
    assert_eq!(said.exit, Exit::Failed);
    assert!(said.err.contains("pet.rs") && said.err.contains("--force"), "{}", said.err);
    assert_eq!(place.snapshot(), before);

    let said = place.force();
    assert!(said.err.contains("pet.rs` was overwritten: codegen did not write it"), "{}", said.err);
    assert_eq!(place.text("out/client/src/models/pet.rs"), "two\n");
}

#[test]
fn a_file_that_is_already_right_is_taken_over() {
    let place = Place::generated(ONE);
    place.put("out/client/src/models/pet.rs", "two\n");
    place.document(TWO);
    assert_eq!(place.write().exit, Exit::Fine);
    assert!(place.text("out/.wharf-files").contains("client/src/models/pet.rs"));
}

#[test]
fn build_folders_and_lock_files_are_nobodys() {
    let place = Place::new(TWO);
    place.put("out/client/target/debug/a", "built");
    place.put("out/client/Cargo.lock", "locked");
    place.put("out/target/src/a", "built");
    assert_eq!(place.write().exit, Exit::Fine, "they do not make a folder somebody's");
    assert_eq!(place.check().exit, Exit::Fine);
    place.document("file reference/a.md a");
    assert_eq!(place.write().exit, Exit::Fine);
    let left = [".wharf-files", "client/Cargo.lock", "client/target/debug/a", "reference/a.md", "target/src/a"];
    assert_eq!(place.files(), left);
}

#[test]
fn what_was_deleted_comes_back() {
    let place = Place::generated(TWO);
    let before: BTreeSet<_> = place.snapshot().into_keys().collect();
    std::fs::remove_dir_all(place.out().join("client/src/models")).unwrap();
    assert_eq!(place.write().exit, Exit::Fine);
    assert_eq!(place.snapshot().into_keys().collect::<BTreeSet<_>>(), before);
    std::fs::remove_dir_all(place.out()).unwrap();
    assert_eq!(place.write().exit, Exit::Fine);
    assert_eq!(place.snapshot().into_keys().collect::<BTreeSet<_>>(), before);
}

#[test]
fn a_damaged_list_is_refused() {
    let bad = [
        "<<<<<<< HEAD\n".to_owned(),
        format!("{}  ../api.yaml\n", "0".repeat(64)),
        format!("{}  /etc/hosts\n", "0".repeat(64)),
    ];
    for list in bad {
        let place = Place::generated(TWO);
        place.put("out/.wharf-files", &list);
        let before = place.snapshot();
        for said in [place.write(), place.force(), place.check()] {
            assert_eq!(said.exit, Exit::Failed);
            assert!(said.err.contains(".wharf-files` line 1"), "{}", said.err);
        }
        assert_eq!(place.snapshot(), before);
    }
}

#[test]
fn no_output_leads_out_of_the_folder() {
    for path in ["../evil", "/evil", "a/../../evil", "a\\..\\evil", ".wharf-files", "Cargo.lock", "target/a"] {
        let place = Place::new(&format!("file {path} text"));
        let before = place.snapshot();
        let said = place.write();
        assert_eq!(said.exit, Exit::Failed, "{path}");
        assert!(said.err.contains("bug in Wharf"), "{}", said.err);
        assert_eq!(place.snapshot(), before, "{path}");
    }
}

#[cfg(unix)]
mod links {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn runs_at_the_same_time_wait_for_each_other() {
        let place = Place::generated(ONE);
        let jobs = ["b", "c"].map(|name| {
            let lines: Vec<_> = (0..20).map(|number| format!("file client/src/{name}{number}.rs {name}")).collect();
            place.put(name, &lines.join("\n"));
            wharf_cli::codegen::Job { document: place.root().join(name), ..place.job() }
        });
        std::thread::scope(|scope| {
            for job in &jobs {
                scope.spawn(|| {
                    for _ in 0..20 {
                        let said = common::run(job, wharf_cli::codegen::Mode::default());
                        assert_eq!((said.exit, said.err.as_str()), (Exit::Fine, ""));
                    }
                });
            }
        });
        assert_eq!(place.files().len(), 21);
    }

    #[test]
    fn a_linked_folder_is_not_written_through() {
        let place = Place::generated(TWO);
        std::fs::rename(place.out().join("client/src/models"), place.root().join("elsewhere")).unwrap();
        symlink(place.root().join("elsewhere"), place.out().join("client/src/models")).unwrap();
        place.document("file client/src/lib.rs one\nfile client/src/models/pet.rs new");
        let before = place.snapshot();
        let said = place.write();
        assert_eq!(said.exit, Exit::Failed);
        assert!(said.err.contains("client/src/models` is a symbolic link"), "{}", said.err);
        assert_eq!(place.snapshot(), before);
    }

    #[test]
    fn nothing_is_removed_or_searched_through_a_linked_folder() {
        let place = Place::generated(TWO);
        std::fs::rename(place.out().join("client/src/models"), place.root().join("elsewhere")).unwrap();
        symlink(place.root().join("elsewhere"), place.out().join("client/src/models")).unwrap();
        place.put("elsewhere/mine.rs", "mine");
        place.document(ONE);
        let said = place.write();
        assert_eq!(said.exit, Exit::Fine, "{said:?}");
        assert!(said.err.contains("client/src/models` was left alone"), "{}", said.err);
        assert!(!said.err.contains("mine.rs"), "{}", said.err);
        assert_eq!(place.text("elsewhere/pet.rs"), "two\n");
    }

    #[test]
    fn a_link_in_the_place_of_a_file_is_replaced_and_its_target_is_not() {
        let place = Place::generated(TWO);
        place.put("precious", "mine");
        place.remove("out/client/src/lib.rs");
        symlink(place.root().join("precious"), place.out().join("client/src/lib.rs")).unwrap();
        let said = place.write();
        assert_eq!(said.exit, Exit::Fine);
        assert!(said.err.contains("lib.rs` was overwritten: changed by hand"), "{}", said.err);
        assert_eq!(place.text("precious"), "mine");
        let found = std::fs::symlink_metadata(place.out().join("client/src/lib.rs")).unwrap();
        assert!(found.is_file());
    }
}
