//! `--check`: what it reports, and that it changes nothing.

mod common;

use common::{Place, run};
use wharf_cli::codegen::Mode;
use wharf_cli::exit::Exit;

const DOCUMENT: &str = "file client/src/lib.rs one\nfile client/src/pet.rs two\nfile reference/a.md three";

/// Something that happens to a generated folder, and what a check says then.
type Case = (&'static str, fn(&Place), &'static [&'static str]);

const CASES: [Case; 9] = [
    (
        "hand edit",
        |place| place.put("out/client/src/lib.rs", "mine\n"),
        &["edited    client/src/lib.rs  (changed by hand)", "\n-mine\n+one\n", "run: toy codegen --again"],
    ),
    (
        "extra file",
        |place| place.put("out/client/src/deep/mine.rs", "mine"),
        &["orphan    client/src/deep/mine.rs", "move orphans away or delete them"],
    ),
    ("extra page", |place| place.put("out/reference/mine.md", "mine"), &["orphan    reference/mine.md"]),
    (
        "deleted file",
        |place| place.remove("out/client/src/pet.rs"),
        &["missing   client/src/pet.rs", "run: toy codegen --again"],
    ),
    (
        "changed document",
        |place| place.document(&DOCUMENT.replace("one", "new")),
        &["stale     client/src/lib.rs", "\n-one\n+new\n", "stale     .wharf-files"],
    ),
    (
        "shorter document",
        |place| place.document("file client/src/lib.rs one\nfile reference/a.md three"),
        &["leftover  client/src/pet.rs  (no longer generated)"],
    ),
    (
        "longer document over a file of somebody",
        |place| {
            place.put("out/mine.md", "mine\n");
            place.document(&format!("{DOCUMENT}\nfile mine.md theirs"));
        },
        &["foreign   mine.md  (codegen did not write it)", "\n-mine\n+theirs\n"],
    ),
    ("lost list", |place| place.remove("out/.wharf-files"), &["stale     .wharf-files"]),
    ("unfinished run", |place| place.put("out/.wharf-staging/1", ""), &["unfinished .wharf-staging"]),
];

#[test]
fn every_difference_is_reported_and_none_is_mended() {
    for (name, happens, parts) in CASES {
        let place = Place::generated(DOCUMENT);
        assert_eq!(place.check().exit, Exit::Fine, "{name}");
        happens(&place);
        let before = place.snapshot();
        let said = place.check();
        assert_eq!(said.exit, Exit::Differs, "{name}: {said:?}");
        for part in parts {
            assert!(said.out.contains(part), "{name}: no {part:?} in\n{}", said.out);
        }
        assert_eq!(place.snapshot(), before, "{name}");
    }
}

#[test]
fn the_command_it_names_mends_everything_but_orphans() {
    for (name, happens, parts) in CASES {
        let place = Place::generated(DOCUMENT);
        happens(&place);
        let orphans = parts.iter().any(|part| part.starts_with("orphan"));
        let said = place.check();
        assert_eq!(said.out.contains("run: "), !orphans, "{name}: {}", said.out);
        place.force();
        let expected = if orphans { Exit::Differs } else { Exit::Fine };
        assert_eq!(place.check().exit, expected, "{name}");
    }
}

#[test]
fn nothing_there_is_missing() {
    let place = Place::new(DOCUMENT);
    let said = place.check();
    assert_eq!(said.exit, Exit::Differs);
    assert!(said.out.contains("missing   client/src/lib.rs"), "{}", said.out);
    assert!(!place.out().exists());
}

#[test]
fn what_is_fine_is_said_in_a_line() {
    let place = Place::generated(DOCUMENT);
    let said = place.check();
    assert_eq!(said.out.lines().count(), 1, "{}", said.out);
    assert!(said.out.starts_with("3 files in `"), "{}", said.out);
}

#[test]
fn long_differences_are_cut_unless_asked_for() {
    let place = Place::generated("lines client/src/a.rs 900 old\nlines client/src/b.rs 900 old");
    place.document("lines client/src/a.rs 900 new\nlines client/src/b.rs 900 new");
    let said = place.check();
    assert!(said.out.lines().count() < 120, "{}", said.out);
    assert!(said.out.contains("more lines; --verbose shows them all"), "{}", said.out);
    let said = run(&place.job(), Mode { check: true, verbose: true, ..Mode::default() });
    assert_eq!(said.exit, Exit::Differs);
    assert!(said.out.contains("+899 new"), "{}", said.out);
}

#[test]
fn many_files_are_cut_unless_asked_for() {
    let files: Vec<_> = (0..60).map(|number| format!("file client/src/f{number}.rs text")).collect();
    let place = Place::new(&files.join("\n"));
    let said = place.check();
    assert!(said.out.contains("… 41 more files; --verbose shows them all"), "{}", said.out);
    let said = run(&place.job(), Mode { check: true, verbose: true, ..Mode::default() });
    assert!(said.out.contains("missing   client/src/f9.rs"), "{}", said.out);
}
